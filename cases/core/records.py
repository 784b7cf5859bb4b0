"""How every write is made: one transaction, the right checked, revisions, one audit event at its end.

A write is a function in a stage's ``actions.py`` marked ``@action``; inside it ``write`` and ``remove`` store
rows. An action called by an action joins its transaction and keeps its own event; all events are appended as
the last statements, so that the chain is locked only for that moment.
"""

import hashlib
import json
import uuid
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from . import audit, permissions, sealing
from .errors import Refused
from .fields import SealedField
from .models import CodeCounter, KeyOwner, Record, Revision, Row

P = ParamSpec("P")
T = TypeVar("T")
M = TypeVar("M", bound=models.Model)


@dataclass
class _Act:
    """One running action: what it will say in the audit chain."""

    name: str
    by: Any
    reason: str
    records: list[tuple[str, str, list[str]]] = field(default_factory=list)
    many: list[tuple[str, int, str]] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    subject: tuple[str, uuid.UUID] | None = None

    def about(self, row: object) -> None:
        """Remember the first row as the event's subject; taken at once, since a deleted row forgets its key."""
        if self.subject is None and isinstance(row, Row):
            self.subject = audit.label(row), row.uuid

    def entry(self, name: str | None = None) -> audit.Entry:
        label, subject_uuid = self.subject or ("", None)
        return audit.Entry(
            action=name or self.name,
            actor=self.by.pk,
            subject_label=label,
            subject_uuid=subject_uuid,
            fields=self.opened,
            records=self.records,
            many=self.many,
            reason=self.reason,
        )


_running: ContextVar[_Act | None] = ContextVar("running action", default=None)
_entries: ContextVar[list[audit.Entry] | None] = ContextVar("audit entries of the transaction", default=None)


def action(function: Callable[P, T]) -> Callable[P, T]:
    """Make a function of ``actions.py`` one write. It takes keywords only, ``by`` first.

    Raises NotAllowed when none of the actor's roles holds it. A refusal is written to the audit chain after
    the transaction was rolled back.
    """
    name = action_name(function)

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        act = _Act(name, kwargs["by"], str(kwargs.get("reason") or ""))
        for name_, value in kwargs.items():
            if name_ != "by":
                act.about(value)
        if (entries := _entries.get()) is not None:
            return _perform_nested(entries, act, function, *args, **kwargs)
        try:
            with transaction.atomic():
                return _perform_outermost(act, function, *args, **kwargs)
        except Refused:
            audit.append(act.entry(f"{name}.refused"))
            raise

    return run


def action_name(function: Callable[..., object]) -> str:
    """The name in the table of rights and the audit chain: ``stage.function``."""
    return f"{function.__module__.split('.')[1]}.{function.__name__}"


