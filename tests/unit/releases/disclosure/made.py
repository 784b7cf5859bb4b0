"""Made-up people and seeded noise, for tests of the engine."""

import random
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from cases.releases.disclosure.counts import Counts, counts
from cases.releases.disclosure.design import Design
from cases.releases.disclosure.mechanism import draw, noisy_cells
from cases.releases.disclosure.people import Matrix, levels
from cases.releases.disclosure.sampler import Randbelow
from cases.releases.disclosure.schema import DEFAULT_SCHEMA, Group, Schema

TINY = Schema(
    dimensions={"colour": ("red", "blue", "unknown"), "size": ("small", "unknown")},
    indicators=("A", "B"),
    menu=(("colour", "size"), ("colour", "A"), ("B", "size"), ("A", "B")),
)
"""A schema with every kind of pair: two dimensions, an indicator on either side, two indicators."""

ALL_PAIRS = Schema(
    DEFAULT_SCHEMA.dimensions,
    DEFAULT_SCHEMA.indicators,
    tuple(
        (first, second)
        for place, first in enumerate(DEFAULT_SCHEMA.keys)
        for second in DEFAULT_SCHEMA.keys[place + 1 :]
    ),
)


def vector(**changes: object) -> dict[str, object]:
    """A person of the tiny schema."""
    return {"colour": "red", "size": "small", "indicators": ["A"], **changes}


def people(schema: Schema, number: int, seed: int = 1) -> Matrix:
    """That many random people."""
    rng = np.random.default_rng(seed)
    columns = [rng.integers(0, levels(schema, key), number, dtype=np.uint8) for key in schema.keys]
    return np.stack(columns, axis=1)


def entered(schema: Schema, matrix: Matrix) -> dict[Group, Counts]:
    """True counts of people who all entered."""
    return counts(schema, matrix, np.ones(len(matrix), dtype=np.int8))


def seeded(seed: int) -> Randbelow:
    """The same random numbers in every run; the law of the noise is the same as with ``secrets``."""
    return random.Random(seed).randrange  # noqa: S311


def noise(schema: Schema, design: Design, group: Group, number: int, seed: int = 1) -> dict[int, list[int]]:
    """Seeded noise of releases 1 to ``number``."""
    randbelow = seeded(seed)
    return {release: draw(design, schema, group, randbelow) for release in range(1, number + 1)}


def noisy(
    schema: Schema, design: Design, number: int, true: Mapping[Group, NDArray[np.int64]], seed: int = 1
) -> dict[Group, list[int]]:
    """The noisy cells of a release, by group of the design."""
    return {
        group: noisy_cells(true[group].tolist(), noise(schema, design, group, number, seed), design, number)
        for group in design.shares
    }
