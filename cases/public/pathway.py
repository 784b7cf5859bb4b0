"""The way from recruitment to leaving, and which indicators we place on each step of it.

Where an indicator stands is our reading of what it means. It rests on no count: no figure is made for a step.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.published.data import REPORTED, Words

from .figures import Figure, hidden_last
from .schema import Point


class Placed(NamedTuple):
    """An indicator on a step, and why it stands there."""

    code: str
    why: Promise


class Step(NamedTuple):
    """A step of the way. ``key`` is its place on the page."""

    key: str
    name: Promise
    about: Promise
    indicators: tuple[Placed, ...]


STEPS = (
    Step(
        "recruitment",
        _("Recruitment"),
        _("How someone comes to the work: who asks, what is promised, what is owed for it."),
        (
            Placed("ILO-01", _("Someone with little choice at home can be pressed into going.")),
            Placed("ILO-02", _("What is said before leaving is where a deception begins.")),
            Placed("ILO-09", _("A debt for being chosen or sent binds a person before the work starts.")),
        ),
    ),
    Step(
        "papers",
        _("Papers"),
        _("Passport, visa and contract: who applies for them, who signs, who holds them."),
        (Placed("ILO-07", _("Whoever applies for the papers can also keep them.")),),
    ),
    Step(
        "transport",
        _("Transport"),
        _("The way to the place of work. We publish no route and no date."),
        (Placed("ILO-03", _("Under escort, a person cannot stop or turn back.")),),
    ),
    Step(
        "arrival",
        _("Arrival"),
        _("The first days: where one lives, whom one may speak to, what the work is after all."),
        (
            Placed("ILO-02", _("Only here does it show whether the work is what was promised.")),
            Placed("ILO-04", _("Where one lives and whom one may meet is settled on arrival.")),
            Placed("ILO-07", _("Papers can be collected on arrival and not handed back.")),
        ),
    ),
    Step(
        "work",
        _("Work"),
        _("The time at the place of work: days, pay, housing, and how people are treated."),
        (
            Placed("ILO-03", _("It concerns every day: leaving the site or the housing freely.")),
            Placed("ILO-04", _("It concerns every day: telephone, letters, people outside.")),
            Placed("ILO-05", _("Violence can make a person work, or punish one who did not.")),
            Placed("ILO-06", _("Threats can make a person work, or stay silent.")),
            Placed("ILO-08", _("Pay is due while the work is done; here it can be kept back.")),
            Placed("ILO-10", _("It is about the conditions of the work and the housing themselves.")),
            Placed("ILO-11", _("It is about the length of the working day and days of rest.")),
        ),
    ),
    Step(
        "leaving",
        _("Leaving"),
        _("Whether one can go, and what it costs. We publish nothing about how anyone left."),
        (
            Placed("ILO-03", _("Who may not go out cannot go away.")),
            Placed("ILO-06", _("A threat of what would follow, also for relatives, can hold a person.")),
            Placed("ILO-08", _("Pay that is still owed can hold a person until it is paid, or be lost.")),
            Placed("ILO-09", _("Who still owes cannot leave without paying.")),
        ),
    ),
)


class Row(NamedTuple):
    """An indicator on a step with its name, and the step that showed the same figure before."""

    point: Point
    why: Promise
    before: Step | None


class Stage(NamedTuple):
    """A step as the page shows it: its indicators, and their figures where the release has numbers."""

    step: Step
    rows: list[Row]
    figure: Figure | None


def stages(labels: Mapping[str, Words], figure: Figure | None = None) -> list[Stage]:
    """Every step with the indicators that have a name; with the rows of ``figure``, which shows all of them."""
    return [Stage(step, _rows(step, labels), figure and _part(figure, step)) for step in STEPS]


def _rows(step: Step, labels: Mapping[str, Words]) -> list[Row]:
    named = [each for each in step.indicators if each.code in labels]
    return [Row(_point(each.code, labels), each.why, _before(step, each.code)) for each in named]


def _point(code: str, labels: Mapping[str, Words]) -> Point:
    return Point(code, REPORTED, code, labels[code])


def _before(step: Step, code: str) -> Step | None:
    """The first step that shows the same indicator, where it is an earlier one."""
    first = next(each for each in STEPS if any(placed.code == code for placed in each.indicators))
    return None if first is step else first


def _part(figure: Figure, step: Step) -> Figure:
    codes = {placed.code for placed in step.indicators}
    bars = hidden_last([bar for bar in figure.bars if bar.point.name in codes])
    return replace(figure, name=step.key, bars=bars)
