"""What an address answers while an export is written: the views alone, without middleware and without a server."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404
from django.shortcuts import render
from django.urls import get_resolver, resolve
from django.utils import translation
from django.utils.translation import gettext as _

from cases.core import url_policies
from cases.core.errors import Refused
from cases.core.translated import LANGUAGES
from cases.public import queries

HTML, CSS = "text/html", "text/css"
OF_A_SERVER = {"etag", "content-length", "content-language", "expires", "last-modified", "vary"}
"""Headers that whoever serves the file makes anew."""


class Answer(NamedTuple):
    """What stands at an address; ``location`` is where it sends on to."""

    status: int
    content: bytes = b""
    headers: dict[str, str] = {}
    location: str = ""

    @property
    def media_type(self) -> str:
        return self.headers.get("Content-Type", "").partition(";")[0]


class ExportRequest(WSGIRequest):
    """A GET under the address of the published site, which need not be one of this process's hosts."""

    static_export = True

    def __init__(self, address: str, root: str) -> None:
        site = urlsplit(root)
        path, _mark, query = address.partition("?")
        super().__init__(
            {
                "REQUEST_METHOD": "GET",
                "PATH_INFO": path,
                "QUERY_STRING": query,
                "SERVER_NAME": site.hostname,
                "SERVER_PORT": str(site.port or ("443" if site.scheme == "https" else "80")),
                "wsgi.url_scheme": site.scheme,
                "wsgi.input": io.BytesIO(),
            }
        )
        self._host = site.netloc

    def get_host(self) -> str:
        return self._host


def starts() -> Iterator[str]:
    """Every public address that takes no argument, in each language; links lead to the others."""
    for route, _view in url_policies.routes(get_resolver()):
        if url_policies.policy_of(route) == url_policies.Policy.PUBLIC:
            addresses = dict.fromkeys(route.replace(url_policies.LANGUAGE, f"{code}/") for code in LANGUAGES)
            yield from (f"/{address}" for address in addresses if "<" not in address)


def answer(address: str, root: str) -> Answer:
    """What a stranger gets at a public address or that of a static file; 404 for every other."""
    if url_policies.is_static(address):
        return _static(address.removeprefix(settings.STATIC_URL))
    path = address.partition("?")[0]
    if not url_policies.is_public(path):
        return Answer(404)
    with translation.override(_language(path)):
        request = ExportRequest(address, root)
        try:
            match = request.resolver_match = resolve(path)
            return _answered(match.func(request, *match.args, **match.kwargs))
        except Http404:
            return Answer(404)


def missing(language: str, root: str) -> Answer:
    """The page for addresses that lead nowhere, in a language."""
    with translation.override(language):
        view: Any = get_resolver().resolve_error_handler(404)
        return _answered(view(ExportRequest(f"/{language}/404.html", root), Http404()))


def own_page(template: str, root: str, **context: Any) -> Answer:
    """A page that only an export has."""
    with translation.override(settings.LANGUAGE_CODE):
        request = ExportRequest("/", root)
        return _answered(render(request, f"public/{template}", {"site": queries.site(), **context}))


def _language(path: str) -> str:
    first = path.split("/")[1]
    return first if first in LANGUAGES else settings.LANGUAGE_CODE


def _answered(response: Any) -> Answer:
    if hasattr(response, "render"):
        response.render()
    headers = {name: value for name, value in response.headers.items() if name.lower() not in OF_A_SERVER}
    return Answer(response.status_code, b"".join(response), headers, headers.pop("Location", ""))


def _static(name: str) -> Answer:
    found = finders.find(name) or staticfiles_storage.path(name)
    try:
        content = Path(str(found)).read_bytes()
    except OSError:
        return Answer(404)
    return Answer(200, content, {"Content-Type": CSS} if name.endswith(".css") else {"Content-Type": ""})


def check_static_files() -> None:
    """Raises Refused where the style sheets that pages name are not collected."""
    try:
        staticfiles_storage.url("site.css")
    except ValueError as error:
        raise Refused(_("Style sheets are not collected: run “manage.py collectstatic --no-input” first.")) from error
