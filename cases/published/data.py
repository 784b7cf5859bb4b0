"""A release as plain data: what is frozen, what documents are made of, and what pages show.

Nothing here knows a person or a true count: every number was blurred, fitted, tested by the show rule and rounded.
Texts are ``{"en": …, "ko": …, "ru": …}``.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Words = Mapping[str, str]

REPORTED = "reported"
"""The one value of an indicator: leaves out absent, unclear and not asked, so every share is a lower bound."""

INDICATORS = "indicators"
"""Stands for all the indicators together where a table has one row or column for each of them."""

TOTAL = "total"

ORDERED = ("period", "hours", "pay_withheld", "indicator_count")
"""Sides whose rows follow each other by nature: they are drawn as columns from left to right."""

UNKNOWN = "unknown"
"""The value that stands outside the order of its side."""


class Tier(StrEnum):
    """What the number of people allows to be public (disclosure control)."""

    NOTHING = "nothing"
    RANGES = "ranges"
    ONE_WAY = "one_way"
    MENU = "menu"


@dataclass(frozen=True)
class Value:
    """One value of a dimension, as it is published."""

    key: str
    label: Words


@dataclass(frozen=True)
class Dimension:
    """Something every person has exactly one value of; an indicator is a dimension with the value ``reported``."""

    key: str
    label: Words
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Cell:
    """One published number of people, or that it is not shown (``value`` None, and then no bounds either).

    The total has empty ``d1``, a one-way cell empty ``d2``. ``lo`` and ``hi`` are the likely range of the
    true number: two standard deviations of the blur, rounded outwards to 5.
    """

    d1: str = ""
    v1: str = ""
    d2: str = ""
    v2: str = ""
    value: int | None = None
    lo: int | None = None
    hi: int | None = None

    @property
    def shown(self) -> bool:
        return self.value is not None

    @property
    def status(self) -> str:
        return "shown" if self.shown else "hidden"


@dataclass(frozen=True)
class Share:
    """A share of the people interviewed as a range in points of 100, and in words: all that the second tier shows."""

    d1: str
    v1: str
    low: int
    high: int
    words: Words


@dataclass(frozen=True)
class Mechanism:
    """How the figures were blurred. ``noise_sd`` is the standard deviation of the noise by group of tables."""

    design: str
    mu: float
    horizon: int
    noise_sd: Mapping[str, float]
    minimum: int
    sd_factor: int
    rounding: int
    range_sd: int = 2


@dataclass(frozen=True)
class Table:
    """The cells of one table: ``key`` is its address, ``rows`` and ``columns`` name dimensions or the indicators."""

    key: str
    rows: str
    columns: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Release:
    """Everything about a release that is public."""

    identifier: str
    series: int
    number: int
    slot: dt.date
    cutoff: dt.date
    vocabulary_version: int
    fictional: bool
    organisation: str
    contact: str
    tier: Tier
    dimensions: tuple[Dimension, ...]
    indicators: tuple[Dimension, ...]
    menu: tuple[tuple[str, str], ...]
    mechanism: Mechanism
    cells: tuple[Cell, ...]
    shares: tuple[Share, ...]
    caveat: Words
    blur: Words
    previous_sha256: str = ""
    anchor: str = ""

    @property
    def total(self) -> Cell:
        """The number of people."""
        return self.cells[0]

    @property
    def tables(self) -> tuple[Table, ...]:
        """The cells by table, in the order of the schema: the total, one-way tables, then the menu."""
        groups: dict[tuple[str, str], list[Cell]] = {}
        for cell in self.cells:
            groups.setdefault((self._side(cell.d1), self._side(cell.d2)), []).append(cell)
        return tuple(Table(table_key(*sides), *sides, tuple(cells)) for sides, cells in groups.items())

    def _side(self, dimension: str) -> str:
        return INDICATORS if any(dimension == indicator.key for indicator in self.indicators) else dimension


def table_key(rows: str, columns: str = "") -> str:
    """The address of a table: ``total``, ``sector`` or ``sector-by-hours``."""
    if not rows:
        return TOTAL
    return f"{rows}-by-{columns}" if columns else rows


@dataclass(frozen=True)
class Quote:
    """A cleared quote as it is published; ``sector`` and ``period`` are values of the release's schema, or empty."""

    text: Words
    indicator: str
    sector: str = ""
    period: str = ""


@dataclass(frozen=True)
class File:
    """A file of a release, byte for byte as it is published."""

    name: str
    media_type: str
    content: bytes
