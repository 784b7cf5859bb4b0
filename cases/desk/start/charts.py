"""Small bars, one a month, as numbers of an SVG of fixed size."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext

HEIGHT = 60
STEP, BAR = 20, 14
LOWEST = 2
"""A month with anything in it is never drawn as empty."""


@dataclass(frozen=True)
class Bar:
    """A month: its number, and where its bar stands (pixels of the drawing, y from the top)."""

    month: str
    count: int
    x: int
    y: float
    height: float


@dataclass(frozen=True)
class Chart:
    """A title, its bars, and the same in one sentence for those who do not see them."""

    name: str
    title: Promise | str
    bars: Sequence[Bar]

    @property
    def width(self) -> int:
        return STEP * len(self.bars)

    @property
    def height(self) -> int:
        return HEIGHT

    @property
    def first_month(self) -> str:
        return self.bars[0].month

    @property
    def last_month(self) -> str:
        return self.bars[-1].month

    @property
    def total(self) -> int:
        return sum(bar.count for bar in self.bars)

    @property
    def description(self) -> str:
        """What a reader of the picture sees first."""
        if not self.total:
            return gettext("None in the last 12 months.")
        most = max(self.bars, key=lambda bar: bar.count)
        text = gettext("%(total)s in the last 12 months; most in %(month)s: %(count)s.")
        return text % {"total": self.total, "month": most.month, "count": most.count}


def chart(title: Promise | str, name: str, months: Sequence[dt.date], counts: Mapping[dt.date, int]) -> Chart:
    """A bar for each month, on a scale that ends with the highest."""
    full = max((counts.get(month, 0) for month in months), default=0) or 1
    bars = []
    for place, month in enumerate(months):
        count = counts.get(month, 0)
        height = max(HEIGHT * count / full, LOWEST) if count else 0
        bars.append(
            Bar(f"{month:%Y-%m}", count, place * STEP + (STEP - BAR) // 2, round(HEIGHT - height, 1), round(height, 1))
        )
    return Chart(name, title, bars)
