"""Whether a figure that leaves the office is a published one (disclosure control, "Dangers outside the tables").

Read from the published cells alone: nothing here knows a true count, and what it answers betrays none.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.core.translated import in_language
from cases.published.data import TOTAL
from cases.published.models import PublishedCell, PublishedRelease

from .models import OutgoingFigure, ReleaseDraft

Standing = OutgoingFigure.Standing
EVERYBODY = gettext_lazy("all people interviewed")
NO_CELL = ("", "")
Pair = tuple[str, str]
"""A dimension and one of its values: ``("sector", "it")``; ``(TOTAL, "")`` for everybody; two empty texts for none."""


@dataclass(frozen=True)
class Published:
    """What a release says of a cell."""

    value: int
    release: str


def standing(
    figure: int, d1: str, v1: str, d2: str = "", v2: str = "", *, on: dt.date | None = None
) -> tuple[Standing, str]:
    """How a figure stands to what was published of its cell, and in which release: of several, in the newest.

    The value of a shown cell is published, also of an earlier release; a number inside its likely range is not that
    figure. With ``on``, what was public that day. The total is ``d1="total"``; an empty ``d1`` names no cell, and then
    nothing is published. One statement.
    """
    cells = _shown(d1, v1, d2, v2)
    if on is not None:
        cells = cells.filter(~Exists(_published_after(on)), table__release__slot__lte=on)
    shown = list(cells.values_list("table__release", "value", "lo", "hi"))
    for release, value, _lo, _hi in shown:
        if value == figure:
            return Standing.PUBLISHED, release
    for release, _value, lo, hi in shown:
        if lo is not None and hi is not None and lo <= figure <= hi:
            return Standing.RANGE, release
    return Standing.NOT_PUBLISHED, ""


def published(d1: str, v1: str, d2: str = "", v2: str = "") -> Published | None:
    """The newest shown figure of a cell; None where no release shows one. One statement."""
    for value, release in _shown(d1, v1, d2, v2).values_list("value", "table__release")[:1]:
        return Published(value or 0, release)
    return None


def _shown(d1: str, v1: str, d2: str, v2: str) -> QuerySet[PublishedCell]:
    """The shown cells that count these people, the newest release first. A withdrawn release says nothing any more."""
    cells = PublishedCell.objects.exclude(value=None).exclude(table__release__status=PublishedRelease.Status.WITHDRAWN)
    if not d1:
        return cells.none()
    one, other = ("", "") if d1 == TOTAL else (d1, v1), (d2, v2)
    either = Q(d1=one[0], v1=one[1], d2=other[0], v2=other[1]) | Q(d1=other[0], v1=other[1], d2=one[0], v2=one[1])
    return cells.filter(either).order_by("-table__release__slot")


def _published_after(on: dt.date) -> QuerySet[ReleaseDraft]:
    """Signed and published later than on a day: its cut-off is a week before."""
    return ReleaseDraft.objects.filter(
        series__number=OuterRef("table__release__series"),
        number=OuterRef("table__release__number"),
        published_at__date__gt=on,
    )


# --- what can be chosen ---


def choices(*, total: bool) -> list[Any]:
    """The values that releases publish, by dimension, for a drop-down; with ``total`` everybody before them.

    As the newest release names them. One statement.
    """
    release = PublishedRelease.objects.order_by("-slot", "-number").first()
    groups = list(_groups(release)) if release else []
    everybody = [(code(TOTAL, ""), EVERYBODY)] if total and release else []
    return [*everybody, *groups]


def code(dimension: str, value: str) -> str:
    """A value of a dimension as one text of a drop-down."""
    return f"{dimension}:{value}" if dimension else ""


def pair(text: str) -> Pair:
    """The dimension and the value of such a text."""
    dimension, _colon, value = text.partition(":")
    return dimension, value


def label(dimension: str, value: str) -> str:
    """A value in words, as the newest release names it; by its keys where that has none."""
    if not dimension:
        return ""
    named = {text: words for _group, options in choices(total=False) for text, words in options}
    return str(EVERYBODY) if dimension == TOTAL else str(named.get(code(dimension, value), code(dimension, value)))


def _groups(release: PublishedRelease) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for each in release.dimensions:
        name = in_language(each["label"])
        options = [(code(each["key"], v["key"]), f"{name}: {in_language(v['label'])}") for v in each["values"]]
        yield name, options
    reported = [
        (code(each["key"], each["values"][0]["key"]), f"{each['key']} {in_language(each['label'])}")
        for each in release.indicators
    ]
    if reported:
        yield _("Indicators of forced labour reported"), reported
