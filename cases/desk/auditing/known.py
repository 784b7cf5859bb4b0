"""What a number on a public page may come from: the published rows that the page read, or a fixed text."""

import datetime as dt
import gettext
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils import translation
from django.utils.functional import Promise

from cases.published import method_texts, models, texts
from cases.published.data import Release

from .numbers import GAP, Fixed, Number, numbers, said, texts_of

_COMMENT = re.compile(r"{#.*?#}|{%\s*comment\s*%}.*?{%\s*endcomment\s*%}", re.DOTALL)
_TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
_LITERAL = re.compile(r'(?:{%\s*translate\s+|_\()"([^"]*)"')
_ALONE = re.compile(r"[\w.:/~?+-]*")
"""A code, a date, a number: not a text."""
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*\}|%s|%d")


PRESS = {
    model._meta.db_table
    for model in (models.PublishedCase, models.PublishedSource, models.PublishedAccount, models.PublishedFigure)
}
"""What public sources say: none of it is about our own interviews."""


class Published:
    """The numbers in the published tables while the release stands in them.

    A text is known in its order only, number beside number and word; a value by itself wherever it is shown.
    """

    def __init__(self, release: Release) -> None:
        self._rows = _rows(release.identifier)
        self._kept: dict[str, tuple[frozenset[str], Fixed]] = {}

    def knows(self, number: Number, tables: Iterable[str]) -> bool:
        """Whether one of these tables holds the number, in itself or in a text."""
        return any(self._holds(table, number) for table in tables if table in self._rows)

    def _holds(self, table: str, number: Number) -> bool:
        if table not in self._kept:
            self._kept[table] = _held(table, list(self._rows[table].values()))
        values, texts_held = self._kept[table]
        return any(values.issuperset(reading) for reading in number.readings) or texts_held.knows(number)


def _held(table: str, rows: Sequence[Mapping[str, Any]]) -> tuple[frozenset[str], Fixed]:
    """The values of a table and its texts; of a press table also how many rows it has, which its page says."""
    every = [value for row in rows for name, column in row.items() if not _technical(name) for value in _plain(column)]
    values = {str(len(rows))} if table in PRESS else set[str]()
    values = values.union(*(_readings(value) for value in every if _stands_alone(value)))
    if table == models.PublishedFigure._meta.db_table:
        values |= _outlets(rows)
    if table == models.PublishedIntervention._meta.db_table:
        # Its page says a quarter ("2026-Q3") as months of a year.
        values |= {row["quarter"][:4] for row in rows}
    if table == models.PublishedFile._meta.db_table:
        values |= {number for row in rows for number in _sizes(row["size"])}
    return frozenset(values), Fixed(value for value in every if not _stands_alone(value))


def _outlets(figures: Sequence[Mapping[str, Any]]) -> set[str]:
    """How many sources carry each figure, those that copied it among them: the page of figures says it."""
    origins = {(row["case_id"], row["reference"]): row["copied_from"] for row in figures}
    carried: dict[tuple[str, str], set[str]] = {}
    for row in figures:
        root, seen = (row["case_id"], row["reference"]), set[tuple[str, str]]()
        while root not in seen and (origin := (row["case_id"], origins[root])) in origins:
            seen.add(root)
            root = origin
        carried.setdefault(root, set()).add(row["source_code"])
    return {str(len(sources)) for sources in carried.values()}


def _technical(column: str) -> bool:
    """Keys and places of rows, which no page shows; the size of a file is shown in words."""
    return column in ("id", "position", "size", "table_id")


def _readings(value: Any) -> set[str]:
    """A date is told by its day, month and year; the parts of another code ("0_24") are nothing by themselves."""
    if isinstance(value, str) and not _DATE.fullmatch(value):
        return {part for number in numbers(value) for part in number.readings[0]}
    return said(str(value))


def _stands_alone(value: Any) -> bool:
    return not isinstance(value, str) or _ALONE.fullmatch(value) is not None


def _rows(identifier: str) -> dict[str, QuerySet[Any]]:
    """Every published table; of those that belong to a release, the rows of this one."""
    found = {}
    for name in models.__all__:
        model = getattr(models, name)
        rows = model.objects.all()
        if model is models.PublishedCell:
            rows = rows.filter(table__release=identifier)
        elif model in (models.PublishedTable, models.PublishedFile):
            rows = rows.filter(release=identifier)
        if model is models.PublishedFile:
            rows = rows.defer("content")
        found[model._meta.db_table] = rows
    return found


def _plain(value: Any) -> Iterator[Any]:
    """Every text, number and date inside; bytes are the content of downloads and stand on no page."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _plain(key)
            yield from _plain(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _plain(inner)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from _plain(vars(value))
    elif value is not None and not isinstance(value, bytes | memoryview | bool):
        yield value


def _sizes(size: int) -> Iterator[str]:
    for language, _label in settings.LANGUAGES:
        with translation.override(language):
            yield from said(filesizeformat(size))


@cache
def fixed() -> Fixed:
    """The numbers of the program's own texts: templates of public pages, catalogues, and texts kept as data."""
    return Fixed(
        [*_templates(), *_catalogues(), *(_PLACEHOLDER.sub(GAP, text) for text in _kept_as_data(str | Promise))]
    )


@cache
def constants() -> frozenset[str]:
    """The numbers that the pages on the method show in tables: the same whatever was released."""
    return frozenset().union(*(said(text) for text in _kept_as_data(int | float | dt.date)))


def _templates() -> Iterator[str]:
    folder = settings.BASE_DIR / "templates"
    for path in [*(folder / "public").rglob("*.*"), folder / "404.html"]:
        source = _COMMENT.sub(GAP, path.read_text())
        yield from texts_of(_TAG.sub(lambda tag: GAP + GAP.join(_LITERAL.findall(tag[0])) + GAP, source))


def _catalogues() -> Iterator[str]:
    for path in Path(settings.LOCALE_PATHS[0]).rglob("django.mo"):
        with path.open("rb") as file:
            catalogue: Mapping[Any, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
        for key, text in catalogue.items():
            for one in (key if isinstance(key, str) else key[0], text):
                yield from texts_of(_PLACEHOLDER.sub(GAP, one))


def _kept_as_data(kind: Any) -> list[str]:
    """What the modules with fixed texts hold of one kind, in every language."""
    found = []
    for language, _label in settings.LANGUAGES:
        with translation.override(language):
            for module in (texts, method_texts):
                constants_of_it = [value for name, value in vars(module).items() if not name.startswith("__")]
                found += [str(value) for value in _plain(constants_of_it) if isinstance(value, kind)]
    return found
