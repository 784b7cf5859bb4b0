"""A lockdown ends everything at once, and two different people lift it: never one, whatever they hold or try."""

import contextlib
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import Settings

from cases.accounts import watcher
from cases.accounts.actions import (
    create_user,
    edit_user,
    enrol_demonstration_code,
    lift_lockdown,
    lock_down,
    system_user,
)
from cases.accounts.models import LockdownLift, User
from cases.core import keyring, lockdown
from cases.core.errors import Locked, NotAllowed, Refused
from cases.core.lockdown import Lockdown
from tests.conftest import PASSWORD, Cast, enrolled
from tests.sign_in import signed_in
from tests.unit.core.threads import at_once

from .conftest import code_of, events, is_in

OnCommit = Callable[..., object]


@pytest.fixture
def people(cast: Cast) -> Cast:
    """Everybody who may lift it, with an authenticator app, and the lawyer, who may not."""
    for user in (cast.administrator, cast.dpo, cast.lead, cast.legal):
        enrol_demonstration_code(by=cast.administrator, user=user)
    return cast


@pytest.fixture
def codes(people: Cast) -> dict[str, str]:
    """What their apps show: the keys that would tell are gone during a lockdown."""
    return {user.username: code_of(user) for user in (people.administrator, people.dpo, people.lead, people.legal)}


def lift(name: str, code: str, password: str = PASSWORD, **more: str) -> str:
    """Post one person's part, from a browser of its own; where it leads, or the page."""
    form = {"username": name, "password": password, "code": code, **more}
    answer = Client().post("/accounts/lockdown/", form)
    return answer.headers.get("Location") or answer.content.decode()


# Starting


@pytest.mark.parametrize("role", ["interviewer", "coder", "lead", "legal", "advocacy", "dpo", "administrator"])
def test_any_of_the_staff_starts_it(cast: Cast, role: str) -> None:
    lock_down(by=getattr(cast, role), reason="a stranger at the desk")
    assert lockdown.standing()


