"""Answers to public pages, packed for slow lines and kept for a minute: they change only when something is published."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.cache import CacheMiddleware
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers, set_response_etag
from django.utils.text import compress_string

from cases.core.translated import LANGUAGES
from cases.core.url_policies import is_public

KEPT_SECONDS = 60
GZIP = "gzip"

PUBLIC_PREFIXES = tuple(f"/{language}/" for language in LANGUAGES)


class PublicPageCache(CacheMiddleware):
    """Django's cache for addresses under a language, and for nothing else: what staff see is never kept.

    Every public answer gets an ETag, before it is kept, and is not sent again to whoever has it.
    """

    def __init__(self, get_response: Any) -> None:
        super().__init__(get_response, cache_alias="pages", cache_timeout=KEPT_SECONDS, key_prefix="public")

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        if not request.path_info.startswith(PUBLIC_PREFIXES):
            let_pass(request)
            return None
        # One spelling of what the browser can unpack: an answer is kept for each.
        request.META["HTTP_ACCEPT_ENCODING"] = GZIP if GZIP in request.META.get("HTTP_ACCEPT_ENCODING", "") else ""
        return super().process_request(request)

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        if not is_public(request.path_info):
            return response
        if response.status_code == 200 and not response.has_header("ETag"):
            if request.path_info.startswith(PUBLIC_PREFIXES):
                pack(request, response)
            set_response_etag(response)
            patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
        super().process_response(request, response)
        return get_conditional_response(request, etag=response.headers.get("ETag"), response=response)


def pack(request: HttpRequest, response: HttpResponse) -> None:
    """Compress a page where the browser can unpack it. Safe here: no public page holds a secret to be guessed by size."""
    patch_vary_headers(response, ("Accept-Encoding",))
    if request.META["HTTP_ACCEPT_ENCODING"] == GZIP:
        response.content = compress_string(response.content)
        response.headers["Content-Encoding"] = GZIP
        response.headers["Content-Length"] = str(len(response.content))


def let_pass(request: HttpRequest) -> None:
    """Keep no answer to this request: its address is one of endlessly many, or none of a public page."""
    request._cache_update_cache = False  # type: ignore[attr-defined]  # how the base class is told
