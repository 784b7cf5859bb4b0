"""Two steps, the same answer to whatever is wrong, an event for each, and nothing without the audit chain."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.db import DatabaseError
from django.test import Client

from cases.accounts.actions import create_user, edit_user
from cases.accounts.models import User
from cases.accounts.queries import current_code
from cases.core import audit
from cases.core.errors import AuditUnavailable, Refused
from cases.core.models import AuditEvent
from cases.core.office_secrets import open_secret, seal_secret
from cases.core.tokens import TokenError
from tests.conftest import PASSWORD, Cast
from tests.sign_in import signed_in

from .conftest import code_of, events, give_password, is_in


def test_password_alone_opens_nothing(coder: User, client: Client) -> None:
    assert give_password(client, "coder", PASSWORD) == "/accounts/2fa/authenticate/"
    assert not is_in(client)
    assert client.get("/staff/cases/testimony/").status_code == 302


def test_password_and_code_sign_in_and_the_event_says_how(coder: User, client: Client) -> None:
    give_password(client, "coder", PASSWORD)
    assert client.post("/accounts/2fa/authenticate/", {"code": code_of(coder)}).headers["Location"] == "/staff/"
    assert is_in(client)
    signed_in = events("signed_in")[-1]
    assert (signed_in.actor_uuid, signed_in.subject_uuid, signed_in.kind) == (coder.pk, coder.pk, "sign_in")
    assert '"reason":"password totp"' in signed_in.body


def test_user_name_is_found_in_either_case_and_names_differ_by_more(cast: Cast, client: Client) -> None:
    assert give_password(client, "Coder", PASSWORD) == "/staff/"
    with pytest.raises(Refused, match="taken"):
        create_user(by=cast.administrator, username="CODER", name="", roles=["coder"])


@pytest.mark.usefixtures("counting")
def test_code_is_used_once(coder: User) -> None:
    """Not in another browser, and not a minute later when it would still be good."""
    code, accepted = code_of(coder), []
    for _try in range(3):
        client = Client()
        give_password(client, "coder", PASSWORD)
        client.post("/accounts/2fa/authenticate/", {"code": code})
        accepted.append(is_in(client))
    assert accepted == [True, False, False]
    assert len(events("sign_in_failed")) == 2


@pytest.mark.usefixtures("counting")
def test_code_that_confirmed_a_new_app_does_not_sign_in(coder: User) -> None:
    """A code seen over the shoulder while the app was set up."""
    Authenticator.objects.all().delete()
    client = signed_in(coder, second_factor=False)
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    code = current_code(secret)
    assert client.post("/accounts/2fa/totp/activate/", {"code": code}).status_code == 302
    other = Client()
    give_password(other, "coder", PASSWORD)
    other.post("/accounts/2fa/authenticate/", {"code": code})
    assert not is_in(other)


def wrong(cast: Cast) -> dict[str, tuple[str, str]]:
    """Everything that is not a name with its password: name and password by what is wrong."""
    create_user(by=cast.administrator, username="fresh", name="", roles=["coder"])
    edit_user(by=cast.administrator, user=cast.legal, roles=["legal"], is_active=False)
    return {
        "wrong password": ("coder", "wrong password"),
        "unknown name": ("nobody", PASSWORD),
        "closed account, right password": ("legal", PASSWORD),
        "closed account, wrong password": ("legal", "wrong password"),
        "no password yet": ("fresh", PASSWORD),
        "the program itself": ("system", PASSWORD),
    }


def test_whatever_is_wrong_costs_the_same_and_answers_the_same(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in runs of the password hasher, not in time: neither tells who has an account."""
    runs: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: Any, password: str, salt: str) -> str:
        runs.append(password)
        return str(encode(self, password, salt))

    tries = wrong(cast)
    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    answers = {}
    for what, (name, password) in tries.items():
        runs.clear()
        page = give_password(Client(), name, password)
        start = page.index('<ul class="errorlist')
        answers[what] = (len(runs), page[start : page.index("</ul>", start)])
    assert set(answers.values()) == {(1, answers["wrong password"][1])}, answers
    assert "type both again" in answers["wrong password"][1]


def test_failures_are_written_without_what_was_typed(cast: Cast) -> None:
    for name, password in wrong(cast).values():
        give_password(Client(), name, password)
    failed = events("sign_in_failed")
    assert [event.actor_uuid for event in failed] == [None] * 6
    assert failed[0].subject_uuid == cast.coder.pk
    assert failed[1].subject_uuid is None
    for event in AuditEvent.objects.all():
        assert "nobody" not in event.body
        assert "wrong password" not in event.body


