"""The words around published numbers: labels of tables, rows and columns, and how a blurred number is said."""

import datetime as dt

from cases.published.data import INDICATORS, TOTAL, Cell, Release, Table, Words, table_key

LANGUAGE = "en"
INDICATORS_TITLE = "Indicators of forced labour reported"
TOTAL_TITLE = "People interviewed"
NOT_SHOWN = "not shown"
FICTIONAL = "Fictional data"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Labels:
    """The labels of one release in a language, looked up by key."""

    def __init__(self, release: Release, language: str = LANGUAGE) -> None:
        self.language = language
        self._indicators = {one.key: self._in_language(one.label) for one in release.indicators}
        self._dimensions = {one.key: self._in_language(one.label) for one in release.dimensions}
        self._values = {
            (one.key, value.key): self._in_language(value.label) for one in release.dimensions for value in one.values
        }

    def side(self, key: str) -> str:
        """What the rows or columns of a table are: a dimension, or the indicators together."""
        return self.said(INDICATORS_TITLE) if key == INDICATORS else self._dimensions[key]

    def table(self, table: Table) -> str:
        if table.key == TOTAL:
            return self.said(TOTAL_TITLE)
        return " × ".join(self.side(side) for side in (table.rows, table.columns) if side)

    def value(self, dimension: str, value: str) -> str:
        """One row or column; an indicator goes by its own name, because its only value is "reported"."""
        return self._indicators.get(dimension) or self._values[dimension, value]

    def said(self, title: str) -> str:
        """A title of ours. In English here: the files of a release are checked where no catalogue is at hand."""
        return title

    def _in_language(self, words: Words) -> str:
        return words.get(self.language) or words[LANGUAGE]


def about(cell: Cell) -> str:
    """A number as it is to be quoted, or that it is not shown."""
    return NOT_SHOWN if cell.value is None else f"about {cell.value:,}"


def likely_range(cell: Cell) -> str:
    """The likely range of the number before it was blurred; empty where nothing is shown."""
    return f"{cell.lo:,} to {cell.hi:,}" if cell.shown else ""


def in_words(day: dt.date) -> str:
    """A day like "1 August 2026", on every machine the same (strftime asks the machine for its language)."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def people(release: Release) -> str:
    """The people whom a figure is about, as a part of a sentence."""
    total = release.total
    return f"about {total.value:,} people interviewed" if total.shown else "the people interviewed"


def release_address(release: Release) -> str:
    return f"/{LANGUAGE}/releases/{release.identifier}/"


def table_address(release: Release, rows: str, columns: str = "") -> str:
    return f"{release_address(release)}{table_key(rows, columns)}/"
