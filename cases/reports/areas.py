"""The map of areas for a document. It says what the table below it says, and nothing by colour but what is shown."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from cases.documents.document import Chart
from cases.documents.maps import Box, Region, area_map
from cases.published.areas import AREA, PLACES, on_two_lines, shapes
from cases.published.data import Cell, Table

from .labels import Labels
from .said import about, likely_range, with_range


def maps(labels: Labels, table: Table) -> list[Chart]:
    """The map of a table whose rows are areas; of any other table none."""
    if table.rows != AREA or table.columns:
        return []
    cells = {cell.v1: cell for cell in table.cells}
    title = _("Map of the areas")
    note = _(
        "Boundaries as in Natural Earth; they state no position of ours. Crimea and Sevastopol are drawn with Ukraine. "
        "An area is coloured alike whatever its number: the size of an area says nothing about people."
    )
    return [Chart(_in_words(title, labels, table), _drawn(labels, cells), caption=f"{title}. {note}")]


def _in_words(title: str, labels: Labels, table: Table) -> str:
    """Every number, from west to east, then what is no place on the map."""
    told = _("Russia in three areas, with its neighbours in outline. Colour says only whether a number is shown.")
    order = {name: place for place, name in enumerate(PLACES)}
    rows = sorted(table.cells, key=lambda cell: order.get(cell.v1, len(order)))
    return f"{title}: {labels.table(table)}. {told} {'; '.join(_row(labels, cell) for cell in rows)}."


def _drawn(labels: Labels, cells: Mapping[str, Cell]) -> str:
    outlines = shapes()
    regions = [
        Region(_name(labels, cells[name]), _lines(cells[name]), cells[name].shown, outlines["areas"][name], *at)
        for name, at in PLACES.items()
        if name in cells
    ]
    boxes = [Box(_row(labels, cell), cell.shown) for name, cell in cells.items() if name not in PLACES]
    return area_map(outlines["width"], outlines["height"], outlines["countries"], regions, boxes)


def _name(labels: Labels, cell: Cell) -> tuple[str, ...]:
    return tuple(filter(None, on_two_lines(labels.value(cell.d1, cell.v1))))


def _lines(cell: Cell) -> tuple[str, ...]:
    return tuple(filter(None, (about(cell), likely_range(cell))))


def _row(labels: Labels, cell: Cell) -> str:
    return f"{labels.value(cell.d1, cell.v1)}: {with_range(cell)}"
