"""Noisy cells: true counts plus correlated noise, exact in whole numbers of any size.

The noise z stands on the lattice 4^−(horizon−1)·ℤ. There every f_k is a whole number of steps, so a person who comes
or goes shifts z by whole steps and no digit of a noisy cell is the person's alone. Noise in whole people would show
whether a true count is even. A noisy cell is counted in 4^−2(horizon−1): floats turn inexact from 512 people and
64-bit numbers overflow at 524,288.
"""

import math
import secrets
from collections.abc import Iterable, Mapping, Sequence
from operator import index

from cases.releases.disclosure.design import Design, sigma_squared
from cases.releases.disclosure.errors import DisclosureError
from cases.releases.disclosure.sampler import Randbelow, discrete_gaussian
from cases.releases.disclosure.schema import Group, Schema, cells


def draw(design: Design, schema: Schema, group: Group, randbelow: Randbelow = secrets.randbelow) -> list[int]:
    """Fresh noise of one release: a z for each cell of the group, in units of 4^−(horizon−1).

    As secret as raw data, and drawn once: a second draw for the same release breaks the promise.
    Raises DisclosureError when the design has no such group.
    """
    variance = sigma_squared(design, schema, group) * _lattice(design.horizon) ** 2
    return [discrete_gaussian(variance, randbelow) for _ in cells(schema, group)]


def noisy_cells(counts: Iterable[int], rows: Mapping[int, Sequence[int]], design: Design, number: int) -> list[int]:
    """Release ``number``: count + Σ_{k<number} f_k·z_{number−k} for each cell, in units of 4^−2(horizon−1).

    ``counts`` are the sums of all events so far of one group; ``rows`` holds what ``draw`` gave for each release
    from 1 to ``number``, by release. Raises DisclosureError when one of these is missing or another is there (the
    difference of two releases with one noise is the newcomer), a row has another length, or the series is over; TypeError when a count or z is no whole number.
    """
    design.check_number(number)
    exact = [index(count) for count in counts]
    if rows.keys() != set(range(1, number + 1)):
        raise DisclosureError(
            f"Release {number} needs the noise of releases 1 to {number}: if one is lost, end the series."
        )
    if any(len(row) != len(exact) for row in rows.values()):
        raise DisclosureError(
            "A row of noise does not fit the cells: read the row and the schema of this series again."
        )
    lattice = _lattice(design.horizon)
    noise = [0] * len(exact)
    for k in range(number):
        weight = math.comb(2 * k, k) * (lattice // 4**k)
        noise = [sum_so_far + weight * index(z) for sum_so_far, z in zip(noise, rows[number - k], strict=True)]
    return [count * lattice**2 + added for count, added in zip(exact, noise, strict=True)]


def as_float(units: int, horizon: int) -> float:
    """A noisy cell in people, correctly rounded to a float."""
    return units / _lattice(horizon) ** 2


def _lattice(horizon: int) -> int:
    """Steps of the lattice to one person."""
    return int(4 ** (horizon - 1))
