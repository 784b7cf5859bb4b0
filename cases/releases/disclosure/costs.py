"""What a series would cost and give, worked out before it starts. No noise is drawn and nothing is charged.

Chances are those of somebody who knows everything else: they guess one person's presence right with probability
Φ(μ/2). True counts come in here, so what comes out is for the office only.
"""

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from statistics import NormalDist

import numpy as np

from cases.releases.disclosure import design, publish
from cases.releases.disclosure.counts import Counts
from cases.releases.disclosure.nonnegative import Floats

_NORMAL = NormalDist()

# Points of the normal distribution at which a figure is followed through the show rule and the rounding.
_STEPS = np.linspace(-5, 5, 401)
_WEIGHTS = np.exp(-(_STEPS**2) / 2) / np.exp(-(_STEPS**2) / 2).sum()

RARE = 0.5
"""When fewer shown cells than this are to be expected, nothing is said of their error."""


@dataclass(frozen=True)
class Chances:
    """How often out of 1 somebody who knows everything else guesses right, by what they ask about."""

    counted: float
    withdrawn: float
    after_two_series: float
    after_three_series: float
    two_together: float
    three_together: float


@dataclass(frozen=True)
class Quality:
    """What a group of tables would look like: the share of its non-zero cells shown, and the error of shown cells.

    Errors (people, the rounding included) are None when hardly any cell would be shown.
    """

    shown: float
    mean_error: float | None = None
    largest_error: float | None = None


def chances(mu: Fraction, horizon: int) -> Chances:
    """The chances in a series of this promise and length; later series are taken to have the same."""
    return Chances(
        counted=recognised(spent(mu)),
        withdrawn=recognised(spent_when_leaving(mu, horizon)),
        after_two_series=recognised(2 * spent(mu)),
        after_three_series=recognised(3 * spent(mu)),
        two_together=recognised(4 * spent(mu)),
        three_together=recognised(9 * spent(mu)),
    )


def recognised(mu_squared: Fraction | float) -> float:
    """Φ(μ/2), from μ²: what a person was charged adds up in squares. For n people who came together, n²·μ²."""
    return _NORMAL.cdf(math.sqrt(mu_squared) / 2)


def spent(mu: Fraction) -> Fraction:
    """μ² that a series takes of a person who stays: its releases, and the noisy total that chose its design."""
    return mu**2 + Fraction(1, design.DESIGN_TOTAL_SD**2)


def spent_when_leaving(mu: Fraction, horizon: int) -> float:
    """The most μ² that a series takes of a person who withdraws during it, over all releases to leave in."""
    return float(mu**2) * _leaving(horizon) + 1 / design.DESIGN_TOTAL_SD**2


@lru_cache(maxsize=64)
def _leaving(horizon: int) -> float:
    """How many times the μ² of a person who stays.

    An event shifts the noise from its release on by f_0, f_1, …, so entering at 1 and leaving at t shift it by
    f_j − f_{j−t+1}. To enter later is to cut this sum short.
    """
    factors = [float(design.factor(k)) for k in range(horizon)]
    stays = sum(factor**2 for factor in factors)
    leaves = [
        sum((factor - (factors[k - late] if k >= late else 0)) ** 2 for k, factor in enumerate(factors))
        for late in range(1, horizon)
    ]
    return max([stays, *leaves]) / stays


def chance_of_large(people: int) -> float:
    """How likely the blurred number of so many people chooses the large design."""
    return _NORMAL.cdf((people - design.LARGE_FROM + 0.5) / design.DESIGN_TOTAL_SD)


def tier_chances(people: int, total_sd: float, chosen: design.Design) -> dict[publish.Tier, float]:
    """How likely each tier is of a release with so many people, were it the first; tiers of no chance too."""
    found = dict.fromkeys(publish.Tier, 0.0)
    above = 0.0
    for least in publish.LEAST.values():
        reached = _NORMAL.cdf((people - least) / total_sd)
        found[publish.tier(least, chosen, None)] += reached - above
        above = reached
    found[publish.Tier.NOTHING] += 1 - above
    return found


def quality(counts: Counts, sd: Floats) -> Quality:
    """What becomes of these cells when each figure scatters by its sd around its count.

    Cell by cell, as if figures did not depend on each other; that menu tables are made non-negative is left out.
    """
    threshold = np.maximum(publish.MINIMUM, publish.SD_FACTOR * sd)
    filled = counts > 0
    if not filled.any():
        return Quality(0.0)
    chance = np.array([_NORMAL.cdf(z) for z in (counts - threshold) / sd])
    shown = float(chance[filled].mean())
    if chance.sum() < RARE:
        return Quality(shown)
    return Quality(shown, *_errors(counts, sd, threshold))


def _errors(counts: Counts, sd: Floats, threshold: Floats) -> tuple[float, float]:
    """Mean and 95th percentile of |published − true| over the cells as they are shown, each by its chance."""
    figures = counts[:, np.newaxis] + sd[:, np.newaxis] * _STEPS
    published = publish.ROUNDING * np.floor(figures / publish.ROUNDING + 0.5)
    error = np.abs(published - counts[:, np.newaxis]).ravel()
    weight = np.where(figures >= threshold[:, np.newaxis], _WEIGHTS, 0).ravel()
    order = np.argsort(error)
    running = np.cumsum(weight[order]) / weight.sum()
    return float(error @ weight / weight.sum()), float(error[order][np.searchsorted(running, 0.95)])
