"""How the office's work stands, in exact numbers that are not for publication: for whoever may read those.

Counted are interviews of our own, without those that were withdrawn. Public sources are no interviews.
"""

import datetime as dt
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, When
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.accounts.models import User
from cases.core import permissions
from cases.core.rights import Section
from cases.intake.models import Status, Testimony
from cases.witnesses.models import Stream

from .charts import Chart, chart
from .interviews import TO_VERIFY, second_coder_missing

MONTHS = 12

STEPS: Mapping[str, Promise] = {
    "submitted_at": _("Received"),
    "coded_at": _("Coded"),
    "verified_at": _("Verified"),
    "cleared_at": _("Cleared"),
}
SECOND = "second coder"
"""Those coded interviews that wait for a second coder, counted as if this were a state of its own."""
WAITING: Sequence[tuple[Promise, Sequence[str]]] = (
    (_("Waiting to be coded"), (Status.SUBMITTED, Status.REOPENED)),
    (_("Waiting for a second coder"), (SECOND,)),
    (_("Waiting to be reconciled"), (Status.DOUBLE_CODED,)),
    (_("Waiting to be verified"), TO_VERIFY),
    (_("Waiting to be cleared"), (Status.VERIFIED, Status.LEGAL_REVIEWED)),
)


@dataclass(frozen=True)
class Figures:
    """Totals by step, what waits for which step, months of each step as charts, and how long steps took (days)."""

    totals: Sequence[tuple[Promise, int]]
    waiting: Sequence[tuple[Promise, int]]
    charts: Sequence[Chart]
    days_to_coding: float | None
    days_to_verification: float | None

    @property
    def lines(self) -> list[tuple[str, list[int]]]:
        """The charts as lines of a table: the month, and a number for each step."""
        months = zip(*(chart.bars for chart in self.charts), strict=True)
        return [(bars[0].month, [bar.count for bar in bars]) for bars in months]


def figures(user: User) -> Figures | None:
    """The office's figures today; None for who may not read exact numbers. Seven statements."""
    if not permissions.may_look(user, Section.EXACT):
        return None
    states = _states()
    months = months_until(timezone.localdate())
    took = _took(_start_of(months[0]))
    return Figures(
        totals=[(name, sum(row[step] for row in states.values())) for step, name in STEPS.items()],
        waiting=_waiting({state: row["number"] for state, row in states.items()}),
        charts=[chart(name, step, months, _by_month(step, months)) for step, name in STEPS.items()],
        days_to_coding=_median(days for days, _days in took),
        days_to_verification=_median(days for _days, days in took),
    )


def months_until(today: dt.date) -> list[dt.date]:
    """The first days of the last twelve months, the oldest first; this month is the last."""
    last = today.year * 12 + today.month - 1
    return [dt.date(month // 12, month % 12 + 1, 1) for month in range(last - MONTHS + 1, last + 1)]


def _interviews() -> QuerySet[Testimony]:
    return Testimony.objects.filter(stream=Stream.OWN).exclude(status=Status.WITHDRAWN)


def _states() -> dict[str, dict[str, int]]:
    """By state: how many, and how many have each step behind them."""
    counted = {step: Count(step) for step in STEPS}
    rows: Any = _interviews().order_by().values("status").annotate(number=Count("*"), **counted)
    return {row["status"]: row for row in rows}


def _waiting(numbers: Mapping[str, int]) -> list[tuple[Promise, int]]:
    """How many wait for which step; ``numbers`` is how many are in each state."""
    second = _interviews().filter(second_coder_missing()).count()
    known = {**numbers, SECOND: second, Status.CODED: numbers.get(Status.CODED, 0) - second}
    return [(name, sum(known.get(state, 0) for state in wanted)) for name, wanted in WAITING]


def _by_month(step: str, months: Sequence[dt.date]) -> dict[dt.date, int]:
    """How many interviews took a step in each month. One statement."""
    starts = [_start_of(month) for month in months]
    newest_first = [When(**{f"{step}__gte": start}, then=place) for place, start in reversed(list(enumerate(starts)))]
    recent = _interviews().filter(**{f"{step}__gte": starts[0]}).order_by()
    counted = recent.values(place=Case(*newest_first)).annotate(number=Count("*"))
    return {months[row["place"]]: row["number"] for row in counted}


def _took(start: dt.datetime) -> list[tuple[float | None, float | None]]:
    """Days from submission to coding and to verification, of interviews that were coded or verified since."""
    since = Q(coded_at__gte=start) | Q(verified_at__gte=start)
    moments = _interviews().filter(since, submitted_at__isnull=False).order_by()
    found = moments.values_list("submitted_at", "coded_at", "verified_at")
    return [(_days(first, coded, start), _days(first, verified, start)) for first, coded, verified in found]


def _days(first: dt.datetime | None, then: dt.datetime | None, start: dt.datetime) -> float | None:
    return (then - first).total_seconds() / 86400 if first and then and then >= start else None


def _median(days: Iterable[float | None]) -> float | None:
    known = [one for one in days if one is not None]
    return round(statistics.median(known), 1) if known else None


def _start_of(month: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(month, dt.time.min))
