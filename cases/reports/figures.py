"""Published tables as charts and tables of a document. Rows stand in the order of the schema, never by size."""

from collections.abc import Sequence

from cases.documents.charts import Bar, Legend, bar_chart
from cases.documents.document import Block, Chart, Column, Heading, Table
from cases.published.data import INDICATORS, Cell, Release, Share
from cases.published.data import Table as PublishedTable

from .labels import FICTIONAL, LANGUAGE, NOT_SHOWN, Labels, about, likely_range, people, table_address

COUNT_LEGEND = Legend("likely at least this many", "likely range", "number to quote")
SHARE_LEGEND = Legend("likely at least this share", "likely range, per 100 people")
COUNT_COLUMNS = (Column("People", numeric=True), Column("Likely range", numeric=True))
SHARE_COLUMNS = (Column("Per 100 people", numeric=True), Column("In words"))


def one_way(release: Release, labels: Labels, table: PublishedTable) -> list[Block]:
    """A heading, a chart and a table of one dimension, or of the indicators."""
    title = labels.table(table)
    names = [labels.value(cell.d1, cell.v1) for cell in table.cells]
    rows = tuple((name, about(cell), likely_range(cell)) for name, cell in zip(names, table.cells, strict=True))
    texts = [f"{number} ({band})" if band else number for _name, number, band in rows]
    bars = [
        Bar(name, text, cell.lo, cell.hi, cell.value)
        for name, text, cell in zip(names, texts, table.cells, strict=True)
    ]
    return [
        Heading(title, 2),
        Chart(_in_words(title, names, texts), bar_chart(bars, legend=COUNT_LEGEND)),
        Table(_caption(release, title), (Column(title), *COUNT_COLUMNS), rows, _note(release, table)),
    ]


def two_way(release: Release, labels: Labels, table: PublishedTable) -> list[Block]:
    """A heading and a table with the likely range below each number. Indicators have long names and stand as rows."""
    cells = {((cell.d1, cell.v1), (cell.d2, cell.v2)): cell for cell in table.cells}
    first = list(dict.fromkeys(one for one, _other in cells))
    second = list(dict.fromkeys(other for _one, other in cells))
    row_side = table.rows
    if table.columns == INDICATORS:
        first, second, row_side = second, first, table.columns
        cells = {(other, one): cell for (one, other), cell in cells.items()}
    rows = tuple((labels.value(*one), *(_in_cell(cells.get((one, other))) for other in second)) for one in first)
    columns = (Column(labels.side(row_side)), *(Column(labels.value(*other), numeric=True) for other in second))
    title = labels.table(table)
    note = f"Below each number stands its likely range. {_note(release, table)}"
    return [Heading(title, 2), Table(_caption(release, title), columns, rows, note)]


def ranges(release: Release, labels: Labels, side: str, shares: Sequence[Share]) -> list[Block]:
    """A heading, a chart and a table of shares that are known as ranges only."""
    title = labels.side(side)
    names = [labels.value(share.d1, share.v1) for share in shares]
    texts = [f"{share.low} to {share.high}" for share in shares]
    bars = [Bar(name, text, one.low, one.high) for name, text, one in zip(names, texts, shares, strict=True)]
    rows = tuple((name, text, one.words[LANGUAGE]) for name, text, one in zip(names, texts, shares, strict=True))
    note = _with_fictional(release, f"Of the people interviewed, not chosen at random. {table_address(release, side)}")
    return [
        Heading(title, 2),
        Chart(
            _in_words(f"{title}, per 100 people interviewed", names, texts),
            bar_chart(bars, legend=SHARE_LEGEND, end=100),
        ),
        Table(f"{title}: ranges per 100 people interviewed", (Column(title), *SHARE_COLUMNS), rows, note),
    ]


def _in_cell(cell: Cell | None) -> str:
    """Empty where two indicators cross a second time, or one crosses itself."""
    if cell is None:
        return ""
    return f"{cell.value:,}\n{cell.lo:,}–{cell.hi:,}" if cell.shown else NOT_SHOWN


def _in_words(title: str, names: Sequence[str], texts: Sequence[str]) -> str:
    rows = "; ".join(f"{name}: {text}" for name, text in zip(names, texts, strict=True))
    return f"Bar chart. {title}. {rows}."


def _caption(release: Release, title: str) -> str:
    return f"{title}: of {people(release)}"


def _note(release: Release, table: PublishedTable) -> str:
    address = table_address(release, table.rows, table.columns)
    return _with_fictional(release, f"Not chosen at random; numbers blurred. {address}")


def _with_fictional(release: Release, note: str) -> str:
    return f"{FICTIONAL}. {note}" if release.fictional else note
