"""What an account may follows from its roles alone, and from none once it is closed."""

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction

from cases.accounts.actions import edit_user, system_user
from cases.accounts.models import RoleAssignment, User
from cases.core.permissions import Role
from tests.conftest import PASSWORD, Cast


def test_role_set(cast: Cast) -> None:
    assert User.objects.get(pk=cast.lead.pk).role_set == {Role.LEAD}


def test_inactive_user_has_no_role(cast: Cast) -> None:
    """The roles are kept for the record; they give nothing, not even entry to the staff pages."""
    closed = edit_user(by=cast.administrator, user=cast.coder, is_active=False, roles=["coder"])
    loaded = User.objects.get(pk=closed.pk)
    assert loaded.role_assignments.count() == 1
    assert loaded.role_set == frozenset()
    assert not loaded.is_staff
    assert authenticate(username="coder", password=PASSWORD) is None


def test_user_without_a_role_is_no_staff(cast: Cast) -> None:
    emptied = edit_user(by=cast.administrator, user=cast.coder, roles=[])
    assert not User.objects.get(pk=emptied.pk).is_staff


def test_nobody_is_a_superuser(cast: Cast) -> None:
    """Django's own permissions open nothing, for the administrator either."""
    assert not cast.administrator.is_superuser
    assert not cast.administrator.has_perm("cases.view_identity")


def test_system_user_cannot_sign_in(cast: Cast) -> None:
    system = system_user()
    assert system.pk in User.objects.values_list("pk", flat=True)
    assert not system.has_usable_password()
    assert system.role_set == frozenset()
    for password in ("", "!", system.password, PASSWORD):
        assert authenticate(username=system.username, password=password) is None


def test_only_one_account_is_the_system(cast: Cast) -> None:
    """The database itself says so."""
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=cast.coder.pk).update(is_system=True)


def test_nobody_gives_themselves_a_role(cast: Cast) -> None:
    """Nor does the database let them, if an action forgot to ask."""
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.create(user=cast.coder, role=Role.DPO, given_by=cast.coder)


def test_password_is_stored_hashed(cast: Cast) -> None:
    assert PASSWORD not in cast.coder.password
    assert cast.coder.check_password(PASSWORD)
