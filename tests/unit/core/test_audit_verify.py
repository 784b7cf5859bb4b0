"""verify_audit: what it finds, what it says, and how it ends."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from cases.core import audit, triggers
from cases.core.audit import Entry
from cases.core.audit.anchors import anchor_head
from cases.core.models import AuditEvent, AuditMention
from tests.proof.tampers import rehash

RECORD, OTHER = uuid.UUID(int=2), uuid.UUID(int=3)


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.ANCHORS_DIR = tmp_path / "anchors"


@pytest.fixture
def chain(db: None) -> None:
    for number in range(6):
        audit.append(Entry(f"test.{number}", None, "witness", RECORD, records=[("identity", str(OTHER), ["note"])]))


def verify(*arguments: str) -> tuple[int, str]:
    """Its exit code and all that it says."""
    out = StringIO()
    try:
        call_command("verify_audit", *arguments, stdout=out, stderr=out)
    except CommandError as error:
        return error.returncode, out.getvalue() + str(error)
    return 0, out.getvalue()


def test_sound_chain_ends_with_a_summary(chain: None) -> None:
    code, said = verify()
    assert code == 0
    assert "holds: 6 events, 0 anchors" in said
    assert "Without an anchor" in said


def test_anchor_of_the_end_leaves_nothing_uncovered(chain: None) -> None:
    line = anchor_head().line()
    code, said = verify("--anchor", line)
    assert (code, said.strip()) == (0, "The audit chain holds: 7 events, 1 anchors.")
    audit.append(Entry("test.after", None))
    assert "the 1 events after it could still be cut off unseen" in verify("--anchor", line)[1]


def test_cut_tail_shows_by_its_anchor_only(chain: None) -> None:
    line = anchor_head().line()
    triggers.remove(connection)
    AuditEvent.objects.filter(seq__gt=4).delete()
    AuditMention.objects.filter(event_id__gt=4).delete()
    assert verify()[0] == 0
    code, said = verify("--anchor", line)
    assert code == 1
    assert "Event 7, anchored on" in said
    assert "cut off" in said


def test_chain_made_anew_shows_by_its_anchor_only(chain: None) -> None:
    line = anchor_head().line()
    triggers.remove(connection)
    AuditEvent.objects.filter(seq=2).update(body=AuditEvent.objects.get(seq=2).body.replace("test.1", "test.x"))
    AuditEvent.objects.filter(seq=2).update(action="test.x")
    rehash(2)
    assert verify()[0] == 0
    code, said = verify("--anchor", line)
    assert code == 1
    assert "Event 7 is not the one that was anchored on" in said


def test_mistyped_line_is_no_alarm(chain: None) -> None:
    line = anchor_head().line()
    code, said = verify("--anchor", line[:-1] + ("0" if line[-1] != "0" else "1"))
    assert code == 2
    assert "typing error" in said


def test_folder_that_is_not_there_is_refused(db: None, tmp_path: Path) -> None:
    code, said = verify("--anchors", str(tmp_path / "none"))
    assert code == 2
    assert "There is no folder" in said


def test_many_problems_are_cut_short(db: None) -> None:
    audit.append(*(Entry(f"test.{number}", None) for number in range(120)))
    triggers.remove(connection)
    AuditEvent.objects.update(action="test.x")
    code, said = verify()
    assert code == 1
    assert "And 20 more." in said
    assert "120 problems" in said


INDEX_TAMPERS: dict[str, Callable[[], object]] = {
    "taken out": lambda: AuditMention.objects.filter(event_id=3, record_uuid=OTHER).delete(),
    "all taken out": lambda: AuditMention.objects.filter(event_id=3).delete(),
    "another record": lambda: AuditMention.objects.filter(event_id=3, record_uuid=OTHER).update(
        record_uuid=uuid.UUID(int=9)
    ),
    "another event": lambda: AuditMention.objects.filter(event_id=3, record_uuid=OTHER).update(event_id=2),
    "twice": lambda: AuditMention.objects.create(event_id=3, record_uuid=OTHER),
    "of an event after the end": lambda: AuditMention.objects.create(event_id=99, record_uuid=OTHER),
    "of an event before the start": lambda: AuditMention.objects.create(event_id=0, record_uuid=OTHER),
    "kind": lambda: AuditEvent.objects.filter(seq=3).update(kind="read"),
    "no kind": lambda: AuditEvent.objects.filter(seq=3).update(kind=""),
}


@pytest.mark.parametrize("tamper", INDEX_TAMPERS.values(), ids=INDEX_TAMPERS.keys())
def test_altered_search_index_is_found(chain: None, tamper: Callable[[], object]) -> None:
    """Otherwise an event could be hidden from who asks about a record."""
    triggers.remove(connection)
    tamper()
    assert list(audit.problems())


SQLITE_ODDITIES = {
    "number as text": "UPDATE cases_auditevent SET seq = 'six' WHERE seq = 6",
    "hash as text": "UPDATE cases_auditevent SET hash = 'abc' WHERE seq = 3",
    "body as bytes": "UPDATE cases_auditevent SET body = CAST(body AS BLOB) WHERE seq = 3",
    "body a number": "UPDATE cases_auditevent SET body = 7 WHERE seq = 3",
    "key in capitals": "UPDATE cases_auditevent SET subject_uuid = upper('0000000000000000000000000000000a') WHERE seq = 3",
    "time with another sign": "UPDATE cases_auditevent SET at = replace(at, ' ', 'T') WHERE seq = 3",
    "time with a zone": "UPDATE cases_auditevent SET at = at || '+00:00' WHERE seq = 3",
    "time a number": "UPDATE cases_auditevent SET at = 5 WHERE seq = 3",
    "number below zero": "UPDATE cases_auditevent SET seq = -6 WHERE seq = 6",
}


@pytest.mark.parametrize("statement", SQLITE_ODDITIES.values(), ids=SQLITE_ODDITIES.keys())
def test_values_of_a_wrong_type_are_found(chain: None, statement: str) -> None:
    """SQLite stores anything in any column."""
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL takes values of the column's type only")
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(audit.problems())


def test_body_that_is_no_event_is_found_though_it_was_hashed(chain: None) -> None:
    triggers.remove(connection)
    for body in ("[]", "{}", "not JSON", '{"action":1,"subject":5,"records":[],"actor":7}'):
        AuditEvent.objects.filter(seq=3).update(body=body)
        rehash(3)
        assert list(audit.problems()) == ["Event 3 was altered: it cannot be read."], body


def test_whole_seconds_verify(db: None) -> None:
    """SQLite stores them without a fraction."""
    with time_machine.travel(dt.datetime(2026, 3, 1, 12, 0, 0, tzinfo=dt.UTC), tick=False):
        audit.append(Entry("test.one", None))
    assert list(audit.problems()) == []


def test_clock_running_backwards_verifies(db: None) -> None:
    """The order is that of the numbers; what the clock said is hashed as it was."""
    for moment in ("2026-03-01T12:00:00Z", "2025-01-01T00:00:00Z", "2026-03-01T12:00:01Z"):
        with time_machine.travel(dt.datetime.fromisoformat(moment), tick=False):
            audit.append(Entry("test.one", None))
    assert list(audit.problems()) == []
    assert [event.at.year for event in AuditEvent.objects.all()] == [2026, 2025, 2026]


def test_first_events_of_an_old_chain_have_no_kind(db: None) -> None:
    """They were written before events had one, and are never changed."""
    body = '{"action":"test.old","actor":null,"fields":[],"reason":"","records":[],"subject":null}'
    AuditEvent.objects.create(
        seq=1, at=dt.datetime(2026, 1, 1, 1, 1, 1, 1, tzinfo=dt.UTC), prev_hash=bytes(32), body=body, action="test.old",
        hash=hashlib.sha256(
            b"HR-AUDIT-1\0" + bytes(32) + bytes(7) + b"\1" + b"2026-01-01T01:01:01.000001Z\0" + body.encode()
        ).digest(),
    )  # fmt: skip
    assert list(audit.problems()) == []
