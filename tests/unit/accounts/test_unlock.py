"""After a restart an office is opened by its passphrase, and until then nobody signs in."""

from pathlib import Path

import pyrage
import pytest
from django.db import DatabaseError
from django.test import Client
from pytest_django import Settings

from cases.accounts import events as sign_in_events
from cases.core import audit, keyring
from tests.conftest import PASSWORD, Cast

from .conftest import events, give_password

PASSPHRASE = "ancient lighthouse keeper number nine"


@pytest.fixture
def office(cast: Cast, quick_age: None, settings: Settings, tmp_path: Path) -> Cast:
    """The cast's database with its key file sealed, as after a restart."""
    sealed = tmp_path / "office.json"
    sealed.write_bytes(bytes(pyrage.passphrase.encrypt(settings.KEY_FILE.read_bytes(), PASSPHRASE)))
    settings.KEY_FILE = sealed
    keyring.lock()
    return cast


def unlock(passphrase: str, address: str = "192.0.2.1") -> str:
    answer = Client().post("/accounts/unlock/", {"passphrase": passphrase}, REMOTE_ADDR=address)
    return answer.headers.get("Location") or answer.content.decode()


@pytest.mark.parametrize("path", ["login/", "2fa/", "2fa/authenticate/", "sessions/", "enrol/x/"])
def test_sign_in_pages_lead_to_the_passphrase(office: Cast, path: str) -> None:
    for method in ("get", "post"):
        assert getattr(Client(), method)(f"/accounts/{path}").headers["Location"] == "/accounts/unlock/"


def test_passphrase_opens_and_both_tries_are_written(office: Cast) -> None:
    assert "does not open" in unlock("wrong")
    assert unlock(PASSPHRASE) == "/accounts/login/"
    keyring.current()
    assert give_password(Client(), "coder", PASSWORD) == "/staff/"
    assert [event.action for event in events("unlock_refused", "keys_unlocked")] == [
        "accounts.unlock_refused",
        "accounts.keys_unlocked",
    ]
    assert all(PASSPHRASE not in event.body and "wrong" not in event.body for event in events("unlock_refused"))


@pytest.mark.usefixtures("counting")
def test_five_wrong_tries_block_their_own_address_only(office: Cast) -> None:
    """A stranger cannot close the office to those who know the passphrase."""
    for _try in range(5):
        assert "does not open" in unlock("wrong", "198.51.100.1")
    assert "wait 15 minutes" in unlock(PASSPHRASE, "198.51.100.1")
    assert keyring.needs_passphrase()
    assert unlock(PASSPHRASE, "203.0.113.9") == "/accounts/login/"


@pytest.mark.usefixtures("counting")
def test_fifty_wrong_tries_from_wherever_block_the_right_one(office: Cast) -> None:
    for number in range(50):
        assert "does not open" in unlock("wrong", f"198.51.100.{number + 1}")
    assert "wait 15 minutes" in unlock(PASSPHRASE, "203.0.113.9")
    assert keyring.needs_passphrase()


def test_keys_that_cannot_be_accounted_for_stay_locked(office: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_entries: object) -> None:
        raise DatabaseError("no such table")

    assert sign_in_events.audit is audit
    monkeypatch.setattr(audit, "append", broken)
    client = Client(raise_request_exception=False)
    assert client.post("/accounts/unlock/", {"passphrase": PASSPHRASE}).status_code == 503
    assert keyring.needs_passphrase()


def test_open_office_and_demonstration_ask_nobody(cast: Cast) -> None:
    assert unlock("anything") == "/accounts/login/"
    assert Client().get("/accounts/unlock/").headers["Location"] == "/accounts/login/"
    assert not events("unlock_refused", "keys_unlocked")
