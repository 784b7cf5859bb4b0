"""A long audit chain, made below the models: what verification and the page are measured on."""

import datetime as dt
import random
import uuid
from collections.abc import Sequence

from django.utils import timezone

from cases.core import bulk_sql
from cases.core.audit.chain import GENESIS, Entry, _stamp, event_hash
from cases.core.models import AuditEvent, AuditMention

PART = 20_000
SORTS = [
    ("record.shown", "read", 50),
    ("sealed.open", "read", 20),
    ("witnesses.open_identity", "read", 2),
    ("intake.edit_testimony", "write", 15),
    ("coding.code_act", "write", 8),
    ("record.searched", "search", 3),
    ("record.not_shown", "refusal", 2),
]
LABELS = ("witness", "testimony", "evidenceitem", "act", "event")


def entry(chance: random.Random, people: Sequence[uuid.UUID], records: Sequence[uuid.UUID]) -> Entry:
    """One event as an office makes them; half of them name a second record."""
    action, kind, _weight = chance.choices(SORTS, [weight for *_rest, weight in SORTS])[0]
    others = [(chance.choice(LABELS), str(chance.choice(records)), ["note"])] if chance.random() < 0.5 else []
    return Entry(
        action, chance.choice(people), chance.choice(LABELS), chance.choice(records), ["account", "translation"],
        others, reason="staff page", kind=kind,
    )  # fmt: skip


def grow(
    count: int, *, people: Sequence[uuid.UUID], records: Sequence[uuid.UUID], seed: int = 1, apart: float = 12.0
) -> None:
    """Add events to the chain, ``apart`` seconds from one to the next, the last one now."""
    chance = random.Random(seed)  # noqa: S311
    last = AuditEvent.objects.order_by("-seq").first()
    seq, prev = (last.seq, bytes(last.hash)) if last else (0, GENESIS)
    at = timezone.now() - dt.timedelta(seconds=apart * count)
    for start in range(0, count, PART):
        columns: dict[str, list[object]] = {field.attname: [] for field in AuditEvent._meta.concrete_fields}
        mentions: list[tuple[int, uuid.UUID]] = []
        for _number in range(min(PART, count - start)):
            seq, at = seq + 1, at + dt.timedelta(seconds=apart)
            one = entry(chance, people, records)
            body = one.body()
            digest = event_hash(prev, seq, _stamp(at), body)
            values = (
                seq, at, prev, digest, body, one.action, one.actor, one.subject_label, one.subject_uuid, one.kind,
            )  # fmt: skip
            for column, value in zip(columns.values(), values, strict=True):
                column.append(value)
            named = {one.subject_uuid, *(uuid.UUID(other) for _label, other, _fields in one.records)}
            mentions += [(seq, record) for record in named if record]
            prev = digest
        bulk_sql.insert_columns(AuditEvent, columns)
        AuditMention.objects.bulk_create(
            (AuditMention(event_id=number, record_uuid=record) for number, record in mentions), batch_size=5_000
        )
