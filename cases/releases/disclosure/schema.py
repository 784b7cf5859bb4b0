"""What a series publishes: dimensions, indicators, and the pairs of them that are crossed (the menu).

A person has exactly one value in each dimension and reports any number of the indicators. The noise is computed
from these facts (``sensitivity``), so they are refused, not repaired, when they do not hold.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple, Self

from cases.releases.disclosure.errors import DisclosureError

REPORTED = "reported"
"""The one value of an indicator."""

INDICATORS = "indicators"
"""The key of a person's reported indicators; no dimension may bear it."""

MOST_VALUES = 256
"""A value is stored in one byte."""


class Group(StrEnum):
    """Tables that share a part of the privacy budget."""

    ONE_WAY = "one_way"
    MENU = "menu"


class CellKey(NamedTuple):
    """What a cell counts. The total has four empty keys, a one-way cell an empty ``d2`` and ``v2``."""

    d1: str = ""
    v1: str = ""
    d2: str = ""
    v2: str = ""


@dataclass(frozen=True, eq=False)
class Schema:
    """The values of each dimension, the codes of the indicators, and the crossed pairs of either, all in order.

    Two schemas are equal when their order is equal too: the order of cells follows from it.
    Raises DisclosureError when a name stands twice, a dimension has no value or over 256, or a pair names what is
    not there, names one thing twice, or stands twice (in either order).
    """

    dimensions: Mapping[str, tuple[str, ...]]
    indicators: tuple[str, ...]
    menu: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        dimensions = {key: tuple(values) for key, values in self.dimensions.items()}
        object.__setattr__(self, "dimensions", MappingProxyType(dimensions))
        object.__setattr__(self, "indicators", tuple(self.indicators))
        object.__setattr__(self, "menu", tuple((first, second) for first, second in self.menu))
        self._check_names()
        self._check_menu()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Schema) and self._parts == other._parts

    def __hash__(self) -> int:
        return hash(self._parts)

    @property
    def _parts(self) -> tuple[Any, ...]:
        return tuple(self.dimensions.items()), self.indicators, self.menu

    @property
    def keys(self) -> tuple[str, ...]:
        """The dimensions, then the indicators: the columns of an encoded matrix."""
        return (*self.dimensions, *self.indicators)

    def values(self, key: str) -> tuple[str, ...]:
        """The values of a dimension; of an indicator, the one value ``reported``."""
        return self.dimensions.get(key, (REPORTED,))

    def to_json(self) -> dict[str, Any]:
        """A plain dict for ``from_json``. Lists of pairs, because a jsonb column forgets the order of an object."""
        return {
            "dimensions": [[key, list(values)] for key, values in self.dimensions.items()],
            "indicators": list(self.indicators),
            "menu": [list(pair) for pair in self.menu],
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """The schema that ``to_json`` wrote."""
        return cls(dict(plain["dimensions"]), plain["indicators"], plain["menu"])

    def _check_names(self) -> None:
        if {"", INDICATORS} & set(self.keys) or _repeated(self.keys):
            raise DisclosureError("Two dimensions or indicators share a key, or one is reserved: name each anew.")
        for key, values in self.dimensions.items():
            if not 1 <= len(values) <= MOST_VALUES or "" in values or _repeated(values):
                raise DisclosureError(f"Dimension “{key}” needs 1 to {MOST_VALUES} different values: correct its list.")

    def _check_menu(self) -> None:
        for pair in self.menu:
            if not set(pair) <= set(self.keys) or pair[0] == pair[1]:
                raise DisclosureError(
                    f"The menu cannot cross “{pair[0]}” with “{pair[1]}”: name two keys of the schema."
                )
        if _repeated(frozenset(pair) for pair in self.menu):
            raise DisclosureError("A pair stands twice in the menu: keep one of the two.")


def _repeated(names: Iterable[object]) -> bool:
    return any(number > 1 for number in Counter(names).values())


@lru_cache(maxsize=64)
def cells(schema: Schema, group: Group) -> tuple[CellKey, ...]:
    """Every cell of a group in the fixed order in which counts, noise and figures are stored.

    One-way: the total, then the values of each dimension, then the indicators. Menu: pair by pair, row by row.
    """
    if group is Group.ONE_WAY:
        return (CellKey(), *(CellKey(key, value) for key in schema.keys for value in schema.values(key)))
    return tuple(
        CellKey(first, one, second, other)
        for first, second in schema.menu
        for one in schema.values(first)
        for other in schema.values(second)
    )


def sensitivity(schema: Schema, group: Group) -> int:
    """g, the most cells of a group that one person can touch.

    It is the number of tables: a person is in at most one cell of each, having one value in every dimension.
    ``counts.contribution`` checks it on the people themselves.
    """
    return len({(cell.d1, cell.d2) for cell in cells(schema, group)})


_INDICATOR_CODES = tuple(f"ILO-{number:02}" for number in range(1, 12))

DEFAULT_SCHEMA = Schema(
    dimensions={
        "area": ("far_east", "siberia", "other_russia", "other_country", "unknown"),
        "period": ("until_2016", "2017_2019", "2020_2021", "from_2022", "unknown"),
        "sector": (
            "construction", "forestry", "manufacturing", "farming_fishing", "it", "services", "other", "unknown",
        ),
        "age_band": ("under_30", "30_44", "45_over", "unknown"),
        "sex": ("male", "female", "unknown"),
        "channel": ("company", "military", "student", "other", "unknown"),
        "hours": ("up_to_10", "11_12", "13_14", "15_16", "17_over", "unknown"),
        "pay_withheld": ("0_24", "25_49", "50_74", "75_89", "90_100", "unknown"),
        "indicator_count": ("0_2", "3_4", "5_6", "7_8", "9_11", "unknown"),
    },
    indicators=_INDICATOR_CODES,
    menu=(
        ("sex", "sector"),
        ("sex", "age_band"),
        ("sector", "area"),
        ("area", "period"),
        ("sector", "channel"),
        ("sector", "hours"),
        ("sector", "pay_withheld"),
        *(("sex", code) for code in _INDICATOR_CODES),
        *(("sector", code) for code in _INDICATOR_CODES),
    ),
)  # fmt: skip
"""The schema of the first case (disclosure control, "Default schema")."""
