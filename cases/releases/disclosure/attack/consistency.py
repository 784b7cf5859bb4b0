"""Do the figures move as the noise claimed would move them? Too little movement gives the counts away.

Each test is one-sided. In a contrast of releases, and along a direction of cells, an honest figure is normal with mean
m (what people who came or left add) and variance w = λ·vᵀKv + |v|²·step²/12; Σ y²/w is then chi-square with n degrees
of freedom, non-central where m is not 0. Non-central is never more often small, so arrivals raise no alarm. That they
hide no fault either, the direction in which the people present would grow all alike is left out (n − 1 degrees).

Levels: all tests of a report share ``ALARMS``, the chance that an honest report shows any finding of noise, in equal
parts (Bonferroni): a test alarms below ALARMS / tests. The tests overlap, so the true chance is lower.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from cases.releases.disclosure.attack.contrasts import Contrast, between, contrasts, level
from cases.releases.disclosure.attack.directions import directions
from cases.releases.disclosure.attack.download import Download
from cases.releases.disclosure.attack.law import (
    blurred_cells,
    chi_square_below,
    of_rounding,
    over_cells,
    over_releases,
)
from cases.releases.disclosure.attack.report import Finding, Kind
from cases.releases.disclosure.attack.system import Floats, Places
from cases.releases.disclosure.schema import CellKey, Group

ALARMS = 1e-4
"""The most an honest report may risk of a false finding about noise: one audit in 10,000.

The hardest fault, a second noise row equal to the first in a small series of four releases, is seen at this level in
34 of 40 series of 400 people and 26 of 40 of 200. A looser level would see more, and stop honest releases more often.
"""

LEAST_DIRECTIONS = 20
"""Fewer directions are no test: rounded differences are whole steps, and that few could be 0 together by chance."""

CLEAR = 3
"""A cell counts when its level is so many sd above the show rule: hiding then cuts less than 1 in 700 of its noise.

