"""An office is made once, from nothing, by whoever has the passphrase; a failed start leaves nothing behind."""

import re
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from cases.accounts.models import User
from cases.core import audit, keyring
from cases.core.errors import Locked, Refused
from cases.core.models import Installation
from cases.desk import office
from cases.published.models import PublishedSite
from cases.vocabulary.models import AbuseCategory
from tests.conftest import PASSWORD, Cast
from tests.integration.tables import row_counts
from tests.quick_age import quick_age  # noqa: F401  (a fixture)
from tests.unit.desk.test_commands import run

PASSPHRASE = "ancient lighthouse keeper number nine"


@pytest.fixture(autouse=True)
def _own_static_folder(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"


@pytest.fixture
def empty(db: None, settings: Settings, tmp_path: Path) -> None:
    """A new machine: an empty database and no key file."""
    settings.KEY_FILE = tmp_path / "keys" / "keys.json"


@pytest.fixture
def passphrase_file(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase"
    path.write_text(f"{PASSPHRASE}\n")
    return path


def refusal(*arguments: Any) -> str:
    before = row_counts(without=frozenset({"cases_auditevent", "cases_auditmention"}))
    with pytest.raises(CommandError) as refused:
        run("create_office", *arguments)
    assert refused.value.returncode == 2
    assert row_counts(without=frozenset({"cases_auditevent", "cases_auditmention"})) == before
    return str(refused.value)


@pytest.mark.slow
def test_office_is_made_and_its_first_administrator_enrols(
    empty: None, settings: Settings, passphrase_file: Path
) -> None:
    """What is printed is enough to go on; the keys are locked again when the command ends."""
    printed = run(
        "create_office", "--administrator", "kim", "--organisation", "An office", "--passphrase-file", passphrase_file
    )
    assert Installation.objects.get().kind == "office"
    assert PublishedSite.objects.get().organisation == "An office"
    assert AbuseCategory.objects.count() > 100
    assert stat.S_IMODE(settings.KEY_FILE.stat().st_mode) == 0o600
    assert PASSPHRASE not in printed
    with pytest.raises(Locked):
        keyring.current()
    link = re.search(r"http://localhost:8000(/accounts/enrol/\S+/)", printed)
    assert link is not None
    browser = Client()
    assert browser.get(link[1]).headers["Location"] == "/accounts/unlock/"
    browser.post("/accounts/unlock/", {"passphrase": PASSPHRASE})
    answer = browser.post(link[1], {"password1": PASSWORD, "password2": PASSWORD})
    assert answer.headers["Location"] == "/accounts/2fa/"
    assert User.objects.get(username="kim").role_set == {"administrator"}
    assert list(audit.problems()) == []


@pytest.mark.usefixtures("quick_age")
def test_passphrase_is_asked_twice(empty: None, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([PASSPHRASE, f"{PASSPHRASE}!"])
    monkeypatch.setattr("cases.management.commands.create_office.getpass", lambda _prompt: next(answers))
    assert "differ" in refusal("--administrator", "kim")
    monkeypatch.setattr("cases.management.commands.create_office.getpass", lambda _prompt: PASSPHRASE)
    printed = run("create_office", "--administrator", "kim")
    suggested = re.search(r"for example: (\S+)", printed)
    assert suggested is not None
    office.check_passphrase(suggested[1])


@pytest.mark.parametrize("passphrase", ["", "short", "x" * 19, "a" * 40])
def test_weak_passphrase_is_refused(empty: None, settings: Settings, tmp_path: Path, passphrase: str) -> None:
    path = tmp_path / "weak"
    path.write_text(passphrase)
    assert "at least 20" in refusal("--administrator", "kim", "--passphrase-file", path)
    assert not settings.KEY_FILE.exists()


@pytest.mark.usefixtures("quick_age")
@pytest.mark.parametrize("name", ["", "x" * 61, "system"])
def test_user_name_that_is_none_leaves_nothing_behind(
    empty: None, settings: Settings, passphrase_file: Path, name: str
) -> None:
    assert refusal("--administrator", name, "--passphrase-file", passphrase_file)
    assert not settings.KEY_FILE.exists()
    run("create_office", "--administrator", "kim", "--passphrase-file", passphrase_file)


@pytest.mark.usefixtures("quick_age")
def test_second_run_is_refused(empty: None, settings: Settings, passphrase_file: Path) -> None:
    run("create_office", "--administrator", "kim", "--passphrase-file", passphrase_file)
    key_file = settings.KEY_FILE.read_bytes()
    assert "already set up" in refusal("--administrator", "park", "--passphrase-file", passphrase_file)
    assert settings.KEY_FILE.read_bytes() == key_file


def test_demonstration_never_becomes_an_office(cast: Cast, passphrase_file: Path) -> None:
    assert "already set up" in refusal("--administrator", "kim", "--passphrase-file", passphrase_file)


def test_key_file_that_is_there_is_never_overwritten(empty: None, settings: Settings, passphrase_file: Path) -> None:
    settings.KEY_FILE.parent.mkdir()
    settings.KEY_FILE.write_text("somebody's keys")
    assert "never overwritten" in refusal("--administrator", "kim", "--passphrase-file", passphrase_file)
    assert settings.KEY_FILE.read_text() == "somebody's keys"


def test_passphrase_file_that_cannot_be_read_is_refused(empty: None, tmp_path: Path) -> None:
    binary = tmp_path / "binary"
    binary.write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "none", tmp_path, binary):
        assert "cannot be read" in refusal("--administrator", "kim", "--passphrase-file", path)


@pytest.mark.usefixtures("quick_age")
def test_codes_are_not_printed_in_an_office(empty: None, passphrase_file: Path) -> None:
    run("create_office", "--administrator", "kim", "--passphrase-file", passphrase_file)
    with pytest.raises(CommandError, match="demonstration only"):
        call_command("demo_code", "kim")


def test_lockdown_by_command(cast: Cast) -> None:
    """Without a name by the program itself; with one as that person; a second one is refused."""
    with pytest.raises(CommandError, match="no active user"):
        run("lockdown", "--as", "nobody")
    assert "/accounts/lockdown/" in run("lockdown", "--as", "coder")
    with pytest.raises(CommandError, match="already"):
        run("lockdown")


@pytest.mark.usefixtures("quick_age")
def test_errors_of_the_parts_are_not_swallowed(empty: None) -> None:
    with pytest.raises((Refused, ValidationError)):
        office.make(administrator="", organisation="x", passphrase=PASSPHRASE)