def test_the_program_starts_it_and_somebody_without_a_role_does_not(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        lock_down(by=User(username="mallory"))
    lock_down(by=system_user())
    assert lockdown.standing()


def test_it_ends_every_session_and_forgets_the_keys(cast: Cast, django_capture_on_commit_callbacks: OnCommit) -> None:
    clients = [signed_in(user) for user in (cast.coder, cast.administrator)]
    keyring.current()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        lock_down(by=cast.coder)
    assert (Session.objects.count(), UserSession.objects.count()) == (0, 0)
    assert not any(is_in(client) for client in clients)
    with pytest.raises(Locked, match="locked down"):
        keyring.current()


def test_key_file_of_a_demonstration_does_not_open_by_itself_meanwhile(cast: Cast) -> None:
    lock_down(by=cast.coder)
    keyring.lock()
    with pytest.raises(Locked):
        keyring.current()


def test_second_start_is_refused(cast: Cast) -> None:
    lock_down(by=cast.coder)
    with pytest.raises(Refused, match="already"):
        lock_down(by=cast.lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        Lockdown.objects.create(started_by_uuid=cast.lead.pk)


@pytest.mark.parametrize(
    "path",
    [
        "/staff/",
        "/staff/login/",
        "/staff/cases/case/",
        "/accounts/login/",
        "/accounts/unlock/",
        "/accounts/2fa/",
        "/accounts/enrol/x/",
    ],
)
def test_every_other_page_answers_with_the_sentence(cast: Cast, path: str) -> None:
    lock_down(by=cast.coder)
    for method in ("get", "post", "put"):
        answer = getattr(Client(), method)(path)
        assert answer.status_code == 503
        assert "two people lift it" in answer.content.decode()


def test_public_pages_go_on(cast: Cast) -> None:
    lock_down(by=cast.coder)
    assert Client().get("/en/").status_code == 200


def test_staff_page_asks_before_it_locks(cast: Cast) -> None:
    client = signed_in(cast.coder)
    assert client.get("/staff/lockdown/").status_code == 200
    assert client.post("/staff/lockdown/", {"reason": "x"}).status_code == 200
    assert not lockdown.standing()
    answer = client.post("/staff/lockdown/", {"sure": "on"})
    assert answer.headers["Location"] == "/accounts/lockdown/"
    assert "storage" in answer.headers["Clear-Site-Data"]
    assert lockdown.standing()


def test_watcher_takes_the_keys_of_another_process(cast: Cast) -> None:
    """Each time it looks, so that an unlocking under way at the start does not outlive it."""
    watcher.look()
    assert keyring._ring is not None
    lock_down(by=cast.coder)
    for _look in range(2):
        keyring._ring = keyring.KeyRing(keys={1: bytes(32)}, sealing=1)
        watcher.look()
        assert keyring._ring is None


# Lifting


def test_two_people_lift_it(people: Cast, codes: dict[str, str]) -> None:
    lock_down(by=people.coder)
    keyring.lock()
    assert "second person" in lift("dpo", codes["dpo"])
    assert lockdown.standing()
    assert lift("lead", codes["lead"]) == "/accounts/login/"
    assert not lockdown.standing()
    assert keyring._ring is None, "the ring was opened for the check only"
    assert [event.actor_uuid for event in events("lift_lockdown")] == [people.dpo.pk, people.lead.pk]
    keyring.current()


def test_one_person_does_not_lift_it_alone(people: Cast, codes: dict[str, str]) -> None:
    """Not by trying again, and not by holding two of the roles."""
    edit_user(by=people.administrator, user=people.dpo, roles=["dpo", "lead"])
    lock_down(by=people.coder)
    lift("dpo", codes["dpo"])
    for _try in range(3):
        with pytest.raises(Refused, match="second person"):
            lift_lockdown(by=people.dpo)
    assert lockdown.standing()
    with pytest.raises(IntegrityError), transaction.atomic():
        LockdownLift.objects.create(lockdown=Lockdown.objects.get(), user=people.dpo)


@pytest.mark.parametrize("role", ["interviewer", "coder", "legal", "advocacy"])
def test_other_roles_do_not_lift_it(cast: Cast, role: str) -> None:
    lock_down(by=cast.coder)
    with pytest.raises(NotAllowed):
        lift_lockdown(by=getattr(cast, role))


def test_closed_account_does_not_lift_it(people: Cast, codes: dict[str, str]) -> None:
    edit_user(by=people.administrator, user=people.dpo, roles=["dpo"], is_active=False)
    lock_down(by=people.coder)
    assert "type both again" in lift("dpo", codes["dpo"])
    assert not LockdownLift.objects.exists()


@pytest.mark.parametrize(
    ("name", "password", "code"),
    [
        ("dpo", "wrong", ""),
        ("dpo", PASSWORD, "wrong"),
        ("nobody", PASSWORD, ""),
        ("dpo", PASSWORD, "of another"),
        ("coder", PASSWORD, "of another"),
    ],
)
def test_wrong_name_password_or_code_lifts_nothing(
    people: Cast, codes: dict[str, str], name: str, password: str, code: str
) -> None:
    lock_down(by=people.coder)
    typed = {"": codes["dpo"], "wrong": "000000", "of another": codes["lead"]}[code]
    assert "errorlist" in lift(name, typed, password)
    assert not LockdownLift.objects.exists()
    assert events("sign_in_failed")


def test_lifting_when_none_stands_leads_to_the_sign_in(cast: Cast) -> None:
    assert lift("dpo", "000000") == "/accounts/login/"
    with pytest.raises(Refused, match="No lockdown"):
        lift_lockdown(by=cast.dpo)


def test_parts_of_an_earlier_lockdown_do_not_count(people: Cast) -> None:
    lock_down(by=people.coder)
    for user in (people.dpo, people.lead):
        lift_lockdown(by=user)
    lock_down(by=people.coder)
    lift_lockdown(by=people.dpo)
    assert lockdown.standing()


RACES = 5
"""tests/proof has 1,000."""


def one_person_races(cast: Cast) -> bool:
    """Whether one person, in four threads at once, lifted a lockdown; it is lifted by another afterwards."""

    def try_it() -> None:
        with contextlib.suppress(Refused, ValidationError, IntegrityError):
            lift_lockdown(by=User.objects.get(pk=cast.dpo.pk))

    lock_down(by=cast.coder)
    at_once(*[try_it] * 4)
    passed = not lockdown.standing()
    assert Lockdown.objects.order_by("started_at").last().lifts.count() == 1  # type: ignore[union-attr]
    lift_lockdown(by=cast.lead)
    return passed


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_one_person_at_once_does_not_lift_it(cast: Cast) -> None:
    assert [one_person_races(cast) for _race in range(RACES)] == [False] * RACES


# In an office


@pytest.mark.usefixtures("quick_age")
def test_office_asks_for_the_passphrase_and_opens_the_ring_for_the_check_only(
    people: Cast, settings: Settings, tmp_path: Path, codes: dict[str, str]
) -> None:
    office = tmp_path / "office.json"
    office.write_bytes(_sealed(settings.KEY_FILE.read_bytes(), "a long passphrase of the office"))
    settings.KEY_FILE = office
    lock_down(by=people.coder)
    keyring.lock()
    assert "does not open" in lift("dpo", codes["dpo"], passphrase="another one")
    assert "required" in lift("dpo", codes["dpo"])
    assert not LockdownLift.objects.exists()
    assert len(events("unlock_refused")) == 1
    assert "second person" in lift("dpo", codes["dpo"], passphrase="a long passphrase of the office")
    assert lift("lead", codes["lead"], passphrase="a long passphrase of the office") == "/accounts/login/"
    assert keyring.needs_passphrase()
    assert Client().get("/accounts/login/").headers["Location"] == "/accounts/unlock/"


def _sealed(content: bytes, passphrase: str) -> bytes:
    return bytes(pyrage.passphrase.encrypt(content, passphrase))


def test_new_people_cannot_be_made_to_lift_it(cast: Cast) -> None:
    """An account made a moment ago still needs a password, a code and the role; here it lacks the code."""
    new = enrolled(create_user(by=cast.administrator, username="new", name="", roles=["dpo"]), by=cast.administrator)
    lock_down(by=cast.coder)
    assert "errorlist" in lift("new", "000000")
    assert not Authenticator.objects.filter(user=new).exists()
    assert not LockdownLift.objects.exists()
