"""Releases of figures: the one a page stands on, its cells, its tables and its files."""

from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When

from cases.public.edition import CELLS, PDF, Download, Downloads, Edition
from cases.published.models import PublishedCell, PublishedFile, PublishedRelease, PublishedTable

from .site import from_annotations, site, with_site

CURRENT = Q(status=PublishedRelease.Status.CURRENT)
FILE = ("name", "size", "media_type", "sha256")


def edition(identifier: str = "") -> Edition | None:
    """The named release, or the current one, with who publishes it; None where the named one does not exist.

    One statement; two where nothing was released yet. Without a current release it is the last one of all, so
    that a page can say that it was withdrawn.
    """
    return _edition(_editions(), identifier)


def newest(language: str) -> tuple[Edition, Downloads]:
    """The current release with its report in a language and its cells. One statement, or two as above.

    The two files come along as subqueries, since the first page reads cases and figures as well.
    """
    reports = Q(media_type=PDF)
    in_language = Q(reports, name__endswith=f"-{language}.pdf")
    columns = {f"report_{name}": _of_file(name, in_language, reports) for name in FILE}
    columns |= {f"cells_{name}": _of_file(name, Q(name=CELLS)) for name in FILE}
    found = _edition(_editions().annotate(**columns))
    assert found is not None  # no release was named
    return found, Downloads([file for kind in ("report", "cells") if (file := _from_columns(found.release, kind))])


def _editions() -> QuerySet[PublishedRelease]:
    current = Subquery(PublishedRelease.objects.filter(CURRENT).values("pk")[:1])
    return with_site(PublishedRelease.objects.annotate(current=current))


def _edition(rows: QuerySet[PublishedRelease], identifier: str = "") -> Edition | None:
    current_first = Case(When(CURRENT, then=Value(0)), default=Value(1))
    release = (rows.filter(pk=identifier) if identifier else rows.order_by(current_first, "-slot")).first()
    if release is None:
        return None if identifier else Edition(None, site())
    return Edition(release, from_annotations(release), current=getattr(release, "current", None) or "")


def _of_file(column: str, *kinds: Q) -> Subquery:
    """A column of a file of the release, of the first of these kinds that it has."""
    place = Case(*(When(kind, then=Value(place)) for place, kind in enumerate(kinds)))
    rows = PublishedFile.objects.filter(release=OuterRef("pk")).annotate(place=place).exclude(place=None)
    return Subquery(rows.order_by("place", "name").values(column)[:1])


def _from_columns(release: PublishedRelease | None, kind: str) -> Download | None:
    values: dict[str, Any] = {name: getattr(release, f"{kind}_{name}", None) for name in FILE}
    return Download(**values) if values["name"] else None


def releases() -> QuerySet[PublishedRelease]:
    """Every release, the newest first. One statement."""
    return PublishedRelease.objects.order_by("-slot", "-number")


def cells(release: PublishedRelease) -> QuerySet[PublishedCell]:
    """Every cell of a release; a page narrows them to the tables it shows. One statement."""
    return PublishedCell.objects.filter(table__release=release).order_by("table__position", "position")


def tables(release: PublishedRelease) -> QuerySet[PublishedTable]:
    """The tables of a release in the order of its schema. One statement."""
    return PublishedTable.objects.filter(release=release).order_by("position")


def files(release: PublishedRelease) -> Downloads:
    """Its files without their content. One statement."""
    rows = PublishedFile.objects.filter(release=release).order_by("name")
    return Downloads([Download(**row) for row in rows.values(*FILE)])


def file(identifier: str, name: str) -> PublishedFile | None:
    """A file with its release's status as ``status``. One statement; reading its content is another."""
    rows = PublishedFile.objects.annotate(status=F("release__status")).defer("content")
    return rows.filter(release=identifier, name=name).first()
