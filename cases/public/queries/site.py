"""Who publishes."""

from typing import TypeVar

from django.db.models import Model, QuerySet, Subquery

from cases.published.models import PublishedSite

Row = TypeVar("Row", bound=Model)

SITE = ("kind", "organisation", "contact")


def site() -> PublishedSite:
    """Who publishes; an empty row where nothing is set up yet. One statement."""
    return PublishedSite.objects.first() or PublishedSite()


def with_site(rows: QuerySet[Row]) -> QuerySet[Row]:
    """The rows, each with the site as subqueries: read by itself, it would be a statement more."""
    columns = {f"site_{name}": Subquery(PublishedSite.objects.values(name)[:1]) for name in SITE}
    annotated: QuerySet[Row] = rows.annotate(**columns)
    return annotated


def from_annotations(row: Model) -> PublishedSite:
    """The site that came along with a row. No statement."""
    return PublishedSite(**{name: getattr(row, f"site_{name}") or "" for name in SITE})
