"""Releases, corrections and new editions of cases as an Atom feed in the active language."""

import datetime as dt
from collections.abc import Callable, Iterator
from html import escape
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from cases.core.translated import LANGUAGES, in_language
from cases.public import queries
from cases.published.models import Correction, PublishedCase, PublishedRelease, PublishedSite

NOTHING_YET = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""When a feed without entries was updated: never by the clock, so that the same data make the same bytes."""

Absolute = Callable[[str], str]
"""Puts the host before a path."""


class Entry(NamedTuple):
    """An entry. ``path`` is where it stands for good; with its host, and the ``edition`` behind it, the id."""

    title: str
    path: str
    summary: str
    updated: dt.datetime
    edition: str = ""


class Feed(Atom1Feed):
    """Django's Atom feed, with a link to itself in each language, updated when its newest entry was."""

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        for language, address in self.feed["languages"]:
            handler.addQuickElement(
                "link", "", {"rel": "alternate", "type": "application/atom+xml", "hreflang": language, "href": address}
            )

    def latest_post_date(self) -> dt.datetime:
        return max((item["updateddate"] for item in self.items), default=NOTHING_YET)


def feed(site: PublishedSite, absolute: Absolute) -> Feed:
    """The newest first. Three statements."""
    made = Feed(
        title=_("%(publisher)s: releases and corrections") % {"publisher": site.organisation or "Casetracker"},
        link=absolute(reverse("public:releases")),
        description="",
        subtitle=_("New releases of figures, what was put right, and new editions of documented cases."),
        language=get_language(),
        author_name=site.organisation or "Casetracker",
        feed_url=absolute(reverse("public:feed")),
        languages=[(language, absolute(address)) for language, address in _in_others()],
    )
    for entry in sorted(_entries(), key=lambda one: (one.updated, one.path), reverse=True):
        address = absolute(entry.path)
        made.add_item(
            entry.title,
            address,
            # Atom holds it as HTML: quotes and apostrophes stay as they are.
            escape(entry.summary, quote=False),
            unique_id=address + entry.edition,
            pubdate=entry.updated,
            updateddate=entry.updated,
        )
    return made


def _in_others() -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        if language != get_language():
            with override(language):
                yield language, reverse("public:feed")


def _entries() -> Iterator[Entry]:
    yield from map(_release, queries.releases())
    yield from map(_correction, queries.corrections())
    yield from map(_case, queries.cases())


def _release(release: PublishedRelease) -> Entry:
    mark = _(" [fictional data]") if release.fictional else ""
    title = _("Release %(number)s") % {"number": release.pk} + mark
    if release.status == PublishedRelease.Status.WITHDRAWN:
        title = _("Release %(number)s was withdrawn") % {"number": release.pk} + mark
    summary = _("Figures of accounts that we held until %(day)s. %(caveat)s") % {
        "day": release.cutoff.isoformat(),
        "caveat": in_language(release.caveat),
    }
    return Entry(title, reverse("public:release", args=[release.pk]), summary, _at(release.slot))


def _correction(correction: Correction) -> Entry:
    title = _("Correction")
    if correction.release:
        title = _("Release %(number)s was withdrawn") % {"number": correction.release}
    path = f"{reverse('public:corrections')}#{correction_anchor(correction)}"
    return Entry(title, path, in_language(correction.note), _at(correction.day))


def correction_anchor(correction: Correction) -> str:
    """Its place on the page of corrections, which never changes."""
    return f"r-{correction.release}" if correction.release else f"c-{correction.pk}"


def _case(case: PublishedCase) -> Entry:
    title = _("%(title)s, edition %(edition)s") % {"title": in_language(case.title), "edition": case.edition}
    path = reverse("public:case", args=[case.slug])
    return Entry(title, path, in_language(case.summary), _at(case.published.date()), f"#edition={case.edition}")


def _at(day: dt.date) -> dt.datetime:
    """Days are all that is known of most entries; a feed wants a moment."""
    return dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)
