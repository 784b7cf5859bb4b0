"""Releases: the list, one release, and the permanent page of each of its tables."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from cases.public import queries
from cases.public.edition import Edition, State
from cases.public.figures import Maker, ranges
from cases.public.schema import Counts, Schema, whole
from cases.published.data import TOTAL, table_key
from cases.published.models import PublishedTable

from .pages import edition_or_404, figures_page, page


@require_safe
def releases(request: HttpRequest) -> HttpResponse:
    """Every release with its status. Two statements."""
    return page(request, "public/releases.html", releases=queries.releases())


@require_safe
def release(request: HttpRequest, identifier: str) -> HttpResponse:
    """What a release holds, its files with their checksums, how it was blurred. Four statements."""
    edition = edition_or_404(identifier)
    assert edition.release is not None
    schema = Schema(edition.release, crosses=edition.crosses)
    tables = [table for table in queries.tables(edition.release) if _has_page(edition, schema, table)]
    return figures_page(
        request,
        "public/release.html",
        edition,
        tables=[(table.key, schema.title(table.rows, table.columns)) for table in tables],
        total=Counts(queries.cells(edition.release).filter(whole())).total,
        downloads=queries.files(edition.release),
    )


def _has_page(edition: Edition, schema: Schema, table: PublishedTable) -> bool:
    """Whether the page of a table shows something in the release's tier; the total stands on this one."""
    if table.key == TOTAL or (table.columns and not edition.crosses):
        return False
    if edition.release is None or edition.state != State.RANGES:
        return True
    return not ranges(edition.release, schema.sides[table.rows], edition.kept).empty


@require_safe
def release_table(request: HttpRequest, identifier: str, key: str) -> HttpResponse:
    """One table of a release, for good; the total stands on the page of its release. Four statements."""
    if key == TOTAL:
        return redirect("public:release", identifier)
    edition = edition_or_404(identifier)
    assert edition.release is not None
    table = queries.tables(edition.release).filter(key=key).first()
    if table is None:
        raise Http404
    return figures_page(
        request,
        "public/release_table.html",
        edition,
        table=table,
        downloads=queries.files(edition.release),
        **_table(edition, Schema(edition.release, crosses=edition.crosses), table.rows, table.columns),
    )


def _table(edition: Edition, schema: Schema, rows: str, columns: str) -> dict[str, Any]:
    """The figure of a table; of one with two sides also a figure for each group of people, its first side."""
    assert edition.release is not None
    title = schema.title(rows, columns)
    if edition.state == State.RANGES and not columns:
        figure = ranges(edition.release, schema.sides[rows], edition.kept)
        return {"title": title, "whole": None if figure.empty else figure}
    if edition.state != State.NUMBERS or (columns and not edition.crosses):
        return {"title": title}
    keys = [rows, table_key(rows, columns)] if columns else [rows]
    counts = Counts(queries.cells(edition.release).filter(whole(*keys)))
    maker = Maker(edition.release, schema, counts, edition.kept)
    if not columns:
        return {"title": title, "whole": maker.whole(schema.sides[rows])}
    groups, side = schema.sides[rows], schema.sides[columns]
    panels = [maker.within(side, point, groups, link=False) for point in groups.points]
    return {"title": title, "panels": panels, "whole": maker.crossed(title, side, groups, panels)}
