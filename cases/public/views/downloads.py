"""The files of releases, byte for byte as they were approved."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from cases.public import queries
from cases.published.models import PublishedFile, PublishedRelease

GONE = 410


@require_safe
def file(request: HttpRequest, identifier: str, name: str) -> HttpResponseBase:
    """A file as a download; 410 once its release was withdrawn. Content is read for a GET that needs it only."""
    found = queries.file(identifier, name)
    if found is None:
        raise Http404
    if getattr(found, "status", "") == PublishedRelease.Status.WITHDRAWN:
        return HttpResponse("This release was withdrawn.\n", status=GONE, content_type="text/plain; charset=utf-8")
    etag = quote_etag(found.sha256)
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or HttpResponse(b"" if request.method == "HEAD" else bytes(found.content))
    return _described(response, found, etag)


def _described(response: HttpResponseBase, found: PublishedFile, etag: str) -> HttpResponseBase:
    response["ETag"] = etag
    if response.status_code == 200:
        response["Content-Type"] = found.media_type
        response["Content-Length"] = str(found.size)
        # Always saved, never opened in place: no file of ours runs or renders under our address.
        response["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    return response
