"""Readings: each is committed on its own before anything is shown, so that a failing audit table shows nothing."""

import uuid
from collections.abc import Iterable

from django.db import models, transaction

from cases.core.models import AuditEvent

from .chain import Entry, append, fail_closed, label

Kind = AuditEvent.Kind


def record_read(
    action: str,
    *,
    by: models.Model,
    subject: models.Model,
    fields: Iterable[str] = (),
    reason: str = "",
    records: Iterable[models.Model] = (),
) -> None:
    """Write that someone read something, or was refused it.

    Raises RuntimeError inside a transaction, since the event could then be rolled back after the reading.
    """
    entry = Entry(
        action=action,
        actor=by.pk,
        subject_label=label(subject),
        subject_uuid=subject.pk,
        fields=list(fields),
        records=[(label(row), str(row.pk), []) for row in records],
        reason=reason,
        kind="" if action.endswith("refused") else Kind.READ,
    )
    _commit(entry)


def record_shown(by: models.Model, subject: models.Model, fields: Iterable[str] = ()) -> None:
    """Somebody opened a record's page; ``fields`` are the confidential ones that it shows."""
    record_read("record.shown", by=by, subject=subject, fields=fields)


def not_shown(by: models.Model, label: str, key: object) -> None:
    """Somebody asked for a record that they may not see or that is not there: logged alike, so the chain tells
    nobody which. ``key`` is kept only when it is a uuid: anything else could be content."""
    _commit(Entry("record.not_shown", by.pk, subject_label=label, subject_uuid=_uuid_or_none(key), kind=Kind.REFUSAL))


def searched(by: models.Model, label: str, found: int) -> None:
    """Somebody searched: which kind of record and how many were found, never the words."""
    _commit(Entry("record.searched", by.pk, subject_label=label, found=found, kind=Kind.SEARCH))


def exported(by: models.Model, label: str, count: int, reason: str) -> None:
    """Somebody takes rows away in a file."""
    _commit(Entry("record.exported", by.pk, subject_label=label, found=count, reason=reason, kind=Kind.SEARCH))


@fail_closed()
def _commit(entry: Entry) -> None:
    with transaction.atomic(durable=True):
        append(entry)


def _uuid_or_none(key: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(key))
    except ValueError:
        return None
