"""Two groups side by side: each row with both, each out of its own people, and whether a difference can be told."""

from collections.abc import Sequence
from dataclasses import dataclass

from cases.core.translated import LANGUAGES, in_language
from cases.published.data import Cell, Words

from .charts import draw
from .figures import Bar
from .schema import Counts, Point, Side

Pair = tuple[Point, Point]


@dataclass(frozen=True)
class Row:
    """A row with a bar for each group. ``larger`` is the group of which a larger part stands here, beyond the blur."""

    point: Point
    bars: tuple[Bar, Bar]
    larger: Point | None

    @property
    def comparable(self) -> bool:
        """Whether both groups show a number."""
        return all(bar.drawing for bar in self.bars)

    @property
    def empty(self) -> bool:
        return not any(bar.drawing for bar in self.bars)


@dataclass(frozen=True)
class Comparison:
    """A figure of two groups. ``address`` shows it in this release for good, ``bases`` is how many people they are."""

    name: str
    title: Words
    side: Side
    groups: Pair
    bases: tuple[Cell, Cell]
    rows: tuple[Row, ...]
    address: str

    has_bases = True
    in_points = False

    @property
    def hides(self) -> bool:
        return not all(row.comparable for row in self.rows)


def beside(counts: Counts, side: Side, groups: Pair, address: str) -> Comparison:
    """A side among the people of two groups. Rows in which neither is shown come last, by label."""
    rows = [_row(counts, point, groups) for point in side.points]
    name = f"{side.key}-{groups[0].name}-{groups[1].name}"
    bases = (counts.find(groups[0].pair), counts.find(groups[1].pair))
    return Comparison(name, _title(side, groups), side, groups, bases, _empty_last(rows), f"{address}#{name}")


def _title(side: Side, groups: Pair) -> Words:
    labels = (side.label, *(point.label for point in groups))
    return {each: "{}: {} | {}".format(*(in_language(label, each) for label in labels)) for each in LANGUAGES}


def _empty_last(rows: Sequence[Row]) -> tuple[Row, ...]:
    empty = [row for row in rows if row.empty]
    empty.sort(key=lambda row: in_language(row.point.label).casefold())
    return (*(row for row in rows if not row.empty), *empty)


def _row(counts: Counts, point: Point, groups: Pair) -> Row:
    found = [(counts.find(point.pair, group.pair), counts.find(group.pair)) for group in groups]
    one, other = (_bar(group, cell, base) for group, (cell, base) in zip(groups, found, strict=True))
    larger = None
    if one.drawing and other.drawing:
        (low, high), (other_low, other_high) = (part(cell, base) for cell, base in found)
        larger = groups[0] if low > other_high else groups[1] if other_low > high else None
    return Row(point, (one, other), larger)


def _bar(group: Point, cell: Cell, base: Cell) -> Bar:
    """A group's bar, as long as its part of the group; without a number where the group's own is not shown."""
    if not cell.value or not base.value:
        return Bar(group)
    low, high = part(cell, base)
    return Bar(group, cell, base, draw(low, high, 1, value=min(1, cell.value / base.value), track=1))


def part(cell: Cell, base: Cell) -> tuple[float, float]:
    """The likely part of a group's people, from 0 to 1: as wide as both numbers may be off. Both are shown."""
    assert cell.lo is not None
    assert cell.hi is not None
    assert base.lo is not None
    assert base.hi
    return cell.lo / base.hi, min(1.0, cell.hi / base.lo) if base.lo else 1.0
