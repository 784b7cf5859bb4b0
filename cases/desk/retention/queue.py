"""What has been kept for longer than its period, of what somebody may see: one statement for each kind of record."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from cases.accounts.models import User
from cases.casework.models import Case, RetentionReview
from cases.core.models import Record, Row
from cases.witnesses.models import Withdrawal, Witness

from .periods import PERIODS, Period

AT_ONCE = 50
"""So many of each kind are shown together: those that have lain longest."""


@dataclass(frozen=True)
class Overdue:
    """A record whose period is over."""

    period: Period
    record: Record
    since: dt.date

    @property
    def person(self) -> Witness | None:
        """The witness whom it is about, where the whole of their record goes or stays."""
        if not self.period.person:
            return None
        found: Any = self.record if self.period.person == "self" else getattr(self.record, self.period.person)
        assert isinstance(found, Witness)
        return found

    @property
    def case(self) -> Case:
        """The case that it belongs to."""
        found: Any = self.record
        case: Case = found.case if hasattr(found, "case_id") else found.witness.case
        return case

    @property
    def sealed_by(self) -> Withdrawal | None:
        """The withdrawal, where the record is one under a legal hold."""
        return self.record if isinstance(self.record, Withdrawal) else None


@dataclass(frozen=True)
class Kind:
    """A period with what is due under it."""

    period: Period
    rows: Sequence[Overdue]
    more: bool


def queue(user: User) -> list[Kind]:
    """Everything that waits for a decision, by kind, longest first."""
    today = timezone.localdate()
    return [_kind(period, _due(period, user, today)[: AT_ONCE + 1]) for period in PERIODS]


def find(user: User, key: uuid.UUID) -> Overdue | None:
    """One record that waits for a decision; None when nothing does under this key."""
    today = timezone.localdate()
    for period in PERIODS:
        found = _due(period, user, today).filter(pk=key).first()
        if found is not None:
            return Overdue(period, found, found.since)
    return None


def is_due(period: Period, row: Row, *, today: dt.date) -> bool:
    """Whether the row is one whose period is over and that nobody has decided to keep."""
    rows = period.model._default_manager.filter(pk=row.pk)
    return period.due(rows, today).exclude(_kept(today)).exists()


def _kind(period: Period, rows: "QuerySet[Any]") -> Kind:
    found = [Overdue(period, row, row.since) for row in rows]
    return Kind(period, found[:AT_ONCE], len(found) > AT_ONCE)


def _due(period: Period, user: User, today: dt.date) -> "QuerySet[Any]":
    manager: Any = period.model._default_manager
    rows = period.due(manager.visible_to(user), today).exclude(_kept(today))
    related = {"self": ["case"], "witness": ["witness__case"], "": []}[period.person]
    return rows.select_related(*related)


def _kept(today: dt.date) -> Q:
    """What somebody has decided to keep until a day that has not come."""
    return Q(pk__in=RetentionReview.objects.filter(keep_until__gt=today).values("subject_uuid"))
