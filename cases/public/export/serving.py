"""The public half served from an export: the innermost middleware answers from the folder, no view and no database is
reached. Headers, languages and style sheets are the work of the same middleware as on the live site."""

from pathlib import Path
from urllib.parse import parse_qsl

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.http import quote_etag
from django.utils.translation import get_language

from cases.core.middleware import GetResponse
from cases.core.translated import LANGUAGES

from .addresses import INDEX, address_of
from .folder import MARKER, marker_of, sums_of

UNSERVED = (INDEX, MARKER)
"""What the live site has no address for: there “/” leads to the reader's language."""

MOST_FIELDS = 20
Asked = tuple[str, tuple[tuple[str, str], ...]]
"""A path, and the fields of its query in an order of their own."""


def asked(path: str, query: str) -> Asked | None:
    """What a request asks for; None for a query with more fields than any page has."""
    try:
        return path, tuple(sorted(parse_qsl(query, max_num_fields=MOST_FIELDS)))
    except ValueError:
        return None


class Exported:
    """Answers each address of the export, 404 for every other."""

    def __init__(self, get_response: GetResponse) -> None:
        self.folder = Path(settings.EXPORT)
        self.sums = sums_of(self.folder)
        self.answers = marker_of(self.folder)["answers"]
        files = [file for file in self.sums if file not in UNSERVED and not file.endswith("404.html")]
        self.files = {asked(path, query): file for file in files for path, _mark, query in [_parts(file)]}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        wanted = asked(request.path_info, request.META.get("QUERY_STRING", ""))
        file = self.files.get(wanted) if wanted else None
        return self._found(request, file) if file else self._nowhere(request)

    def _found(self, request: HttpRequest, file: str) -> HttpResponse:
        known = self.answers.get(file, {"status": 200, "headers": {}})
        response = HttpResponse(self._read(file), status=known["status"], headers=known["headers"])
        if known["status"] == 200:
            response["ETag"] = quote_etag(self.sums[file])
        return response

    def _nowhere(self, request: HttpRequest) -> HttpResponse:
        """The page for it in the language of the address, else in the reader's."""
        first = request.path_info.split("/")[1]
        language = first if first in LANGUAGES else get_language()
        return HttpResponse(self._read(f"{language}/404.html"), status=404)

    def _read(self, file: str) -> bytes:
        return (self.folder / file).read_bytes()


def _parts(file: str) -> tuple[str, str, str]:
    return address_of(file).partition("?")
