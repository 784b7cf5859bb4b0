"""The cells of a release as its files for machines hold them."""

import csv
import io
import re
from typing import Any, NamedTuple

from cases.reports.fixed import CELL_COLUMNS

from .description import Key
from .outcome import Fails

_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")


class Row(NamedTuple):
    """One cell: what it counts, and its number of people and likely range where they are shown."""

    d1: str
    v1: str
    d2: str
    v2: str
    status: str
    value: int | None
    lo: int | None
    hi: int | None

    @property
    def key(self) -> Key:
        return self.d1, self.v1, self.d2, self.v2

    @property
    def numbers(self) -> tuple[int | None, int | None, int | None]:
        return self.value, self.lo, self.hi

    @property
    def name(self) -> str:
        """How a message says which cell it is."""
        return " ".join(part for part in self.key if part) or "the total"


def table_of(text: str, name: str, columns: tuple[str, ...]) -> list[list[str]]:
    """The lines of a CSV file below its head, each as long as the head."""
    try:
        head, *lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    except (csv.Error, ValueError) as error:
        raise Fails(f"{name} is no CSV with a head") from error
    if tuple(head) != columns:
        raise Fails(f"{name} has other columns than {','.join(columns)}")
    for place, line in enumerate(lines, start=2):
        if len(line) != len(columns):
            raise Fails(f"{name} row {place} has {len(line)} fields, not {len(columns)}")
    return lines


def number_of(text: str, where: str) -> int | None:
    """A whole number, or None where nothing stands."""
    if text == "":
        return None
    if not _WHOLE.fullmatch(text):
        raise Fails(f"{where}: “{text[:20]}” is no whole number of people")
    return int(text)


def rows_of_csv(text: str, release: int) -> list[Row]:
    """The rows of cells.csv of the release with this number."""
    found = []
    for place, line in enumerate(table_of(text, "cells.csv", CELL_COLUMNS), start=2):
        number, d1, v1, d2, v2, status, *numbers = line
        if number != str(release):
            raise Fails(f"cells.csv row {place} is of release {number[:20]}, not {release}")
        found.append(Row(d1, v1, d2, v2, status, *(number_of(one, f"cells.csv row {place}") for one in numbers)))
    return found


def rows_of_json(plain: Any, release: int) -> list[Row]:
    """The rows of cells.json of the release with this number."""
    if not isinstance(plain, list):
        raise Fails("cells.json is no list")
    return [_row_of_json(one, release, place) for place, one in enumerate(plain, start=1)]


def _row_of_json(one: Any, release: int, place: int) -> Row:
    if not isinstance(one, dict) or one.keys() != set(CELL_COLUMNS):
        raise Fails(f"cells.json row {place} has other fields than {','.join(CELL_COLUMNS)}")
    number, *texts = (one[name] for name in CELL_COLUMNS[:6])
    numbers = [one[name] for name in CELL_COLUMNS[6:]]
    if type(number) is not int or number != release:
        raise Fails(f"cells.json row {place} is of release {number}, not {release}")
    if not all(isinstance(text, str) for text in texts):
        raise Fails(f"cells.json row {place} has a key that is no text")
    if not all(value is None or (type(value) is int and value >= 0) for value in numbers):
        raise Fails(f"cells.json row {place} has a number that is no whole number of people")
    return Row(*texts, *numbers)