def test_without_the_audit_chain_nobody_signs_in(coder: User, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """503, and no session that is anybody's."""
    give_password(client, "coder", PASSWORD)
    code = code_of(coder)

    def broken(*_entries: object) -> None:
        raise DatabaseError("no such table")

    client.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr(audit, "append", broken)
        answer = client.post("/accounts/2fa/authenticate/", {"code": code})
    assert answer.status_code == 503
    assert not is_in(client)
    assert not any("_auth_user_id" in session.get_decoded() for session in Session.objects.all())


def test_session_key_changes_at_sign_in(coder: User, client: Client) -> None:
    """Who planted a key in the browser before does not share the session after."""
    give_password(client, "coder", PASSWORD)
    planted = client.cookies["sessionid"].value
    client.post("/accounts/2fa/authenticate/", {"code": code_of(coder)})
    assert is_in(client)
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert client.cookies["sessionid"].value != planted
    assert not is_in(thief)


def test_admin_sign_in_page_is_no_way_around(coder: User, client: Client) -> None:
    """/staff/login/ takes no password, and leads to no other site."""
    answer = client.post("/staff/login/", {"username": "coder", "password": PASSWORD, "next": "/staff/"})
    assert answer.headers["Location"] == "/accounts/login/"
    assert not is_in(client)
    assert (
        client.get("/staff/login/?next=/staff/cases/case/")
        .headers["Location"]
        .endswith("next=%2Fstaff%2Fcases%2Fcase%2F")
    )
    for elsewhere in ("https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"):
        assert client.get("/staff/login/", {"next": elsewhere}).headers["Location"] == "/accounts/login/"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "http://localhost:81/", "/\\evil.example"]
)
def test_sign_in_leads_to_no_other_site(cast: Cast, client: Client, target: str) -> None:
    answer = client.post("/accounts/login/", {"login": "coder", "password": PASSWORD, "next": target})
    assert answer.headers["Location"] == "/staff/"


def test_post_from_another_site_is_refused(coder: User) -> None:
    client = Client(enforce_csrf_checks=True)
    for path in ("login/", "logout/", "2fa/authenticate/", "unlock/", "lockdown/", "2fa/totp/activate/"):
        assert client.post(f"/accounts/{path}", {"login": "coder", "password": PASSWORD}).status_code == 403, path


def test_post_from_another_site_leaves_an_event(coder: User, counting: None) -> None:
    """Each of somebody signed in. Browsers send no cookie of ours from elsewhere: a stranger's counts once a minute."""
    client = signed_in(coder, client=Client(enforce_csrf_checks=True))
    for _time in range(2):
        assert client.post("/accounts/sessions/", headers={"Origin": "https://evil.example"}).status_code == 403
    stranger = Client(enforce_csrf_checks=True)
    for _time in range(2):
        assert stranger.post("/accounts/login/", headers={"Origin": "null"}).status_code == 403
    told = AuditEvent.objects.filter(action="form.refused").order_by("seq")
    assert [event.actor_uuid for event in told] == [coder.pk, coder.pk, None]
    assert {event.kind for event in told} == {"refusal"}
    assert "evil" not in "".join(event.body for event in told)


def test_post_from_another_site_is_not_answered_while_the_chain_is_away(
    coder: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_entries: object) -> None:
        raise AuditUnavailable

    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    monkeypatch.setattr("cases.core.error_pages.audit.append", away)
    assert client.post("/accounts/login/", {"login": "coder"}).status_code == 503


@pytest.mark.parametrize("name", ["signup", "email", "password/reset", "password/set", "confirm-email", "login/code"])
def test_there_is_no_address_to_sign_up_or_reset(cast: Cast, client: Client, name: str) -> None:
    assert client.get(f"/accounts/{name}/").status_code == 404
    assert client.post(f"/accounts/{name}/").status_code == 404


def test_second_factors_are_sealed(coder: User) -> None:
    """In a stolen database stands a token, and one that was altered or moved opens as an error, never as text."""
    stored = Authenticator.objects.get(user=coder).data["secret"]
    assert open_secret("second factor", stored) not in stored
    tampered = stored[:-8] + ("A" if stored[-8] != "A" else "B") + stored[-7:]
    for broken in (tampered, "", "JBSWY3DPEHPK3PXP", seal_secret("elsewhere", "JBSWY3DPEHPK3PXP"), stored[:40]):
        with pytest.raises(TokenError):
            open_secret("second factor", broken)


def test_secret_that_waits_for_its_first_code_is_sealed_in_the_session(cast: Cast) -> None:
    client = signed_in(cast.coder, second_factor=False)
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    assert len(secret) == 32
    assert all(secret not in str(session.get_decoded()) for session in Session.objects.all())
