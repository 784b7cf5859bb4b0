"""A log line says where it went wrong, and never quotes what somebody told us."""

import logging
import sys
from typing import Any

import pytest
from django.conf import settings

from cases.core.logs import ContentFreeFormatter

SECRET = "리명화 0123-456"
FORMATTER = ContentFreeFormatter("%(levelname)s %(message)s")


def fail() -> None:
    raise LookupError(SECRET)


def record(cause: bool = False, **extra: Any) -> logging.LogRecord:
    """A log record of an exception whose message quotes a witness."""
    try:
        try:
            fail()
        except LookupError as error:
            if cause:
                raise RuntimeError(f"again {SECRET}") from error
            raise
    except (LookupError, RuntimeError):
        values = {"name": "cases", "levelno": logging.ERROR, "levelname": "ERROR", "msg": "failed", **extra}
        return logging.makeLogRecord(values | {"exc_info": sys.exc_info()})


@pytest.mark.parametrize("cause", [False, True])
def test_exception_message_is_left_out(cause: bool) -> None:
    """Of the exception and of what caused it; type, file and function stay."""
    line = FORMATTER.format(record(cause))
    assert SECRET not in line
    assert "RuntimeError" if cause else "builtins.LookupError" in line
    assert "test_logs.py" in line
    assert cause or line.endswith(" fail")


def test_message_that_another_handler_formatted_is_left_out() -> None:
    """Python keeps the text of the first handler on the record for all that follow."""
    shared = record()
    assert SECRET in logging.Formatter().format(shared)
    assert SECRET not in FORMATTER.format(shared)


def test_stack_is_left_out() -> None:
    assert SECRET not in FORMATTER.format(record(stack_info=f"  File x\n    {SECRET}"))


def test_exception_info_without_an_exception() -> None:
    """``exc_info=True`` outside an except: a line without a trace, no second fault in the log itself."""
    empty = logging.makeLogRecord({"levelname": "ERROR", "msg": "odd", "exc_info": (None, None, None)})
    assert FORMATTER.format(empty).startswith("ERROR odd")


def test_every_logger_writes_through_it() -> None:
    """What no configured logger takes falls to Python's last resort, which prints messages in full."""
    configured = settings.LOGGING
    assert all(handler["formatter"] == "content_free" for handler in configured["handlers"].values())
    assert configured.get("root", {}).get("handlers")
