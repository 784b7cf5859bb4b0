"""/staff/cases/…/timeline/: events and acts on an axis of years, drawn on the server, no more precise than they are known.

A time with two ends is a bar over all of it. One with an open end is drawn to the edge with a broken outline, one that
is "about" has a broken outline too, and each says its time in words. What has no bounds stands in a list of its own.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from cases.coding.models import Act
from cases.core.partial_dates import PartialDate, Precision
from cases.core.said_dates import in_words
from cases.core.translated import in_language

from .acts import CaseView, frame, page_of, view_of

NAME = "case_timeline"
PER_PAGE = 100
UNDATED_SHOWN = 100
WIDTH, LABELS, END, HEAD, STEP, BAR = 1100, 300, 1060, 26, 24, 12
"""Of the drawing, in its own units: the names stand left of the axis, which leaves room for its last year."""
NARROWEST = 4
MOST_TICKS = 12
_DATES = ("date_earliest", "date_latest", "date_precision", "date_approximate", "date_as_said")


@dataclass(frozen=True)
class Entry:
    """An event or an act: where it leads, what it is, and when."""

    kind: str
    key: uuid.UUID
    code: str
    what: str
    date: PartialDate
    acts: int = 0
    """Of an event: how many acts have no time of their own, and so are known no more precisely than it."""

    @property
    def url_name(self) -> str:
        return f"admin:cases_{self.kind}_change"

    @property
    def when(self) -> str:
        """In words, with what was said where that is all there is."""
        return in_words(self.date) or self.date.as_said

    @property
    def precision(self) -> str:
        """How precisely it is known, in words."""
        if not self.date.precision:
            return ""
        label = str(Precision(self.date.precision).label)
        return _("about: %(precision)s") % {"precision": label} if self.date.approximate else label


@dataclass(frozen=True)
class Bar:
    """An entry as drawn: from where to where, and whether an end is open or the time is about."""

    entry: Entry
    x: float
    width: float
    y: int
    broken: bool

    @property
    def middle(self) -> int:
        return self.y + BAR

    @property
    def mark(self) -> str:
        """The class of its shape: events are filled, acts outlined, unsure ends broken."""
        return f"{self.entry.kind}{' broken' if self.broken else ''}"


@dataclass(frozen=True)
class Axis:
    """Whole years, from the first day of one to the first day of another."""

    first: int
    last: int

    @property
    def ticks(self) -> list[tuple[int, float]]:
        """Years with a line, so few that their numbers can be read."""
        step = -(-(self.last - self.first) // MOST_TICKS) or 1
        return [(year, self.x(dt.date(year, 1, 1))) for year in range(self.first, self.last + 1, step)]

    def x(self, day: dt.date) -> float:
        start, end = dt.date(self.first, 1, 1).toordinal(), dt.date(self.last, 1, 1).toordinal()
        return round(LABELS + (END - LABELS) * (day.toordinal() - start) / (end - start), 1)


@dataclass(frozen=True)
class Drawing:
    """The bars of one page, on the axis of the whole case."""

    axis: Axis
    bars: Sequence[Bar]

    width, labels, head, bar = WIDTH, LABELS, HEAD, BAR

    @property
    def height(self) -> int:
        return HEAD + STEP * len(self.bars)


def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The dated events and acts, a hundred a page; the drawing and the table below hold the same."""
    view = view_of(request, key)
    entries = read(view)
    dated = sorted((one for one in entries if one.date.precision), key=_place)
    undated = [one for one in entries if not one.date.precision]
    shown = Paginator(dated, PER_PAGE).get_page(page_of(request))
    context = {
        **frame(request, view, NAME),
        "shown": shown,
        "drawing": draw(list(shown), axis_of(dated)) if dated else None,
        "undated": undated[:UNDATED_SHOWN],
        "more_undated": len(undated) - UNDATED_SHOWN if len(undated) > UNDATED_SHOWN else 0,
        "query": "restricted=shown" if view.restricted else "",
    }
    return TemplateResponse(request, "admin/cases/events/timeline.html", context)


def read(view: CaseView) -> list[Entry]:
    """Every event, and every act that has a time of its own. Three statements, of columns alone."""
    own = view.acts.exclude(date_precision="", date_as_said="")
    columns = ("pk", "code", "category__code", "category__labels", "state", *_DATES)
    states = dict(Act.State.choices)
    acts = [
        Entry("act", pk, code, f"{category} {in_language(labels)}, {states[state]}", PartialDate(*date))
        for pk, code, category, labels, state, *date in own.order_by("code").values_list(*columns)
    ]
    return [*_events(view), *acts]


def _events(view: CaseView) -> list[Entry]:
    undated = view.acts.filter(date_precision="", date_as_said="").order_by()
    counts = dict(undated.values_list("event").annotate(number=Count("pk")))
    rows: QuerySet[Any, Any] = view.events.order_by("code").values_list("pk", "code", "setting__labels", *_DATES)
    return [
        Entry("event", pk, code, in_language(setting), PartialDate(*date), counts.get(pk, 0))
        for pk, code, setting, *date in rows
    ]


def axis_of(dated: Iterable[Entry]) -> Axis:
    """From the first known year to the year after the last one."""
    days = [day for entry in dated for day in (entry.date.earliest, entry.date.latest) if day]
    return Axis(min(days).year, max(days).year + 1)


def draw(entries: Sequence[Entry], axis: Axis) -> Drawing:
    """Each entry on a line of its own."""
    bars = []
    for place, entry in enumerate(entries):
        earliest, latest = entry.date.earliest, entry.date.latest
        start = axis.x(earliest) if earliest else LABELS
        end = axis.x(min(latest + dt.timedelta(days=1), dt.date(axis.last, 1, 1))) if latest else END
        width = max(end - start, NARROWEST)
        broken = entry.date.approximate or earliest is None or latest is None
        bars.append(Bar(entry, min(start, END - width), round(width, 1), HEAD + STEP * place + BAR // 2, broken))
    return Drawing(axis, bars)


def _place(entry: Entry) -> tuple[dt.date, dt.date, str]:
    """By beginning; what only has an end comes before everything that ends later."""
    first = entry.date.earliest or entry.date.latest or dt.date.max
    return first, entry.date.latest or dt.date.max, entry.code
