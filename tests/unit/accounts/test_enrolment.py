"""A link makes an account its owner's: once, for 72 hours, and only that person's."""

import datetime as dt

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.test import Client

from cases.accounts.actions import (
    create_user,
    edit_user,
    enrol,
    enrol_demonstration_code,
    make_enrolment_link,
    reset_sign_in,
    system_user,
)
from cases.accounts.models import EnrolmentLink, User
from cases.accounts.queries import demonstration_code
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent, Installation
from tests.conftest import PASSWORD, Cast
from tests.sign_in import signed_in

from .conftest import events, give_password, is_in


@pytest.fixture
def kim(cast: Cast) -> User:
    """Somebody new, who has no password yet."""
    return create_user(by=cast.administrator, username="kim", name="Kim", roles=["coder"])


def test_link_works_once(cast: Cast, kim: User) -> None:
    token = make_enrolment_link(by=cast.administrator, user=kim)
    assert enrol(by=kim, token=token, password=PASSWORD).check_password(PASSWORD)
    with pytest.raises(Refused, match="new one"):
        enrol(by=kim, token=token, password="another good battery")
    assert User.objects.get(pk=kim.pk).check_password(PASSWORD)


def test_link_ends_after_three_days(cast: Cast, kim: User) -> None:
    token = make_enrolment_link(by=cast.administrator, user=kim)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=72, seconds=1)), pytest.raises(Refused):
        enrol(by=kim, token=token, password=PASSWORD)
    assert not User.objects.get(pk=kim.pk).has_usable_password()


def test_new_link_ends_the_older_one(cast: Cast, kim: User) -> None:
    first, second = (make_enrolment_link(by=cast.administrator, user=kim) for _ in range(2))
    with pytest.raises(Refused):
        enrol(by=kim, token=first, password=PASSWORD)
    enrol(by=kim, token=second, password=PASSWORD)


@pytest.mark.parametrize("token", ["", "x" * 43, "%", "0" * 10_000])
def test_token_that_was_never_made_opens_nothing(cast: Cast, client: Client, token: str) -> None:
    with pytest.raises(Refused):
        enrol(by=cast.coder, token=token, password=PASSWORD)
    assert client.get(f"/accounts/enrol/{token or 'x'}/").status_code == 404


def test_link_is_for_one_person(cast: Cast, kim: User) -> None:
    token = make_enrolment_link(by=cast.administrator, user=kim)
    with pytest.raises(Refused):
        enrol(by=cast.coder, token=token, password="another good battery")
    assert User.objects.get(pk=cast.coder.pk).check_password(PASSWORD)


def test_link_of_a_closed_account_opens_nothing(cast: Cast, kim: User) -> None:
    token = make_enrolment_link(by=cast.administrator, user=kim)
    edit_user(by=cast.administrator, user=kim, roles=["coder"], is_active=False)
    with pytest.raises(Refused):
        enrol(by=kim, token=token, password=PASSWORD)


@pytest.mark.parametrize("password", ["", "eleven char", "password1234", "kimsungwoo-kim"])
def test_weak_password_is_refused_and_the_link_stays_good(cast: Cast, password: str) -> None:
    user = create_user(by=cast.administrator, username="kimsungwoo", name="Kim", roles=["coder"])
    token = make_enrolment_link(by=cast.administrator, user=user)
    with pytest.raises(ValidationError):
        enrol(by=user, token=token, password=password)
    enrol(by=user, token=token, password=PASSWORD)


def test_token_stands_nowhere_in_the_database(cast: Cast, kim: User) -> None:
    token = make_enrolment_link(by=cast.administrator, user=kim)
    assert token not in EnrolmentLink.objects.get(user=kim).token_sha256
    assert all(token not in event.body for event in AuditEvent.objects.all())


@pytest.mark.parametrize("who", ["coder", "dpo", "lead"])
def test_links_are_made_by_administrators_only(cast: Cast, kim: User, who: str) -> None:
    with pytest.raises(NotAllowed):
        make_enrolment_link(by=getattr(cast, who), user=kim)
    with pytest.raises(NotAllowed):
        reset_sign_in(by=getattr(cast, who), user=kim, reason="lost phone")


def test_who_has_a_password_gets_no_further_link(cast: Cast) -> None:
    """An administrator would take an account over without taking its second factor away first."""
    with pytest.raises(Refused, match="has a password"):
        make_enrolment_link(by=cast.administrator, user=cast.coder)


def test_program_itself_gets_no_link(cast: Cast) -> None:
    with pytest.raises(Refused):
        make_enrolment_link(by=cast.administrator, user=system_user())
    with pytest.raises(Refused):
        reset_sign_in(by=cast.administrator, user=system_user(), reason="lost phone")


# Through the pages


def test_page_leads_to_the_second_factor_and_looking_uses_nothing_up(cast: Cast, kim: User, client: Client) -> None:
    link = f"/accounts/enrol/{make_enrolment_link(by=cast.administrator, user=kim)}/"
    for _look in range(3):
        assert client.get(link).status_code == 200
    answer = client.post(link, {"password1": PASSWORD, "password2": PASSWORD})
    assert answer.headers["Location"] == "/accounts/2fa/"
    assert client.get("/accounts/2fa/").status_code == 200
    assert not is_in(client)
    assert Client().get(link).status_code == 404


