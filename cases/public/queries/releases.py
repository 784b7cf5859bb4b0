"""Releases of figures: the one a page stands on, its cells, its tables and its files."""

from typing import Any

from django.db.models import Aggregate, Case, F, JSONField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import JSONObject

from cases.public.edition import Download, Downloads, Edition
from cases.published.models import PublishedCell, PublishedFile, PublishedRelease, PublishedTable

from .site import from_annotations, site, with_site

CURRENT = Q(status=PublishedRelease.Status.CURRENT)
FILE = ("name", "size", "media_type", "sha256")


class JsonList(Aggregate):
    """The rows of a group as one list, which SQLite and PostgreSQL know under two names."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """PostgreSQL's own name for it."""
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


def edition(identifier: str = "") -> Edition | None:
    """The named release, or the current one, with who publishes it; None where the named one does not exist.

    One statement; two where nothing was released yet. Without a current release it is the last one of all, so
    that a page can say that it was withdrawn.
    """
    return _edition(_editions(), identifier)


def edition_with_files(identifier: str = "") -> tuple[Edition | None, Downloads]:
    """The same with the release's files, without their content. As many statements: for pages that read much else."""
    every = PublishedFile.objects.filter(release=OuterRef("pk")).order_by().values("release")
    listed = Subquery(every.annotate(listed=JsonList(JSONObject(**{name: name for name in FILE}))).values("listed"))
    found = _edition(_editions().annotate(listed=listed), identifier)
    rows = getattr(found.release, "listed", None) if found else None
    return found, Downloads(sorted((Download(**row) for row in rows or ()), key=lambda file: file.name))


def _editions() -> QuerySet[PublishedRelease]:
    current = Subquery(PublishedRelease.objects.filter(CURRENT).values("pk")[:1])
    return with_site(PublishedRelease.objects.annotate(current=current))


def _edition(rows: QuerySet[PublishedRelease], identifier: str = "") -> Edition | None:
    current_first = Case(When(CURRENT, then=Value(0)), default=Value(1))
    release = (rows.filter(pk=identifier) if identifier else rows.order_by(current_first, "-slot")).first()
    if release is None:
        return None if identifier else Edition(None, site())
    return Edition(
        release, from_annotations(release), current=getattr(release, "current", None) or "", named=bool(identifier)
    )


def releases() -> QuerySet[PublishedRelease]:
    """Every release, the newest first. One statement."""
    return PublishedRelease.objects.order_by("-slot", "-number")


def cells(release: PublishedRelease) -> QuerySet[PublishedCell]:
    """Every cell of a release; a page narrows them to the tables it shows. One statement."""
    return PublishedCell.objects.filter(table__release=release).order_by("table__position", "position")


def tables(release: PublishedRelease) -> QuerySet[PublishedTable]:
    """The tables of a release in the order of its schema. One statement."""
    return PublishedTable.objects.filter(release=release).order_by("position")


def table(release: PublishedRelease, key: str) -> PublishedTable | None:
    """One of its tables. One statement."""
    return tables(release).filter(key=key).first()


def published_tables() -> QuerySet[PublishedTable]:
    """The tables of every release that was not withdrawn, each with its release. One statement."""
    rows = PublishedTable.objects.exclude(release__status=PublishedRelease.Status.WITHDRAWN)
    return rows.select_related("release").order_by("-release__slot", "position")


def files(release: PublishedRelease) -> Downloads:
    """Its files without their content. One statement."""
    rows = PublishedFile.objects.filter(release=release).order_by("name")
    return Downloads([Download(**row) for row in rows.values(*FILE)])


def file(identifier: str, name: str) -> PublishedFile | None:
    """A file with its release's status as ``status``. One statement; reading its content is another."""
    rows = PublishedFile.objects.annotate(status=F("release__status")).defer("content")
    return rows.filter(release=identifier, name=name).first()
