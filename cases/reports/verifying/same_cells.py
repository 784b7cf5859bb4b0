"""Checks that every file of a release holds the same cells as cells.csv."""

from collections.abc import Iterable, Iterator

from cases.published.data import INDICATORS, Tier, table_key
from cases.reports.fixed import INDICATOR_COLUMNS, NOT_SHOWN, RANGE_COLUMNS

from .downloads import Download
from .files import RANGES
from .outcome import Fails
from .rows import Row, number_of, rows_of_json, table_of
from .workbook import Value

SECTOR, PACKAGE = "sector", "datapackage.json"
Side = tuple[str, str]


def _check_label(download: Download, key: Side, label: Value, where: str) -> None:
    """A row is named as datapackage.json names its key: two labels exchanged are two cells exchanged.

    An indicator goes by its own name, because its only value is "reported".
    """
    try:
        dimension = download.json(PACKAGE)["labels"][key[0]]
        words = dimension["label"] if key[0] in download.description.multi else dimension["values"][key[1]]
        expected = words["en"]
    except (LookupError, TypeError) as error:
        raise Fails(f"{PACKAGE} has no label for {' '.join(key)}") from error
    if label != expected:
        raise Fails(f"{where} is named “{label}”, in {PACKAGE} “{expected}”")


def cells_json(download: Download) -> str:
    rows = rows_of_json(download.json("cells.json"), download.description.number)
    _compare(download.rows, rows)
    return f"the same {len(rows)} cells as cells.csv"


def tables_xlsx(download: Download) -> str:
    """A sheet for each table, a line for each cell; the lines stand in the order of cells.csv."""
    sheets = download.sheets
    tables = _tables(download)
    if list(sheets) != ["About", *tables]:
        raise Fails("its sheets are not “About” and the tables of cells.csv in their order")
    for key, rows in tables.items():
        lines = sheets[key].lines[1:]
        for place, row in enumerate(rows):
            line = lines[place] if place < len(lines) else []
            _check_line(download, row, line, where=f"sheet {key}, row {place + 2}")
        if any(not isinstance(value, str | None) for line in lines[len(rows) :] for value in line):
            raise Fails(f"sheet {key} has numbers below its table")
    return f"the same {len(download.rows)} cells as cells.csv, in {len(tables)} sheets"


def indicators_csv(download: Download) -> str:
    """The indicators over all and by sector, below a row of HXL tags; shares only where the tier has ranges."""
    release = download.description
    lines = table_of(download.text("indicators.csv"), "indicators.csv", tuple(INDICATOR_COLUMNS))
    if not lines or lines[0] != list(INDICATOR_COLUMNS.values()):
        raise Fails("its second row is not the row of HXL tags")
    expected = list(_indicator_rows(download.rows, release.multi))
    if len(lines) - 1 != len(expected):
        raise Fails(f"it has {len(lines) - 1} cells, cells.csv {len(expected)}")
    shares = _shares(download)
    for place, (row, line) in enumerate(zip(expected, lines[1:], strict=True), start=3):
        where = f"row {place}"
        identifier, _stream, sector, code, label, *numbers, shown, note = line
        share = (None, None) if row.d2 else shares.get((row.d1, row.v1), (None, None))
        found = [number_of(one, where) for one in numbers]
        if (identifier, code, found) != (release.identifier, row.d1, [*row.numbers, *share]):
            raise Fails(f"{where} differs from {row.name} of cells.csv")
        if (shown == "yes") != (found != [None] * 5) or (not row.d2) != (not sector):
            raise Fails(f"{where} says wrongly whether it is shown, or of which sector")
        _check_label(download, (row.d1, row.v1), label, where)
        if sector:
            _check_label(download, (row.d2, row.v2), sector, where)
        if release.plain["caveat"]["en"] not in note or ("Fictional" in note) != release.plain["fictional"]:
            raise Fails(f"{where} lacks the caveat, or is wrong about whether it is fictional")
    return f"the same {len(expected)} cells as cells.csv, with HXL tags"


def ranges_csv(download: Download) -> str:
    """The shares of release.json; the file is there in the second tier only."""
    shares = _shares(download)
    if download.description.tier != Tier.RANGES:
        if shares or RANGES in download.names:
            raise Fails(f"tier “{download.description.tier}” has no ranges, but they are there")
        return "no ranges, as the tier says"
    lines = table_of(download.text(RANGES), RANGES, RANGE_COLUMNS)
    found = [((d1, v1), (number_of(low, RANGES), number_of(high, RANGES))) for d1, v1, low, high, _words in lines]
    words = [line[-1] for line in lines]
    if found != list(shares.items()) or words != [one["words"]["en"] for one in download.description.plain["shares"]]:
        raise Fails("it and release.json do not hold the same ranges")
    return f"the same {len(found)} ranges as release.json"


def _tables(download: Download) -> dict[str, list[Row]]:
    """The cells by table, in the order of cells.csv."""
    multi, tables = download.description.multi, dict[str, list[Row]]()
    for row in download.rows:
        sides = (INDICATORS if side in multi else side for side in (row.d1, row.d2))
        tables.setdefault(table_key(*sides), []).append(row)
    return tables


def _check_line(download: Download, row: Row, line: list[Value], where: str) -> None:
    keys = [(dimension, value) for dimension, value in ((row.d1, row.v1), (row.d2, row.v2)) if dimension]
    labels, numbers = line[: len(keys)], line[len(keys) :]
    expected = [NOT_SHOWN] if row.value is None else list(row.numbers)
    if numbers != expected or len(labels) != len(keys):
        raise Fails(f"{where} differs from {row.name} of cells.csv")
    for key, label in zip(keys, labels, strict=True):
        _check_label(download, key, label, where)


def _indicator_rows(rows: Iterable[Row], multi: tuple[str, ...]) -> Iterator[Row]:
    for row in rows:
        if row.d1 in multi and row.d2 in ("", SECTOR):
            yield row
        elif row.d1 == SECTOR and row.d2 in multi:
            yield Row(row.d2, row.v2, row.d1, row.v1, row.status, *row.numbers)


def _shares(download: Download) -> dict[Side, tuple[int, int]]:
    return {(one["d1"], one["v1"]): (one["low"], one["high"]) for one in download.description.plain["shares"]}


def _compare(expected: list[Row], found: list[Row]) -> None:
    if len(expected) != len(found):
        raise Fails(f"it has {len(found)} cells, cells.csv {len(expected)}")
    for one, other in zip(expected, found, strict=True):
        if one != other:
            raise Fails(f"{other.name} differs from {one.name} of cells.csv")
