"""The nearest table without negative cells to given margins."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PRECISION = 1e-6
"""How far a margin may be off, in people."""

MOST_ROUNDS = 10_000


def nearest_parts(values: Floats, total: Floats | float) -> Floats:
    """The least-squares nearest parts ≥ 0 of each row of ``values`` (… × n) that sum to ``total`` ≥ 0 (…).

    Held, Wolfe and Crowder, "Validation of subgradient optimization" (1974): the same amount is taken from every
    part, and what would fall below 0 is 0.
    """
    return np.maximum(0, values - _taken(values, np.asarray(total))[..., np.newaxis])


def nearest_table(values: Floats, rows: Floats, columns: Floats) -> Floats:
    """The least-squares nearest table ≥ 0 to ``values`` (r × c) with the sums ``rows`` (r) and ``columns`` (c).

    Both margins are ≥ 0 and have one sum. The answer has the form max(0, value − a_row − b_column); a and b are
    found in turns, as in raking, each turn exactly: coordinate ascent on the smooth dual, which converges (Tseng,
    "Dual ascent methods for problems with strictly convex costs and linear constraints", 1990).
    """
    b = np.zeros(len(columns))
    for _ in range(MOST_ROUNDS):
        a = _taken(values - b, rows)
        b = _taken((values - a[:, np.newaxis]).T, columns)
        table = np.maximum(0, values - a[:, np.newaxis] - b)
        if np.abs(table.sum(axis=1) - rows).max() < PRECISION:
            break
    return table


def _taken(values: Floats, total: Floats) -> Floats:
    """θ of each row with Σ max(0, value − θ) = total."""
    falling = -np.sort(-values, axis=-1)
    places = np.arange(1, values.shape[-1] + 1)
    candidates = (np.cumsum(falling, axis=-1) - total[..., np.newaxis]) / places
    # The last place whose value is above its candidate; with a total of 0 there is none above the first.
    last = np.maximum(np.sum(falling > candidates, axis=-1) - 1, 0)
    theta: Floats = np.take_along_axis(candidates, last[..., np.newaxis], axis=-1)[..., 0]
    return theta
