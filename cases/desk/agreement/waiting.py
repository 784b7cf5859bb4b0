"""Second codings that wait: how many, and how many were asked for and finished in each month."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from cases.coding.models import CodingRound
from cases.desk.start.charts import Chart, chart
from cases.desk.start.figures import months_until
from cases.intake.models import Status, Testimony


@dataclass(frozen=True)
class Waiting:
    """How many wait now, and the last twelve months as charts."""

    now: int
    charts: Sequence[Chart]

    @property
    def lines(self) -> list[tuple[str, list[int]]]:
        """The charts as lines of a table: the month, and a number for each chart."""
        months = zip(*(one.bars for one in self.charts), strict=True)
        return [(bars[0].month, [bar.count for bar in bars]) for bars in months]


def waiting(testimonies: QuerySet[Testimony]) -> Waiting:
    """Of these testimonies. Two statements. It never says why a testimony was chosen: that would tell of its codes."""
    chosen = testimonies.filter(double_coding__in=Testimony.CHOSEN).order_by()
    rows = list(chosen.values_list("pk", "status", "coded_at"))
    rounds = CodingRound.objects.filter(kind=CodingRound.Kind.SECOND, testimony__in=testimonies)
    finished = dict(rounds.exclude(finished_at=None).order_by().values_list("testimony", "finished_at"))
    open_ones = [key for key, status, _coded_at in rows if status == Status.CODED and key not in finished]
    months = months_until(timezone.localdate())
    return Waiting(
        len(open_ones),
        [
            chart(gettext("Chosen for a second coder"), "chosen", months, _by_month(row[2] for row in rows)),
            chart(gettext("Second coding finished"), "finished", months, _by_month(finished.values())),
        ],
    )


def _by_month(moments: Iterable[dt.datetime | None]) -> Counter[dt.date]:
    return Counter(timezone.localtime(one).date().replace(day=1) for one in moments if one is not None)
