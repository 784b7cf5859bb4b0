"""What a group of the queue is: a heading, up to five lines, and where the rest stands."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext

SHOWN = 5
MOST = 100
"""A group counts no further: beyond it, the exact number helps nobody to decide what to do next."""

Records = models.QuerySet[Any]


@dataclass(frozen=True)
class Row:
    """One record that waits: its code, what it is, since when or until when, and its page."""

    code: str
    what: str
    when: str
    url: str
    late: bool = False


@dataclass(frozen=True)
class Group:
    """Records that wait for the same step. ``url`` leads to all of them; empty: the queue's own page shows them."""

    name: str
    title: Promise | str
    rows: Sequence[Row]
    url: str = ""

    @property
    def count(self) -> str:
        """How many wait, in words; counted up to ``MOST``."""
        if len(self.rows) > MOST:
            return gettext("more than %(number)s") % {"number": MOST}
        return str(len(self.rows))

    @property
    def first(self) -> Sequence[Row]:
        """What the first page shows."""
        return self.rows[:SHOWN]

    @property
    def has_more(self) -> bool:
        return len(self.rows) > SHOWN

    @property
    def all_url(self) -> str:
        return self.url or reverse("admin:queue", args=[self.name])


def few(records: Records) -> list[Any]:
    """So many of them as a group counts, and one more, which says that there are more."""
    return list(records[: MOST + 1])


def since(moment: dt.datetime) -> str:
    """How long something has waited, in words."""
    day = timezone.localtime(moment).date()
    days = (timezone.localdate() - day).days
    if days <= 0:
        return gettext("since today")
    text = ngettext("waiting for %(days)s day, since %(day)s", "waiting for %(days)s days, since %(day)s", days)
    return text % {"days": days, "day": day.isoformat()}


def begun(moment: dt.datetime) -> str:
    """How long ago somebody began, in words."""
    day = timezone.localtime(moment).date()
    days = (timezone.localdate() - day).days
    if days <= 0:
        return gettext("begun today")
    text = ngettext("begun %(days)s day ago, on %(day)s", "begun %(days)s days ago, on %(day)s", days)
    return text % {"days": days, "day": day.isoformat()}


def until(day: dt.date, today: dt.date) -> str:
    """How long something still has, or that its day is past, in words."""
    days = abs((day - today).days)
    if day == today:
        return gettext("today, %(day)s") % {"day": day.isoformat()}
    if day > today:
        text = ngettext("in %(days)s day, on %(day)s", "in %(days)s days, on %(day)s", days)
    else:
        text = ngettext("OVERDUE by %(days)s day, since %(day)s", "OVERDUE by %(days)s days, since %(day)s", days)
    return text % {"days": days, "day": day.isoformat()}


def ends(day: dt.date, today: dt.date) -> str:
    """When something runs out, or that it has, in words."""
    days = abs((day - today).days)
    if day == today:
        return gettext("ends today, %(day)s") % {"day": day.isoformat()}
    if day > today:
        text = ngettext("ends in %(days)s day (%(day)s)", "ends in %(days)s days (%(day)s)", days)
    else:
        text = ngettext("EXPIRED %(days)s day ago (%(day)s)", "EXPIRED %(days)s days ago (%(day)s)", days)
    return text % {"days": days, "day": day.isoformat()}


def page_of(record: models.Model) -> str:
    """The address of a record's page."""
    return address(f"admin:cases_{record._meta.model_name}_change", record.pk)


def list_of(model: type[models.Model], query: str = "") -> str:
    """The address of a list of records, filtered by a query string."""
    return address(f"admin:cases_{model._meta.model_name}_changelist") + (f"?{query}" if query else "")


def address(name: str, *arguments: object) -> str:
    """The address of a page, or nothing where this installation has no such page."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


def of_testimonies(
    found: Sequence[Any], when: Callable[[Any], str], *, mine: frozenset[Any] = frozenset(), on: str = ""
) -> list[Row]:
    """A line for each testimony, with whose it is and ``when`` in words; ``mine`` were given to the reader. It leads to
    the testimony's own page, or to the one that ``on`` names."""
    rows = []
    for testimony in found:
        what = [testimony.witness.code if testimony.witness else gettext("a group"), testimony.case.code]
        if testimony.pk in mine:
            what.insert(0, gettext("given to you"))
        url = address(f"admin:{on}", testimony.pk) if on else page_of(testimony)
        rows.append(Row(testimony.code, ", ".join(what), when(testimony), url))
    return rows
