"""The law of honest figures, from what is published alone: how they spread over cells, over releases, and by rounding.

A figure of release t is the true count plus noise with covariance K_st·C between releases s and t: C (cells × cells,
people²) is that of the fit at release 1, K that of the running sum of the noise.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from cases.releases.disclosure.attack.download import Download
from cases.releases.disclosure.attack.system import Floats
from cases.releases.disclosure.design import factor
from cases.releases.disclosure.fit import RANK_TOLERANCE
from cases.releases.disclosure.identities import identity_matrix
from cases.releases.disclosure.schema import CellKey, Group, Schema, cells


def blurred_cells(release: Download) -> tuple[CellKey, ...]:
    """The cells that have a law: those of the blurred groups."""
    return tuple(cell for group in release.groups for cell in cells(release.schema, group))


def over_cells(release: Download) -> Floats:
    """C (people²) of ``blurred_cells`` after the least-squares fit onto the identities.

    The fit keeps, in units of each cell's sd, the part I − QᵀQ of the noise (Q an orthonormal basis of the rows of
    A·diag(sd), A·x = 0 the identities), so C = diag(sd)·(I − QᵀQ)·diag(sd). Computed anew, not taken from the engine.
    """
    return _over_cells(release.schema, tuple((group, release.noise_sd[group]) for group in release.groups))


@lru_cache(maxsize=8)
def _over_cells(schema: Schema, noise_sd: tuple[tuple[Group, float], ...]) -> Floats:
    sd = np.concatenate([np.full(len(cells(schema, group)), of_group) for group, of_group in noise_sd])
    _, singular, basis = np.linalg.svd(
        identity_matrix(schema, tuple(group for group, _ in noise_sd)) * sd, full_matrices=False
    )
    basis = basis[singular > RANK_TOLERANCE * singular.max(initial=0)]
    covariance: Floats = sd[:, np.newaxis] * (np.eye(len(sd)) - basis.T @ basis) * sd
    return covariance


def over_releases(numbers: Sequence[int]) -> Floats:
    """K_st = Σ_{k < min(s,t)} f_k·f_{k+|t−s|}: the noise of release t is Σ_k f_k·z_{t−k}, every z of variance 1."""
    f = [float(factor(k)) for k in range(max(numbers))]
    return np.array([[sum(f[k] * f[k + abs(t - s)] for k in range(min(s, t))) for t in numbers] for s in numbers])


def of_rounding(step: int) -> float:
    """The variance of rounding to a step (people²): step²/12, that of an even spread over it.

    The noise is nowhere below 0.7 steps, where rounding errors are even and free of the noise to 1 in 10,000
    (Widrow, Kollár, "Quantization Noise", 2008).
    """
    return step**2 / 12


def chi_square_below(value: float, degrees: int) -> float:
    """The chance that a chi-square variable of so many degrees of freedom is at most ``value``.

    P(a, x) = xᵃe⁻ˣ Σ_k xᵏ / Γ(a+k+1) with a = degrees/2 and x = value/2 (Abramowitz and Stegun 6.5.29).
    """
    a, x = degrees / 2, value / 2
    if x <= 0:
        return 0.0
    term = total = 1.0
    k = 0
    while term > total * 1e-16:
        k += 1
        term *= x / (a + k)
        total += term
    return min(1.0, math.exp(a * math.log(x) - x - math.lgamma(a + 1) + math.log(total)))