def _perform_outermost(act: _Act, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    entries: list[audit.Entry] = []
    token = _entries.set(entries)
    try:
        result = _perform(act, function, *args, **kwargs)
    finally:
        _entries.reset(token)
    audit.append(*entries)
    return result


def _perform_nested(
    entries: list[audit.Entry], act: _Act, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
) -> T:
    """Whole or not at all, also when the caller goes on after its failure."""
    before = len(entries)
    try:
        with transaction.atomic():
            return _perform(act, function, *args, **kwargs)
    except BaseException:
        del entries[before:]
        raise


def _perform(act: _Act, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    permissions.check(act.by, act.name)
    token = _running.set(act)
    try:
        result = function(*args, **kwargs)
    finally:
        _running.reset(token)
    if isinstance(result, Row):
        # What came of it is what the event is about: the new testimony, not the case it was logged in.
        act.subject = audit.label(result), result.uuid
    entries = _entries.get()
    assert entries is not None  # set by the outermost action
    if act.records or act.many or act.opened:
        entries.append(act.entry())
    return result


def fill(row: models.Model, values: Mapping[str, Any]) -> None:
    """Set a row's fields from an action's values; sealed ones are sealed, so the row's owner must be set."""
    plain = {name: value for name, value in values.items() if not _is_sealed(row, name)}
    for name, value in plain.items():
        setattr(row, name, value)
    for name in values.keys() - plain.keys():
        sealing.seal(row, name, values[name] or None)


def write(row: M) -> M:
    """Store a new or changed row with its revision. A row that did not change is not stored again.

    Raises ValidationError when a field or constraint says no, RuntimeError outside an action.
    """
    act = _current()
    creating = row._state.adding
    if creating and isinstance(row, Record) and not row.code:
        row.code = _next_code(row.code_prefix)
    changed = _changed_fields(row)
    if not changed:
        return row
    row.full_clean()
    row.save(force_insert=creating)
    _note(act, row, changed)
    return row


def add_all(rows: Iterable[M]) -> list[M]:
    """Store many new rows of one model at once, with their codes and revisions.

    The event holds their number and a hash over their keys. Fields are not validated one by one: the caller
    builds the rows from checked values, and the database's constraints hold. Raises IntegrityError when one says no.
    """
    act, new = _current(), list(rows)
    if not new:
        return new
    model = type(new[0])
    if issubclass(model, Record):
        _give_codes(model.code_prefix, [row for row in new if isinstance(row, Record)])
    model._base_manager.bulk_create(new, batch_size=500)
    Revision.objects.bulk_create(
        [_revision(act, row, _changed_fields_of_new(row), number=1) for row in new if isinstance(row, Row)],
        batch_size=500,
    )
    keys = "\n".join(str(row.pk) for row in new)
    act.many.append((audit.label(new[0]), len(new), hashlib.sha256(keys.encode()).hexdigest()))
    return new


def remove(row: models.Model, *, fields: list[str]) -> None:
    """Delete a row; its last revision and the event are written first, so that the history stays whole."""
    _note(_current(), row, fields)
    row.delete()


def open_for_action(row: models.Model, field_name: str) -> str | None:
    """A sealed text that the running action needs; its event, or the refusal's, names the field."""
    _current().opened.append(f"{audit.label(row)}.{field_name}")
    return sealing.open_text(row, field_name)


def locked(row: M) -> M:
    """The row as it stands in the database now, locked until the transaction ends."""
    return type(row)._base_manager.select_for_update().get(pk=row.pk)


def _note(act: _Act, row: models.Model, changed: list[str]) -> None:
    act.about(row)
    if isinstance(row, Row):
        _revise(act, row, changed)
    act.records.append((audit.label(row), str(row.pk), sorted(changed)))


def _revise(act: _Act, row: Row, changed: list[str]) -> None:
    last = Revision.objects.filter(subject_uuid=row.uuid).order_by("-number").first()
    _revision(act, row, changed, number=last.number + 1 if last else 1).save(force_insert=True)


def _revision(act: _Act, row: Row, changed: list[str], *, number: int) -> Revision:
    owner: KeyOwner = row.key_owner()
    revision = Revision(
        subject_label=audit.label(row),
        subject_uuid=row.uuid,
        number=number,
        actor_uuid=act.by.pk,
        action=act.name,
        changed_fields=sorted(changed),
        owner_kind=owner.kind,
        owner_uuid=owner.uuid,
    )
    sealing.seal(revision, "snapshot", json.dumps(_snapshot(row), cls=DjangoJSONEncoder))
    return revision


def _snapshot(row: Row) -> dict[str, Any]:
    """Every column's value; sealed columns as their tokens in hexadecimal, since they stay sealed."""
    values = {}
    for column in row._meta.concrete_fields:
        if column.name not in row.revision_excludes:
            value = getattr(row, column.attname)
            values[column.name] = bytes(value).hex() if isinstance(value, bytes | memoryview) else value
    return values


def _changed_fields(row: models.Model) -> list[str]:
    if row._state.adding:
        return _changed_fields_of_new(row)
    stored = type(row)._base_manager.get(pk=row.pk)
    return [c.name for c in row._meta.concrete_fields if getattr(row, c.attname) != getattr(stored, c.attname)]


def _changed_fields_of_new(row: models.Model) -> list[str]:
    return [column.name for column in row._meta.concrete_fields if getattr(row, column.attname) not in (None, "")]


def _current() -> _Act:
    act = _running.get()
    if act is None:
        raise RuntimeError("Rows are written inside a function marked @action only.")
    return act


def _next_code(prefix: str) -> str:
    return _code(prefix, _take_numbers(prefix, 1))


def _give_codes(prefix: str, rows: list[Record]) -> None:
    first = _take_numbers(prefix, len(rows))
    for number, row in enumerate(rows, start=first):
        row.code = _code(prefix, number)


def _take_numbers(prefix: str, count: int) -> int:
    """The first of ``count`` running numbers that nobody else gets."""
    CodeCounter.objects.get_or_create(prefix=prefix)
    counter = CodeCounter.objects.select_for_update().get(prefix=prefix)
    counter.last += count
    counter.save()
    return counter.last - count + 1


def _code(prefix: str, number: int) -> str:
    return f"{prefix}-{number:03}"


def _is_sealed(row: models.Model, name: str) -> bool:
    return any(column.name == name and isinstance(column, SealedField) for column in row._meta.concrete_fields)
