"""Nobody is without a second factor, and every page but those that add one asks for it."""

from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from cases.accounts import events as sign_in_events
from cases.accounts.actions import edit_user, enrol_demonstration_code
from cases.accounts.middleware import ENROLMENT
from cases.accounts.models import User
from cases.accounts.queries import current_code
from cases.core.models import AuditEvent
from tests.conftest import PASSWORD, Cast
from tests.sign_in import signed_in

from .conftest import events, give_password, is_in

HUGE = '{"id": "x", "rawId": 99999999999, "type": "public-key", "response": {}}'
EXAMPLES = {"token": "x", "pk": 1}
ANONYMOUS = {"account_login", "accounts_enrol", "mfa_login_webauthn"}
"""What somebody reaches who is not signed in; the lockdown and unlock pages lead on when there is nothing to do."""


def addresses() -> dict[str, str]:
    """Every address under /accounts/ by name."""
    patterns = import_module("cases.accounts.urls").urlpatterns
    return {p.name: reverse(p.name, kwargs={name: EXAMPLES[name] for name in p.pattern.converters}) for p in patterns}


def test_every_address_is_tried() -> None:
    assert {"account_login", "mfa_activate_totp", "accounts_unlock"} <= set(addresses())


@pytest.mark.parametrize("name", sorted(addresses()))
def test_somebody_who_is_not_signed_in_is_sent_to_the_door(cast: Cast, name: str) -> None:
    """By any method: nothing is shown, and nothing is stored."""
    path, users = addresses()[name], User.objects.count()
    before = [*User.objects.values_list("password", flat=True)], Authenticator.objects.count()
    client = Client()
    for method in ("get", "head", "post", "put", "patch", "delete", "options"):
        answer = getattr(client, method)(path)
        if name in ANONYMOUS and answer.status_code == 200:
            continue
        if answer.status_code == 302:
            assert answer.headers["Location"].startswith("/accounts/login/"), (name, method)
        else:
            assert answer.status_code in (200, 403, 404, 405), (name, method)
            assert method == "options" or answer.status_code != 200, (name, method)
    assert ([*User.objects.values_list("password", flat=True)], Authenticator.objects.count()) == before
    assert User.objects.count() == users


@pytest.mark.parametrize("name", sorted(addresses()))
def test_password_alone_reaches_the_pages_that_add_a_factor_and_no_other(cast: Cast, name: str) -> None:
    client = signed_in(cast.coder, second_factor=False)
    answer = client.get(addresses()[name])
    if name in ENROLMENT:
        assert answer.status_code in (200, 405), answer
    else:
        assert (answer.status_code, answer.headers.get("Location")) == (302, "/accounts/2fa/")


@pytest.mark.parametrize(
    "path", ["/staff/", "/staff/cases/testimony/", "/staff/lockdown/", "/staff/nowhere/", "/nowhere/"]
)
def test_password_alone_opens_no_staff_page(cast: Cast, path: str) -> None:
    client = signed_in(cast.coder, second_factor=False)
    for method in ("get", "post"):
        assert getattr(client, method)(path).headers["Location"] == "/accounts/2fa/"


def test_person_without_a_role_is_told_so(cast: Cast) -> None:
    """And not sent to and fro between the staff pages and the sign-in page."""
    client = signed_in(edit_user(by=cast.administrator, user=cast.coder, roles=[]))
    answer = client.get("/staff/", follow=True)
    assert answer.status_code == 403
    assert "no role yet" in answer.content.decode()


def test_public_pages_ask_nobody(cast: Cast) -> None:
    assert signed_in(cast.coder, second_factor=False).get("/en/").status_code == 200


def test_password_session_ends_when_a_factor_was_added_elsewhere(cast: Cast) -> None:
    """Who only knows the password must not add a factor of their own beside the owner's."""
    thief = signed_in(cast.coder, second_factor=False)
    assert thief.get("/accounts/2fa/totp/activate/").status_code == 200
    enrol_demonstration_code(by=cast.administrator, user=cast.coder)
    assert thief.get("/accounts/2fa/totp/activate/").headers["Location"] == "/accounts/login/"
    assert thief.get("/accounts/2fa/").status_code == 302


def test_adding_an_app_is_written_and_opens_the_door(cast: Cast) -> None:
    client = signed_in(cast.coder, second_factor=False)
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": current_code(secret)})
    assert is_in(client)
    assert [event.action for event in events("second_factor_added", "recovery_codes_made")] == [
        "accounts.second_factor_added",
        "accounts.recovery_codes_made",
    ]
    page = client.get("/accounts/2fa/recovery-codes/").content.decode()
    codes = Authenticator.objects.get(user=cast.coder, type="recovery_codes").wrap().get_unused_codes()
    assert all(code in page for code in codes)
    assert not any(code in event.body for code in codes for event in AuditEvent.objects.all())


def test_wrong_code_adds_no_app(cast: Cast) -> None:
    client = signed_in(cast.coder, second_factor=False)
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    wrong = f"{(int(current_code(secret)) + 500_000) % 1_000_000:06}"
    again = client.post("/accounts/2fa/totp/activate/", {"code": wrong})
    assert again.context["form"].secret == secret, "the person would have to scan anew"
    assert not Authenticator.objects.exists()
    assert not is_in(client)


