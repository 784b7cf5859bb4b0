"""Exact samples of the discrete Gaussian, after Canonne, Kamath and Steinke, "The Discrete Gaussian for Differential
Privacy" (2020), algorithms 1 to 3. Integers and fractions only: a float anywhere would change the law of the noise.
"""

import math
import secrets
from collections.abc import Callable
from fractions import Fraction

from cases.releases.disclosure.errors import DisclosureError

Randbelow = Callable[[int], int]
"""An even draw from 0 … n − 1, as ``secrets.randbelow``."""


def discrete_gaussian(variance: Fraction, randbelow: Randbelow = secrets.randbelow) -> int:
    """An integer z with probability proportional to exp(−z² / 2·variance) (algorithm 3).

    ``variance`` is the σ² of the formula. Raises DisclosureError unless it is above 0.
    """
    if variance <= 0:
        raise DisclosureError("Noise needs a variance above 0: check the design of the series.")
    n, d = variance.numerator, variance.denominator
    scale = math.isqrt(n // d) + 1
    while True:
        z = _discrete_laplace(scale, randbelow)
        # exp(−(|z| − σ²/scale)² / 2σ²) with σ² = n/d, brought to one fraction.
        if _happens_exp((abs(z) * scale * d - n) ** 2, 2 * n * d * scale**2, randbelow):
            return z


def _discrete_laplace(scale: int, randbelow: Randbelow) -> int:
    """An integer z with probability proportional to exp(−|z| / scale) (algorithm 2 with s = 1)."""
    while True:
        rest = randbelow(scale)
        if not _happens_exp(rest, scale, randbelow):
            continue
        size = rest
        while _happens_exp(1, 1, randbelow):
            size += scale
        negative = randbelow(2) == 1
        if size or not negative:  # otherwise 0 would be drawn twice as often, as +0 and as −0
            return -size if negative else size


def _happens_exp(n: int, d: int, randbelow: Randbelow) -> bool:
    """True with probability exp(−n/d) for n/d ≥ 0 (algorithm 1)."""
    whole, rest = divmod(n, d)
    return all(_happens_exp_of_part(1, 1, randbelow) for _ in range(whole)) and _happens_exp_of_part(rest, d, randbelow)


def _happens_exp_of_part(n: int, d: int, randbelow: Randbelow) -> bool:
    """True with probability exp(−n/d) for 0 ≤ n/d ≤ 1: the first k with a miss of chance n/(d·k) is odd."""
    k = 1
    while randbelow(d * k) < n:
        k += 1
    return k % 2 == 1
