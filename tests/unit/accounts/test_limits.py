"""Guessing is stopped by person and by address, in whatever process, and fills neither the chain nor the cache."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from cases.accounts import limits
from cases.accounts.models import SharedCacheEntry, User
from cases.core.models import AuditEvent
from tests.conftest import PASSWORD, Cast
from tests.sign_in import signed_in
from tests.unit.core.threads import at_once

from .conftest import code_of, events, give_password, is_in

pytestmark = pytest.mark.usefixtures("counting")
START = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
ALLOWED = 5
TRIES = 200
"""From so many addresses; tests/proof has 10,000."""


def guess(tries: int) -> None:
    """Wrong passwords for one person, each from an address of its own."""
    for number in range(tries):
        address = f"198.51.{number // 250}.{number % 250 + 1}"
        assert give_password(Client(), "coder", f"guess number {number}", address).startswith("<!doctype")


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the password hasher was given."""
    runs: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        runs.append(password)
        return str(encode(self, password, salt))

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return runs


def test_guessing_from_many_addresses_is_stopped_after_a_few(cast: Cast, hashed: list[str]) -> None:
    """Only the first few are hashed; the right password is refused too, with a sentence that says until when."""
    with time_machine.travel(START, tick=False) as now:
        before = AuditEvent.objects.count()
        guess(TRIES)
        assert len(hashed) == ALLOWED
        assert AuditEvent.objects.count() - before == ALLOWED + 1, "each failure, and once that it is limited"
        page = give_password(Client(), "coder", PASSWORD, "203.0.113.9")
        assert "wait 15 minutes" in page
        now.shift(dt.timedelta(minutes=15, seconds=1))
        assert give_password(Client(), "coder", PASSWORD, "203.0.113.9") == "/staff/"


def test_others_sign_in_meanwhile(cast: Cast) -> None:
    guess(ALLOWED + 1)
    assert give_password(Client(), "lead", PASSWORD, "203.0.113.9") == "/staff/"


@pytest.mark.parametrize("spelling", ["CODER", "Coder", " coder ", "coder\t"])
def test_another_spelling_gives_no_further_tries(cast: Cast, spelling: str) -> None:
    guess(ALLOWED)
    assert "wait 15 minutes" in give_password(Client(), spelling, PASSWORD, "203.0.113.9")


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost:8000"])
def test_another_host_name_gives_no_further_tries(cast: Cast, host: str) -> None:
    guess(ALLOWED)
    page = Client(headers={"host": host}).post("/accounts/login/", {"login": "coder", "password": PASSWORD})
    assert "wait 15 minutes" in page.content.decode()


def test_one_address_is_stopped_whatever_names_it_tries(cast: Cast, hashed: list[str]) -> None:
    for number in range(30):
        give_password(Client(), f"name{number}", "guess", "198.51.100.7")
    assert len(hashed) == 10
    assert "wait 15 minutes" in give_password(Client(), "lead", PASSWORD, "198.51.100.7")
    assert Client().post("/accounts/login/", {}, REMOTE_ADDR="198.51.100.7").status_code == 429


def test_forwarded_address_is_not_believed(cast: Cast, hashed: list[str]) -> None:
    """Without a proxy of our own the header is whatever its sender likes."""
    for number in range(30):
        client = Client(headers={"x-forwarded-for": f"203.0.113.{number}"})
        give_password(client, f"name{number}", "guess", "198.51.100.7")
    assert len(hashed) == 10


def test_names_that_nobody_has_do_not_fill_the_chain(cast: Cast) -> None:
    before = AuditEvent.objects.count()
    for number in range(60):
        give_password(Client(), f"name{number}", "guess", f"198.51.100.{number + 1}")
    assert AuditEvent.objects.count() - before == 30


def test_codes_are_limited_too(coder: User) -> None:
    """A known password gives five tries at the code, in however many browsers; then the right one is refused."""
    right = code_of(coder)
    for number in range(ALLOWED):
        client = Client()
        give_password(client, "coder", PASSWORD, f"198.51.100.{number + 1}")
        client.post("/accounts/2fa/authenticate/", {"code": "000000" if right != "000000" else "1"})
    client = Client()
    give_password(client, "coder", PASSWORD, "198.51.100.77")
    page = client.post("/accounts/2fa/authenticate/", {"code": right}, REMOTE_ADDR="198.51.100.77")
    assert "wait 15 minutes" in page.content.decode()
    assert not is_in(client)
    assert len(events("sign_in_limited")) == 1


def test_present_password_is_not_guessed_in_the_page_that_changes_it(cast: Cast) -> None:
    client = signed_in(cast.coder)
    for number in range(ALLOWED):
        client.post("/accounts/password/change/", {"oldpassword": f"guess {number}"})
    assert len(events("sign_in_failed")) == ALLOWED
    assert "wait 15 minutes" in give_password(Client(), "coder", PASSWORD, "203.0.113.9")


def test_cache_keeps_no_name_and_no_address_in_clear(cast: Cast) -> None:
    give_password(Client(), "a name that may be a password", "guess", "198.51.100.7")
    assert SharedCacheEntry.objects.exists()
    for entry in SharedCacheEntry.objects.all():
        assert "a name" not in entry.cache_key
        assert "guess" not in entry.cache_key


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_is_first(cast: Cast) -> None:
    """The same code in ten threads, each with a connection of its own, as in several processes."""
    firsts = at_once(*[lambda: limits.is_first_use(cast.coder, "123456")] * 10)
    assert sum(firsts) == 1
