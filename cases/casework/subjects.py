"""The record that a piece of work, a flag or a comment is about: of whichever stage, known by kind and key."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.core import privacy
from cases.core.errors import Refused
from cases.core.fields import sealed_columns
from cases.core.models import Record, Row
from cases.core.rights import Section

from .models import Assignment, Case

M = TypeVar("M", bound=Model)
Task = Assignment.Task

BESIDE_NOTHING = frozenset(
    {
        Section.IDENTITY, Section.IDENTITY_REQUEST, Section.WITHDRAWAL, Section.RETENTION, Section.FOLLOW_UP,
        Section.ASSIGNMENT, Section.COMMENT, Section.NOTIFICATION,
    }
)  # fmt: skip
"""Beside records of these sections nothing is said or given: what is said about a person stands with the witness."""


def is_subject(model: type[Model]) -> bool:
    """Whether records of a model can be worked on and talked about: they lie in a case, and are no identity."""
    return hasattr(model, "reach") and getattr(model, "section", None) not in BESIDE_NOTHING


def check_is_subject(row: Row) -> None:
    """Raise for a record that lies in no case, and for one that is itself work or talk."""
    if not is_subject(type(row)):
        raise Refused(_("Nothing is given or said beside a record of this kind: do it beside the record it is about."))


def case_key(subject: Any) -> uuid.UUID:
    """The key of the case that a record lies in, by the path that its rights follow."""
    path: str = type(subject).reach.case
    if path == "pk":
        return subject.pk  # type: ignore[no-any-return]
    *over, last = path.split("__")
    key: uuid.UUID = getattr(_at(subject, over), f"{last}_id")
    return key


def case_of(subject: Any) -> Case:
    """The case that a record lies in."""
    path: str = type(subject).reach.case
    found: Case = subject if path == "pk" else _at(subject, path.split("__"))
    return found


def whose(subject: Any) -> User | None:
    """Whose own record it is: the interviewer of a testimony, whoever registered a witness; nobody's, mostly."""
    path = _own_path(type(subject))
    return getattr(subject, path) if path else None


def is_own(subject: Any, user: User) -> bool:
    """Whether it is the user's own record, by its own column: no statement is made."""
    path = _own_path(type(subject))
    return bool(path) and getattr(subject, f"{path}_id") == user.pk


def is_frozen(subject: Any) -> bool:
    """Whether the person that a record is about has taken everything back."""
    path: str = type(subject).reach.person
    if not path:
        return False
    person = subject if path == "pk" else _at(subject, path.split("__"))
    return getattr(person, "frozen_at", None) is not None


def tasks_of(subject: Any) -> tuple[Assignment.Task, ...]:
    """What can be given on a record: what goes through states is coded, verified and cleared; press is never cleared."""
    if type(subject).reach.status != "status":
        return (Task.LEGAL, Task.OTHER)
    is_press = getattr(subject, "stream", "") == "press"
    return tuple(task for task in Task if not (is_press and task == Task.CLEAR))


def beside(model: Any) -> list[str]:
    """The paths to what an action asks of a record: its case, its person (whose key seals), whose own it is."""
    return [path for path in (model.reach.case, model.reach.person, _own_path(model)) if path not in ("", "pk")]


def model_of(label: str) -> type[Row] | None:
    """The model that rows call by this label."""
    found: Any = next((model for model in privacy.own_models() if model._meta.model_name == label), None)
    return found if hasattr(found, "reach") else None


def subject_of(row: Any) -> Row | None:
    """The record that a row is about, whoever asks."""
    model = model_of(row.subject_label)
    return model._base_manager.filter(pk=row.subject_uuid).first() if model else None


def by_code(code: str, user: User) -> Row | None:
    """The record of this code that the user sees."""
    prefix = code.partition("-")[0]
    for model in privacy.own_models():
        if issubclass(model, Record) and is_subject(model) and model.code_prefix == prefix:
            manager: Any = model._default_manager
            found: Row | None = manager.visible_to(user).filter(code=code).first()
            return found
    return None


def seen_beside(rows: "QuerySet[M]", user: User) -> "QuerySet[M]":
    """Those rows whose record the user sees: work and talk are never a way around a record's own rights."""
    found = Q(pk__in=[])
    for label in rows.order_by().values_list("subject_label", flat=True).distinct():
        model: Any = model_of(label)
        if model is not None:
            # One by one, by key: the list of all records that a user sees can be long.
            seen = model._default_manager.visible_to(user).filter(pk=OuterRef("subject_uuid"))
            found |= Q(subject_label=label) & Q(Exists(seen))
    return rows.filter(found)


def named(rows: Sequence[Any], user: User) -> dict[uuid.UUID, Row]:
    """The records that rows are about, as far as the user sees them. A statement for each kind of record."""
    found: dict[uuid.UUID, Row] = {}
    for label in dict.fromkeys(row.subject_label for row in rows):
        model: Any = model_of(label)
        keys = [row.subject_uuid for row in rows if row.subject_label == label]
        if model is not None:
            found |= model._default_manager.visible_to(user).defer(*sealed_columns(model)).in_bulk(keys)
    return found


def _own_path(model: Any) -> str:
    return next((path for path in model.reach.own if "__" not in path), "")


def _at(subject: Any, steps: Iterable[str]) -> Any:
    for step in steps:
        subject = getattr(subject, step, None)
    return subject
