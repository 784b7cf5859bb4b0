"""The sampler against OpenDP's, an independent one: two samples of one law."""

import importlib
import importlib.util
import math
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cases.management.bench.builds import seeded
from cases.management.bench.figures import Figure, at_least, not_measured
from cases.releases.disclosure.design import SMALL, Design, sigma_squared
from cases.releases.disclosure.sampler import discrete_gaussian
from cases.releases.disclosure.schema import DEFAULT_SCHEMA, Group

BINS = 40


def figures(full: bool) -> list[Figure]:
    """Chi-square tests of 100,000 draws of each sampler (20,000 as a sample), in whole people and on the lattice."""
    if importlib.util.find_spec("opendp") is None:
        return [not_measured("sampler against OpenDP", "opendp is not installed")]
    draws = 100_000 if full else 20_000
    small = Design(SMALL)
    lattice = sigma_squared(small, DEFAULT_SCHEMA, Group.ONE_WAY) * 16 ** (small.horizon - 1)
    return [
        at_least("sampler and OpenDP have one law, σ² = 10 (p of chi-square)", _p(Fraction(10), draws), 0.0001),
        at_least("sampler and OpenDP have one law, small design (p of chi-square)", _p(lattice, draws), 0.0001),
    ]


def _p(variance: Fraction, draws: int) -> float:
    """The chance of a difference as large as this between two samples of one law."""
    randbelow = seeded(7)
    ours = np.array([discrete_gaussian(variance, randbelow) for _ in range(draws)], dtype=np.int64)
    return _chi_square_p(ours, _opendp(variance, draws))


def _opendp(variance: Fraction, draws: int) -> NDArray[np.int64]:
    """OpenDP's exact discrete Gaussian of the nearest standard deviation that is a float."""
    dp: Any = importlib.import_module("opendp.prelude")
    dp.enable_features("contrib")
    space = dp.vector_domain(dp.atom_domain(T="i64")), dp.l2_distance(T="i64")
    return np.array(dp.m.make_gaussian(*space, scale=math.sqrt(variance))([0] * draws), dtype=np.int64)


def _chi_square_p(first: NDArray[np.int64], second: NDArray[np.int64]) -> float:
    """Two-sample chi-square over bins of about equal size, its p by Wilson and Hilferty's cube root (1931)."""
    edges = np.unique(np.quantile(np.concatenate([first, second]), np.linspace(0, 1, BINS + 1)[1:-1]).round())
    one, other = (np.bincount(np.searchsorted(edges, sample), minlength=len(edges) + 1) for sample in (first, second))
    chi_square = float(np.sum((one - other) ** 2 / (one + other)))
    freedom = len(edges)
    spread = 2 / (9 * freedom)
    return 0.5 * math.erfc(((chi_square / freedom) ** (1 / 3) - (1 - spread)) / math.sqrt(2 * spread))
