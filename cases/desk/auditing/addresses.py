"""Every public page, in every language, as the resolver knows them; and what a page answers."""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from typing import Any, NamedTuple

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse, set_urlconf
from django.utils import translation
from django.utils.translation import gettext as _

from cases.core.errors import Refused
from cases.published.data import Release
from cases.published.models import PublishedCase

URLCONF = "cases.desk.auditing.public_urls"
FILES = "data"
"""The name space of downloads: their bytes are proved elsewhere, and are no pages."""


class Page(NamedTuple):
    """A public page: the name of its address, and the address in a language."""

    name: str
    language: str
    address: str


def every_page(release: Release) -> list[Page]:
    """Every public page in every language, of this release where it is of one.

    Raises Refused when an address takes an argument that nobody taught the audit.
    """
    known: dict[str, Sequence[str]] = {
        "slug": list(PublishedCase.objects.values_list("slug", flat=True)),
        "identifier": [release.identifier],
        "key": [table.key for table in release.tables],
        "code": [indicator.key for indicator in release.indicators],
    }
    found: dict[str, Page] = {}
    for name, arguments in _patterns(get_resolver(URLCONF).url_patterns):
        if unknown := sorted(set(arguments) - known.keys()):
            raise Refused(
                _("The audit does not know which pages “%(name)s” has: teach it the argument %(argument)s.")
                % {"name": name, "argument": unknown[0]}
            )
        for values in product(*(known[argument] for argument in arguments)):
            for language, _label in settings.LANGUAGES:
                with translation.override(language):
                    address = reverse(name, urlconf=URLCONF, kwargs=dict(zip(arguments, values, strict=True)))
                found.setdefault(address, Page(name, language, address))
    return list(found.values())


def _patterns(patterns: Iterable[URLPattern | URLResolver], within: str = "") -> Iterator[tuple[str, list[str]]]:
    """The full name and the arguments of every page."""
    for pattern in patterns:
        arguments = list(pattern.pattern.converters)
        if isinstance(pattern, URLPattern):
            yield f"{within}{pattern.name}", arguments
        elif pattern.namespace != FILES:
            inside = f"{within}{pattern.namespace}:" if pattern.namespace else within
            for name, inner in _patterns(pattern.url_patterns, inside):
                yield name, [*arguments, *inner]


@contextmanager
def public_side() -> Iterator[None]:
    """Templates inside link to public addresses, whatever this process serves."""
    set_urlconf(URLCONF)
    try:
        yield
    finally:
        set_urlconf(None)


def answer(page: Page) -> str:
    """What a stranger gets: the view alone, without the cache of pages, in which this answer must never stand.

    Empty where the address sends on to another one. Raises Http404, and Refused for another answer.
    """
    with translation.override(page.language):
        request = WSGIRequest(_environment(page.address))
        match = request.resolver_match = resolve(page.address, URLCONF)
        response: Any = match.func(request, *match.args, **match.kwargs)
        if hasattr(response, "render"):
            response.render()
        content = b"".join(response)
    if 300 <= response.status_code < 400:
        return ""
    if response.status_code != 200:
        raise Refused(_("%(page)s answers %(status)s.") % {"page": page.address, "status": response.status_code})
    return content.decode()


def _environment(address: str) -> dict[str, Any]:
    host = next((host.lstrip(".") for host in settings.ALLOWED_HOSTS if "*" not in host), "localhost")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address,
        "QUERY_STRING": "",
        "SERVER_NAME": host,
        "SERVER_PORT": "443" if settings.HTTPS else "80",
        "wsgi.url_scheme": "https" if settings.HTTPS else "http",
        "wsgi.input": io.BytesIO(),
    }
