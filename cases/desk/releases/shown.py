"""What the page of a release shows of the change in public, in words instead of keys."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.core.translated import in_language
from cases.published.data import REPORTED, Dimension, Release
from cases.releases import difference, engine
from cases.releases.models import ReleaseDraft

NOT_SHOWN = "–"


@dataclass(frozen=True)
class Row:
    """One figure that changes."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Shown:
    """The difference with its figures in words, and the hash that a signature carries."""

    previous: str | None
    tier_changes: bool
    tier: str
    rows: tuple[Row, ...]
    sha256: str


def tiers() -> dict[str, str]:
    """What is public at each tier, in words."""
    return {
        "nothing": _("no number at all, since there are fewer than 30 people"),
        "ranges": _("ranges in words, since there are fewer than 100 people"),
        "one_way": _("tables of one dimension"),
        "menu": _("tables of one and of two dimensions"),
        "": _("nothing: it is the first release"),
    }


def of(draft: ReleaseDraft) -> Shown:
    """The change that a release makes or made in public."""
    found, release = difference.of(draft), engine.release(draft)
    names = _names(release)
    rows = tuple(Row(_name(names, row), _figure(row.before), _figure(row.after)) for row in found.rows)
    return Shown(found.previous, found.tier_before != found.tier_after, tiers()[found.tier_after], rows, found.sha256)


def _names(release: Release) -> dict[str, Dimension]:
    """Dimensions and indicators by key."""
    return {one.key: one for one in (*release.dimensions, *release.indicators)}


def _name(names: dict[str, Dimension], row: difference.Change) -> str:
    if not row.d1:
        return _("People whose accounts are counted")
    if row.v2 == "low":
        return _("%(what)s: the least in 100") % {"what": " × ".join(_sides(names, row))}
    if row.v2 == "high":
        return _("%(what)s: the most in 100") % {"what": " × ".join(_sides(names, row))}
    return " × ".join(_sides(names, row))


def _sides(names: dict[str, Dimension], row: difference.Change) -> Iterator[str]:
    for key, value in ((row.d1, row.v1), (row.d2, row.v2)):
        one = names.get(key)
        if one is None:
            continue
        label = in_language(one.label)
        found = next((in_language(known.label) for known in one.values if known.key == value), value)
        yield label if value == REPORTED else f"{label}: {found}"


def _figure(value: int | None) -> str:
    return NOT_SHOWN if value is None else str(value)
