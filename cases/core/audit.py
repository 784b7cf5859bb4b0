"""The audit chain: who did or read what, when and why; ids and field names, never content.

Each event is hashed over the one before: ``SHA-256("HR-AUDIT-1\\0" | prev | seq u64 | at | 0 | body)`` with
``at`` in ISO 8601 UTC microseconds and ``body`` canonical JSON. The database refuses to change or delete rows.
The chain alone does not show a cut tail or a complete re-hash: the daily anchors do.
"""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db import connection, models, transaction
from django.utils import timezone

from .models import AuditEvent

DOMAIN = b"HR-AUDIT-1\0"
GENESIS = bytes(32)
_CHAIN_LOCK = 0x4852_4155  # any constant: the advisory lock that makes writers to the chain queue up


@dataclass(frozen=True)
class Entry:
    """What an event says. ``records`` are (label, uuid, changed field names); ``many`` rows stored at once are
    (label, their number, SHA-256 over their keys in order, a line each)."""

    action: str
    actor: uuid.UUID | None
    subject_label: str = ""
    subject_uuid: uuid.UUID | None = None
    fields: list[str] = field(default_factory=list)
    records: list[tuple[str, str, list[str]]] = field(default_factory=list)
    many: list[tuple[str, int, str]] = field(default_factory=list)
    reason: str = ""

    def body(self) -> str:
        """Canonical JSON: sorted keys, no spaces, ASCII."""
        content: dict[str, object] = {
            "action": self.action,
            "actor": str(self.actor) if self.actor else None,
            "subject": [self.subject_label, str(self.subject_uuid)] if self.subject_uuid else None,
            "fields": sorted(self.fields),
            "records": self.records,
            "reason": self.reason,
        }
        if self.many:
            content["many"] = self.many
        return json.dumps(content, sort_keys=True, separators=(",", ":"))


def append(*entries: Entry) -> None:
    """Add events to the chain, in this transaction; the chain is locked until it ends."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
        last = AuditEvent.objects.order_by("-seq").first()
        seq, prev = (last.seq, bytes(last.hash)) if last else (0, GENESIS)
        for entry in entries:
            seq += 1
            event = _event(entry, seq, prev)
            event.save(force_insert=True)
            prev = bytes(event.hash)


def record_read(
    action: str,
    *,
    by: models.Model,
    subject: models.Model,
    fields: Iterable[str] = (),
    reason: str = "",
    records: Iterable[models.Model] = (),
) -> None:
    """Write that someone read something, committed on its own before anything is shown.

    Raises RuntimeError inside a transaction, since the event could then be rolled back after the reading.
    """
    with transaction.atomic(durable=True):
        append(
            Entry(
                action=action,
                actor=by.pk,
                subject_label=label(subject),
                subject_uuid=subject.pk,
                fields=list(fields),
                records=[(label(row), str(row.pk), []) for row in records],
                reason=reason,
            )
        )


def label(row: models.Model) -> str:
    """How events and revisions name the kind of a row: the model's name in lower case."""
    return row._meta.model_name or ""


def events_of(subject_uuid: uuid.UUID) -> "models.QuerySet[AuditEvent]":
    """The events about one record, newest first."""
    return AuditEvent.objects.filter(subject_uuid=subject_uuid).order_by("-seq")


def problems() -> Iterator[str]:
    """Walk the whole chain; one sentence for each event that does not fit."""
    prev, expected = GENESIS, 1
    for event in AuditEvent.objects.order_by("seq").iterator(chunk_size=5000):
        if event.seq != expected:
            yield f"Event {expected} is missing: the next one found is {event.seq}."
        if bytes(event.prev_hash) != prev or bytes(event.hash) != _hash(prev, event.seq, event.at, event.body):
            yield f"Event {event.seq} was altered or does not follow the one before."
        elif _columns(json.loads(event.body)) != _stored_columns(event):
            yield f"Event {event.seq}: a search column differs from the hashed body."
        prev, expected = bytes(event.hash), event.seq + 1


def _event(entry: Entry, seq: int, prev: bytes) -> AuditEvent:
    at, body = timezone.now(), entry.body()
    return AuditEvent(
        seq=seq,
        at=at,
        prev_hash=prev,
        hash=_hash(prev, seq, at, body),
        body=body,
        action=entry.action,
        actor_uuid=entry.actor,
        subject_label=entry.subject_label,
        subject_uuid=entry.subject_uuid,
    )


def _hash(prev: bytes, seq: int, at: dt.datetime, body: str) -> bytes:
    stamp = at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    content = DOMAIN + prev + seq.to_bytes(8, "big") + stamp.encode() + b"\0" + body.encode()
    return hashlib.sha256(content).digest()


def _columns(body: dict[str, object]) -> tuple[object, ...]:
    subject = body["subject"]
    label_, subject_uuid = subject if isinstance(subject, list) else ("", None)
    return body["action"], body["actor"], label_, subject_uuid


def _stored_columns(event: AuditEvent) -> tuple[object, ...]:
    return (
        event.action,
        str(event.actor_uuid) if event.actor_uuid else None,
        event.subject_label,
        str(event.subject_uuid) if event.subject_uuid else None,
    )
