"""What every public page has: the common look, the publisher, the release it stands on."""

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cases.public import caching, queries
from cases.public.edition import Downloads, Edition, State
from cases.public.filters import PublicFilter
from cases.published.models import PublishedSite

GONE = 410
LONGEST_OFFERED = 300
"""Letters of a query; ours are shorter."""
IDENTIFIER = re.compile(r"[\w-]{1,20}", re.ASCII)


def page(
    request: HttpRequest, template: str, *, site: PublishedSite | None = None, status: int = 200, **context: Any
) -> HttpResponse:
    """A page in the common look, which names the publisher."""
    if not is_offered(request, context.get("filter"), context.get("edition")):
        caching.let_pass(request)
    return render(request, template, {"site": site or queries.site(), **context}, status=status)


def figures_page(request: HttpRequest, template: str, edition: Edition, **context: Any) -> HttpResponse:
    """A page that stands on a release. 410 where the address names one that was withdrawn; a statement more then."""
    query = f"?{urlencode(edition.kept)}" if edition.kept else ""
    values: dict[str, Any] = {
        "edition": edition,
        "release": edition.release,
        "state": edition.state.value,
        "query": query,
    }
    if edition.state == State.WITHDRAWN and edition.release is not None:
        values["correction"] = queries.correction_of(edition.release.pk)
    return page(request, template, site=edition.site, status=GONE if edition.gone else 200, **values, **context)


def withdrawn(request: HttpRequest, edition: Edition) -> HttpResponse:
    """410 for what belonged to a release, with the public note and the way to the newest one. A statement."""
    return figures_page(request, "public/withdrawn.html", edition)


def is_offered(request: HttpRequest, chosen: PublicFilter | None, edition: Edition | None) -> bool:
    """Whether a page of ours links to this address, or a form there leads to it: only such addresses are finite.

    Fields that a form sends empty may stand there; words to search for, unknown names and other spellings may not.
    """
    query = request.META.get("QUERY_STRING", "")
    if not query:
        return True
    if len(query) > LONGEST_OFFERED:
        return False
    pairs = parse_qsl(query, keep_blank_values=True)
    fields = chosen.form.fields if chosen else {}
    filled = {name: value for name, value in pairs if value}
    known = {**_named_release(edition), **(chosen.used() if chosen else {})}
    once = len({name for name, _value in pairs}) == len(pairs)
    blank = all(value or name in fields for name, value in pairs)
    return once and blank and filled == known and "q" not in filled and urlencode(pairs) == query


def _named_release(edition: Edition | None) -> dict[str, str]:
    return {"release": edition.release.pk} if edition and edition.named and edition.release else {}


def named_edition(request: HttpRequest) -> Edition:
    """The release that ``?release=`` names, the current one without it. Raises Http404 for one that never was."""
    return edition_or_404(request.GET.get("release", ""))


def named_edition_with_files(request: HttpRequest) -> tuple[Edition, Downloads]:
    """The same with the files that a reader wants first, in as many statements."""
    found, downloads = queries.edition_with_files(_number(request.GET.get("release", "")))
    if found is None:
        raise Http404
    return found, downloads


def edition_or_404(identifier: str) -> Edition:
    """The release of this number; the current one where it is empty."""
    found = queries.edition(_number(identifier))
    if found is None:
        raise Http404
    return found


def _number(identifier: str) -> str:
    """The number of a release, or nothing. Raises Http404 for what can be none, before a database sees it."""
    if identifier and not IDENTIFIER.fullmatch(identifier):
        raise Http404
    return identifier
