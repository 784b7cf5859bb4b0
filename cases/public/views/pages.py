"""What every public page has: the common look, the publisher, the release it stands on."""

import re
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cases.public import queries
from cases.public.edition import Edition
from cases.published.models import PublishedSite

IDENTIFIER = re.compile(r"[\w-]{1,20}", re.ASCII)


def page(
    request: HttpRequest, template: str, *, site: PublishedSite | None = None, status: int = 200, **context: Any
) -> HttpResponse:
    """A page in the common look, which names the publisher."""
    return render(request, template, {"site": site or queries.site(), **context}, status=status)


def figures_page(request: HttpRequest, template: str, edition: Edition, **context: Any) -> HttpResponse:
    """A page that stands on a release."""
    query = f"?{urlencode(edition.kept)}" if edition.kept else ""
    values: dict[str, Any] = {
        "edition": edition,
        "release": edition.release,
        "state": edition.state.value,
        "query": query,
    }
    return page(request, template, site=edition.site, **values, **context)


def named_edition(request: HttpRequest) -> Edition:
    """The release that ``?release=`` names, the current one without it. Raises Http404 for one that never was."""
    return edition_or_404(request.GET.get("release", ""))


def edition_or_404(identifier: str) -> Edition:
    """The release of this number; the current one where it is empty."""
    found = queries.edition(identifier) if not identifier or IDENTIFIER.fullmatch(identifier) else None
    if found is None:
        raise Http404
    return found
