"""What a debug page or an error report may say: where it went wrong, never with which values."""

from collections.abc import ItemsView
from types import TracebackType
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from .logs import described


class HideEverything(SafeExceptionReporterFilter):
    """Hides every setting, header, cookie, form value and local variable; Django's own guesses by their names."""

    def get_safe_settings(self) -> dict[str, Any]:
        return {}

    def get_safe_request_meta(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    def get_safe_cookies(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    def is_active(self, request: HttpRequest | None) -> bool:
        """Also while debugging: real records may be there."""
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> ItemsView[str, Any]:
        return {}.items()


class ContentFreeReporter(ExceptionReporter):
    """The chain of exceptions by type, file and line. Their messages are left out: they could quote a witness."""

    exc_value: BaseException | None
    tb: TracebackType | None

    def get_traceback_text(self) -> SafeString:
        return mark_safe(self._described())  # noqa: S308  (sent as plain text)

    def get_traceback_html(self) -> SafeString:
        return format_html("<!doctype html><title>Error</title><h1>Error</h1><pre>{}</pre>", self._described())

    def _described(self) -> str:
        return described(self.exc_value) if self.exc_value else "No exception is known."
