"""Categories that are merged before a series: too few people abroad are in them, as outside sources say.

Given as ``{dimension: {value: {"into": value, "source": text}}}`` and frozen with the terms of the series. What is
merged is no longer in the schema: people of both count as the one value, whose label says so (``labels``).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from cases.coding.dimensions import UNKNOWN
from cases.core.errors import Refused

from .disclosure.schema import Schema

Merged = Mapping[str, Mapping[str, Mapping[str, str]]]

ORDERED = frozenset({"period", "age_band", "hours", "pay_withheld"})
"""Dimensions whose values follow each other: what is merged must lie side by side, as its label will say."""

NEVER = frozenset({"indicator_count"})
"""Dimensions that are computed from others."""

LEAST_VALUES = 2
"""A dimension keeps this many values beside "unknown": with one it would say nothing, at the full price."""

LONGEST_SOURCE = 300


def value(merged: Merged, dimension: str, known: str) -> str:
    """The value that a series counts somebody under."""
    found = merged.get(dimension, {}).get(known)
    return found["into"] if found else known


def parts(merged: Merged, dimension: str, into: str) -> list[str]:
    """The values that were merged into this one, in no order."""
    return [known for known, found in merged.get(dimension, {}).items() if found["into"] == into]


def schema(full: Schema, merged: Merged) -> Schema:
    """The schema without what is merged."""
    return Schema(
        {key: tuple(v for v in values if v not in merged.get(key, {})) for key, values in full.dimensions.items()},
        full.indicators,
        full.menu,
    )


def tidy(merged: Merged) -> dict[str, dict[str, dict[str, str]]]:
    """Checked merges as they are stored: without dimensions of none, or blanks around a source."""
    return {
        dimension: {v: {"into": found["into"], "source": found["source"].strip()} for v, found in some.items()}
        for dimension, some in merged.items()
    }


def check(full: Schema, merged: Any) -> None:
    """Raise Refused unless every merge is of two values of one dimension, says its source, and leaves a choice."""
    if not isinstance(merged, dict) or not all(isinstance(some, dict) and some for some in merged.values()):
        raise Refused(_("Say what is merged by dimension, then by value."))
    for dimension, some in merged.items():
        _check_dimension(full, dimension)
        for known, found in some.items():
            _check_merge(full, some, dimension, known, found)
        left = [v for v in full.dimensions[dimension] if v not in some and v != UNKNOWN]
        if len(left) < LEAST_VALUES:
            raise Refused(_("“%(dimension)s” would keep one value only: merge less.") % {"dimension": dimension})
        if dimension in ORDERED:
            _check_side_by_side(full, some, dimension)


def _check_dimension(full: Schema, dimension: str) -> None:
    if dimension in full.indicators:
        raise Refused(_("Indicators cannot be merged: each is a question of its own."))
    if dimension in NEVER:
        raise Refused(_("The number of indicators follows from the indicators: its values cannot be merged."))
    if dimension not in full.dimensions:
        raise Refused(_("There is no dimension “%(dimension)s”: choose one of the list.") % {"dimension": dimension})


def _check_merge(full: Schema, some: Mapping[str, Any], dimension: str, known: str, found: Any) -> None:
    if not isinstance(found, dict) or found.keys() != {"into", "source"}:
        raise Refused(_("Say of each merge what it goes into, and the outside source."))
    into, source = found["into"], found["source"]
    values = full.dimensions[dimension]
    if known not in values or into not in values:
        raise Refused(_("“%(dimension)s” has no such value: choose two of its list.") % {"dimension": dimension})
    if UNKNOWN in (known, into):
        raise Refused(_("“Unknown” is not merged: it would hide how much is not known."))
    if into in some:
        raise Refused(_("A value is merged into itself, or into one that is merged too: name the last one."))
    if not isinstance(source, str) or not source.strip() or len(source) > LONGEST_SOURCE:
        raise Refused(
            _("Name the outside source for the size of the group abroad, in at most %(number)s characters.")
            % {"number": LONGEST_SOURCE}
        )


def _check_side_by_side(full: Schema, some: Mapping[str, Any], dimension: str) -> None:
    for places in _places(full, some, dimension):
        if places != list(range(places[0], places[-1] + 1)):
            raise Refused(
                _("“%(dimension)s” has an order: merge a value only with the one next to it.")
                % {"dimension": dimension}
            )


def _places(full: Schema, some: Mapping[str, Any], dimension: str) -> Iterator[list[int]]:
    """Where the values that become one stand in their dimension, sorted, for each that others go into."""
    values = full.dimensions[dimension]
    for into in {found["into"] for found in some.values()}:
        yield sorted(values.index(v) for v in [into, *(k for k, found in some.items() if found["into"] == into)])
