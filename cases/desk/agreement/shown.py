"""Agreement in words, rounded numbers and places of a drawing."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.coding.agreement import FEWEST, Estimate, Gate
from cases.coding.double_coded import DoubleCoded, Line
from cases.vocabulary.models import AbuseCategory

WIDTH, EDGE = 208, 4
"""The drawing of an interval: so many pixels from 0 to 1, with an edge on both sides for the marks."""

WORDS = {
    Gate.PUBLISHABLE: _("may be published"),
    Gate.WITH_A_NOTE: _("internal use only, with a note"),
    Gate.BELOW: _("fix the definition and code again"),
    Gate.NOT_MEASURED: _("not measured yet"),
}


@dataclass(frozen=True)
class Drawn:
    """An interval and its estimate as places on the drawing; below 0 it ends at the left edge."""

    at: float
    low: float | None
    reach: float


@dataclass(frozen=True)
class Shown:
    """One line of a table. Numbers are cut, not rounded up, so that none looks better than the gate that it met."""

    code: str
    label: str
    testimonies: int
    units: int
    percent: str
    kappa: str
    ac1: str
    drawn: Drawn | None
    both: int
    one: int
    gate: Gate
    categories: Sequence["Shown"]

    @property
    def words(self) -> Promise:
        """What the gate says."""
        return WORDS[self.gate]


@dataclass(frozen=True)
class Tables:
    """What the page of a case shows."""

    testimonies: int
    families: Sequence[Shown]
    retired: Sequence[Shown]
    unused: Sequence[AbuseCategory]

    @property
    def missing(self) -> int:
        """How many double-coded testimonies are missing until anything is said of them."""
        return max(FEWEST - self.testimonies, 0)


def tables(found: DoubleCoded) -> Tables:
    """All tables of what two coders said."""
    return Tables(
        len(found.testimonies),
        [line(one) for one in found.families()],
        [line(one) for one in found.retired()],
        found.unused(),
    )


def line(found: Line) -> Shown:
    """A line in words."""
    known = found.agreement
    return Shown(
        code=found.code,
        label=found.label,
        testimonies=known.testimonies if known else 0,
        units=known.units if known else 0,
        percent=_in_hundred(known.percent) if known else "–",
        kappa=_number(known.kappa) if known and known.kappa else gettext("not defined"),
        ac1=_number(known.ac1) if known else "–",
        drawn=_drawn(known.ac1) if known else None,
        both=found.both,
        one=found.one,
        gate=found.gate,
        categories=[line(one) for one in found.categories],
    )


def cut(value: float, places: int = 2) -> str:
    """A number cut to so many places, towards what is worse."""
    scale = 10**places
    return f"{math.floor(value * scale + 1e-9) / scale:.{places}f}"


def _number(estimate: Estimate) -> str:
    if estimate.low is None or estimate.high is None:
        return gettext("%(value)s, no interval") % {"value": cut(estimate.value)}
    return gettext("%(value)s (%(low)s to %(high)s)") % {
        "value": cut(estimate.value),
        "low": cut(estimate.low),
        "high": f"{estimate.high:.2f}",
    }


def _in_hundred(estimate: Estimate) -> str:
    return f"{math.floor(estimate.value * 100 + 1e-9)}\N{NO-BREAK SPACE}%"


def _drawn(estimate: Estimate) -> Drawn:
    at = _place(estimate.value)
    if estimate.low is None or estimate.high is None:
        return Drawn(at, None, 0)
    low = _place(estimate.low)
    return Drawn(at, low, round(_place(estimate.high) - low, 1))


def _place(value: float) -> float:
    return round(EDGE + max(value, 0.0) * (WIDTH - 2 * EDGE), 1)
