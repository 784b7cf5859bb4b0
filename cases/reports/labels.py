"""The labels of tables, rows and columns in a language, and the addresses of what they name."""

from django.utils.translation import gettext, gettext_noop, override

from cases.published.data import INDICATORS, TOTAL, Release, Table, Words, table_key

from .fixed import LANGUAGE

INDICATORS_TITLE = gettext_noop("Indicators of forced labour reported")
TOTAL_TITLE = gettext_noop("People interviewed")


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

    def knows(self, dimension: str, value: str) -> bool:
        """Whether the release has this value: a quote can be older than its schema."""
        return (dimension, value) in self._values

    def said(self, title: str) -> str:
        """A title of ours in the language of the labels."""
        with override(self.language):
            return gettext(title)

    def _in_language(self, words: Words) -> str:
        return words.get(self.language) or words[LANGUAGE]


def release_address(release: Release, language: str = LANGUAGE) -> str:
    """Where a release stands for good."""
    return f"/{language}/releases/{release.identifier}/"


def table_address(release: Release, rows: str, columns: str = "", language: str = LANGUAGE) -> str:
    """Where one of its tables stands for good."""
    return f"{release_address(release, language)}{table_key(rows, columns)}/"
