"""Figures of a release as a page shows them: rows with their numbers, and a bar with its blur drawn as a band."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from cases.core.translated import in_language
from cases.published.data import INDICATORS, ORDERED, UNKNOWN, Cell, Words, table_key
from cases.published.models import PublishedRelease

from .charts import Column, Drawing, draw, place, raised
from .schema import Counts, Point, Schema, Side, crossed


@dataclass(frozen=True)
class Bar:
    """A row. A hidden one has no number at all, whatever the reason, and always looks the same.

    ``base`` is how many people the row's number is out of, where that differs from row to row.
    """

    point: Point
    cell: Cell = Cell()
    base: Cell | None = None
    drawing: Drawing | None = None
    words: Words | None = None
    href: str = ""

    @property
    def apart(self) -> bool:
        """Whether it stands outside the order of its side."""
        return self.point.name == UNKNOWN


@dataclass(frozen=True)
class Figure:
    """A chart and the table beside it. ``address`` shows this figure in this release for good.

    ``base`` is the number of people it is about, ``scope`` who they are where not everybody. ``table`` is the key of its
    table where the address does not name it.
    """

    name: str
    title: Words
    side: Side
    bars: tuple[Bar, ...]
    base: Cell
    address: str
    scope: Point | None = None
    in_points: bool = False
    table: str = ""

    @property
    def has_bases(self) -> bool:
        return any(bar.base for bar in self.bars)

    @property
    def ordered(self) -> bool:
        """Whether it is drawn as columns: numbers of people along an ordered side."""
        return self.side.key in ORDERED and not self.in_points

    @property
    def columns(self) -> list[tuple[Bar, Column]]:
        """Its rows from left to right in the order of the schema, whether shown or not; unknown apart at the end."""
        return columns(self, scale(bar.cell.hi for bar in self.bars))

    @property
    def hides(self) -> bool:
        return any(bar.drawing is None for bar in self.bars)

    @property
    def empty(self) -> bool:
        return all(bar.drawing is None for bar in self.bars)


@dataclass(frozen=True)
class Maker:
    """Makes the figures of one release. ``kept`` are the parameters that keep links inside it."""

    release: PublishedRelease
    schema: Schema
    counts: Counts
    kept: dict[str, str]

    def whole(self, side: Side) -> Figure:
        """A side by itself: how many of all the people interviewed."""
        bars = self._bars(side, lambda point: self.counts.find(point.pair), of=self.counts.total)
        return Figure(side.key, side.label, side, bars, self.counts.total, self.table_address(side.key))

    def within(self, side: Side, scope: Point, scope_side: Side, *, link: bool = True) -> Figure:
        """A side among the people of one value of another."""
        base = self.counts.find(scope.pair)
        bars = self._bars(side, lambda point: self.counts.find(point.pair, scope.pair), of=base, link=link)
        key = self.schema.table(side.key, scope_side.key)
        # The table's page has a place for each group of its first side, and for none of its second.
        address = self.table_address(key, scope.name if key == table_key(scope_side.key, side.key) else "")
        return Figure(f"{side.key}-{scope.name}", side.label, side, bars, base, address, scope)

    def alone(self, indicator: Point) -> Figure:
        """One indicator: how many of all the people interviewed."""
        side = replace(self.schema.sides[INDICATORS], points=(indicator,))
        bars = self._bars(side, lambda point: self.counts.find(point.pair), of=self.counts.total, link=False)
        address = self.table_address(INDICATORS, indicator.name)
        return Figure("all", indicator.label, side, bars, self.counts.total, address)

    def across(self, indicator: Point, side: Side) -> Figure:
        """One indicator along a side: each row is out of the people of its own value."""
        rows = [(p, self.counts.find(p.pair, indicator.pair), self.counts.find(p.pair)) for p in side.points]
        full = scale(number for _point, cell, base in rows for number in (cell.hi, base.value))
        bars = hidden_last([bar(point, cell, full, track=base.value, base=base) for point, cell, base in rows])
        address = indicator_address(indicator.name, {"release": self.release.pk}) + f"#by-{side.key}"
        title = crossed(indicator.label, side.label)
        table = self.schema.table(side.key, INDICATORS)
        return Figure(f"by-{side.key}", title, side, bars, self.counts.total, address, table=table)

    def crossed(self, title: Words, side: Side, groups: Side, panels: Iterable[Figure]) -> Figure:
        """A whole table of two sides, whose rows stand in a panel for each group."""
        bars = tuple(bar for panel in panels for bar in panel.bars)
        address = self.table_address(self.schema.table(groups.key, side.key))
        return Figure("whole", title, side, bars, self.counts.total, address)

    def table_address(self, key: str, fragment: str = "") -> str:
        """The permanent page of a table, and the place on it."""
        page = reverse("public:release_table", args=[self.release.pk, key])
        return f"{page}#{fragment}" if fragment else page

    def _bars(self, side: Side, cell_of: Callable[[Point], Cell], *, of: Cell, link: bool = True) -> tuple[Bar, ...]:
        cells = [(point, cell_of(point)) for point in side.points]
        full = scale([of.value, *(cell.hi for _point, cell in cells)])
        hrefs = {p.name: indicator_address(p.name, self.kept) for p in side.points if link and not side.exclusive}
        return hidden_last(
            [bar(point, cell, full, track=of.value, href=hrefs.get(point.name, "")) for point, cell in cells]
        )


def ranges(release: PublishedRelease, side: Side, kept: dict[str, str], *, link: bool = True) -> Figure:
    """A side in the second tier: each row a range in points of 100, in words and drawn."""
    shares = {(share["d1"], share["v1"]): share for share in release.shares}
    bars = []
    for point in side.points:
        href = indicator_address(point.name, kept) if link and not side.exclusive else ""
        share = shares.get(point.pair)
        if share is None:
            bars.append(Bar(point, href=href))
        else:
            cell = Cell(lo=share["low"], hi=share["high"])
            drawing = draw(share["low"], share["high"], 100, track=100)
            bars.append(Bar(point, cell, drawing=drawing, words=share["words"], href=href))
    address = reverse("public:release_table", args=[release.pk, side.key])
    return Figure(side.key, side.label, side, hidden_last(bars), Cell(), address, in_points=True)


def bar(point: Point, cell: Cell, full: int, *, track: int | None, base: Cell | None = None, href: str = "") -> Bar:
    """A row with its bar; without either where the number is not shown."""
    if cell.value is None or cell.lo is None or cell.hi is None:
        return Bar(point, href=href)
    return Bar(point, cell, base, draw(cell.lo, cell.hi, full, value=cell.value, track=track), href=href)


def columns(figure: Figure, full: int) -> list[tuple[Bar, Column]]:
    """The rows of a figure as columns on a scale that ends at ``full``; ones that are not shown have no height."""
    by_pair = {bar.point.pair: bar for bar in figure.bars}
    bars = sorted((by_pair[point.pair] for point in figure.side.points), key=lambda bar: bar.apart)
    gap = bars[-1].apart
    places = [place(nth, len(bars), apart=bar.apart, gap=gap) for nth, bar in enumerate(bars)]
    return [(bar, _raised(at, bar.cell, full)) for bar, at in zip(bars, places, strict=True)]


def _raised(column: Column, cell: Cell, full: int) -> Column:
    if cell.value is None or cell.lo is None or cell.hi is None:
        return column
    return raised(column, cell.lo, cell.hi, full, value=cell.value)


def scale(numbers: Iterable[int | None]) -> int:
    """Where the scale of a figure ends: at everybody, or further where a band reaches beyond."""
    return max((number for number in numbers if number), default=1)


def hidden_last(bars: Sequence[Bar]) -> tuple[Bar, ...]:
    """Shown rows in the order of the schema, never by size; then hidden ones by label, so that none hints at a size."""
    hidden = [bar for bar in bars if bar.drawing is None]
    shown = [bar for bar in bars if bar.drawing is not None]
    return (*shown, *sorted(hidden, key=lambda bar: in_language(bar.point.label).casefold()))


def indicator_address(code: str, kept: dict[str, str]) -> str:
    """The page of an indicator, in the same release."""
    page = reverse("public:indicator", args=[code])
    return f"{page}?{urlencode(kept)}" if kept else page


NAMED = 3
"""How many rows a text names when none stands out."""


@dataclass(frozen=True)
class Strongest:
    """The rows that were reported by most people; several where their likely ranges overlap, in no order."""

    bars: tuple[Bar, ...]
    base: Cell

    @property
    def few(self) -> bool:
        """Whether so few overlap that a text can name them all."""
        return len(self.bars) <= NAMED

    @property
    def alone(self) -> Bar | None:
        """The one row that is above every other beyond the blur; only then may a text rank."""
        return self.bars[0] if len(self.bars) == 1 else None


def strongest(figure: Figure) -> Strongest | None:
    """The row with the highest low end, with every row whose range reaches up to it."""
    shown = [bar for bar in figure.bars if bar.drawing is not None]
    if not shown:
        return None
    mark = max(bar.cell.lo or 0 for bar in shown)
    return Strongest(tuple(bar for bar in shown if (bar.cell.hi or 0) >= mark), figure.base)
