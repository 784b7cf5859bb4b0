"""What guards every request before a view sees it: its size, its form, the time it may take."""

import time
from collections.abc import Callable
from io import IOBase
from typing import BinaryIO

from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from . import error_pages
from .url_policies import is_public

GetResponse = Callable[[HttpRequest], HttpResponse]

STRANGERS_BODY = 64 * 1024
"""Bytes that somebody who is not signed in may send: a sign-in form with a passkey's answer is below 10,000."""

SLACK = 1024 * 1024
"""What a form holds besides a file of the greatest size."""

READING = ("GET", "HEAD")
LONGEST_QUERY = 4096
"""Characters: a hundred Korean letters to search for take nine hundred."""

_SECONDS_AT_LEAST = 30
_BYTES_PER_SECOND = 50_000


class WholeBody(IOBase):
    """A request's body that ends where its Content-Length says, in reasonable time, or is an error.

    Django takes a body that was cut off for a shorter form: half of an account would be stored as the whole.
    """

    def __init__(self, stream: BinaryIO, length: int) -> None:
        self._stream, self._left = stream, length
        self._deadline = time.monotonic() + _SECONDS_AT_LEAST + length / _BYTES_PER_SECOND

    def read(self, size: int = -1) -> bytes:
        expected = self._left if size is None or size < 0 else min(size, self._left)
        return self._counted(self._stream.read(size), expected)

    def readline(self, size: int | None = -1) -> bytes:
        return self._counted(
            self._stream.readline(-1 if size is None else size), min(self._left, 0 if size == 0 else 1)
        )

    def _counted(self, data: bytes, expected: int) -> bytes:
        self._left -= len(data)
        if len(data) < expected or time.monotonic() > self._deadline:
            raise OSError("The request's body did not come whole or in time.")
        return data


class Limits:
    """Refuses what no page of ours sends, with one sentence. It stands behind the middleware that knows who asks."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return _public_refusal(request) or self._refusal(request) or self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, UnreadablePostError):
            return error_pages.refuse(request, 400, _("The request broke off before its end: send it again."))
        return None

    def _refusal(self, request: HttpRequest) -> HttpResponse | None:
        zero = "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", "")
        if zero and not is_public(request.path_info):
            # No text of ours holds it, and PostgreSQL refuses it with an error of its own. Public pages know it.
            return error_pages.refuse(request, 400, _("The address holds a character that no address has."))
        if "HTTP_TRANSFER_ENCODING" in request.META:
            return error_pages.refuse(request, 411, _("The request does not say its length: send it from a browser."))
        length = _declared_length(request)
        if length > (allowed := _allowed_length(request)):
            text = _("What was sent is too large: here it may be at most %(size)s. Send less, or one file at a time.")
            return error_pages.refuse(request, 413, text % {"size": filesizeformat(allowed)})
        request._stream = WholeBody(request._stream, length)  # type: ignore[assignment]  # where Django reads from
        return None


def _public_refusal(request: HttpRequest) -> HttpResponse | None:
    """What no link and no form of a public page asks for: they read only, and their addresses are short."""
    if not is_public(request.path_info):
        return None
    if request.method not in READING:
        response = error_pages.refuse(request, 405, _("Public pages can be read only: nothing is sent to them."))
        response.headers["Allow"] = ", ".join(READING)
        return response
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        return error_pages.refuse(
            request, 414, _("The address is too long: start again from the page without a filter.")
        )
    return None


def _declared_length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _allowed_length(request: HttpRequest) -> int:
    user = getattr(request, "user", None)
    if _declared_length(request) <= STRANGERS_BODY or user is None or not user.is_authenticated:
        return STRANGERS_BODY
    return int(settings.EVIDENCE_MAX_BYTES) + SLACK
