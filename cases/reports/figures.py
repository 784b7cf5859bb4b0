"""Published tables as charts and tables of a document. Rows stand in the order of the schema, never by size."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cases.core.translated import in_language
from cases.documents.charts import Bar, Legend, bar_chart, column_chart, columns_fit
from cases.documents.document import Block, Chart, Column, Heading, Table
from cases.published.data import INDICATORS, ORDERED, UNKNOWN, Cell, Release, Share
from cases.published.data import Table as PublishedTable

from .areas import maps
from .labels import Labels, table_address
from .said import about, count, fictional, language, likely_range, people, with_range

BARS = gettext_noop("Bar chart. %(title)s. %(rows)s.")
COLUMNS = gettext_noop("Column chart. %(title)s. %(rows)s.")


def _count_legend() -> Legend:
    return Legend(_("likely at least this many"), _("likely range"), _("number to quote"))


def _share_legend() -> Legend:
    return Legend(_("likely at least this share"), _("likely range, per 100 people"))


def _count_columns() -> tuple[Column, ...]:
    return Column(_("People"), numeric=True), Column(_("Likely range"), numeric=True)


def _share_columns() -> tuple[Column, ...]:
    return Column(_("Per 100 people"), numeric=True), Column(_("In words"))


def one_way(release: Release, labels: Labels, table: PublishedTable) -> list[Block]:
    """A heading, a map where the rows are areas, a chart and a table of one dimension, or of the indicators."""
    title = labels.table(table)
    rows = tuple((labels.value(cell.d1, cell.v1), about(cell), likely_range(cell)) for cell in table.cells)
    return [
        Heading(title, 2),
        *maps(labels, table),
        _chart(labels, table),
        Table(_caption(release, title), (Column(title), *_count_columns()), rows, _note(release, table)),
    ]


def _chart(labels: Labels, table: PublishedTable) -> Chart:
    """Columns along an ordered side, where all that stands at them fits; else bars."""
    names, texts = [labels.value(cell.d1, cell.v1) for cell in table.cells], [with_range(cell) for cell in table.cells]
    columns, apart = _columns(labels, table.cells)
    if table.rows in ORDERED and columns_fit(columns, apart=apart):
        pattern, drawn = COLUMNS, column_chart(columns, apart=apart, legend=_count_legend(), said=count)
    else:
        bars = [_bar(name, text, cell) for name, text, cell in zip(names, texts, table.cells, strict=True)]
        pattern, drawn = BARS, bar_chart(bars, legend=_count_legend(), said=count)
    return Chart(_in_words(pattern, labels.table(table), names, texts), drawn)


def _columns(labels: Labels, cells: Sequence[Cell]) -> tuple[list[Bar], bool]:
    """The columns, and whether the last stands apart: what is not known, by one word, as its label can be a sentence."""
    known = [cell for cell in cells if cell.v1 != UNKNOWN]
    columns = [_bar(labels.value(cell.d1, cell.v1), _range_below(about(cell), cell), cell) for cell in known]
    unknown = [_bar(_("unknown"), _range_below(about(cell), cell), cell) for cell in cells if cell.v1 == UNKNOWN]
    return columns + unknown, len(unknown) > 0


def _bar(label: str, text: str, cell: Cell) -> Bar:
    return Bar(label, text, cell.lo, cell.hi, cell.value)


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
    below = _("Below each number stands its likely range.")
    note = f"{below} {_note(release, table)}"
    return [Heading(title, 2), Table(_caption(release, title), columns, rows, note)]


def ranges(release: Release, labels: Labels, side: str, shares: Sequence[Share]) -> list[Block]:
    """A heading, a chart and a table of shares that are known as ranges only."""
    title = labels.side(side)
    names = [labels.value(share.d1, share.v1) for share in shares]
    texts = [_("%(low)s to %(high)s") % {"low": share.low, "high": share.high} for share in shares]
    bars = [Bar(name, text, one.low, one.high) for name, text, one in zip(names, texts, shares, strict=True)]
    rows = tuple((name, text, in_language(one.words)) for name, text, one in zip(names, texts, shares, strict=True))
    told = _("Of the people interviewed, not chosen at random.")
    note = _with_fictional(release, f"{told} {table_address(release, side, language=language())}")
    return [
        Heading(title, 2),
        Chart(
            _in_words(BARS, _("%(title)s, per 100 people interviewed") % {"title": title}, names, texts),
            bar_chart(bars, legend=_share_legend(), end=100),
        ),
        Table(
            _("%(title)s: ranges per 100 people interviewed") % {"title": title},
            (Column(title), *_share_columns()),
            rows,
            note,
        ),
    ]


def _in_cell(cell: Cell | None) -> str:
    """Empty where two indicators cross a second time, or one crosses itself."""
    if cell is None:
        return ""
    return _range_below(_("not shown") if cell.value is None else count(cell.value), cell)


def _range_below(number: str, cell: Cell) -> str:
    if cell.lo is None or cell.hi is None:
        return number
    return f"{number}\n{count(cell.lo)}–{count(cell.hi)}"


def _in_words(pattern: str, title: str, names: Sequence[str], texts: Sequence[str]) -> str:
    rows = "; ".join(f"{name}: {text}" for name, text in zip(names, texts, strict=True))
    return _(pattern) % {"title": title, "rows": rows}


def _caption(release: Release, title: str) -> str:
    return _("%(title)s: of %(people)s") % {"title": title, "people": people(release)}


def _note(release: Release, table: PublishedTable) -> str:
    address = table_address(release, table.rows, table.columns, language())
    told = _("Not chosen at random; numbers blurred.")
    return _with_fictional(release, f"{told} {address}")


def _with_fictional(release: Release, note: str) -> str:
    return f"{fictional()}. {note}" if release.fictional else note
