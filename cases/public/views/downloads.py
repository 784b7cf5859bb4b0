"""The files of releases, byte for byte as they were approved, and what is made from them for one table."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import override
from django.views.decorators.http import require_safe

from cases.core.translated import LANGUAGES
from cases.public import queries
from cases.public.citing import WHOLE, cited
from cases.public.edition import Download, Edition
from cases.public.schema import whole
from cases.published.data import TOTAL, Cell, File
from cases.published.models import PublishedFile, PublishedRelease
from cases.published.stored import plain, shows, table_of
from cases.reports import dataset, manifest, table_files
from cases.reports.cited import bibtex, csl_json

from .pages import edition_or_404, withdrawn

DAY = 24 * 60 * 60
"""Seconds for which a file may be kept elsewhere: it never changes, but its release can be withdrawn."""


@require_safe
def file(request: HttpRequest, identifier: str, name: str) -> HttpResponseBase:
    """A file as a download; 410 once its release was withdrawn. Content is read for a GET that needs it only."""
    found = queries.file(identifier, name)
    if found is None:
        raise Http404
    if getattr(found, "status", "") == PublishedRelease.Status.WITHDRAWN:
        return withdrawn(request, edition_or_404(identifier))
    etag = quote_etag(found.sha256)
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or HttpResponse(b"" if request.method == "HEAD" else bytes(found.content))
    return _described(response, found, etag)


def of_file(name: str) -> str:
    """The language of a file of a release: what its name ends in, else English."""
    return Download(name, 0, "", "").language or "en"


def _described(response: HttpResponseBase, found: PublishedFile, etag: str) -> HttpResponseBase:
    # What the visitor's browser asks for changes nothing here.
    response["ETag"], response["Content-Language"] = etag, of_file(found.name)
    patch_cache_control(response, public=True, max_age=DAY)
    if response.status_code == 200:
        response["Content-Type"] = found.media_type
        response["Content-Length"] = str(found.size)
        # Always saved, never opened in place: no file of ours runs or renders under our address.
        response["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    return response


@require_safe
def table_file(request: HttpRequest, identifier: str, key: str, language: str, form: str) -> HttpResponseBase:
    """One table as CSV, JSON or XLSX in a language, made from published cells. Three statements."""
    if language not in LANGUAGES or form not in table_files.FORMS:
        raise Http404
    edition = edition_or_404(identifier)
    if edition.gone:
        with override(language):
            return withdrawn(request, edition)
    assert edition.release is not None
    row = queries.table(edition.release, key) if key != TOTAL else None
    if row is None or not shows(edition.release, row.rows, row.columns):
        raise Http404
    rows = queries.cells(edition.release).filter(whole(key))
    release = plain(
        edition.release, (Cell(*cell) for cell in rows.values_list("d1", "v1", "d2", "v2", "value", "lo", "hi"))
    )
    table = table_of(release, key)
    assert table is not None
    address = cited(request, edition.release, row, language).address
    made = table_files.table_file(table_files.titled(release, table, language, address), form)
    return _saved(request, made, language)


@require_safe
def cite_file(request: HttpRequest, identifier: str, key: str, form: str) -> HttpResponseBase:
    """How a release, or a table of it, is cited, for citation managers. Two statements."""
    if form not in CITE_FORMS:
        raise Http404
    edition = edition_or_404(identifier)
    if edition.gone:
        return withdrawn(request, edition)
    assert edition.release is not None
    row = queries.table(edition.release, key) if key not in (WHOLE, TOTAL) else None
    if row is None and key != WHOLE:
        raise Http404
    write, media_type = CITE_FORMS[form]
    text = write(cited(request, edition.release, row))
    return _saved(request, File(f"{identifier}-{key}.{form}", media_type, text.encode()))


CITE_FORMS = {
    "bib": (bibtex, "application/x-bibtex; charset=utf-8"),
    "csl.json": (csl_json, "application/vnd.citationstyles.csl+json"),
}


@require_safe
def dataset_jsonld(request: HttpRequest, identifier: str, language: str) -> HttpResponseBase:
    """The release as schema.org describes data sets. Two statements."""
    if language not in LANGUAGES:
        raise Http404
    edition = edition_or_404(identifier)
    if edition.gone:
        with override(language):
            return withdrawn(request, edition)
    assert edition.release is not None
    return _saved(request, _dataset(request, edition, language), language, attached=False)


def _dataset(request: HttpRequest, edition: Edition, language: str) -> File:
    assert edition.release is not None
    files = [
        dataset.Distribution(
            each.name, request.build_absolute_uri(data_address(edition.release.pk, each.name)), each.media_type, each.size,
            each.sha256,
        )
        for each in queries.files(edition.release).files
    ]  # fmt: skip
    address = cited(request, edition.release, language=language).address
    return dataset.dataset_jsonld(plain(edition.release, ()), files, language=language, address=address)


def data_address(identifier: str, name: str) -> str:
    """Where a file of a release stands."""
    return reverse("data:file", args=[identifier, name])


def _saved(request: HttpRequest, made: File, language: str = "en", *, attached: bool = True) -> HttpResponseBase:
    """A file that was made now from what is published: the same bytes as long as nothing changes."""
    etag = quote_etag(manifest.sha256(made))
    response = get_conditional_response(request, etag=etag) or HttpResponse(made.content, content_type=made.media_type)
    response["ETag"], response["Content-Language"] = etag, language
    patch_cache_control(response, public=True, max_age=DAY)
    if response.status_code == 200:
        response["Content-Length"] = str(len(made.content))
        response["Content-Disposition"] = content_disposition_header(attached, made.name) or "attachment"
    return response
