"""Releases: the list, one release, and the permanent page of each of its tables."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from cases.public import queries
from cases.public.citing import citation
from cases.public.schema import Counts, Schema, whole
from cases.public.signposts import links
from cases.public.tables import figures_of
from cases.published.data import TOTAL, Words
from cases.published.models import PublishedRelease
from cases.published.stored import shows

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
    if edition.gone:
        return figures_page(request, "public/release.html", edition, downloads=queries.files(edition.release))
    downloads = queries.files(edition.release)
    response = figures_page(
        request,
        "public/release.html",
        edition,
        tables=_doors(edition.release),
        total=Counts(queries.cells(edition.release).filter(whole())).total,
        downloads=downloads,
        citation=citation(request, edition.release),
    )
    response["Link"] = links(request, edition.release, downloads)
    return response


def _doors(release: PublishedRelease) -> list[tuple[str, Words]]:
    """Key and title of each table whose page shows something; the total stands on the page of the release."""
    schema = Schema(release, crosses=True)
    tables = [table for table in queries.tables(release) if table.key != TOTAL]
    return [(one.key, schema.title(one.rows, one.columns)) for one in tables if shows(release, one.rows, one.columns)]


@require_safe
def release_table(request: HttpRequest, identifier: str, key: str) -> HttpResponse:
    """One table of a release, for good; the total stands on the page of its release. Four statements."""
    return _table_page(request, "public/release_table.html", identifier, key)


@require_safe
def plain_table(request: HttpRequest, identifier: str, key: str) -> HttpResponse:
    """The same as plain rows, to be copied into a document. Four statements."""
    return _table_page(request, "public/plain_table.html", identifier, key)


def _table_page(request: HttpRequest, template: str, identifier: str, key: str) -> HttpResponse:
    if key == TOTAL:
        return redirect("public:release", identifier)
    edition = edition_or_404(identifier)
    assert edition.release is not None
    table = queries.table(edition.release, key)
    if table is None:
        raise Http404
    made = figures_of(edition, table)
    if made.get("whole"):
        made |= {"citation": citation(request, edition.release, table), "downloads": queries.files(edition.release)}
    return figures_page(request, template, edition, table=table, **made)
