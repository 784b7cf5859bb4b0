"""Events and how they are chained.

Each event is hashed over the one before: ``SHA-256("HR-AUDIT-1\\0" | prev | seq u64 | at | 0 | body)`` with
``at`` in ISO 8601 UTC microseconds and ``body`` canonical JSON. The database refuses to change or delete rows.
The chain alone does not show a cut tail or a complete re-hash: the daily anchors do.
"""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import Error, connection, models, transaction
from django.utils import timezone

from cases.core.errors import AuditUnavailable
from cases.core.models import AuditEvent, AuditMention

DOMAIN = b"HR-AUDIT-1\0"
GENESIS = bytes(32)
_CHAIN_LOCK = 0x4852_4155  # any constant: the advisory lock that makes writers to the chain queue up


@dataclass(frozen=True)
class Entry:
    """What an event says. ``records`` are (label, uuid, changed field names); ``many`` rows stored at once are
    (label, their number, SHA-256 over their keys in order, a line each); ``found`` is how many rows a search or an
    export held. ``kind`` is worked out where it is not given."""

    action: str
    actor: uuid.UUID | None
    subject_label: str = ""
    subject_uuid: uuid.UUID | None = None
    fields: list[str] = field(default_factory=list)
    records: list[tuple[str, str, list[str]]] = field(default_factory=list)
    many: list[tuple[str, int, str]] = field(default_factory=list)
    reason: str = ""
    found: int | None = None
    kind: str = ""

    def body(self) -> str:
        """Canonical JSON: sorted keys, no spaces, ASCII."""
        content: dict[str, object] = {
            "action": self.action,
            "actor": str(self.actor) if self.actor else None,
            "subject": self._subject(),
            "fields": sorted(self.fields),
            "records": self.records,
            "reason": self.reason,
            "kind": self.sort(),
        }
        if self.many:
            content["many"] = self.many
        if self.found is not None:
            content["found"] = self.found
        return json.dumps(content, sort_keys=True, separators=(",", ":"))

    def sort(self) -> str:
        """Its kind: as given, else a refusal by its name; a reading when it opened fields and wrote nothing, or was
        there to open them (opening evidence writes into its custody)."""
        if self.kind:
            return self.kind
        if self.action.endswith("refused"):
            return AuditEvent.Kind.REFUSAL.value
        wrote = (self.records or self.many) and ".open_" not in self.action
        return AuditEvent.Kind.READ.value if self.fields and not wrote else AuditEvent.Kind.WRITE.value

    def _subject(self) -> list[str | None] | None:
        if not self.subject_label:
            return None
        return [self.subject_label, str(self.subject_uuid) if self.subject_uuid else None]


@contextmanager
def fail_closed() -> Iterator[None]:
    """Whatever keeps the chain from being written becomes the one error that is answered with 503."""
    try:
        yield
    except (Error, OSError) as error:
        raise AuditUnavailable("The audit chain cannot be written: run manage.py doctor.") from error


@fail_closed()
def append(*entries: Entry) -> None:
    """Add events to the chain, in this transaction; the chain is locked until it ends."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            # Foreign keys are checked now, not when the transaction ends: a check can wait for somebody else's row,
            # and nobody who holds the chain may wait for one who waits for the chain.
            connection.check_constraints()
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
        last = AuditEvent.objects.order_by("-seq").first()
        seq, prev = (last.seq, bytes(last.hash)) if last else (0, GENESIS)
        for entry in entries:
            seq += 1
            event = _event(entry, seq, prev)
            event.save(force_insert=True)
            AuditMention.objects.bulk_create(
                AuditMention(event_id=seq, record_uuid=uuid.UUID(named))
                for named in sorted(mentioned(json.loads(event.body)))
            )
            prev = bytes(event.hash)


def label(row: models.Model) -> str:
    """How events and revisions name the kind of a row: the model's name in lower case."""
    return row._meta.model_name or ""


def events_of(subject_uuid: uuid.UUID) -> "models.QuerySet[AuditEvent]":
    """The events that name one record, as what they are about or beside others, newest first."""
    return AuditEvent.objects.filter(mentions__record_uuid=subject_uuid).order_by("-seq")


def count_since(moment: dt.datetime, *, action: str, actor: uuid.UUID) -> int:
    """How often somebody did something after a moment, by the chain's clock."""
    return AuditEvent.objects.filter(at__gt=moment, action=action, actor_uuid=actor).count()


def mentioned(body: dict[str, Any]) -> set[str]:
    """Every record that an event's body names, in hexadecimal. Rows of a few tables have numbers: those are left out."""
    named = [row[1] for row in body["records"]] + (body["subject"] or ["", None])[1:]
    return {name.replace("-", "") for name in named if name and len(name) == 36}


def event_hash(prev: bytes, seq: int, stamp: str, body: str) -> bytes:
    """What chains an event to the one before."""
    return hashlib.sha256(DOMAIN + prev + seq.to_bytes(8, "big") + stamp.encode() + b"\0" + body.encode()).digest()


def _event(entry: Entry, seq: int, prev: bytes) -> AuditEvent:
    at, body = timezone.now(), entry.body()
    return AuditEvent(
        seq=seq,
        at=at,
        prev_hash=prev,
        hash=event_hash(prev, seq, _stamp(at), body),
        body=body,
        action=entry.action,
        actor_uuid=entry.actor,
        subject_label=entry.subject_label,
        subject_uuid=entry.subject_uuid,
        kind=entry.sort(),
    )


def _stamp(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
