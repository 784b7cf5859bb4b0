"""Log lines that help to find a fault and carry no content.

A line shows the logger, the constant text of our own message with its numbers and ids, the kind of page, and of an
exception the types, files and lines. Values, addresses and the messages of exceptions could quote a witness or name
a visitor, so they never reach a log.
"""

import logging
import logging.config
import re
import sys
import threading
import traceback
import uuid
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

OWN = ("cases", "casetracker")
_HARMLESS = (ImportError, SyntaxError, NameError, ImproperlyConfigured)
"""Faults of code and settings: their messages name modules and settings."""
HIDDEN = "…"
_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)


class ContentFreeFormatter(logging.Formatter):
    """Formats a record without what could be content."""

    def format(self, record: logging.LogRecord) -> str:
        # A copy: another handler's text of the exception stands on the shared record.
        safe = logging.makeLogRecord({**record.__dict__, "exc_text": None, "stack_info": None})
        safe.msg, safe.args = _message(record), None
        return super().format(safe)

    def formatException(self, exc_info: Any) -> str:
        return described(exc_info[1]) if exc_info and exc_info[1] else ""


def described(error: BaseException) -> str:
    """An exception and what caused it, first cause last: types, files, lines and functions; no message, no note."""
    lines = []
    for link in _chain(error):
        kind = type(link)
        lines.append(f"{kind.__module__}.{kind.__qualname__}")
        lines += [
            f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(link.__traceback__)
        ]
    return "\n".join(lines)


def configure(config: dict[str, Any]) -> None:
    """Django's LOGGING_CONFIG: warnings and uncaught exceptions go through the log, so without content too."""
    logging.config.dictConfig(config)
    logging.captureWarnings(True)
    if settings.DEBUG:
        return
    # Otherwise a fault in a log call prints the message with all its arguments.
    logging.raiseExceptions = False
    sys.excepthook = _log_uncaught
    threading.excepthook = lambda args: _log_uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def _log_uncaught(kind: type[BaseException], error: BaseException | None, trace: Any) -> None:
    """In full on a terminal, where somebody reads and nothing is kept; without content in a file or a journal."""
    harmless = not issubclass(kind, Exception) or issubclass(kind, _HARMLESS)
    if error is None or harmless or sys.stderr.isatty():
        sys.__excepthook__(kind, error or kind(), trace)
    else:
        text = "Stopped by an exception; on a terminal its message is shown too."
        logging.getLogger("cases").critical(text, exc_info=(kind, error, trace))


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        if isinstance(link, BaseExceptionGroup):
            for part in link.exceptions:
                yield from _chain(part)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _message(record: logging.LogRecord) -> str:
    parts = [_constant_text(record), *_about_the_request(record)]
    return " ".join(part for part in parts if part)


def _constant_text(record: logging.LogRecord) -> str:
    """The message as it stands in the code. A library may have put one without arguments together: then its place."""
    own = str(record.name).split(".")[0] in OWN
    if not isinstance(record.msg, str) or not (own or record.args):
        return f"({record.filename}:{record.lineno})"
    arguments = record.args if isinstance(record.args, tuple | dict) else ()
    try:
        if isinstance(arguments, dict):
            return record.msg % {key: _masked(value) for key, value in arguments.items()} if arguments else record.msg
        return record.msg % tuple(_masked(value) for value in arguments) if arguments else record.msg
    except (TypeError, ValueError, KeyError):
        return record.msg  # a number was expected where there was a text


def _masked(value: object) -> object:
    if isinstance(value, bool | int | float | uuid.UUID) or (isinstance(value, str) and _UUID.fullmatch(value)):
        return value
    return HIDDEN


def _about_the_request(record: logging.LogRecord) -> Iterator[str]:
    """The kind of page, by the route it was declared with, and the status."""
    request = getattr(record, "request", None)
    match = getattr(request, "resolver_match", None)
    if match is not None:
        yield f"{getattr(request, 'method', '')} {match.route}"
    status = getattr(record, "status_code", None)
    if isinstance(status, int):
        yield f"status {status}"
