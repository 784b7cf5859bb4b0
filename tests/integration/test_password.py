"""One's own password is changed at /accounts/, by an action; the staff pages lead there."""

from django.test import Client

from cases.accounts.models import User
from cases.core.models import AuditEvent
from tests.conftest import PASSWORD, Cast
from tests.sign_in import signed_in

CHANGE = "/accounts/password/change/"
NEW = "brand new horse battery"


def test_own_password_is_changed_by_an_action(cast: Cast) -> None:
    """allauth's own page would store it without an event."""
    client = signed_in(cast.coder)
    answer = client.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    assert client.get("/staff/").status_code == 200
    assert AuditEvent.objects.filter(action="accounts.change_own_password").count() == 1
    assert User.objects.get(pk=cast.coder.pk).check_password(NEW)


def test_wrong_or_weak_passwords_change_nothing(cast: Cast) -> None:
    client = signed_in(cast.coder)
    for old, new, again in (
        ("wrong", NEW, NEW),
        (PASSWORD, "short", "short"),
        (PASSWORD, NEW, NEW + "x"),
        ("", "", ""),
    ):
        assert client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": again}).status_code == 200
    assert User.objects.get(pk=cast.coder.pk).check_password(PASSWORD)


def test_staff_pages_lead_there(cast: Cast) -> None:
    client = signed_in(cast.coder)
    for path in ("password_change/", "password_change/done/"):
        assert client.get(f"/staff/{path}").headers["Location"] == CHANGE


def test_nobody_changes_a_password_without_signing_in(client: Client, cast: Cast) -> None:
    answer = client.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert answer.headers["Location"].startswith("/accounts/login/")
