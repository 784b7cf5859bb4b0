"""What a release counts by: its dimensions and indicators, and which of them are crossed in a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cases.core.translated import LANGUAGES, in_all_languages, in_language
from cases.published.data import INDICATORS, TOTAL, Cell, Words, table_key
from cases.published.models import PublishedCell, PublishedRelease

Pair = tuple[str, str]
"""A dimension and one of its values."""


@dataclass(frozen=True)
class Point:
    """A place on a side of a table: a value of a dimension, or an indicator that was reported.

    ``name`` tells it apart on its side and in addresses: the value, or the indicator's code.
    """

    dimension: str
    value: str
    name: str
    label: Words

    @property
    def pair(self) -> Pair:
        return self.dimension, self.value


@dataclass(frozen=True)
class Side:
    """A side of a table: a dimension, or all the indicators together."""

    key: str
    label: Words
    points: tuple[Point, ...]

    @property
    def exclusive(self) -> bool:
        """Whether each person stands in one row only."""
        return self.key != INDICATORS

    def point(self, name: str) -> Point | None:
        return next((point for point in self.points if point.name == name), None)


class Schema:
    """The sides of a release's tables, and in ``menu`` the two sides of each table that crosses two."""

    def __init__(self, release: PublishedRelease, *, crosses: bool) -> None:
        self.sides = {each["key"]: _dimension(each) for each in release.dimensions}
        self.sides[INDICATORS] = _indicators(release.indicators)
        self.menu = self._menu(release.menu) if crosses else []

    def _menu(self, pairs: Iterable[Iterable[str]]) -> list[tuple[str, str]]:
        """Each pair of sides once; the pairs of a release name every indicator by itself."""
        sides = ((self._side(first), self._side(second)) for first, second in pairs)
        return list(dict.fromkeys(sides))

    def _side(self, dimension: str) -> str:
        return dimension if dimension in self.sides else INDICATORS

    def partners(self, *sides: str) -> list[Side]:
        """The sides that stand in a table with each of these."""
        return [side for key, side in self.sides.items() if all(self.table(key, other) for other in sides)]

    def table(self, one: str, other: str) -> str:
        """The key of the table of two sides, whichever comes first; empty where there is none."""
        pair = next((pair for pair in self.menu if pair in ((one, other), (other, one))), None)
        return table_key(*pair) if pair else ""

    def title(self, rows: str, columns: str = "") -> Words:
        """The name of a table in three languages: its side, or both sides."""
        return crossed(*(self.sides[key].label for key in (rows, columns) if key))


def crossed(*labels: Words) -> Words:
    """What a table crosses, in three languages: “Sector × Daily hours”."""
    return {language: " × ".join(in_language(label, language) for label in labels) for language in LANGUAGES}


def _dimension(each: Mapping[str, Any]) -> Side:
    points = (Point(each["key"], value["key"], value["key"], value["label"]) for value in each["values"])
    return Side(each["key"], each["label"], tuple(points))


def _indicators(rows: Iterable[Mapping[str, Any]]) -> Side:
    points = (Point(row["key"], row["values"][0]["key"], row["key"], row["label"]) for row in rows)
    return Side(INDICATORS, in_all_languages(_("Indicators of forced labour reported")), tuple(points))


class Counts:
    """Cells by what they count, in whichever order their dimensions stand."""

    def __init__(self, rows: QuerySet[PublishedCell]) -> None:
        found = (Cell(*row) for row in rows.values_list("d1", "v1", "d2", "v2", "value", "lo", "hi"))
        self._cells = {frozenset(pair for pair in ((c.d1, c.v1), (c.d2, c.v2)) if pair[0]): c for c in found}

    def find(self, *pairs: Pair) -> Cell:
        """The cell that counts the people of these values; a hidden one where the release has none."""
        return self._cells.get(frozenset(pairs), Cell())

    @property
    def total(self) -> Cell:
        """All the people interviewed."""
        return self.find()


def whole(*keys: str) -> Q:
    """Every cell of these tables, and the total."""
    return Q(table__key__in=[TOTAL, *keys])


def slice_of(key: str, point: Point) -> Q:
    """The cells of a table that count people of one value."""
    first = Q(d1=point.dimension, v1=point.value)
    return Q(table__key=key) & (first | Q(d2=point.dimension, v2=point.value))
