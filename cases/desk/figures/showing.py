"""Exact counts in words, each number of people beside what the current release publishes of the same people."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cases.coding.indicators import Answer
from cases.core.translated import in_language
from cases.published.models import PublishedCell, PublishedRelease
from cases.releases import labels
from cases.releases.disclosure.schema import DEFAULT_SCHEMA, Schema
from cases.releases.merging import Merged
from cases.releases.models import Series
from cases.vocabulary.models import AbuseCategory, Sector

from . import exact
from .exact import Counted, Table

Cell = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Basis:
    """What can be counted by: the schema of the series whose release is current, in words.

    ``names`` are the sides, ``words`` their values; both are empty where the vocabulary is not loaded.
    """

    schema: Schema
    merged: Merged
    release: PublishedRelease | None
    names: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One line: the values, what was counted, and what may be said instead. ``published`` is None where it is hidden."""

    values: tuple[str, ...]
    counted: Counted
    published: int | None
    countable: bool = True


@dataclass(frozen=True)
class Asked:
    """How many were asked about an indicator, and what each answered."""

    value: str
    asked: int
    answers: tuple[int, ...]


@dataclass(frozen=True)
class Shown:
    """A table ready for its page. ``asked`` is there where exactly one side is an indicator."""

    sides: tuple[str, ...]
    lines: list[Line]
    total: Line
    asked: list[Asked]
    indicator: str = ""
    other: str = ""


def basis() -> Basis:
    """The newest series' terms, or those of the current release where it is of another series."""
    release = PublishedRelease.objects.filter(status=PublishedRelease.Status.CURRENT).first()
    series = Series.objects.filter(number=release.series).first() if release else Series.objects.first()
    schema = Schema.from_json(series.schema) if series else DEFAULT_SCHEMA
    merged: Merged = series.merged if series else {}
    if not _vocabulary_is_there(schema):
        return Basis(schema, merged, release)
    dimensions, indicators = labels.of_dimensions(schema, merged), labels.of_indicators(schema)
    names = {one.key: in_language(one.label) for one in dimensions}
    names |= {one.key: f"{one.key} {in_language(one.label)}" for one in indicators}
    words = {(one.key, value.key): in_language(value.label) for one in dimensions for value in one.values}
    words |= {(one.key, answer): str(answer.label) for one in indicators for answer in exact.ANSWERS}
    return Basis(schema, merged, release, names, words)


def shown(found: Basis, table: Table) -> Shown:
    """The lines of a table with their words and the published figures. One statement."""
    cells = _published(found.release, table.sides)
    lines = [_line(found, table.sides, place, counted, cells) for place, counted in table.lines.items()]
    total = Line((_("all together"),), table.total, cells.get(frozenset()))
    asked_of = [side for side in table.sides if side in found.schema.indicators]
    names = tuple(found.names[side] for side in table.sides)
    if len(asked_of) != 1:
        return Shown(names, lines if table.sides else [], total, [])
    other = next((found.names[side] for side in table.sides if side not in asked_of), "")
    return Shown(names, lines, total, list(_asked(found, table, asked_of[0])), found.names[asked_of[0]], other)


def _vocabulary_is_there(schema: Schema) -> bool:
    codes = set(schema.dimensions.get("sector", ())) - {"unknown"}
    sectors = Sector.objects.filter(code__in=codes).count() == len(codes)
    return sectors and AbuseCategory.objects.filter(code__in=schema.indicators).count() == len(schema.indicators)


def _published(release: PublishedRelease | None, sides: tuple[str, ...]) -> dict[Cell, int]:
    """The shown cells of the sides, by what they count, in whichever order they stand."""
    if release is None:
        return {}
    wanted = ["", *sides]
    rows = PublishedCell.objects.filter(table__release=release, d1__in=wanted, d2__in=wanted).exclude(value=None)
    return {
        frozenset(pair for pair in ((d1, v1), (d2, v2)) if pair[0]): value
        for d1, v1, d2, v2, value in rows.values_list("d1", "v1", "d2", "v2", "value")
        if value is not None
    }


def _line(
    found: Basis, sides: tuple[str, ...], place: tuple[str, ...], counted: Counted, cells: Mapping[Cell, int]
) -> Line:
    words = tuple(found.words[side, value] for side, value in zip(sides, place, strict=True))
    keys = [(s, exact.published_value(found.schema, s, v)) for s, v in zip(sides, place, strict=True)]
    known = frozenset((side, value) for side, value in keys if value is not None)
    countable = len(known) == len(keys)
    return Line(words, counted, cells.get(known) if countable else None, countable)


def _asked(found: Basis, table: Table, indicator: str) -> list[Asked]:
    """By the values of the other side, or of everybody: the people of each answer."""
    at = table.sides.index(indicator)
    by_value: dict[str, dict[str, int]] = {}
    for place, counted in table.lines.items():
        rest = place[1 - at] if len(place) > 1 else ""
        by_value.setdefault(rest, {})[place[at]] = counted.people
    other = next((side for side in table.sides if side != indicator), "")
    return [
        Asked(
            found.words[other, value] if value else _("all together"),
            exact.asked(line),
            tuple(line[answer] for answer in (Answer.REPORTED, Answer.STATED_ABSENT, Answer.UNCLEAR, Answer.NOT_ASKED)),
        )
        for value, line in by_value.items()
    ]