Choosing cells by their figures would choose small noise. The level is independent of every contrast, so it may choose.
"""

NOISY_PART = 2
"""A direction counts when its noise has so many times the variance of its rounding. Sums that the fit makes exact
(a whole minus its parts) hold rounding alone, in honest and in planted releases alike."""

Outcome = tuple[float, Finding]
"""The chance of as little movement in an honest release, and the finding that it would be."""


def outcomes(releases: Sequence[Download]) -> Iterator[Outcome]:
    """Every test of the noise of one series."""
    numbers = [one.number for one in releases]
    yield from _movements(releases[0].series, releases, contrasts(numbers), over_releases(numbers))
    exact = _sums(releases)
    if exact:
        yield exact


def outcomes_between(releases: Sequence[Download], others: Sequence[Download]) -> Iterator[Outcome]:
    """Every test of whether two series of one schema and mechanism used the same noise."""
    name = f"{releases[0].series} + {others[0].series}"
    found, covariance = between([one.number for one in releases], [one.number for one in others])
    yield from _movements(name, [*releases, *others], found, covariance)


def alarms(found: Sequence[Outcome]) -> list[Finding]:
    """The findings among all tests of the report, by the shared level."""
    return [finding for chance, finding in found if chance < ALARMS / len(found)]


def slipped_in(one: Download) -> Iterator[Finding]:
    """Shown values that were never rounded or blurred, while the release says so of its figures."""
    for cell, value in one.values.items():
        if value % one.rounding:
            yield Finding(Kind.NOT_ROUNDED, one.series, (one.number,), value, cell)
        if one.says_noisy and (Group.MENU if cell.d2 else Group.ONE_WAY) not in one.groups:
            yield Finding(Kind.NOT_BLURRED, one.series, (one.number,), value, cell)


def _movements(
    series: str, releases: Sequence[Download], found: Sequence[Contrast], covariance: Floats
) -> Iterator[Outcome]:
    figures = figures_of(releases)
    for contrast in found:
        levels, clear = _clear(releases, figures, contrast, covariance)
        for group in releases[0].groups:
            outcome = _movement(series, releases[0], figures, contrast, group, levels, clear)
            if outcome:
                yield outcome


def figures_of(releases: Sequence[Download]) -> Floats:
    """Releases × blurred cells, in people; NaN where hidden."""
    cells = blurred_cells(releases[0])
    return np.array([[one.values.get(cell, math.nan) for cell in cells] for one in releases], dtype=np.float64)


def _clear(
    releases: Sequence[Download], figures: Floats, contrast: Contrast, covariance: Floats
) -> tuple[Floats, Places]:
    """The level of each cell, and the places of those shown in every release of the contrast and under any noise."""
    involved = list(contrast.involved)
    covariance = covariance[np.ix_(involved, involved)]
    weights, variance = level(covariance)
    most = float(covariance.diagonal().max())
    sd = np.sqrt(over_cells(releases[0]).diagonal())
    limit = np.maximum(releases[0].minimum, releases[0].sd_factor * sd * math.sqrt(most))
    margin = CLEAR * sd * math.sqrt(max(0.0, most - variance))
    # NaN, hidden in one of them, is above nothing.
    levels: Floats = weights @ figures[involved]
    return levels, np.flatnonzero(levels >= limit + margin)


def _movement(
    series: str, first: Download, figures: Floats, contrast: Contrast, group: Group, levels: Floats, clear: Places
) -> Outcome | None:
    cells = blurred_cells(first)
    of_group = np.array([place for place in clear if bool(cells[place].d2) == (group is Group.MENU)], dtype=np.intp)
    if len(of_group) < LEAST_DIRECTIONS:
        return None
    along = directions(first.schema, group, cells, of_group)[of_group]
    spread, turned = np.linalg.eigh(along.T @ over_cells(first)[np.ix_(of_group, of_group)] @ along)
    rounding = of_rounding(first.rounding) * contrast.steps
    noise = spread * contrast.variance
    noisy = noise >= NOISY_PART * rounding
    degrees = int(noisy.sum())
    if degrees < LEAST_DIRECTIONS:
        return None
    involved = np.array(contrast.involved)
    seen: Floats = contrast.weights[involved] @ figures[np.ix_(involved, of_group)]
    variance = noise[noisy] + rounding
    axes = along @ turned[:, noisy] / np.sqrt(variance)
    growth = levels[of_group] @ axes
    moved: Floats = seen @ axes
    moved -= growth * float(growth @ moved) / float(growth @ growth)
    chance = chi_square_below(float(moved @ moved), degrees - 1)
    excess = float((moved**2 * variance - rounding).sum())
    part = math.sqrt(max(0.0, excess) / float(noise[noisy].sum()))
    return chance, Finding(contrast.kind, series, contrast.suspects, part, group=group)


def _sums(releases: Sequence[Download]) -> Outcome | None:
    """Whether every whole equals its shown parts to the last digit, over all dimensions of all releases.

    Honest figures add up before rounding. Afterwards n parts miss the whole by the rounded sum of n even errors, so
    they fit by chance with P(|Σu| < ½), u even on ±½ (Irwin–Hall): 0.67 for 3 parts, 0.60 for 5, 0.46 for 8.
    """
    chance, numbers, group = 1.0, [], Group.ONE_WAY
    for one in releases:
        for parts, whole in _complete(one):
            if sum(parts) != whole:
                return None
            chance *= _fits_by_chance(len(parts))
            numbers.append(one.number)
    if not numbers:
        return None
    suspects = tuple(number for number, _ in groupby(numbers))
    return chance, Finding(Kind.TOO_EXACT, releases[0].series, suspects, chance, group=group)


def _complete(one: Download) -> Iterator[tuple[list[int], int]]:
    """The dimensions of at least two values that are shown whole, with the total."""
    for key, values in one.schema.dimensions.items():
        parts = [one.values.get(CellKey(key, value)) for value in values]
        known = [part for part in parts if part is not None]
        if len(parts) > 1 and len(known) == len(parts) and CellKey() in one.values:
            yield known, one.values[CellKey()]


def _fits_by_chance(n: int) -> float:
    """P(|Σu| < ½) of n even u on ±½: F(n/2 + ½) − F(n/2 − ½), F(x) = Σ_k (−1)ᵏ C(n,k) (x−k)ⁿ₊ / n!."""

    def below(x: float) -> float:
        signs = (-1.0 if k % 2 else 1.0 for k in range(n + 1))
        return sum(sign * math.comb(n, k) * max(0.0, x - k) ** n for k, sign in enumerate(signs)) / math.factorial(n)

    return below((n + 1) / 2) - below((n - 1) / 2)
