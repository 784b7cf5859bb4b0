"""Shares of the people as ranges: all that is public of 30 to 99 people."""

import math
from dataclasses import dataclass
from statistics import NormalDist

from cases.releases.disclosure.fit import Fitted
from cases.releases.disclosure.schema import Group, Schema, cells
from cases.releases.disclosure.words import Words, range_words

COVERAGE = 0.9
"""How often a range holds the true share, before it is rounded outwards."""

STEP = 5
"""Points of 100 to which a range is rounded outwards."""

NOT_AS_SHARE = frozenset({"area"})
"""Dimensions left out: no regions about so few people."""


@dataclass(frozen=True)
class ShareRange:
    """A share of the people in points of 100, and in words: ``{"en": …, "ko": …, "ru": …}``."""

    d1: str
    v1: str
    low: int
    high: int
    words: Words


def shares(schema: Schema, fitted: Fitted) -> tuple[ShareRange, ...]:
    """A range for each value of each dimension but the area, and each indicator, in the order of the schema."""
    parts = zip(
        cells(schema, Group.ONE_WAY),
        fitted.values[Group.ONE_WAY].tolist(),
        (fitted.sd[Group.ONE_WAY] ** 2).tolist(),
        fitted.with_total.tolist(),
        strict=True,
    )
    _, total, total_variance, _ = next(parts)
    found = []
    for key, part, variance, covariance in parts:
        if key.d1 not in NOT_AS_SHARE:
            low, high = share_range(part, total, variance, total_variance, covariance)
            found.append(ShareRange(key.d1, key.v1, low, high, range_words(low, high)))
    return tuple(found)


def share_range(
    part: float, total: float, variance: float, total_variance: float, covariance: float
) -> tuple[int, int]:
    """The 90 % range of part / total in points of 100, from two figures (people) and their covariance (people²).

    Fieller, "Some problems in interval estimation" (1954): the shares p for which part − p·total is within z standard
    deviations of 0. When the total itself could be 0 there is no such interval, and the range is 0 to 100.
    """
    z_squared = NormalDist().inv_cdf((1 + COVERAGE) / 2) ** 2
    a = total**2 - z_squared * total_variance
    if total <= 0 or a <= 0:
        return 0, 100
    b = part * total - z_squared * covariance
    c = part**2 - z_squared * variance
    # part / total is always inside, so the root is real but for rounding errors.
    root = math.sqrt(max(0.0, b**2 - a * c))
    return _outwards((b - root) / a, (b + root) / a)


def _outwards(low: float, high: float) -> tuple[int, int]:
    """Rounded outwards and cut to 0 … 100; a range wholly outside keeps the step next to it, and never says "none"."""
    return (
        min(max(STEP * math.floor(100 * low / STEP), 0), 100 - STEP),
        max(min(STEP * math.ceil(100 * high / STEP), 100), STEP),
    )
