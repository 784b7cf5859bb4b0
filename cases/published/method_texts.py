"""What the pages on the method show in tables: the designs, the promise, the tiers, and the figures held.

Plain data, the same whatever was released; tests compute what can be computed anew. The figures held were measured by
``manage.py bench disclosure --full`` on ``MEASURED``; whoever changes the mechanism measures again.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MEASURED = dt.date(2026, 11, 28)


@dataclass(frozen=True)
class Design:
    """The noise of one group of tables. ``cells`` is g, ``share`` its part of the budget, ``sd`` that of one draw."""

    name: Promise
    tables: Promise
    cells: int
    share: str
    sd: float


ONE_WAY, MENU = _("tables of one dimension"), _("tables of two dimensions")
DESIGNS = (
    Design(_("small"), ONE_WAY, 21, "1", 6.23),
    Design(_("large"), ONE_WAY, 21, "1/2", 8.82),
    Design(_("large"), MENU, 29, "1/2", 10.36),
)
NORM = 1.3604
"""‖f‖ over 12 releases."""

MULTIPLIERS = (1.00, 1.12, 1.18, 1.22, 1.25, 1.27, 1.29, 1.31, 1.33, 1.34, 1.35, 1.36)
"""How many times sd(z) the noise of a figure is, release by release."""


@dataclass(frozen=True)
class Promised:
    """Times in 100 that somebody who knows everything else guesses right, after so many series with the same people.

    ``certain`` is one in how many included people for whom an even suspicion could rise above 9 in 10.
    """

    series: int
    one: int
    two: int
    three: int
    certain: int


PROMISE = (Promised(1, 69, 84, 93, 22), Promised(2, 76, 92, 98, 5), Promised(3, 81, 96, 99, 3))


@dataclass(frozen=True)
class Step:
    """What the blurred number of people allows to be public."""

    people: Promise
    public: Promise


TIERS = (
    Step(
        _("fewer than 30"),
        _("No number from our interviews: quotes that were cleared, figures of others with their source, the method."),
    ),
    Step(
        _("30 to 99"),
        _("Shares as ranges (90 %, rounded outwards to 5 points) and words; nothing by region, no ranking."),
    ),
    Step(_("100 to 999"), _("Tables of one dimension.")),
    Step(
        _("1,000 and more"), _("Also the fixed list of tables of two dimensions, where the series was designed for it.")
    ),
)


INTERVIEWED, INTERVIEWED_LOW, INTERVIEWED_HIGH = 420, 405, 435
"""The people of the worked example of how to read a figure, and the ends of their likely range: blurred as well."""


@dataclass(frozen=True)
class Example:
    """An invented figure: the number to quote and the ends of its likely range, in people.

    ``points`` are the ends as a share in 100: the low end out of the most people, the high end out of the fewest,
    rounded outwards. A range may be called wider, never narrower.
    """

    label: Promise
    value: int
    low: int
    high: int
    points: tuple[int, int]


EXAMPLES = (
    Example(_("Something that people reported"), 180, 165, 195, (37, 49)),
    Example(_("Something else"), 190, 175, 205, (40, 51)),
    Example(_("A third thing"), 120, 105, 135, (24, 34)),
)
"""The first two overlap, the third lies apart from both."""


@dataclass(frozen=True)
class Held:
    """A figure with the bar it has to hold, in words, and what was measured; ``digits`` after the point."""

    name: Promise
    bar: str
    measured: float
    digits: int = 1


@dataclass(frozen=True)
class Section:
    """Figures of one unit under one heading."""

    title: Promise
    rows: tuple[Held, ...]


HELD = (
    Section(
        _("Attacks on the promise: guessed right, in 100 (chance is 50)"),
        (
            Held(_("one person with all 11 indicators, 12 releases, small design"), "65–73", 69.0),
            Held(_("the same, large design"), "65–73", 69.4),
            Held(_("a person who enters release 1 and withdraws before release 11"), "68–76", 71.5),
            Held(_("whether a true number is even or odd"), "46–54", 50.9),
            Held(_("the same, if the noise were in whole people: the fault we avoid"), "= 100", 100, 0),
        ),
    ),
    Section(
        _("How far shown numbers are off, in people: mean"),
        (
            Held(_("one dimension, small design, 400 people, release 1"), "≤ 5.2", 4.7),
            Held(_("one dimension, small design, 400 people, release 12"), "≤ 7", 6.4),
            Held(_("one dimension, large design, 1,200 to 100,000 people, release 1"), "≤ 6.4", 6.0),
            Held(_("one dimension, large design, 1,200 to 100,000 people, release 12"), "≤ 8.8", 8.1),
            Held(_("two dimensions, 1,200 people, release 1"), "≤ 8", 7.3),
            Held(_("two dimensions, 5,000 and 100,000 people, release 1"), "≤ 7.8", 7.3),
            Held(_("two dimensions, 1,200 to 100,000 people, release 12"), "≤ 11", 10.1),
        ),
    ),
    Section(
        _("How far shown numbers are off, in people: 95 in 100 are off by no more"),
        (
            Held(_("one dimension, small design, 400 people, release 1"), "≤ 13", 12, 0),
            Held(_("one dimension, small design, 400 people, release 12"), "≤ 17", 16, 0),
            Held(_("one dimension, large design, 1,200 to 100,000 people, release 1"), "≤ 16", 15, 0),
            Held(_("one dimension, large design, 1,200 to 100,000 people, release 12"), "≤ 22", 20, 0),
            Held(_("two dimensions, 1,200 people, release 1"), "≤ 20", 18, 0),
            Held(_("two dimensions, 5,000 and 100,000 people, release 1"), "≤ 19", 18, 0),
            Held(_("two dimensions, 1,200 to 100,000 people, release 12"), "≤ 27", 25, 0),
        ),
    ),
    Section(
        _("How much is shown, in 100 numbers that are not zero"),
        (
            Held(_("one dimension, 100 people, release 1"), "≥ 50", 58.6),
            Held(_("one dimension, 400 people, release 1"), "≥ 84", 86.8),
            Held(_("two dimensions, 1,200 people, release 1"), "≥ 40", 51.3),
            Held(_("two dimensions, 2,400 people, release 1"), "≥ 56", 67.7),
            Held(_("two dimensions, 5,000 people, release 1"), "≥ 70", 79.5),
            Held(_("two dimensions, 100,000 people, release 1"), "≥ 97", 98.5),
        ),
    ),
    Section(
        _("How true it is"),
        (
            Held(_("shown numbers of two dimensions are too high on average by, in people (1,200 people, release 1)"), "≤ 2", 1.7),
            Held(_("the same at release 12"), "≤ 3.5", 2.8),
            Held(_("shown numbers whose true number is under 5, in 100"), "≤ 0.3", 0.006, 3),
            Held(_("true number within two standard deviations, in 100, all numbers"), "≥ 94.5", 96.1),
            Held(_("the same, of shown and rounded numbers"), "≥ 93", 95.2),
        ),
    ),
    Section(
        _("Few people"),
        (
            Held(_("6 people, 100 series of 12 releases: releases with a digit that comes from data"), "= 0", 0, 0),
            Held(_("40 people: ranges that hold the true share, in 100, release 1"), "≥ 92", 94.3),
            Held(_("40 people: ranges that hold the true share, in 100, release 12"), "≥ 91", 93.4),
            Held(_("40 people: width of the ranges, in points of 100, release 1"), "≤ 53", 42.0),
            Held(_("40 people: width of the ranges, in points of 100, release 12"), "≤ 64", 51.4),
        ),
    ),
)  # fmt: skip
