"""Events as the page shows them: people by name, records by code, what was done in words."""

import datetime as dt
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db import models
from django.urls import reverse
from django.utils.functional import Promise

from cases.accounts.models import User
from cases.core import permissions
from cases.core.audit.words import NOBODY, in_words
from cases.core.models import AuditEvent, Record

from . import unusual
from .filters import record_models


@dataclass(frozen=True)
class Known:
    """A record that an event names."""

    code: str
    case: uuid.UUID | None
    url: str


@dataclass(frozen=True)
class Row:
    """One event, ready to be shown."""

    seq: int
    at: dt.datetime
    person: str
    what: str
    record: str
    url: str
    fields: str
    reason: str
    found: int | None
    others: int
    marks: Sequence[Promise]


def rows_of(seqs: Sequence[int], *, by: User, people: Mapping[uuid.UUID, User], only_unusual: bool) -> list[Row]:
    """The events with these numbers, in their order; with ``only_unusual`` those that bear a mark."""
    stored = AuditEvent.objects.in_bulk(seqs)
    events = [stored[seq] for seq in seqs if seq in stored]
    known = _known(events, by)
    system = next((key for key, user in people.items() if user.is_system), None)
    cases = {key: record.case for key, record in known.items() if record.case}
    marks = unusual.marks(events, cases=cases, labels=record_models(), system=system)
    return [_row(event, people, known, marks[event.seq]) for event in events if marks[event.seq] or not only_unusual]


def _row(
    event: AuditEvent, people: Mapping[uuid.UUID, User], known: Mapping[uuid.UUID, Known], marks: Sequence[Promise]
) -> Row:
    body = json.loads(event.body)
    person = people.get(event.actor_uuid) if event.actor_uuid else None
    about = people.get(event.subject_uuid) if event.subject_uuid else None
    record = known.get(event.subject_uuid) if event.subject_uuid else None
    written = [name for _label, key, names in body["records"] if key == str(event.subject_uuid) for name in names]
    return Row(
        seq=event.seq,
        at=event.at,
        person=person.username if person else str(event.actor_uuid or NOBODY),
        what=in_words(event.action),
        record=record.code if record else about.username if about else _kind_of_record(event.subject_label),
        url=record.url if record else "",
        fields=", ".join(dict.fromkeys([*body["fields"], *written])),
        reason=body["reason"],
        found=body.get("found"),
        others=len({key for _label, key, _names in body["records"]} - {str(event.subject_uuid)}),
        marks=marks,
    )


def _kind_of_record(label: str) -> str:
    """The kind alone, where the event names no record or one that is gone."""
    model = record_models().get(label)
    return str(model._meta.verbose_name) if model else label


def _known(events: Sequence[AuditEvent], by: User) -> dict[uuid.UUID, Known]:
    """The records that the events are about: two statements for each kind of record, however many there are."""
    wanted: dict[str, set[uuid.UUID]] = {}
    for event in events:
        if event.subject_uuid:
            wanted.setdefault(event.subject_label, set()).add(event.subject_uuid)
    found: dict[uuid.UUID, Known] = {}
    for label, model in record_models().items():
        if keys := wanted.get(label):
            found |= _known_of(model, keys, by)
    return found


def _known_of(model: type[Record], keys: set[uuid.UUID], by: User) -> dict[uuid.UUID, Known]:
    reach: Any = getattr(model, "reach", None)
    case: Any = models.F(reach.case) if reach else models.Value(None, output_field=models.UUIDField())
    rows = model._base_manager.filter(pk__in=keys).values_list("pk", "code", case)
    visible = _visible(model, keys, by) if admin.site.is_registered(model) else set()
    page = f"admin:cases_{model._meta.model_name}_change"
    return {
        key: Known(code, of_case, reverse(page, args=[key]) if key in visible else "") for key, code, of_case in rows
    }


def _visible(model: type[Record], keys: set[uuid.UUID], by: User) -> set[uuid.UUID]:
    manager: Any = model._default_manager
    if hasattr(manager, "visible_to"):
        return set(manager.visible_to(by).filter(pk__in=keys).values_list("pk", flat=True))
    return keys if permissions.readable(by, model.section) else set()
