"""Ranges made as narrow as each equation alone allows, until none gets narrower."""

import numpy as np

from cases.releases.disclosure.attack.system import Floats, System

MOST_ROUNDS = 300
"""Ranges are right after any number of rounds; few systems need more than twenty."""


def narrowed(system: System) -> tuple[Floats, Floats] | None:
    """The lowest and highest people of each variable, or None when no numbers fit all equations.

    In Σ sᵢxᵢ = 0 with signs s, the term sⱼxⱼ is at most −Σ_{i≠j} min(sᵢxᵢ) and at least −Σ_{i≠j} max(sᵢxᵢ). All
    signs are ±1 and all ends whole numbers, so the new ends are whole too. (Bound propagation: Savelsbergh,
    "Preprocessing and probing techniques for mixed integer programming problems", 1994.)
    """
    low, high = system.low.copy(), system.high.copy()
    rows, columns = system.rows, system.columns
    positive = system.signs > 0
    for _ in range(MOST_ROUNDS):
        least = np.where(positive, low[columns], -high[columns])
        most = np.where(positive, high[columns], -low[columns])
        top = least - np.bincount(rows, least)[rows]
        bottom = most - np.bincount(rows, most)[rows]
        before = low.copy(), high.copy()
        np.minimum.at(high, columns, np.where(positive, top, -bottom))
        np.maximum.at(low, columns, np.where(positive, bottom, -top))
        if (low > high).any():
            return None
        if (low == before[0]).all() and (high == before[1]).all():
            break
    return low, high
