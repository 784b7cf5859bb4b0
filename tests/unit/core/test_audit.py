"""The audit chain: whatever is altered, left out, swapped or slipped in shows when the chain is walked."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.db.models import F

from cases.core import audit, triggers
from cases.core.audit import Entry
from cases.core.models import AuditEvent
from tests.conftest import Cast
from tests.unit.core.threads import at_once

ACTOR, RECORD = uuid.UUID(int=1), uuid.UUID(int=2)


@pytest.fixture
def chain(db: None) -> None:
    """Five events of one person."""
    for number in range(5):
        audit.append(Entry(f"test.step_{number}", ACTOR, "witness", RECORD, ["note"], reason=f"reason {number}"))


@contextmanager
def tampering() -> Iterator[None]:
    """What only somebody with the database's own rights can do: take the triggers away for a while."""
    triggers.remove(connection)
    try:
        yield
    finally:
        triggers.install(connection)


def change(number: int, **values: object) -> None:
    assert AuditEvent.objects.filter(seq=number).update(**values) == 1


def swap_bodies() -> None:
    one, other = AuditEvent.objects.get(seq=2), AuditEvent.objects.get(seq=3)
    change(2, body=other.body, action=other.action)
    change(3, body=one.body, action=one.action)


def swap_rows() -> None:
    for old, new in ((2, 20), (3, 2), (20, 3)):
        change(old, seq=new)


def remove(*seqs: int) -> None:
    AuditEvent.objects.filter(seq__in=seqs).delete()


def remove_and_close_up() -> None:
    remove(3)
    for seq in (4, 5):
        change(seq, seq=seq - 1)


def slip_in() -> None:
    """A copy of an event in the middle, with the later ones moved up."""
    for seq in (5, 4, 3):
        change(seq, seq=seq + 1)
    copy = AuditEvent.objects.get(seq=2)
    copy.seq = 3
    copy.save(force_insert=True)


def add_at_the_end() -> None:
    last = AuditEvent.objects.get(seq=5)
    last.seq, last.prev_hash = 6, last.hash
    last.save(force_insert=True)


def add_at_the_start() -> None:
    first = AuditEvent.objects.get(seq=1)
    first.seq = 0
    first.save(force_insert=True)


TAMPERS: dict[str, Callable[[], object]] = {
    "body": lambda: change(3, body=AuditEvent.objects.get(seq=3).body.replace("reason 2", "reason x")),
    "body of the newest": lambda: change(5, body="{}"),
    "body no JSON": lambda: change(3, body="not JSON"),
    "at": lambda: change(3, at=F("at") + dt.timedelta(microseconds=1)),
    "hash": lambda: change(3, hash=bytes(32)),
    "previous hash": lambda: change(3, prev_hash=bytes(32)),
    "action column": lambda: change(3, action="test.harmless"),
    "actor column": lambda: change(3, actor_uuid=uuid.UUID(int=9)),
    "no actor": lambda: change(3, actor_uuid=None),
    "subject column": lambda: change(3, subject_uuid=uuid.UUID(int=9)),
    "label column": lambda: change(3, subject_label="source"),
    "swapped bodies": swap_bodies,
    "swapped rows": swap_rows,
    "first removed": lambda: remove(1),
    "middle removed": lambda: remove(3),
    "two removed": lambda: remove(2, 4),
    "removed and closed up": remove_and_close_up,
    "slipped in": slip_in,
    "added at the end": add_at_the_end,
    "added at the start": add_at_the_start,
}


@pytest.mark.parametrize("tamper", TAMPERS.values(), ids=TAMPERS.keys())
def test_tampering_is_found(chain: None, tamper: Callable[[], object]) -> None:
    assert list(audit.problems()) == []
    with tampering():
        tamper()
    assert list(audit.problems())


def test_problem_names_the_event(chain: None) -> None:
    """One altered event gives one sentence, so that whoever checks knows where to look."""
    with tampering():
        change(3, actor_uuid=None)
    assert list(audit.problems()) == ["Event 3: a search column differs from the hashed body."]


def test_empty_chain_has_no_problems(db: None) -> None:
    assert list(audit.problems()) == []


def test_chain_of_real_work_verifies(cast: Cast, testimony: object) -> None:
    """Whatever the actions wrote, in any script, hashes to the same value when it is read back."""
    assert AuditEvent.objects.count() > 5
    assert list(audit.problems()) == []


@pytest.mark.parametrize("reason", ["밤 / \u1112\u1161\u11ab", "\u2028 \\ \"'", "\0".join("ab"), ""])
def test_any_reason_verifies(db: None, reason: str) -> None:
    audit.append(Entry("test.read", ACTOR, reason=reason))
    assert list(audit.problems()) == []


def test_several_entries_are_chained_in_order(db: None) -> None:
    audit.append(*(Entry(f"test.{number}", None) for number in range(3)))
    assert list(AuditEvent.objects.values_list("seq", "action")) == [(1, "test.0"), (2, "test.1"), (3, "test.2")]
    assert list(audit.problems()) == []


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_concurrent_appends_give_an_unbroken_chain() -> None:
    """Four threads, alone and inside longer transactions."""

    def append(thread: int) -> None:
        for number in range(5):
            audit.append(Entry(f"test.{thread}_{number}", None))
            with transaction.atomic():
                audit.append(Entry(f"test.{thread}_{number}_a", None))
                audit.append(Entry(f"test.{thread}_{number}_b", None))

    at_once(*(lambda thread=thread: append(thread) for thread in range(4)))
    assert list(AuditEvent.objects.values_list("seq", flat=True)) == list(range(1, 61))
    assert list(audit.problems()) == []


def test_events_of_one_record_come_newest_first(chain: None) -> None:
    audit.append(Entry("test.other", ACTOR, "witness", uuid.UUID(int=3)))
    assert [event.seq for event in audit.events_of(RECORD)] == [5, 4, 3, 2, 1]
