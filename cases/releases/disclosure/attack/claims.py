"""What a statistician would claim at 95 % from blurred figures, knowing the law of the noise and nothing else.

A figure m with standard deviation s makes k people exp(−(k−m)²/2s²) times as likely as before, every k as likely as
any other beforehand. In an honest series s is 2.7 people or more even over 12 releases, so that "1 to 4 people" can
never be claimed with more than 4/(s·√2π) = 59 %: a claim is a fault of the design, not of chance, and needs no
correction for their number.
"""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from cases.releases.disclosure.attack.consistency import figures_of
from cases.releases.disclosure.attack.contrasts import level
from cases.releases.disclosure.attack.download import Download
from cases.releases.disclosure.attack.law import blurred_cells, of_rounding, over_cells, over_releases
from cases.releases.disclosure.attack.report import Finding, Kind
from cases.releases.disclosure.attack.system import Floats, gaps
from cases.releases.disclosure.identities import identity_matrix

CLAIM = 0.95
"""The probability from which something counts as claimed."""

SMALL = 4
"""The most people of a small cell, or of a small change."""

REACH = 8
"""Standard deviations beyond which nothing is counted: less than 1 in 10¹⁵ lies there."""


def claims(releases: Sequence[Download]) -> Iterator[Finding]:
    """Small cells, small changes between releases that follow each other, and full groups, of one series."""
    cells, series = blurred_cells(releases[0]), releases[0].series
    numbers = tuple(one.number for one in releases)
    time, spread = over_releases(numbers), over_cells(releases[0]).diagonal()
    figures, roundings = _with_deduced(releases)
    rounding = roundings * of_rounding(releases[0].rounding)
    for who, weights in _views(numbers, time):
        involved = np.flatnonzero(weights)
        # A release that is not involved counts 0 times, even where it is hidden.
        seen = weights[involved] @ figures[involved]
        sd = np.sqrt(float(weights @ time @ weights) * spread + weights[involved] ** 2 @ rounding[involved])
        change = abs(weights.sum()) < 0.5
        for place in np.flatnonzero(~np.isnan(seen)):
            chance = _chance_few(float(seen[place]), float(sd[place]), signed=change)
            if chance >= CLAIM:
                yield Finding(Kind.CLAIM_ARRIVAL if change else Kind.CLAIM_SMALL, series, who, chance, cells[place])
    yield from _full_groups(releases, figures, rounding, time)


def _views(numbers: tuple[int, ...], time: Floats) -> Iterator[tuple[tuple[int, ...], Floats]]:
    """Weights of the releases: each alone, all as if nobody came, and each less the one before."""
    unit = np.eye(len(numbers))
    for place, number in enumerate(numbers):
        yield (number,), unit[place]
    if len(numbers) > 1:
        yield numbers, level(time)[0]
    for place in range(1, len(numbers)):
        yield (numbers[place - 1], numbers[place]), unit[place] - unit[place - 1]


def _with_deduced(releases: Sequence[Download]) -> tuple[Floats, Floats]:
    """Releases × cells: figures, and how many roundings are in each.

    Where one cell alone of an identity is hidden, it is taken from the others: the fit made them add up.
    """
    figures = figures_of(releases)
    roundings = np.ones_like(figures)
    matrix = identity_matrix(releases[0].schema, releases[0].groups)
    for row, signs in enumerate(matrix):
        places = np.flatnonzero(signs)
        for release in range(len(releases)):
            hidden = places[np.isnan(figures[release, places])]
            if len(hidden) == 1:
                known = places[places != hidden[0]]
                figures[release, hidden] = -(matrix[row, known] @ figures[release, known]) / signs[hidden]
                roundings[release, hidden] = roundings[release, known].sum()
    return figures, roundings


def _chance_few(seen: float, sd: float, *, signed: bool) -> float:
    """P(1 ≤ k ≤ 4), of |k| where k can be negative, else of k ≥ 0."""
    if abs(seen) > SMALL + REACH * sd:
        return 0.0
    most = SMALL + math.ceil(2 * REACH * sd)
    people = np.arange(-most if signed else 0, most + 1, dtype=np.float64)
    likely = _likely(people, seen, sd)
    few = (np.abs(people) >= 1) & (np.abs(people) <= SMALL)
    return float(likely[few].sum() / likely.sum())


def _likely(people: Floats, seen: float, sd: float) -> Floats:
    exponent = -((people - seen) ** 2) / (2 * sd**2)
    likely: Floats = np.exp(exponent - exponent.max())
    return likely


def _full_groups(releases: Sequence[Download], figures: Floats, rounding: Floats, time: Floats) -> Iterator[Finding]:
    """Groups nobody of whom did not report an indicator: P(gap = 0) among gaps ≥ 0."""
    place = {cell: number for number, cell in enumerate(blurred_cells(releases[0]))}
    covariance = over_cells(releases[0])
    known = [(place[whole], place[part], part) for whole, part in gaps(releases[0].schema) if part in place]
    for row, one in enumerate(releases):
        for whole, part, cell in known:
            gap = float(figures[row, whole] - figures[row, part])
            between = covariance[whole, whole] + covariance[part, part] - 2 * covariance[whole, part]
            sd = math.sqrt(max(0.0, between) * time[row, row] + rounding[row, whole] + rounding[row, part])
            if gap <= SMALL:
                likely = _likely(np.arange(SMALL + math.ceil(2 * REACH * sd), dtype=np.float64), gap, sd)
                if likely[0] / likely.sum() >= CLAIM:
                    chance = float(likely[0] / likely.sum())
                    yield Finding(Kind.CLAIM_FULL, one.series, (one.number,), chance, cell)
