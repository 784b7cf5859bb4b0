"""Readings, refusals, searches and exports in the chain: what they say, what they never say, and when."""

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from cases.core import audit, sealing
from cases.core.audit import Entry
from cases.core.errors import AuditUnavailable
from cases.core.models import AuditEvent, AuditMention
from cases.intake.models import Testimony
from tests.conftest import ACCOUNT, Cast

READINGS: dict[str, Callable[[Any, Any], None]] = {
    "record.shown": lambda by, row: audit.record_shown(by, row, ["account"]),
    "record.not_shown": lambda by, row: audit.not_shown(by, "testimony", row.pk),
    "record.searched": lambda by, _row: audit.searched(by, "testimony", 3),
    "record.exported": lambda by, _row: audit.exported(by, "testimony", 3, "for the board"),
    "sealed.open": lambda by, row: audit.record_read("sealed.open", by=by, subject=row, fields=["account"]),
}
KINDS = {
    "record.shown": "read", "sealed.open": "read", "record.not_shown": "refusal", "record.searched": "search",
    "record.exported": "search",
}  # fmt: skip


def newest() -> tuple[AuditEvent, dict[str, Any]]:
    event = AuditEvent.objects.latest("seq")
    return event, json.loads(event.body)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", READINGS)
def test_reading_is_committed_by_itself(cast: Cast, testimony: Testimony, name: str) -> None:
    READINGS[name](cast.coder, testimony)
    event, body = newest()
    assert (event.action, event.actor_uuid, event.kind) == (name, cast.coder.pk, KINDS[name])
    assert body["kind"] == KINDS[name]
    assert event.subject_label == "testimony"
    assert list(audit.problems()) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", READINGS)
def test_reading_inside_a_transaction_is_an_error(cast: Cast, testimony: Testimony, name: str) -> None:
    """It could be rolled back after the content was shown."""
    before = AuditEvent.objects.count()
    with pytest.raises(RuntimeError), transaction.atomic():
        READINGS[name](cast.coder, testimony)
    assert AuditEvent.objects.count() == before


def test_search_says_how_many_and_nothing_else(cast: Cast) -> None:
    audit.searched(cast.coder, "witness", 12)
    _event, body = newest()
    assert body["found"] == 12
    assert body["subject"] == ["witness", None]
    assert (body["reason"], body["fields"], body["records"]) == ("", [], [])


def test_export_says_its_reason(cast: Cast) -> None:
    audit.exported(cast.dpo, "auditevent", 400, "yearly review")
    _event, body = newest()
    assert (body["found"], body["reason"]) == (400, "yearly review")


def test_record_that_is_there_and_one_that_is_not_are_refused_alike(cast: Cast, testimony: Testimony) -> None:
    """Who reads the chain, or the database, learns nothing about which records there are."""
    bodies = []
    for key in (testimony.pk, uuid.uuid4()):
        audit.not_shown(cast.stranger, "testimony", key)
        event, body = newest()
        assert body.pop("subject") == ["testimony", str(key)]
        assert event.subject_uuid == key
        bodies.append(body)
    assert bodies[0] == bodies[1]


@pytest.mark.parametrize("key", ["김철수", "../../etc", "1", "", None, "' OR 1=1 --"])
def test_key_that_is_no_uuid_is_not_kept(cast: Cast, key: object) -> None:
    """What somebody types into an address can be content."""
    audit.not_shown(cast.stranger, "testimony", key)
    event, body = newest()
    assert (event.subject_uuid, body["subject"]) == (None, ["testimony", None])
    assert not key or str(key) == "1" or str(key) not in json.dumps(body, ensure_ascii=False)
    assert list(audit.problems()) == []


def test_nothing_is_opened_when_the_chain_takes_no_event(
    cast: Cast, testimony: Testimony, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def fail(*_args: object, **_kwargs: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(AuditEvent, "save", fail)
    monkeypatch.setattr(sealing, "open_text", lambda *_args: opened.append(ACCOUNT))
    with pytest.raises(AuditUnavailable):
        sealing.open_record(testimony, ["account"], by=cast.coder, reason="staff page")
    with pytest.raises(AuditUnavailable):
        sealing.open_rows([testimony], "account", by=cast.coder, reason="staff page")
    assert opened == []


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        (Entry("witnesses.open_identity", None, fields=["identity.name_latin"]), "read"),
        (
            Entry("evidence.open_evidence", None, fields=["evidenceitem.sha256"], records=[("custodyevent", "1", [])]),
            "read",
        ),
        (Entry("desk.open_fictional_case", None, records=[("case", "1", [])]), "write"),
        (Entry("coding.mark_passage", None, fields=["testimony.account"], records=[("passage", "1", [])]), "write"),
        (Entry("intake.log_testimonies", None, fields=["x"], many=[("testimony", 2, "0")]), "write"),
        (Entry("intake.edit_testimony", None, records=[("testimony", "1", ["note"])]), "write"),
        (Entry("intake.edit_testimony.refused", None, fields=["testimony.account"]), "refusal"),
        (Entry("accounts.sign_in_refused", None), "refusal"),
        (Entry("accounts.sign_in", None, kind="sign_in"), "sign_in"),
    ],
)
def test_kind_follows_from_what_was_done(entry: Entry, kind: str) -> None:
    assert entry.sort() == kind


def test_events_are_found_by_every_record_that_they_name(db: None) -> None:
    subject, beside, other = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    audit.append(
        Entry("test.one", None, "witness", subject, records=[("identity", str(beside), []), ("ledgerentry", "7", [])]),
        Entry("test.two", None, "witness", other),
        Entry("test.three", None, "witness", beside, records=[("witness", str(beside), [])]),
    )
    assert [event.action for event in audit.events_of(subject)] == ["test.one"]
    assert [event.action for event in audit.events_of(beside)] == ["test.three", "test.one"]
    assert AuditMention.objects.count() == 4
    assert list(audit.problems()) == []