def test_factor_that_cannot_be_written_to_the_chain_is_not_added(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(cast.coder, second_factor=False)
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret

    def broken(*_entries: object) -> None:
        raise DatabaseError("no such table")

    monkeypatch.setattr(sign_in_events.audit, "append", broken)
    client.raise_request_exception = False
    assert client.post("/accounts/2fa/totp/activate/", {"code": current_code(secret)}).status_code == 503
    assert not Authenticator.objects.exists()


def test_only_factor_is_not_removed(coder: User) -> None:
    """By no page: neither the app nor, were it the last, a passkey."""
    client = signed_in(coder)
    page = client.post("/accounts/2fa/totp/deactivate/").content.decode()
    assert "only second factor" in page
    assert Authenticator.objects.filter(user=coder, type="totp").exists()


def test_last_passkey_is_not_removed(cast: Cast) -> None:
    """allauth itself would let it go."""
    key = Authenticator.objects.create(user=cast.coder, type="webauthn", data={"name": "key", "credential": {}})
    client = signed_in(cast.coder)
    client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/")
    assert Authenticator.objects.filter(pk=key.pk).exists()
    enrol_demonstration_code(by=cast.administrator, user=cast.coder)
    client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/")
    assert not Authenticator.objects.filter(pk=key.pk).exists()
    assert len(events("second_factor_removed")) == 1


def test_passkey_of_another_person_is_not_there(coder: User, cast: Cast) -> None:
    key = Authenticator.objects.create(user=cast.lead, type="webauthn", data={"name": "key", "credential": {}})
    client = signed_in(coder)
    for page in ("remove", "edit"):
        assert client.get(f"/accounts/2fa/webauthn/keys/{key.pk}/{page}/").status_code == 404
        assert client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/{page}/", {"name": "x"}).status_code == 404
    assert Authenticator.objects.get(pk=key.pk).data["name"] == "key"


def test_recovery_code_signs_in_once_and_is_written(coder: User) -> None:
    client = signed_in(coder)
    client.post("/accounts/2fa/recovery-codes/generate/")
    code = Authenticator.objects.get(user=coder, type="recovery_codes").wrap().get_unused_codes()[0]
    accepted = []
    for _try in range(2):
        other = Client()
        give_password(other, "coder", PASSWORD)
        other.post("/accounts/2fa/authenticate/", {"code": code})
        accepted.append(is_in(other))
    assert accepted == [True, False]
    assert len(events("recovery_code_used")) == 1


def test_changing_how_one_signs_in_asks_for_the_password_again(coder: User) -> None:
    """A session left open on a desk adds no factor and shows no recovery code."""
    client = signed_in(coder)
    client.post("/accounts/2fa/recovery-codes/generate/")
    session = client.session
    for record in session["account_authentication_methods"]:
        record["reauthenticated"] = False
    session.save()
    for path in ("2fa/webauthn/add/", "2fa/recovery-codes/", "2fa/recovery-codes/download/", "2fa/totp/deactivate/"):
        assert client.get(f"/accounts/{path}").headers["Location"].startswith("/accounts/reauthenticate/"), path
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.get("/accounts/2fa/webauthn/add/").status_code == 200


@pytest.mark.parametrize(
    "credential",
    [
        "",
        "{}",
        "[]",
        "0",
        "false",
        "1",
        "null",
        HUGE,
        "[" * 20_000,
        '"x"',
        '{"id": 1}',
        '{"id": "x", "response": []}',
        "{" * 99,
    ],
)
def test_malformed_passkey_is_refused_with_a_sentence(coder: User, credential: str) -> None:
    """No status 500, whatever is posted."""
    client = signed_in(coder)
    client.get("/accounts/2fa/webauthn/add/")
    assert client.post("/accounts/2fa/webauthn/add/", {"name": "x", "credential": credential}).status_code == 200
    client.get("/accounts/2fa/webauthn/reauthenticate/")
    assert client.post("/accounts/2fa/webauthn/reauthenticate/", {"credential": credential}).status_code == 302
    other = Client()
    other.get("/accounts/2fa/webauthn/login/", headers={"accept": "application/json"})
    assert other.post("/accounts/2fa/webauthn/login/", {"credential": credential}).status_code == 302
    give_password(other, "coder", PASSWORD)
    assert other.post("/accounts/2fa/authenticate/", {"credential": credential}).status_code == 200
    assert not is_in(other)
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_password_alone_adds_no_empty_passkey(cast: Cast) -> None:
    """allauth's form takes what is false for a passkey that needs no check."""
    client = signed_in(cast.coder, second_factor=False)
    for credential in ("0", "false", "0.0", "{}"):
        client.get("/accounts/2fa/webauthn/add/")
        client.post("/accounts/2fa/webauthn/add/", {"name": "x", "credential": credential})
        assert not is_in(client)
    assert not Authenticator.objects.exists()
