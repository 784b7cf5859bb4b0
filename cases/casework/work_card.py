"""The card “Work” on a record's page: who does what, what stands out, what colleagues say, and the forms beside it.

It makes two statements where nothing was given or said; where something was, one more for each kind, and what opening
words takes. Comments and the reasons of flags are sealed: each
kind is opened after one event that names all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import QuerySet, Value

from cases.accounts.models import User
from cases.core import audit, sealing

from . import queries, subjects
from .forms import FORMS, BesideForm, may_use
from .models import Assignment, Comment, Flag

SHOWN = 20
"""The newest comments; the page of the comment form shows them all."""


@dataclass(frozen=True)
class Said:
    """A flag or a comment with its words."""

    row: Any
    text: str


@dataclass(frozen=True)
class WorkCard:
    """The work on one record as one person sees it."""

    template: ClassVar[str] = "admin/cases/work/card.html"
    place: ClassVar[int] = 1  # below what the person allowed

    record: Any
    label: str
    by: User
    work: list[Assignment]
    flags: list[Said]
    comments: list[Said]
    has_earlier: bool
    forms: list[BesideForm] = field(default_factory=list)

    @property
    def is_quiet(self) -> bool:
        return not (self.work or self.flags or self.comments)


def card_of(record: Any, *, by: User) -> WorkCard | None:
    """The card of a stored record; None where nothing is given or said beside it."""
    if not subjects.is_subject(type(record)):
        return None
    present = _present(record)
    found = Assignment.objects.visible_to(by).filter(subject_uuid=record.pk, state__in=Assignment.OPEN)
    work = (
        list(found.select_related("given_to", "given_by").order_by("task", "-state")) if Assignment in present else []
    )
    up = Flag.objects.visible_to(by).filter(subject_uuid=record.pk, lowered_at=None).select_related("raised_by")
    flags = list(up) if Flag in present else []
    comments = list(comments_on(record, by)[: SHOWN + 1]) if Comment in present else []
    return WorkCard(
        record=record,
        label=audit.label(record),
        by=by,
        work=work,
        flags=opened(flags, "reason", by),
        comments=opened(comments[SHOWN - 1 :: -1] if len(comments) > SHOWN else comments[::-1], "text", by),
        has_earlier=len(comments) > SHOWN,
        forms=forms_for(record, by, work),
    )


def _present(record: Any) -> set[Any]:
    """Of which kinds there is anything beside a record, whoever may read it: mostly none, which one statement says."""
    rows = {
        Assignment: Assignment.objects.filter(subject_uuid=record.pk, state__in=Assignment.OPEN),
        Flag: Flag.objects.filter(subject_uuid=record.pk, lowered_at=None),
        Comment: Comment.objects.filter(subject_uuid=record.pk),
    }
    kinds = {model.__name__: model for model in rows}
    work, *rest = (found.order_by().values_list(Value(model.__name__)) for model, found in rows.items())
    return {kinds[name] for (name,) in work.union(*rest)}


def comments_on(record: Any, by: User) -> "QuerySet[Comment]":
    """What was said beside a record, as far as a person may read it, the newest first."""
    found = Comment.objects.visible_to(by).filter(subject_uuid=record.pk)
    return found.select_related("written_by").order_by("-created_at")


def forms_for(record: Any, by: User, work: Sequence[Assignment]) -> list[BesideForm]:
    """The forms that are of use to a person beside a record, empty."""
    kinds = [form for form in FORMS.values() if may_use(by, form, record)]
    people = queries.team_of(subjects.case_key(record)) if kinds else []
    busy = {one.task for one in work}
    made = [form(by=by, subject=record, people=people, busy=busy) for form in kinds]
    return [form for form in made if form.is_of_use]


def opened(rows: list[Any], name: str, by: User) -> list[Said]:
    """Flags or comments with their words, after one event; what was sealed for an erased person stays closed."""
    if not rows or sealing.is_shredded(rows[0].key_owner()):
        return []
    texts = sealing.open_rows(rows, name, by=by, reason="work card")
    return [Said(row, texts[row.pk] or "") for row in rows]
