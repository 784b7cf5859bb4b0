"""How every write is made: one transaction, the right checked, revisions, one audit event at its end.

A write is a function in a stage's ``actions.py`` marked ``@action``; inside it ``write`` and ``remove`` store
rows. An action called by an action joins its transaction and keeps its own event; all events are appended as
the last statements, so that the chain is locked only for that moment.
"""

import hashlib
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection, models, transaction

from . import audit, bulk_sql, codes, edits, permissions, sealing, triggers
from .batches import BATCH, batches
from .errors import Refused
from .fields import sealed_columns
from .models import AuditEvent, Record, Revision, Row
from .revisions import changed_fields, filled_fields, revisions

P = ParamSpec("P")
T = TypeVar("T")
M = TypeVar("M", bound=models.Model)
R = TypeVar("R", bound=Row)


@dataclass
class _Act:
    """One running action: what it will say in the audit chain."""

    name: str
    by: Any
    reason: str
    records: list[tuple[str, str, list[str]]] = field(default_factory=list)
    many: list[tuple[str, int, str]] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    found: int | None = None
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
            found=self.found,
            kind="" if self.found is None else AuditEvent.Kind.SEARCH,
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
                permissions.renew(act.by)
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
    permissions.check_reach(act.by, act.name, [value for name, value in kwargs.items() if name != "by"])
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
    sealed = sealed_columns(type(row))
    for name, value in values.items():
        if name not in sealed:
            setattr(row, name, value)
    for name in values.keys() & sealed:
        sealing.seal(row, name, values[name] or None)


def write(row: M) -> M:
    """Store a new or changed row with its revision. A row that did not change is not stored again.

    Raises ValidationError when a field or constraint says no, RuntimeError outside an action.
    """
    act = _current()
    creating = row._state.adding
    if creating and isinstance(row, Record) and not row.code:
        row.code = codes.next_code(row.code_prefix)
    changed = changed_fields(row)
    if not changed:
        return row
    row.full_clean()
    row.save(force_insert=creating)
    _note(act, row, changed)
    return row


def add_all(rows: Iterable[M]) -> list[M]:
    """Store many new rows of one model at once, with their codes and revisions.

    The event holds their number and a hash over their keys. Fields are not validated one by one: the caller
    builds the rows from checked values (see ``revisions.check_columns``), and the database's constraints hold.
    Raises IntegrityError when one says no.
    """
    act, new = _current(), list(rows)
    if not new:
        return new
    model = type(new[0])
    if issubclass(model, Record):
        codes.give(model.code_prefix, [row for row in new if isinstance(row, Record)])
    if new[0].pk is None:
        # Their keys come from the database: Django reads them back.
        model._base_manager.bulk_create(new, batch_size=BATCH)
    else:
        bulk_sql.insert(new)
    recorded = [row for row in new if isinstance(row, Row)]
    _revise_all(act, recorded, [1] * len(recorded), [filled_fields(row) for row in recorded])
    _note_all(act, new)
    return new


def change_all(rows: Sequence[R], changed: Sequence[str]) -> None:
    """Store the same changed columns of many rows of one model, with their revisions, under one entry of the event.

    The caller has them from ``batches.locked_all`` and changes each of these columns in every row.
    """
    if not rows:
        return
    act = _current()
    bulk_sql.update(rows, changed)
    last: dict[uuid.UUID, int] = {}
    for some in batches(rows):
        numbered = Revision.objects.filter(subject_uuid__in=[row.pk for row in some]).order_by()
        last |= dict(numbered.values_list("subject_uuid").annotate(models.Max("number")))
    _revise_all(act, rows, [last.get(row.pk, 0) + 1 for row in rows], [list(changed)] * len(rows))
    _note_all(act, rows)


def remove(row: models.Model, *, fields: list[str]) -> None:
    """Delete a row; its last revision and the event are written first, so that the history stays whole."""
    _note(_current(), row, fields)
    row.delete()


def erase_all(rows: Sequence[Row]) -> None:
    """Delete many rows of one model with their whole history, for an erasure; the event keeps their number."""
    if not rows:
        return
    forget_history(rows)
    for some in batches(rows):
        type(some[0])._base_manager.filter(pk__in=[row.pk for row in some]).delete()
    _note_all(_current(), rows)


def forget_history(rows: Sequence[Row]) -> None:
    """Delete the revisions of rows that stay as an empty shell after an erasure."""
    _current()
    for some in batches(rows):
        Revision.objects.filter(subject_uuid__in=[row.pk for row in some]).delete()


def open_for_action(row: models.Model, field_name: str) -> str | None:
    """A sealed text that the running action needs; its event, or the refusal's, names the field."""
    _current().opened.append(f"{audit.label(row)}.{field_name}")
    return sealing.open_text(row, field_name)


def open_all_for_action(model: type[models.Model], rows: Sequence[models.Model], field_name: str) -> list[str]:
    """One sealed column of many rows that the running action needs; its event names the column, of none too."""
    _current().opened.append(f"{model._meta.model_name}.{field_name}")
    return sealing.open_texts(rows, field_name)


def open_column_for_action(
    model: type[models.Model], field_name: str, sealed: Sequence[tuple[uuid.UUID, bytes | memoryview]]
) -> list[str]:
    """The same for rows of which only the key and this column were read."""
    _current().opened.append(f"{model._meta.model_name}.{field_name}")
    return list(sealing.open_column(model, field_name, sealed))


def found_by_search(count: int) -> None:
    """Say that the running action is a search, and how many it found; its words are never kept."""
    _current().found = count


def locked(row: M) -> M:
    """The row as it stands now, locked until the transaction ends. Raises edits.Outdated for an older form's save."""
    rows = type(row)._base_manager.all()
    if row._meta.db_table in triggers.APPEND_ONLY_TABLES:
        triggers.queue_up(connection, row.pk)  # it never changes; the application may not lock it by itself
    else:
        rows = rows.select_for_update(no_key=True)  # keys never change: others may add rows that point to this one
    found = rows.get(pk=row.pk)
    edits.check(row.pk)
    return found


def _revise_all(act: _Act, rows: Sequence[Row], numbers: Sequence[int], changed: Sequence[list[str]]) -> None:
    if rows:
        bulk_sql.insert_columns(Revision, revisions(rows, numbers, changed, by=act.by.pk, action=act.name))


def _note_all(act: _Act, rows: Sequence[models.Model]) -> None:
    if not getattr(rows[0], "counted_in_audit", True):
        return
    keys = "\n".join(str(row.pk) for row in rows)
    act.many.append((audit.label(rows[0]), len(rows), hashlib.sha256(keys.encode()).hexdigest()))


def _note(act: _Act, row: models.Model, changed: list[str]) -> None:
    act.about(row)
    if isinstance(row, Row):
        _revise(act, row, changed)
    act.records.append((audit.label(row), str(row.pk), sorted(changed)))


def _revise(act: _Act, row: Row, changed: list[str]) -> None:
    columns = revisions([row], [edits.newest(row.uuid) + 1], [changed], by=act.by.pk, action=act.name)
    Revision(**{name: value for name, (value,) in columns.items()}).save(force_insert=True)


def _current() -> _Act:
    act = _running.get()
    if act is None:
        raise RuntimeError("Rows are written inside a function marked @action only.")
    return act
