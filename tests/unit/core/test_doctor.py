"""Each line of the doctor, once when all is well and once when it is not."""

import datetime as dt
from collections import namedtuple
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.utils import timezone
from pytest_django import Settings

from cases.core import audit, keyring
from cases.core.audit import anchor_files
from cases.core.doctor import State, chain, database, keys
from cases.core.models import AuditEvent, Installation
from tests.conftest import Cast

OK, WARN, FAIL = State
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def _own_folders(settings: Settings, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    settings.VAR_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.ANCHORS_DIR = tmp_path / "anchors"


# --- the database ---


@pytest.mark.django_db
def test_database_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    assert database.reached().state == OK
    assert database.published().state == OK
    executor = database.MigrationExecutor
    monkeypatch.setattr(executor, "migration_plan", lambda _self, _targets: [("a", False)])
    assert "migrate" in database.reached().remedy


def test_database_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any) -> None:
        raise OperationalError("no such host: secret.example.org")

    monkeypatch.setattr(database, "MigrationExecutor", refuse)
    monkeypatch.setattr(database, "_rows", refuse)
    for line in (database.reached(), database.published()):
        assert line.state == FAIL
        assert "secret" not in str(line)


@pytest.mark.django_db
def test_kind_of_database(installation: Installation) -> None:
    assert database.kind().state == OK
    assert database.kind().text.startswith("Kind of database: ")
    Installation.objects.all().delete()
    assert database.kind().state == FAIL


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite has pragmas")
def test_pragmas() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        before = cursor.fetchone()[0]
        try:
            cursor.execute("PRAGMA secure_delete=OFF")
            assert "secure_delete" in database.pragmas().text
        finally:
            cursor.execute(f"PRAGMA secure_delete={before}")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite has pragmas")
def test_pragmas_as_an_office_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    values = {**database._SQLITE}
    monkeypatch.setattr(database, "_rows", lambda sql: [(values[sql.split()[1]],)])
    assert database.pragmas().state == OK
    values["synchronous"] = "1"
    assert "synchronous" in database.pragmas().text


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no roles")
def test_owner_of_the_tables_is_too_strong() -> None:
    """The tests connect as the owner."""
    assert database.role(office=True).state == FAIL
    assert database.role(office=False).state == WARN


def test_role(monkeypatch: pytest.MonkeyPatch) -> None:
    """Superuser, owner, or one table that it could change: each is too much."""
    answers: dict[str, list[tuple[bool, ...]]] = {}

    def rows(sql: str, *_values: object) -> list[tuple[bool, ...]]:
        return next(answer for start, answer in answers.items() if start in sql)

    monkeypatch.setattr(database, "_rows", rows)
    for superuser, owned, may_change, state in (
        (False, [], False, OK), (True, [], False, FAIL), (False, [(True,)], False, FAIL), (False, [], True, FAIL),
    ):  # fmt: skip
        answers.update({"rolsuper": [(superuser,)], "pg_tables": owned, "has_table": [(may_change,)]})
        assert database.role(office=True).state == state


@pytest.mark.django_db
def test_triggers() -> None:
    assert database.triggers().state == OK
    on = " ON cases_consent" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER cases_consent_refuses_update{on}")
    assert database.triggers().text.startswith("1 triggers are missing")


@pytest.mark.django_db
def test_cache_table(settings: Settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "a.DatabaseCache", "LOCATION": "cases_cache"}}
    assert database.cache_table().state == OK
    settings.CACHES = {"default": {"BACKEND": "a.DatabaseCache", "LOCATION": "gone"}}
    assert database.cache_table().state == FAIL


# --- the keys ---


def states(lines: Any) -> list[State]:
    return [line.state for line in lines]


def test_key_file(settings: Settings, tmp_path: Path) -> None:
    settings.KEY_FILE = tmp_path / "keys/keys.json"
    assert states(keys.lines(office=True)) == [FAIL]  # missing
    keyring.create_key_file(settings.KEY_FILE, passphrase=None)
    assert states(keys.lines(office=False)) == [OK]
    assert states(keys.lines(office=True)) == [FAIL]  # plain in an office
    settings.KEY_FILE.chmod(0o640)
    assert states(keys.lines(office=False)) == [FAIL, OK]
    settings.KEY_FILE.unlink()
    keyring.create_key_file(settings.KEY_FILE, passphrase="four words and more")
    assert states(keys.lines(office=True)) == [OK]  # locked now, which is no fault


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite is a file")
def test_key_file_beside_the_database(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings.KEY_FILE = tmp_path / "keys.json"
    keyring.create_key_file(settings.KEY_FILE, passphrase="four words and more")
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "database.sqlite3"))
    assert states(keys.lines(office=True)) == [OK, WARN]
    assert states(keys.lines(office=False)) == [OK]


