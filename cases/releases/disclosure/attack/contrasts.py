"""Combinations of releases in which an unmoved true count cancels, so that only noise is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from cases.releases.disclosure.attack.law import over_releases
from cases.releases.disclosure.attack.report import Kind
from cases.releases.disclosure.attack.system import Floats
from cases.releases.disclosure.design import factor


@dataclass(frozen=True)
class Contrast:
    """Σ weight·figure over the releases, with Σ weight = 0.

    ``involved`` are the places of the releases that it needs, ``suspects`` the numbers of those it is about.
    ``variance`` is that of the noise in it, in units of C; ``steps`` Σ weight², that of the rounding.
    """

    kind: Kind
    suspects: tuple[int, int]
    involved: tuple[int, ...]
    weights: Floats
    variance: float

    @property
    def steps(self) -> float:
        """Σ weight²: how many times the variance of one rounding is in it."""
        return float((self.weights**2).sum())


def contrasts(numbers: Sequence[int]) -> list[Contrast]:
    """Every pair of releases twice: their difference, and the difference of the noise that each of them drew.

    The second needs all releases from 1 on: with F the matrix of f_{t−s}, F⁻¹x = z + c·f for figures x = c + F·z, so
    v = F⁻ᵀ·(I − ffᵀ/|f|²)·(e_s − e_t) leaves nothing of the count c, and next to nothing where z_s and z_t are one.
    """
    covariance = over_releases(numbers)
    pairs = list(combinations(range(len(numbers)), 2))
    unit = np.eye(len(numbers))
    found = [
        _contrast(Kind.NOISE_TOO_SMALL, numbers, pair, pair, unit[pair[1]] - unit[pair[0]], covariance)
        for pair in pairs
    ]
    if len(numbers) > 2 and tuple(numbers) == tuple(range(1, len(numbers) + 1)):
        every = tuple(range(len(numbers)))
        f = np.array([float(factor(k)) for k in every])
        running = np.array([[f[t - s] if t >= s else 0 for s in every] for t in every])
        without = unit - np.outer(f, f) / (f @ f)
        back = np.linalg.inv(running).T @ without
        found += [
            _contrast(Kind.NOISE_REUSED, numbers, pair, every, back @ (unit[pair[1]] - unit[pair[0]]), covariance)
            for pair in pairs
        ]
    return found


def between(numbers: Sequence[int], others: Sequence[int]) -> tuple[list[Contrast], Floats]:
    """The differences of two series, release by release, and the K of all their releases, one series after the other.

    The series drew their noise apart, so K has no entry between them. Two series over the same people that used one
    noise differ by nothing at all.
    """
    size = len(numbers) + len(others)
    covariance = np.zeros((size, size))
    covariance[: len(numbers), : len(numbers)] = over_releases(numbers)
    covariance[len(numbers) :, len(numbers) :] = over_releases(others)
    both = [*numbers, *others]
    unit = np.eye(size)
    pairs = [(numbers.index(number), len(numbers) + others.index(number)) for number in numbers if number in others]
    found = [
        _contrast(Kind.NOISE_REUSED, both, pair, pair, unit[pair[1]] - unit[pair[0]], covariance) for pair in pairs
    ]
    return found, covariance


def _contrast(
    kind: Kind, numbers: Sequence[int], pair: tuple[int, int], involved: tuple[int, ...], weights: Floats, k: Floats
) -> Contrast:
    suspects = numbers[pair[0]], numbers[pair[1]]
    return Contrast(kind, suspects, involved, weights, float(weights @ k @ weights))


def level(covariance: Floats) -> tuple[Floats, float]:
    """Weights of the best guess of an unmoved count from figures with this K, and its variance in units of C.

    a = 1ᵀK⁻¹x / 1ᵀK⁻¹1, of variance 1 / 1ᵀK⁻¹1. It is independent of every contrast (its covariance with Σ vᵢxᵢ is
    Σ vᵢ / 1ᵀK⁻¹1 = 0).
    """
    weights: Floats = np.linalg.solve(covariance, np.ones(len(covariance))).astype(np.float64)
    total = float(weights.sum())
    return weights / total, 1 / total
