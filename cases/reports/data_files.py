"""The published cells as files for machines: CSV and JSON.

Every table of the menu is there with all its cells, hidden ones included: a file's length follows from the schema.
"""

import json
from collections.abc import Iterator
from typing import Any

from cases.documents.csvs import csv_text
from cases.published.data import Cell, File, Release, Tier

from .fixed import CELL_COLUMNS, FICTIONAL, INDICATOR_COLUMNS, LANGUAGE, RANGE_COLUMNS
from .labels import Labels

CSV_TYPE = "text/csv; charset=utf-8"
JSON_TYPE = "application/json"

STREAM = "own interviews"


def data_files(release: Release) -> list[File]:
    """The cells in long form, the indicators for humanitarian tools, and the ranges where there are any."""
    files = [cells_csv(release), cells_json(release), indicators_csv(release)]
    return [*files, ranges_csv(release)] if release.tier == Tier.RANGES else files


def cells_csv(release: Release) -> File:
    """One row for each cell of every table, in the order of the schema."""
    rows = [tuple(row.values()) for row in _cell_rows(release)]
    return File("cells.csv", CSV_TYPE, csv_text([CELL_COLUMNS, *rows]))


def cells_json(release: Release) -> File:
    """The rows of cells.csv; what is empty there is null here."""
    return File("cells.json", JSON_TYPE, canonical_json(list(_cell_rows(release))))


def indicators_csv(release: Release) -> File:
    """The indicators, over all and by sector, with a row of HXL tags. Shares are there only where counts are not."""
    sectors = {
        ("", ""),
        *(("sector", value.key) for one in release.dimensions if one.key == "sector" for value in one.values),
    }
    indicators = {one.key for one in release.indicators}
    labels = Labels(release)
    rows = [
        _indicator_row(release, labels, cell)
        for cell in (_turned(cell) if cell.d2 in indicators else cell for cell in release.cells)
        if cell.d1 in indicators and (cell.d2, cell.v2) in sectors
    ]
    return File(
        "indicators.csv", CSV_TYPE, csv_text([tuple(INDICATOR_COLUMNS), tuple(INDICATOR_COLUMNS.values()), *rows])
    )


def ranges_csv(release: Release) -> File:
    """Shares as ranges in points of 100, for a release too small for counts."""
    rows = [(share.d1, share.v1, share.low, share.high, share.words[LANGUAGE]) for share in release.shares]
    return File("ranges.csv", CSV_TYPE, csv_text([RANGE_COLUMNS, *rows]))


def canonical_json(value: Any) -> bytes:
    """The one way in which JSON is written here, so that the same content has the same hash."""
    return f"{json.dumps(value, sort_keys=True, indent=2, ensure_ascii=False)}\n".encode()


def _cell_rows(release: Release) -> Iterator[dict[str, str | int | None]]:
    for cell in release.cells:
        keys = (cell.d1, cell.v1, cell.d2, cell.v2)
        row = (release.number, *keys, cell.status, cell.value, cell.lo, cell.hi)
        yield dict(zip(CELL_COLUMNS, row, strict=True))


def _turned(cell: Cell) -> Cell:
    """The menu names the other dimension first; here the indicator leads."""
    return Cell(cell.d2, cell.v2, cell.d1, cell.v1, cell.value, cell.lo, cell.hi)


def _indicator_row(release: Release, labels: Labels, cell: Cell) -> tuple[str | int | None, ...]:
    share = next((one for one in release.shares if not cell.d2 and (one.d1, one.v1) == (cell.d1, cell.v1)), None)
    return (
        release.identifier,
        STREAM,
        labels.value(cell.d2, cell.v2) if cell.d2 else None,
        cell.d1,
        labels.value(cell.d1, cell.v1),
        cell.value,
        cell.lo,
        cell.hi,
        share.low if share else None,
        share.high if share else None,
        "yes" if cell.shown or share else "no",
        f"{FICTIONAL}. {release.caveat[LANGUAGE]}" if release.fictional else release.caveat[LANGUAGE],
    )