# --- the audit chain ---


def newest() -> list[AuditEvent]:
    return list(AuditEvent.objects.order_by("seq"))


def test_events_hold_together(cast: Cast) -> None:
    assert chain.events(newest()).state == OK
    assert chain.events([]).state == OK


@pytest.mark.parametrize("position", [0, 3, -1])
@pytest.mark.parametrize("column", ["body", "hash", "prev_hash", "at", "seq"])
def test_altered_event_is_found(cast: Cast, position: int, column: str) -> None:
    events = newest()
    others = {"body": "{}", "hash": b"x" * 32, "prev_hash": b"x" * 32, "at": timezone.now(), "seq": 10_000}
    setattr(events[position], column, others[column])
    assert chain.events(events).state == FAIL


def test_missing_event_is_found(cast: Cast) -> None:
    events = newest()
    for cut in (events[1:], events[:3] + events[4:]):
        assert chain.events(cut).state == FAIL


def test_newest_part_of_a_long_chain(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first one handed over is only what the next stands on."""
    monkeypatch.setattr(chain, "NEWEST", 5)
    events = newest()[-6:]
    assert chain.events(events).text == "The newest 5 events of the audit chain hold together."
    events[1].prev_hash = b"x" * 32
    assert chain.events(events).state == FAIL


def test_clock_before_the_last_event(cast: Cast) -> None:
    assert chain.after_the_last(newest()).state == OK
    assert chain.after_the_last([]).state == OK
    with time_machine.travel(timezone.now() - dt.timedelta(hours=1)):
        assert chain.after_the_last(newest()).state == FAIL


@pytest.mark.django_db(transaction=True)
def test_anchors(cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert chain.anchors(office=True).state == FAIL  # never
    assert chain.anchors(office=False).state == WARN
    kept = anchor_files.make(settings.ANCHORS_DIR)
    assert chain.anchors(office=True).state == OK
    with time_machine.travel(timezone.now() + dt.timedelta(days=2, hours=1)):
        assert chain.anchors(office=True).state in (OK, FAIL)
    with time_machine.travel(timezone.now() + dt.timedelta(days=4)):
        assert chain.anchors(office=True).state == FAIL
        assert chain.anchors(office=False).state == WARN
    with monkeypatch.context() as patch:
        patch.setattr(AuditEvent.objects, "filter", lambda **_filter: AuditEvent.objects.none())
        assert "not the one that was anchored" in chain.anchors(office=False).text
    kept.path.write_text("{}")
    assert "altered or is damaged" in chain.anchors(office=False).text


# --- the command ---


def test_command_ends_with_an_error_on_a_failure(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Style sheets are not collected in this folder; nothing else in the output names a person or a record."""
    audit.append(audit.Entry("test", cast.dpo.pk))
    out = StringIO()
    with pytest.raises(CommandError, match="to repair") as caught:
        call_command("doctor", stdout=out)
    assert caught.value.returncode == 1
    assert "FAIL   Style sheets are not collected" in out.getvalue()
    assert "manage.py collectstatic" in out.getvalue()
    assert "warn   8 active accounts" in out.getvalue()


def test_command_says_that_all_is_well(
    db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from cases.core import doctor

    monkeypatch.setattr(doctor, "lines", lambda: iter([doctor.good("x")]))
    monkeypatch.setattr(doctor, "is_ready", lambda: False)
    call_command("doctor")
    assert capsys.readouterr().out == "ok     x\nAll is well.\n"
    monkeypatch.setattr(doctor, "lines", lambda: iter([doctor.poor("x", "do")]))
    call_command("doctor")
    assert capsys.readouterr().out.endswith("Nothing to repair; 1 to think about.\n")


def test_public_half_is_looked_at_without_staff_tables(db: None, settings: Settings) -> None:
    settings.SIDE = "public"
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("doctor", stdout=out)
    assert "Published data can be read." in out.getvalue()
    assert "audit" not in out.getvalue()


def test_database_that_does_not_answer_is_taken_for_an_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stricter lines are shown when nothing is known."""
    from cases.core import doctor

    def refuse(**_filter: Any) -> None:
        raise OperationalError

    monkeypatch.setattr(Installation.objects, "filter", refuse)
    assert doctor.is_office()
