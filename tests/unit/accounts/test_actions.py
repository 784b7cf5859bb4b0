"""Accounts are made and changed by an administrator, who cannot raise themselves."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from cases.accounts.actions import change_own_password, create_first_administrator, create_user, edit_user, system_user
from cases.accounts.models import RoleAssignment, User
from cases.core import audit
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent, Installation
from cases.core.permissions import Role
from tests.conftest import PASSWORD, Cast

FIRST = {"kind": "demo", "username": "first", "name": "First"}
NOT_ADMINISTRATORS = [role.value for role in Role if role != Role.ADMINISTRATOR]


def roles_of(user: User) -> set[str]:
    """As the database has them now."""
    return set(User.objects.get(pk=user.pk).role_set)


# The first administrator


def test_first_administrator(db: None) -> None:
    """The database knows what it is, and has one person and the program itself."""
    user = create_first_administrator(by=system_user(), **FIRST)
    assert Installation.objects.get().kind == "demo"
    assert roles_of(user) == {Role.ADMINISTRATOR}
    assert set(User.objects.values_list("username", flat=True)) == {"first", "system"}
    assert AuditEvent.objects.get().action == "accounts.create_first_administrator"


def test_first_administrator_leaves_a_chain_that_verifies(db: None) -> None:
    """The very first event included: a false alarm in every database would teach people to ignore alarms."""
    create_first_administrator(by=system_user(), **FIRST)
    assert list(audit.problems()) == []


def test_first_administrator_is_made_once_only(cast: Cast) -> None:
    """Whoever asks, and whatever the database is to become."""
    people = User.objects.count()
    for by in (system_user(), cast.administrator, cast.coder):
        for kind in ("demo", "office"):
            with pytest.raises(Refused):
                create_first_administrator(by=by, **{**FIRST, "kind": kind})
    assert User.objects.count() == people
    assert Installation.objects.get().kind == "demo"


def test_first_administrator_is_made_by_the_program_only(db: None) -> None:
    """As the table of rights says: by the system user, and nobody who merely turns up."""
    with pytest.raises(Refused):
        create_first_administrator(by=User(username="mallory"), **FIRST)
    assert not User.objects.exists()


def test_database_of_an_unknown_kind_is_refused(db: None) -> None:
    with pytest.raises(ValidationError):
        create_first_administrator(by=system_user(), **{**FIRST, "kind": "training"})
    assert not Installation.objects.exists()


# Creating


def test_create_user(cast: Cast) -> None:
    user = create_user(by=cast.administrator, username="kim", name="Kim", roles=["coder", "dpo"])
    assert roles_of(user) == {"coder", "dpo"}
    assert {assignment.given_by for assignment in user.role_assignments.all()} == {cast.administrator}


@pytest.mark.parametrize("role", NOT_ADMINISTRATORS)
def test_only_administrators_create_and_edit(cast: Cast, role: str) -> None:
    by = getattr(cast, role)
    with pytest.raises(NotAllowed):
        create_user(by=by, username="kim", name="", roles=["coder"])
    with pytest.raises(NotAllowed):
        edit_user(by=by, user=cast.stranger, roles=["dpo"])
    assert not User.objects.filter(username="kim").exists()
    assert roles_of(cast.stranger) == {"coder"}


@pytest.mark.parametrize(
    "wrong", [{"roles": ["superhero"]}, {"roles": ["coder", ""]}, {"username": "coder"}, {"username": ""}]
)
def test_invalid_account_is_not_stored(cast: Cast, wrong: dict[str, Any]) -> None:
    """An unknown role, a name that is taken or missing: neither the account nor half of its roles."""
    people, roles = User.objects.count(), RoleAssignment.objects.count()
    values: dict[str, Any] = {"username": "kim", "name": "", "roles": ["lead"]} | wrong
    with pytest.raises((ValidationError, Refused)), transaction.atomic():
        create_user(by=cast.administrator, **values)
    assert (User.objects.count(), RoleAssignment.objects.count()) == (people, roles)


def test_events_never_hold_a_password(cast: Cast) -> None:
    user = User.objects.get(pk=cast.coder.pk)
    for event in AuditEvent.objects.all():
        assert PASSWORD not in event.body
        assert user.password not in event.body


# Editing


def test_edit_user_sets_exactly_these_roles(cast: Cast) -> None:
    edit_user(by=cast.administrator, user=cast.coder, name="Kim", roles=["lead", "legal"])
    assert roles_of(cast.coder) == {"lead", "legal"}
    assert User.objects.get(pk=cast.coder.pk).name == "Kim"


def test_edit_user_without_a_change_leaves_no_event(cast: Cast) -> None:
    before = AuditEvent.objects.count()
    edit_user(by=cast.administrator, user=cast.coder, name="", is_active=True, roles=["coder"])
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize(
    "values",
    [
        {"roles": ["administrator", "dpo"]},
        {"roles": []},
        {"roles": ["coder"]},
        {"roles": ["administrator"], "is_active": False},
    ],
    ids=["more", "none", "others", "closed"],
)
def test_nobody_changes_their_own_roles(cast: Cast, values: dict[str, Any]) -> None:
    """Neither up nor down, nor by closing the account; nothing else of that form is stored."""
    with pytest.raises(Refused):
        edit_user(by=cast.administrator, user=cast.administrator, name="New", **values)
    own = User.objects.get(pk=cast.administrator.pk)
    assert (own.name, own.is_active, own.role_set) == ("", True, {"administrator"})


def test_own_name_may_be_changed(cast: Cast) -> None:
    edit_user(by=cast.administrator, user=cast.administrator, name="New", roles=["administrator"])
    assert User.objects.get(pk=cast.administrator.pk).name == "New"


@pytest.mark.parametrize("values", [{"roles": ["dpo"]}, {"roles": [], "is_active": True}, {"roles": [], "name": "x"}])
def test_system_user_is_never_changed(cast: Cast, values: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="never changed"):
        edit_user(by=cast.administrator, user=system_user(), **values)
    assert system_user().role_set == frozenset()
    assert not system_user().is_active


def test_administrator_whose_account_was_closed_does_nothing(cast: Cast) -> None:
    """From the next time the person is loaded, which every request does."""
    second = create_user(by=cast.administrator, username="second", name="", roles=["administrator"])
    edit_user(by=second, user=cast.administrator, is_active=False, roles=["administrator"])
    with pytest.raises(NotAllowed):
        edit_user(by=User.objects.get(pk=cast.administrator.pk), user=cast.coder, roles=["dpo"])
    assert roles_of(cast.coder) == {"coder"}


# Passwords


def test_change_own_password(cast: Cast) -> None:
    """The old one no longer signs in; the event holds neither, nor a hash."""
    changed = change_own_password(by=cast.coder, password="another good battery")
    stored = User.objects.get(pk=cast.coder.pk)
    assert stored.check_password("another good battery")
    assert not stored.check_password(PASSWORD)
    assert changed.password not in AuditEvent.objects.latest("seq").body


@pytest.mark.parametrize("password", ["", "short", "password1234"])
def test_change_to_a_weak_password_is_refused(cast: Cast, password: str) -> None:
    with pytest.raises((ValidationError, Refused)):
        change_own_password(by=cast.coder, password=password)
    assert User.objects.get(pk=cast.coder.pk).check_password(PASSWORD)


@pytest.mark.parametrize("username", ["\u0430mina", "<script>", "a/../b", "a b", "", "\u200bkim", "김", "k", "kim\n"])
def test_user_names_cannot_be_mistaken_for_one_another(cast: Cast, username: str) -> None:
    """A Cyrillic a among Latin letters, invisible characters, markup: refused before anything is stored."""
    before = User.objects.count()
    with pytest.raises(Refused, match="Latin letters"):
        create_user(by=cast.administrator, username=username, name="", roles=["coder"])
    assert User.objects.count() == before