def test_used_or_ended_link_is_refused_with_an_event_about_its_person(cast: Cast, kim: User, client: Client) -> None:
    """Somebody who opens it after its owner did may have taken it on its way."""
    first, second = (make_enrolment_link(by=cast.administrator, user=kim) for _ in range(2))
    enrol(by=kim, token=second, password=PASSWORD)
    for token in (first, second):
        assert client.get(f"/accounts/enrol/{token}/").status_code == 404
        assert client.post(f"/accounts/enrol/{token}/", {"password1": "x", "password2": "x"}).status_code == 404
    told = events("link_refused")
    assert [(event.subject_uuid, event.actor_uuid) for event in told] == [(kim.pk, None)] * 4


def test_refused_links_do_not_fill_the_chain(cast: Cast, kim: User, client: Client, counting: None) -> None:
    """One that was never made is no event at all: nobody guesses it, and it says nothing about anybody."""
    first, _second = (make_enrolment_link(by=cast.administrator, user=kim) for _ in range(2))
    for number in range(40):
        client.get(f"/accounts/enrol/{number}/")
        client.get(f"/accounts/enrol/{first}/")
    assert len(events("link_refused")) == 30


def test_enrolling_in_somebody_elses_browser_signs_them_out_first(cast: Cast, kim: User) -> None:
    """And the new person is not asked again for the password that they chose a moment ago."""
    link = f"/accounts/enrol/{make_enrolment_link(by=cast.administrator, user=kim)}/"
    client, thief = signed_in(cast.administrator), Client()
    thief.cookies["sessionid"] = client.cookies["sessionid"].value
    assert client.post(link, {"password1": PASSWORD, "password2": PASSWORD}).headers["Location"] == "/accounts/2fa/"
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200
    assert events("signed_out")[-1].actor_uuid == cast.administrator.pk
    assert not is_in(thief)


def test_two_passwords_that_differ_are_refused(cast: Cast, kim: User, client: Client) -> None:
    link = f"/accounts/enrol/{make_enrolment_link(by=cast.administrator, user=kim)}/"
    assert client.post(link, {"password1": PASSWORD, "password2": PASSWORD + "x"}).status_code == 200
    assert not User.objects.get(pk=kim.pk).has_usable_password()


def test_administrator_sees_the_link_of_a_new_person_once(cast: Cast) -> None:
    client = signed_in(cast.administrator)
    new = {"username": "park", "name": "Park", "roles": ["coder"]}
    shown = client.post("/staff/cases/user/add/", new)
    link = shown.context["link"]
    assert link in shown.content.decode()
    user = User.objects.get(username="park")
    assert link.rsplit("/", 2)[0].endswith("/accounts/enrol")
    assert link not in client.get(f"/staff/cases/user/{user.pk}/change/").content.decode()
    assert Client().get(link).status_code == 200


# Starting anew


def test_reset_takes_password_factors_and_sessions_away(cast: Cast) -> None:
    enrol_demonstration_code(by=cast.administrator, user=cast.coder)
    session = signed_in(cast.coder)
    address = f"/staff/cases/user/{cast.coder.pk}/step/reset/"
    administrator = signed_in(cast.administrator)
    administrator.post(address, {"reason": " "})
    assert Authenticator.objects.filter(user=cast.coder).exists()  # one click alone does nothing
    shown = administrator.post(address, {"reason": "lost phone"})
    assert not Authenticator.objects.filter(user=cast.coder).exists()
    assert "type both again" in give_password(Client(), "coder", PASSWORD)
    assert not is_in(session)
    assert events("reset_sign_in")[-1].actor_uuid == cast.administrator.pk
    token = shown.context["link"].rstrip("/").rsplit("/", 1)[1]
    enrol(by=cast.coder, token=token, password="another good battery")


def test_nobody_resets_their_own_sign_in(cast: Cast) -> None:
    """A stolen session of an administrator must not become the account for good."""
    with pytest.raises(Refused, match="another administrator"):
        reset_sign_in(by=cast.administrator, user=cast.administrator, reason="lost phone")


def test_a_taken_name_is_said_in_a_sentence(cast: Cast) -> None:
    """In whatever case it is typed."""
    for name in ("coder", "Coder"):
        with pytest.raises(Refused, match="taken"):
            create_user(by=cast.administrator, username=name, name="", roles=[])


# Codes of the demonstration


def test_codes_are_printed_in_a_demonstration_only(cast: Cast) -> None:
    enrol_demonstration_code(by=cast.administrator, user=cast.coder)
    assert len(demonstration_code("coder")) == 6
    Installation.objects.update(kind="office")
    with pytest.raises(Refused, match="demonstration only"):
        demonstration_code("coder")
    with pytest.raises(Refused, match="demonstration only"):
        enrol_demonstration_code(by=cast.administrator, user=cast.lead)


def test_code_of_somebody_without_an_app_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="nobody"):
        demonstration_code("nobody")
