"""What a page's form is bound to: whose draft it would be, and the state of the record that it was opened on.

Each form carries a signed note. With it, what was typed is kept under the right name and key while nothing is saved
(``accounts.drafts``), and a save on a record that somebody else has changed meanwhile is refused (``Outdated``).
"""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db.models import Max
from django.utils.translation import gettext as _

from .errors import Refused
from .models import DataKey, KeyOwner, Revision

FIELD = "draft"
"""The hidden field of a form that holds the note."""

_SALT = "core.edits"
_expected: ContextVar[tuple[frozenset[uuid.UUID], int] | None] = ContextVar(
    "revision a form was opened on", default=None
)


class Outdated(Refused):
    """Somebody else saved the record after the form was opened."""


@dataclass(frozen=True)
class Note:
    """A form of one person: its name, whose key seals what is typed, and how often its records had been saved when it
    was opened: of one record, the number of its newest revision."""

    user: str
    form: str
    owner: KeyOwner
    based_on: int | None = None

    def signed(self) -> str:
        """The note as the form carries it."""
        said = [self.user, self.form, self.owner.kind, self.owner.uuid.hex, self.based_on]
        return signing.dumps(said, salt=_SALT, compress=True)


def read(signed: str, user: Any) -> Note | None:
    """The note that a form of this person's came with; None for anything else."""
    try:
        owner_of, form, kind, key, based_on = signing.loads(signed, salt=_SALT)
    except (signing.BadSignature, ValueError):
        return None
    return Note(owner_of, form, KeyOwner(kind, uuid.UUID(key)), based_on) if owner_of == str(user.pk) else None


def newest(key: uuid.UUID) -> int:
    """The number of a record's newest revision; 0 when it has none."""
    return Revision.objects.filter(subject_uuid=key).aggregate(number=Max("number"))["number"] or 0


def saves(*keys: uuid.UUID) -> int:
    """How often these records were saved."""
    return Revision.objects.filter(subject_uuid__in=keys).count()


@contextmanager
def based_on(number: int | None, *keys: uuid.UUID) -> Iterator[None]:
    """Inside it, an action that locks one of these records is refused when they were saved another number of times.

    Asked once: what the same person's further steps then save is no surprise.
    """
    token = _expected.set(None if number is None else (frozenset(keys), number))
    try:
        yield
    finally:
        _expected.reset(token)


def check(key: object) -> None:
    """Raise Outdated when the record, locked by now, changed since the form was opened."""
    expected = _expected.get()
    if expected is None or key not in expected[0]:
        return
    if saves(*expected[0]) != expected[1]:
        raise Outdated(_("Somebody else saved this record while you were writing: compare both versions below."))
    _expected.set(None)


def of_page(request: Any, model: Any, record: Any, number: int | None) -> Note:
    """The note of a record's page: of a stored record, or of a new one that is about what the address names."""
    if record is not None:
        return Note(str(request.user.pk), f"{model._meta.model_name}/{record.pk}", record.key_owner(), number)
    about = _named(request, model)
    form = "&".join([f"{model._meta.model_name}/add", *(f"{name}={row.pk}" for name, row in about)])
    return Note(str(request.user.pk), form, _owner_of_new([row for _name, row in about]))


def _named(request: Any, model: Any) -> list[tuple[str, Any]]:
    """The records that the address names (``?witness=…``) and the person sees: nothing else of an address is kept."""
    found = []
    for column in model._meta.concrete_fields:
        if column.is_relation and (key := request.GET.get(column.name)) and _is_uuid(key):
            rows = column.related_model._default_manager
            row = rows.visible_to(request.user).filter(pk=key).first() if hasattr(rows, "visible_to") else None
            found += [(column.name, row)] if row is not None else []
    return found


def _owner_of_new(about: Sequence[Any]) -> KeyOwner:
    """The person, else the case, that a new record is about: what is typed is sealed for them."""
    owners = [row.key_owner() for row in about]
    of_people = [owner for owner in owners if owner.kind == DataKey.OwnerKind.PERSON]
    return next(iter([*of_people, *owners]), KeyOwner.office())


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
