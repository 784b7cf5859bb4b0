"""What becomes public of a release: computed from its noisy cells alone.

One function decides (``publish``): the tier from the fitted noisy total, then cell by cell the show rule. All of it is
post-processing of noisy cells, so it costs no privacy; hiding is not the protection, the blur is.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from cases.releases.disclosure.design import Design
from cases.releases.disclosure.fit import Fitted, fit
from cases.releases.disclosure.mechanism import as_float
from cases.releases.disclosure.schema import CellKey, Group, Schema, cells
from cases.releases.disclosure.shares import ShareRange, shares

MINIMUM = 10
"""A smaller figure is not shown."""

SD_FACTOR = 3
"""Nor one below this many of its standard deviations."""

RANGE_SD = 2
"""The likely range reaches this many standard deviations to each side."""

ROUNDING = 5


class Tier(StrEnum):
    """What the number of people allows to be public, from the lowest up."""

    NOTHING = "nothing"
    RANGES = "ranges"
    ONE_WAY = "one_way"
    MENU = "menu"


LEAST = {Tier.MENU: 1000, Tier.ONE_WAY: 100, Tier.RANGES: 30}
"""The fitted noisy total from which each tier is reached."""

OPEN = {Tier.ONE_WAY: frozenset({Group.ONE_WAY}), Tier.MENU: frozenset({Group.ONE_WAY, Group.MENU})}
"""The groups of tables whose cells a tier may show; the lower tiers show none."""


@dataclass(frozen=True)
class ShownCell:
    """A cell as it is published, in people. Hidden: ``value``, ``lo`` and ``hi`` are all None."""

    d1: str
    v1: str
    d2: str
    v2: str
    value: int | None = None
    lo: int | None = None
    hi: int | None = None


@dataclass(frozen=True)
class Published:
    """All that one release makes public: one row for each cell of the schema, and shares in the tier ``ranges``."""

    tier: Tier
    cells: tuple[ShownCell, ...]
    shares: tuple[ShareRange, ...]


def publish(
    schema: Schema, design: Design, number: int, noisy: Mapping[Group, Sequence[int]], previous_tier: str | None
) -> Published:
    """The public part of release ``number`` from its noisy cells (as ``noisy_cells`` counts them), by group.

    ``previous_tier`` is that of the release before it in the series, None at the first. Raises DisclosureError when
    the noisy cells do not fit schema and design.
    """
    people = {group: np.array([as_float(u, design.horizon) for u in units]) for group, units in noisy.items()}
    fitted = fit(schema, design, number, people)
    reached = tier(fitted.total, design, previous_tier)
    ranges = shares(schema, fitted) if reached is Tier.RANGES else ()
    return Published(reached, shown_cells(schema, fitted, reached), ranges)


def tier(noisy_total: float, design: Design, previous: str | None) -> Tier:
    """What the total allows; never below the tier of the release before, never what the design lacks."""
    reached = next((step for step, least in LEAST.items() if noisy_total >= least), Tier.NOTHING)
    order = list(Tier)
    highest = Tier.MENU if Group.MENU in design.shares else Tier.ONE_WAY
    kept = Tier(previous or Tier.NOTHING)
    return min(max(reached, kept, key=order.index), highest, key=order.index)


def shown_cells(schema: Schema, fitted: Fitted, reached: Tier) -> tuple[ShownCell, ...]:
    """Every cell of the schema, those of a design without the menu included: hidden cells look all the same."""
    found = []
    for group in Group:
        opened = group in OPEN.get(reached, frozenset()) and group in fitted.values
        for place, key in enumerate(cells(schema, group)):
            found.append(
                _shown(key, float(fitted.values[group][place]), float(fitted.sd[group][place]))
                if opened
                else ShownCell(*key)
            )
    return tuple(found)


def _shown(key: CellKey, value: float, sd: float) -> ShownCell:
    """The show rule. ``lo`` and ``hi`` start from the figure before it is rounded, so they hold what they say."""
    if value < max(MINIMUM, SD_FACTOR * sd):
        return ShownCell(*key)
    return ShownCell(
        *key,
        value=ROUNDING * math.floor(value / ROUNDING + 0.5),
        lo=max(0, ROUNDING * math.floor((value - RANGE_SD * sd) / ROUNDING)),
        hi=ROUNDING * math.ceil((value + RANGE_SD * sd) / ROUNDING),
    )
