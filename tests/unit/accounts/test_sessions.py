"""A session lives 15 minutes without a request and 8 hours in all, and ends at once when what it rests on is gone."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from cases.accounts.actions import change_own_password, edit_user, lock_down, reset_sign_in
from cases.core.lockdown import Lockdown
from tests.conftest import PASSWORD, Cast
from tests.sign_in import signed_in

from .conftest import events, is_in

START = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
Ends = Callable[[Cast, Client], object]

ENDS: dict[str, Ends] = {
    "signed out": lambda _cast, client: client.post("/accounts/logout/"),
    "password changed": lambda cast, _client: change_own_password(by=cast.coder, password="another good battery"),
    "role lost": lambda cast, _client: edit_user(by=cast.administrator, user=cast.coder, roles=[]),
    "role exchanged": lambda cast, _client: edit_user(by=cast.administrator, user=cast.coder, roles=["dpo"]),
    "account closed": lambda cast, _client: edit_user(
        by=cast.administrator, user=cast.coder, roles=["coder"], is_active=False
    ),
    "closed and opened again": lambda cast, _client: close_and_open(cast),
    "role lost and given again": lambda cast, _client: lose_and_regain(cast),
    "sign-in reset": lambda cast, _client: reset_sign_in(by=cast.administrator, user=cast.coder, reason="lost phone"),
    "lockdown": lambda cast, _client: lock_down(by=cast.coder),
}


def close_and_open(cast: Cast) -> None:
    for is_active in (False, True):
        edit_user(by=cast.administrator, user=cast.coder, roles=["coder"], is_active=is_active)


def lose_and_regain(cast: Cast) -> None:
    for roles in ([], ["coder"]):
        edit_user(by=cast.administrator, user=cast.coder, roles=roles)


@pytest.mark.parametrize("why", ENDS)
def test_session_that_is_over_is_not_accepted_again(cast: Cast, why: str) -> None:
    """In the browser itself, and replayed by somebody who copied the cookie before."""
    client, thief = signed_in(cast.coder), Client()
    thief.cookies["sessionid"] = client.cookies["sessionid"].value
    assert is_in(client)
    assert is_in(thief)
    ENDS[why](cast, client)
    assert not is_in(client)
    assert not is_in(thief)


def test_own_password_changed_in_the_page_keeps_this_session_and_ends_the_others(cast: Cast) -> None:
    client, other = signed_in(cast.coder), signed_in(cast.coder)
    new = {"oldpassword": PASSWORD, "password1": "another good battery", "password2": "another good battery"}
    assert client.post("/accounts/password/change/", new).status_code == 302
    assert is_in(client)
    assert not is_in(other)


@pytest.mark.parametrize(
    ("minutes", "reason"),
    [([15], "idle"), ([14] * 2 + [15], "idle"), ([14] * 35, "absolute"), ([-1], "clock"), ([5, -3], "clock")],
    ids=["idle", "idle after work", "absolute", "clock set back", "clock set back a little"],
)
def test_session_ends_by_its_times(cast: Cast, minutes: list[int], reason: str) -> None:
    """The event says why, and the page says so too."""
    with time_machine.travel(START, tick=False) as now:
        client = signed_in(cast.coder)
        for step in minutes[:-1]:
            now.shift(dt.timedelta(minutes=step))
            if not is_in(client):
                break
        else:
            now.shift(dt.timedelta(minutes=minutes[-1]))
            assert not is_in(client)
        ended = events("session_ended")
        assert [event.body.count(f'"reason":"{reason}"') for event in ended] == [1]
        assert "sign in again" in client.get("/accounts/login/").content.decode()
        assert not any(SESSION_KEY in session.get_decoded() for session in Session.objects.all())


def test_work_keeps_a_session_alive_up_to_eight_hours(cast: Cast) -> None:
    with time_machine.travel(START, tick=False) as now:
        client = signed_in(cast.coder)
        for _step in range(34):
            now.shift(dt.timedelta(minutes=14))
            assert is_in(client)
        now.shift(dt.timedelta(minutes=4))
        assert not is_in(client)


@pytest.mark.parametrize(
    "times", [{}, {"signed_in_at": "now", "seen_at": "now"}, {"seen_at": 10**11}, {"signed_in_at": None}]
)
def test_session_without_true_times_is_over(cast: Cast, times: dict[str, object]) -> None:
    client = signed_in(cast.coder)
    session = client.session
    for name in ("signed_in_at", "seen_at") if not times else ():
        del session[name]
    session.update(times)
    session.save()
    assert not is_in(client)


def test_session_is_written_at_most_every_half_minute(cast: Cast) -> None:
    """A page that loads ten parts does not write ten times."""
    with time_machine.travel(START, tick=False) as now:
        client = signed_in(cast.coder)
        is_in(client)
        before = Session.objects.get().session_data
        now.shift(dt.timedelta(seconds=29))
        is_in(client)
        assert Session.objects.get().session_data == before
        now.shift(dt.timedelta(seconds=1))
        is_in(client)
        assert Session.objects.get().session_data != before


@pytest.mark.parametrize(
    "change", [lambda key: key[:-1], lambda key: key[::-1], lambda _key: "", lambda key: key.upper()]
)
def test_tampered_cookie_is_nobodys(cast: Cast, change: Callable[[str], str]) -> None:
    client, thief = signed_in(cast.coder), Client()
    thief.cookies["sessionid"] = change(client.cookies["sessionid"].value)
    assert not is_in(thief)


@pytest.mark.parametrize("how", ["signed out", "password changed", "lockdown", "tampered"])
def test_cookie_of_no_session_is_refused_with_an_event(cast: Cast, how: str) -> None:
    """Whose it was is not known any more; that somebody holds it is."""
    client, thief = signed_in(cast.coder), Client()
    thief.cookies["sessionid"] = client.cookies["sessionid"].value if how != "tampered" else "x" * 32
    if how != "tampered":
        ENDS[how](cast, client)
    Lockdown.objects.update(lifted_at=timezone.now())
    assert not is_in(thief)
    assert [event.actor_uuid for event in events("session_refused")] == [None]
    assert not is_in(thief)  # the browser was told to forget it
    assert len(events("session_refused")) == 1


def test_cookies_of_no_session_do_not_fill_the_chain(cast: Cast, counting: None) -> None:
    for number in range(40):
        thief = Client()
        thief.cookies["sessionid"] = f"{number:032}"
        thief.get("/accounts/login/")
    assert len(events("session_refused")) == 30


def test_who_brings_no_cookie_leaves_no_event(cast: Cast, client: Client) -> None:
    assert not is_in(client)
    client.get("/accounts/login/")
    client.post("/accounts/login/", {"login": "coder", "password": "wrong wrong wrong"})
    assert not events("session_refused")


def test_tampered_session_row_is_nobodys(cast: Cast) -> None:
    """The row is signed: who can write to the database alone signs nobody in."""
    client = signed_in(cast.coder)
    row = Session.objects.get()
    other = "y" if row.session_data[20] == "x" else "x"
    Session.objects.update(session_data=row.session_data[:20] + other + row.session_data[21:])
    assert not is_in(client)


def test_signing_out_clears_the_browser_and_is_done_by_post_only(cast: Cast) -> None:
    client = signed_in(cast.coder)
    assert client.get("/accounts/logout/").status_code == 405
    assert is_in(client)
    answer = client.post("/accounts/logout/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert events("signed_out")[-1].actor_uuid == cast.coder.pk
    assert not Session.objects.exists()


def test_sign_out_button_of_the_staff_pages_leads_there(cast: Cast) -> None:
    """307 keeps the POST, and the form's token with it."""
    client = signed_in(cast.coder)
    answer = client.post("/staff/logout/")
    assert (answer.status_code, answer.headers["Location"]) == (307, "/accounts/logout/")


def test_other_sessions_are_ended_from_the_list(cast: Cast) -> None:
    here, there = signed_in(cast.coder), signed_in(cast.coder)
    assert here.get("/accounts/sessions/").content.decode().count("192.0.2.1") == 2
    here.post("/accounts/sessions/")
    assert is_in(here)
    assert not is_in(there)
    assert len(events("session_ended")) == 1


def test_no_page_is_kept_by_a_browser(cast: Cast) -> None:
    client = signed_in(cast.coder)
    for path in ("2fa/", "2fa/totp/activate/", "2fa/recovery-codes/", "sessions/", "login/"):
        assert "no-store" in client.get(f"/accounts/{path}").headers["Cache-Control"], path
