"""Documents held against the cells of their release, by somebody who has only ``cells.csv`` and the labels.

No number in a document is read from our code: each must be one of the file's, or be a number of the fixed words. Which
those are shows itself: they stay when the same document is made of a release whose every figure is another.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count, groupby

from cases.core.translated import in_language
from cases.published.data import Cell, Release
from tests.opened import Opened, Row, numbers

Make = Callable[[Release], bytes]
Key = tuple[str, str]


@dataclass(frozen=True)
class Line:
    """A line of ``cells.csv`` as its reader has it: the labels of its sides, and its numbers, none where it is hidden."""

    names: Row
    sides: Row
    numbers: tuple[int, ...]


def other_figures(release: Release) -> Release:
    """The same release with another number in every shown cell, none of which the release has."""
    free = count(1_000_003 + len(release.cells) * 13, -13)
    return replace(release, cells=tuple(_with(cell, next(free)) for cell in release.cells))


def own_figures(release: Release) -> Release:
    """The same release with a number of its own in every shown cell, so that no two can be taken for each other."""
    free = count(100_003, 7)
    return replace(release, cells=tuple(_with(cell, next(free)) for cell in release.cells))


def _with(cell: Cell, value: int) -> Cell:
    return replace(cell, value=value, lo=value - 2, hi=value + 3) if cell.shown else cell


def lines(cells_csv: bytes, release: Release, language: str) -> list[Line]:
    """The file read with the labels of the release."""
    labels = _labels(release, language)
    return [_line(row, labels) for row in csv.DictReader(io.StringIO(cells_csv.decode("utf-8-sig")))]


def _line(row: dict[str, str], labels: dict[Key, str]) -> Line:
    sides = [(row["d1"], row["v1"]), (row["d2"], row["v2"])]
    given = [side for side in sides if side[0]]
    shown = tuple(int(row[name]) for name in ("value", "lo", "hi") if row[name])
    assert len(shown) == (3 if row["status"] == "shown" else 0), row
    # Indicators stand in one table together; each has one value, which says nothing of its own.
    together = tuple("indicators" if value == "reported" else side for side, value in given)
    return Line(tuple(labels[side] for side in given), together, shown)


def _labels(release: Release, language: str) -> dict[Key, str]:
    values = {
        (one.key, value.key): in_language(value.label, language) for one in release.dimensions for value in one.values
    }
    return values | {(one.key, "reported"): in_language(one.label, language) for one in release.indicators}


# --- no number of its own ---


def strays(document: Opened, cells: Iterable[Line], fixed: set[int]) -> set[int]:
    """The numbers of a document that are neither in the cells nor among the fixed words, the scales and the pages."""
    known = {number for line in cells for number in line.numbers} | fixed | document.scales
    return document.numbers - known - set(range(document.pages + 1))


def fixed_numbers(first: Opened, second: Opened) -> set[int]:
    """The numbers that two documents have in common, made of releases without a common figure."""
    return first.numbers & second.numbers


def unreadable(text: str, known: set[int]) -> list[str]:
    """Runs of digits that cannot be read as known numbers.

    The letters of a PDF do not say whether a space between two groups of three digits may break, so a run is read in
    every way in which it could be written.
    """
    runs = re.findall(r"\d+(?:[ ,\u00a0\u202f]\d{3})*(?!\d)", text)
    return [run for run in runs if not _can_be_read(re.split(r"\D", run), known)]


def _can_be_read(groups: list[str], known: set[int]) -> bool:
    return not groups or any(
        int("".join(groups[:end])) in known and _can_be_read(groups[end:], known) for end in range(1, len(groups) + 1)
    )


# --- every number in its place ---


def check_tables(document: Opened, cells: list[Line]) -> list[Row]:
    """Hold each row of each published table in a document against the file; the sides of the tables that it has."""
    found = []
    for sides, group in groupby(cells, lambda line: line.sides):
        table = list(group)
        rows = _rows(document, table) if sides else None
        if rows is not None:
            found.append(sides)
            wrong = {line.names: rows[line.names] for line in table if numbers(rows[line.names]) != list(line.numbers)}
            assert wrong == {}, sides
    return found


def _rows(document: Opened, table: list[Line]) -> dict[Row, str] | None:
    """What stands in the document where the labels of each line meet; None where it has no such table."""
    wanted = {line.names for line in table}
    for rows in document.tables:
        for places in (_long(rows, len(table[0].names)), _crossed(rows), _turned(rows)):
            if wanted <= places.keys() and len(places) <= len(wanted) + 3:
                return places
    return None


def _long(rows: tuple[Row, ...], sides: int) -> dict[Row, str]:
    """A table with a row for each line: its labels first, then its numbers."""
    return {row[:sides]: "\n".join(row[sides:]) for row in rows[1:]}


def _crossed(rows: tuple[Row, ...]) -> dict[Row, str]:
    """A table with one side in its rows and the other in its columns."""
    return {(row[0], title): text for row in rows[1:] for title, text in zip(rows[0][1:], row[1:], strict=True)}


def _turned(rows: tuple[Row, ...]) -> dict[Row, str]:
    return {(other, one): text for (one, other), text in _crossed(rows).items()}


def rows_in_order(document: Opened) -> Iterator[str]:
    """Each row of each table as one run of letters, without the spaces that every program sets in its own way."""
    for table in document.tables:
        for row in table[1:]:
            yield squeezed("".join(row))


def squeezed(text: str) -> str:
    """A text without spaces, and without the hyphens that a program may put where it parts a word."""
    return re.sub(r"[\s\u2060\u00ad-]", "", text)
