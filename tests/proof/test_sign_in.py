"""The door at full size: 10,000 guesses, 1,000 races of one person, and a real server that is locked down."""

import http.client
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.architecture.sources import ROOT
from tests.conftest import Cast
from tests.unit.accounts import test_limits, test_lockdown
from tests.unit.accounts.conftest import counting
from tests.unit.accounts.test_limits import hashed

__all__ = ["counting", "hashed"]

PASSPHRASE = "ancient lighthouse keeper number nine"
IN_TIME = 2.0
"""Seconds after which sessions and keys are gone."""


@pytest.mark.usefixtures("counting")
def test_ten_thousand_guesses_from_many_addresses(
    cast: Cast, hashed: list[str], monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(test_limits, "TRIES", 10_000)
    test_limits.test_guessing_from_many_addresses_is_stopped_after_a_few(cast, hashed)


@pytest.mark.django_db(transaction=True)
def test_thousand_races_of_one_person_to_lift_a_lockdown(cast: Cast) -> None:
    assert not any(test_lockdown.one_person_races(cast) for _race in range(1000))


def manage(var: Path, *arguments: str) -> str:
    environment = {**os.environ, "CASETRACKER_VAR": str(var), "DATABASE_URL": f"sqlite:///{var / 'office.sqlite3'}"}
    result = subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office that was just made, in a folder of its own."""
    (tmp_path / "passphrase").write_text(PASSPHRASE)
    manage(tmp_path, "create_office", "--administrator", "kim", "--passphrase-file", str(tmp_path / "passphrase"))
    return tmp_path


@pytest.fixture
def server(office: Path) -> Iterator[int]:
    """`manage.py serve` for that office; its port."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = int(free.getsockname()[1])
    environment = {
        **os.environ,
        "CASETRACKER_VAR": str(office),
        "DATABASE_URL": f"sqlite:///{office / 'office.sqlite3'}",
    }
    command = [sys.executable, "manage.py", "serve", "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as process:  # noqa: S603
        for _second in range(60):
            with suppress(OSError):
                ask(port, "GET", "/accounts/unlock/")
                break
            time.sleep(1)
        yield port
        process.terminate()


def ask(port: int, method: str, path: str, form: str = "", cookie: str = "") -> tuple[int, str, str]:
    """Status, where it leads, and the page with its cookies' text before it."""
    address = f"http://localhost:{port}/"
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie, "Referer": address}
    with closing(http.client.HTTPConnection("localhost", port, timeout=60)) as connection:
        connection.request(method, path, form, headers)
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location", ""), f"{answer.headers}\n{answer.read().decode()}"


def unlock(port: int) -> None:
    page = ask(port, "GET", "/accounts/unlock/")[2]
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)
    cookie = re.search(r"csrftoken=\w+", page)
    assert token is not None
    assert cookie is not None
    form = f"csrfmiddlewaretoken={token[1]}&passphrase={PASSPHRASE.replace(' ', '+')}"
    assert ask(port, "POST", "/accounts/unlock/", form, cookie[0])[1] == "/accounts/login/"


def test_server_forgets_keys_and_sessions_in_time(office: Path, server: int) -> None:
    """Another process locks down; the server answers 503 at once, and asks for the passphrase once it is lifted."""
    unlock(server)
    assert ask(server, "GET", "/accounts/login/")[0] == 200
    with closing(sqlite3.connect(office / "office.sqlite3", timeout=20, isolation_level=None)) as database:
        began = time.monotonic()
        database.execute(
            "INSERT INTO cases_lockdown (uuid, started_at, started_by_uuid, reason) VALUES (?, datetime('now'), ?, '')",
            ("0" * 32, "0" * 32),
        )
        assert ask(server, "GET", "/staff/")[0] == 503
        answered = time.monotonic() - began
        time.sleep(max(0.0, IN_TIME - (time.monotonic() - began)))
        database.execute("UPDATE cases_lockdown SET lifted_at = datetime('now', '+1 second')")
    assert ask(server, "GET", "/accounts/login/")[1] == "/accounts/unlock/", "the keys outlived the lockdown"
    print(f"staff pages closed after {answered:.2f} s, keys gone within {IN_TIME} s")  # noqa: T201
    unlock(server)
    manage(office, "lockdown")
    assert ask(server, "GET", "/staff/")[0] == 503
