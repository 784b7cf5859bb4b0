"""What only the build can check, because only it sees the people and the noise: figures for the audit, none of a person.

They are about the noise and about the most that any one person can move, and stand with the frozen release.
"""

import math
from collections.abc import Mapping
from statistics import NormalDist
from typing import Any

import numpy as np

from . import engine, lifetimes
from .disclosure.counts import contribution
from .disclosure.design import factor, noise_sd, norm_squared
from .disclosure.people import Matrix
from .engine import Noise
from .models import LedgerEntry, Series

Checks = dict[str, Any]


def checks(series: Series, number: int, people: Matrix, noise: Mapping[int, Noise]) -> Checks:
    """The figures of a build.

    ``contribution``: the most cells of a group that any one person touches. ``chi_square_p``: how often noise of the
    declared size would have a smaller sum of squares, by group. ``reuse_ratio``: the least distance between the noise
    of this release and an earlier one, in any group, as a part of what independent noise has on average; None at the
    first. ``erased``: people
    whose vectors were destroyed, as they have left.
    """
    with engine.refusals():
        most = contribution(engine.schema_of(series), people)
    groups = engine.design_of(series).shares
    gone = series.entries.filter(sign=LedgerEntry.Sign.LEAVES).exclude(witness__erased_at=None)
    return {
        **lifetimes.most_events(series),
        "exits_after_entries": lifetimes.exits_follow_entries(series),
        "erased": gone.count(),
        "merged_after_entry": lifetimes.merged_after_entry(series),
        "lifetime_mu_squared": str(lifetimes.most_spent(series)),
        "contribution": {group.value: most[group] for group in groups},
        "chi_square_p": {group.value: _chi_square_p(series, number, noise, group.value) for group in groups},
        "reuse_ratio": _reuse_ratio(series, number, noise),
    }


def _chi_square_p(series: Series, number: int, noise: Mapping[int, Noise], group: str) -> float:
    """P(χ² ≤ that of (noisy − true) / sd) over the cells of a group, by Wilson and Hilferty (1931).

    To 10 digits: the bar of the audit lies at one in a million.
    """
    row = sum(float(factor(k)) * _people(series, noise[number - k], group) for k in range(number))
    sd = _sd(series, group) * math.sqrt(norm_squared(number))
    cells = len(noise[number][group])
    mean_square = float(np.sum((row / sd) ** 2)) / cells
    spread = 2 / (9 * cells)
    return round(NormalDist().cdf((mean_square ** (1 / 3) - (1 - spread)) / math.sqrt(spread)), 10)


def _reuse_ratio(series: Series, number: int, noise: Mapping[int, Noise]) -> float | None:
    """√mean((z − z′)²/2σ²) over the cells of a group, the smallest over earlier releases and groups; 4 digits."""
    found = [
        float(np.sqrt(np.mean(((now - _people(series, noise[one], group)) / _sd(series, group)) ** 2) / 2))
        for group in noise[number]
        for now in [_people(series, noise[number], group)]
        for one in range(1, number)
    ]
    return round(min(found), 4) if found else None


def _people(series: Series, row: Noise, group: str) -> Any:
    """The noise of a group in people."""
    lattice = 4 ** (series.horizon - 1)
    return np.array([z / lattice for z in row[group]])


def _sd(series: Series, group: str) -> float:
    design, schema = engine.design_of(series), engine.schema_of(series)
    return noise_sd(design, schema, next(known for known in design.shares if known.value == group))
