"""Answers to public pages, kept for a minute: they change only when something is published."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.cache import CacheMiddleware

from cases.core.translated import LANGUAGES

KEPT_SECONDS = 60

PUBLIC_PREFIXES = tuple(f"/{language}/" for language in LANGUAGES)


class PublicPageCache(CacheMiddleware):
    """Django's cache for addresses under a language, and for nothing else: what staff see is never kept."""

    def __init__(self, get_response: Any) -> None:
        super().__init__(get_response, cache_alias="pages", cache_timeout=KEPT_SECONDS, key_prefix="public")

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        if not request.path_info.startswith(PUBLIC_PREFIXES):
            request._cache_update_cache = False  # type: ignore[attr-defined]  # how the base class is told to let it pass
            return None
        return super().process_request(request)
