"""Made-up people for measuring: three populations that are hard in different ways. They come from nobody.

``skewed`` is like the field, ``even`` fills every cell alike, ``crews`` is strongly correlated,
with rare values.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cases.releases.disclosure.people import Matrix
from cases.releases.disclosure.schema import DEFAULT_SCHEMA

Column = NDArray[np.uint8]
Generator = np.random.Generator

COUNT_TOPS = (2, 4, 6, 8, 11)
"""The last number of reported indicators of each band."""

CREWS = 6
STRAYS = 0.1

_SKEWED: Mapping[str, Sequence[float]] = {
    "area": (62, 14, 12, 4, 8),
    "period": (22, 34, 22, 12, 10),
    "sector": (60, 12, 8, 4, 2, 5, 3, 6),
    "age_band": (18, 47, 28, 7),
    "sex": (89, 8, 3),
    "channel": (62, 15, 6, 5, 12),
    "hours": (3, 9, 20, 38, 20, 10),
    "pay_withheld": (4, 10, 22, 28, 16, 20),
}
_SKEWED_INDICATORS = (0.75, 0.7, 0.85, 0.65, 0.3, 0.6, 0.8, 0.85, 0.35, 0.75, 0.85)


def skewed(people: int, rng: Generator) -> Matrix:
    """Nine in ten men, mostly construction in the Far East, 15 hours and more; 3 to 20 % unknown."""
    columns = {key: _drawn(people, weights, rng) for key, weights in _SKEWED.items()}
    indicators = [(rng.random(people) < chance).astype(np.uint8) for chance in _SKEWED_INDICATORS]
    return _matrix(columns, indicators, 0.15, rng)


def even(people: int, rng: Generator) -> Matrix:
    """Every value of a dimension nearly as often as the others, independent; indicators at about one half."""
    sizes = {key: len(values) for key, values in DEFAULT_SCHEMA.dimensions.items() if key != "indicator_count"}
    columns = {key: _drawn(people, rng.uniform(0.8, 1.2, size), rng) for key, size in sizes.items()}
    indicators = [
        (rng.random(people) < chance).astype(np.uint8)
        for chance in np.linspace(0.3, 0.7, len(DEFAULT_SCHEMA.indicators))
    ]
    return _matrix(columns, indicators, 0.15, rng)


def crews(people: int, rng: Generator) -> Matrix:
    """Six crews: nine in ten people of a crew share its value in a dimension, the others take any value."""
    crew = _drawn(people, (40, 25, 15, 10, 6, 4), rng)
    columns = {}
    for key, values in DEFAULT_SCHEMA.dimensions.items():
        if key != "indicator_count":
            usual = rng.integers(0, len(values), CREWS, dtype=np.uint8)
            any_value = rng.integers(0, len(values), people, dtype=np.uint8)
            columns[key] = np.where(rng.random(people) < STRAYS, any_value, usual[crew])
    indicators = [
        (rng.random(people) < np.where(rng.random(CREWS) < 0.5, STRAYS, 1 - STRAYS)[crew]).astype(np.uint8)
        for _ in DEFAULT_SCHEMA.indicators
    ]
    return _matrix(columns, indicators, 0.05, rng)


POPULATIONS: Mapping[str, Callable[[int, Generator], Matrix]] = {"skewed": skewed, "even": even, "crews": crews}


def _drawn(people: int, weights: Sequence[float] | NDArray[np.float64], rng: Generator) -> Column:
    """That many values 0, 1, … with the given weights."""
    chances = np.cumsum(weights) / np.sum(weights)
    return np.searchsorted(chances[:-1], rng.random(people), side="right").astype(np.uint8)


def _matrix(columns: Mapping[str, Column], indicators: list[Column], not_asked: float, rng: Generator) -> Matrix:
    """The columns in the order of the schema, with the number of indicators that follows from them."""
    reported = np.sum(indicators, axis=0)
    band = np.searchsorted(COUNT_TOPS, reported).astype(np.uint8)
    band[rng.random(len(band)) < not_asked] = len(COUNT_TOPS)
    every = {**columns, "indicator_count": band}
    return np.stack([*(every[key] for key in DEFAULT_SCHEMA.dimensions), *indicators], axis=1)
