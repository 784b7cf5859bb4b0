"""A record's earlier states, read from its revisions: what each save changed, and the record as it was then.

Reading them is reading the record's sealed texts: the table of rights is asked, and one audit event is committed,
before anything is opened.
"""

import base64
import copy
import difflib
import json
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext

from . import audit, permissions, sealing
from .audit.words import in_words
from .errors import NotAllowed
from .fields import SealedField
from .models import Revision, Row

COMPARED = 20_000
"""Characters of two texts that are compared word by word: more would keep the page waiting."""

SHOWN = 30
"""Revisions on one page of a history; the rest stands behind a link."""


@dataclass(frozen=True)
class Change:
    """One field that a save changed. Empty texts stand for "nothing there"; ``is_named`` for a field that is only named."""

    label: str
    before: str = ""
    after: str = ""
    is_named: bool = False

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The text in pieces, each with "same", "out" or "in": word by word, so that one changed word is seen. A text too
        long to compare stands there twice."""
        if not self.before or not self.after or len(self.before) + len(self.after) > COMPARED:
            return [(kind, text) for kind, text in (("out", self.before), ("in", self.after)) if text]
        old, new = (re.split(r"(?<=\s)", text) for text in (self.before, self.after))
        found = []
        for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            pieces = [("same", new[c:d])] if kind == "equal" else [("out", old[a:b]), ("in", new[c:d])]
            found += [(name, "".join(words)) for name, words in pieces if words]
        return found

    @property
    def is_long(self) -> bool:
        """Whether it is folded away: an account of many pages."""
        return len(self.before) + len(self.after) > 400


@dataclass(frozen=True)
class Version:
    """One save: who made it, by which step, and what it changed. ``changes`` without texts name fields only."""

    revision: Revision
    changes: Sequence[Change]

    @property
    def action(self) -> str:
        return in_words(self.revision.action)


WITHHELD: list[Callable[[Row, Any], str]] = []
"""What higher stages say against showing somebody who wrote and read a record: a sentence, or nothing."""


def check_may_see_who(record: Row, by: Any) -> None:
    """Raise NotAllowed while a stage keeps from the person who worked on the record."""
    for why in WITHHELD:
        if because := why(record, by):
            raise NotAllowed(because)


def may_read(record: Row, by: Any) -> bool:
    """Whether the person may read what earlier states hold: whoever may read the record's sealed texts."""
    try:
        permissions.check_readable(by, [record])
    except NotAllowed:
        return False
    return True


def versions(record: Row, by: Any, opens: Collection[str], before: int | None = None) -> list[Version]:
    """The newest saves of a record below revision ``before``, newest first, with what each changed.

    Of sealed fields, only those are opened that the record's own page opens (``opens``): an identity has a gate of its
    own. For those who may not read the record's sealed texts, fields are named only.
    """
    revisions = Revision.objects.filter(subject_uuid=record.pk)
    if before is not None:
        revisions = revisions.filter(number__lt=before)
    found = list(revisions[: SHOWN + 1])
    if not found or not may_read(record, by):
        return [Version(one, _named(record, one)) for one in found[:SHOWN]]
    states = dict(zip([one.number for one in found], _states(record, found, by, opens), strict=True))
    return [Version(one, _changes(one, states[one.number], states.get(one.number - 1), opens)) for one in found[:SHOWN]]


def at(record: Row, number: int, by: Any) -> Any:
    """The record as revision ``number`` left it, not stored; None when there is none. Columns that are newer than the
    revision hold what they hold now. Raises NotAllowed."""
    revision = Revision.objects.filter(subject_uuid=record.pk, number=number).first()
    return _states(record, [revision], by, ())[0] if revision is not None else None


def actors(rows: Sequence[Any]) -> None:
    """Put the user beside each revision or event, as its ``actor``, and what was done in words."""
    users = get_user_model()._default_manager.in_bulk({row.actor_uuid for row in rows if row.actor_uuid})
    for row in rows:
        row.actor, row.words = users.get(row.actor_uuid), in_words(row.action)


def _states(record: Row, revisions: Sequence[Revision], by: Any, opens: Collection[str]) -> list[Any]:
    permissions.check_readable(by, [record])
    fields = ["snapshot", *opens]
    audit.record_read("sealed.open", by=by, subject=record, fields=fields, reason="history", records=revisions)
    return [_state(record, json.loads(text)) for text in sealing.open_texts(revisions, "snapshot")]


def _state(record: Row, snapshot: dict[str, Any]) -> Any:
    earlier = copy.copy(record)
    earlier._state = copy.copy(record._state)
    earlier._state.fields_cache = {}  # what it points to is read anew
    for column in earlier._meta.concrete_fields:
        if column.name in snapshot:
            value = snapshot[column.name]
            sealed = isinstance(column, SealedField) and value is not None
            setattr(earlier, column.attname, base64.b64decode(value) if sealed else column.to_python(value))
    return earlier


def _named(record: Row, revision: Revision) -> list[Change]:
    return [Change(_label(column), is_named=True) for column in _columns(record, revision)]


def _changes(revision: Revision, state: Any, before: Any, opens: Collection[str]) -> list[Change]:
    """Without a new record's boxes that nobody ticked."""
    found = [_change(column, state, before, opens) for column in _columns(state, revision)]
    return [one for one in found if one.is_named or one.before or one.after]


def _change(column: Any, state: Any, before: Any, opens: Collection[str]) -> Change:
    if isinstance(column, SealedField) and column.name not in opens:
        return Change(_label(column), is_named=True)
    return Change(_label(column), _text(before, column) if before else "", _text(state, column))


def _columns(record: models.Model, revision: Revision) -> list[Any]:
    """The changed fields that people know: not the record's key, nor the moment it was made."""
    hidden = {"uuid", "created_at", "code"}
    return [
        one for one in record._meta.concrete_fields if one.name in revision.changed_fields and one.name not in hidden
    ]


def _label(column: Any) -> str:
    return str(capfirst(column.verbose_name))


def _text(state: Any, column: Any) -> str:
    """What a column held, as a person reads it."""
    if isinstance(column, SealedField):
        return sealing.open_text(state, column.name) or ""
    if column.is_relation:
        return str(getattr(state, column.name) or "")
    if column.choices:
        return str(getattr(state, f"get_{column.name}_display")())
    value = getattr(state, column.attname)
    if isinstance(value, bool):
        return gettext("yes") if value else ""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, indent=1) if value else ""
    return "" if value is None else str(value)
