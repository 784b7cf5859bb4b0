"""A log line says where it went wrong, and never quotes what somebody told us."""

import ast
import io
import logging
import sys
import threading
import uuid
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction
from django.test import Client

from cases.core import logs
from cases.core.logs import ContentFreeFormatter, described
from tests.architecture.sources import own_modules

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
    empty = logging.makeLogRecord({"name": "cases", "levelname": "ERROR", "msg": "odd", "exc_info": (None, None, None)})
    assert FORMATTER.format(empty).startswith("ERROR odd")


def test_every_logger_writes_through_it() -> None:
    """What no configured logger takes falls to Python's last resort, which prints messages in full."""
    configured = settings.LOGGING
    assert all(handler["formatter"] == "content_free" for handler in configured["handlers"].values())
    assert configured.get("root", {}).get("handlers")


# --- attacks: content in every place that a log line has ---


class Written:
    """What the program would write to its log, all loggers together."""

    def __init__(self) -> None:
        self.stream = io.StringIO()
        self.handler = logging.StreamHandler(self.stream)
        self.handler.setFormatter(FORMATTER)

    def __str__(self) -> str:
        return self.stream.getvalue()


@pytest.fixture
def written() -> Iterator[Written]:
    written = Written()
    loggers = [logging.getLogger(name) for name in ("django", "django.server", "cases", "py.warnings", "allauth")]
    for logger in loggers:
        logger.addHandler(written.handler)
    yield written
    for logger in loggers:
        logger.removeHandler(written.handler)


def test_notes_context_and_groups_are_left_out(written: Written) -> None:
    """Everything Python hangs on an exception: notes, the implicit context, the members of a group."""
    try:
        try:
            fail()
        except LookupError:
            group = ExceptionGroup(SECRET, [ValueError(SECRET), KeyError(SECRET)])
            group.add_note(SECRET)
            raise group  # noqa: B904  (the implicit context is the attack)
    except ExceptionGroup:
        logging.getLogger("cases").exception("failed")
    assert SECRET not in str(written)
    for kind in ("ExceptionGroup", "ValueError", "KeyError", "LookupError"):
        assert kind in str(written)


def test_exceptions_that_cause_each_other_in_a_circle() -> None:
    first, second = ValueError(SECRET), KeyError(SECRET)
    first.__cause__, second.__cause__ = second, first
    assert described(first).splitlines() == ["builtins.ValueError", "builtins.KeyError"]


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        ("%s", (SECRET,)),
        ("name %s, number %d", (SECRET, SECRET)),
        ("%(who)s", ({"who": SECRET},)),
        ("too few %s %s", (SECRET,)),
        ("%r", ([SECRET],)),
        ("%s", (SECRET.encode(),)),
    ],
)
def test_arguments_are_left_out(written: Written, message: str, arguments: tuple[Any, ...]) -> None:
    logging.getLogger("cases").error(message, *arguments, stack_info=True, extra={"who": SECRET})
    assert "리명화" not in str(written)
    assert "0123" not in str(written)
    assert str(written).startswith("ERROR")


def test_numbers_and_ids_stay(written: Written) -> None:
    one = uuid.uuid4()
    logging.getLogger("cases").error("%d of %s and %s failed", 3, one, str(one))
    assert str(written).strip() == f"ERROR 3 of {one} and {one} failed"


def test_message_that_a_library_put_together_is_left_out(written: Written) -> None:
    logging.getLogger("allauth").error(f"Unknown {SECRET}")
    assert SECRET not in str(written)


def test_message_that_is_no_text(written: Written) -> None:
    logging.getLogger("cases").error(ValueError(SECRET))
    assert SECRET not in str(written)


def test_warning_is_written_without_its_text(written: Written) -> None:
    logging.getLogger("py.warnings").warning("%s", f"naive.py:3: RuntimeWarning: received {SECRET}")
    assert SECRET not in str(written)


@pytest.mark.django_db
def test_database_error_hides_statement_and_values(written: Written) -> None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM no_such_table WHERE name = %s", [SECRET])
    except DatabaseError:
        logging.getLogger("cases").exception("failed")
    assert "no_such_table" not in str(written)
    assert SECRET not in str(written)
    assert "Error" in str(written)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/en/리명화/?q=리명화", {}),
        ("/staff/cases/witness/리명화/change/?q=리명화", {}),
        ("/en/", {"host": "리명화.example"}),
        ("/en/", {"host": "evil.example/리명화"}),
        ("/en/cases", {"referer": "https://evil.example/리명화"}),
        ("/en/%00리명화", {}),
    ],
)
def test_request_is_not_quoted(client: Client, written: Written, path: str, headers: dict[str, str]) -> None:
    """Not its address, query, host or referrer; by reading and by sending a form that is refused."""
    logging.getLogger("django").setLevel(logging.DEBUG)
    headers = {name: value.encode().decode("latin-1") for name, value in headers.items()}
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    try:
        client.get(path, headers=headers)
        strict.post(path, {"name": SECRET}, headers=headers)
    finally:
        logging.getLogger("django").setLevel(logging.WARNING)
    decoded = str(written).encode("latin-1", "ignore").decode("utf-8", "ignore") + str(written)
    for part in ("리명화", "%EB%A6%AC", "evil.example", "0123", "\\ub9ac"):
        assert part not in decoded
    assert str(written)


def test_uncaught_exception_of_a_thread_or_command(written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody catches would be printed in full, and a service keeps what it prints."""
    monkeypatch.setattr(sys, "stderr", printed := io.StringIO())
    error = record().exc_info
    assert error is not None
    assert error[0] is not None
    for hook in (lambda: logs._log_uncaught(*error), lambda: logs._log_uncaught(error[0], None, None)):
        hook()
    assert "LookupError" in str(written)
    assert SECRET not in str(written) + printed.getvalue()


def test_fault_of_the_settings_is_shown_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """It names a variable and its remedy."""
    monkeypatch.setattr(sys, "stderr", printed := io.StringIO())
    logs._log_uncaught(ImproperlyConfigured, ImproperlyConfigured("Set CASETRACKER_SIDE."), None)
    assert "Set CASETRACKER_SIDE." in printed.getvalue()


def test_configure_leaves_no_way_around(monkeypatch: pytest.MonkeyPatch) -> None:
    """Warnings, uncaught exceptions and faults in a log call itself, which Python would print with all arguments."""
    config = {**settings.LOGGING, "disable_existing_loggers": False}
    for name in ("excepthook", "__excepthook__"):
        monkeypatch.setattr(sys, name, getattr(sys, name))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(logging, "raiseExceptions", True)
    logging.captureWarnings(False)
    logs.configure(config)
    try:
        assert logging.raiseExceptions is False
        assert sys.excepthook is logs._log_uncaught
        assert warnings.showwarning.__module__ == "logging"
    finally:
        logging.captureWarnings(False)


def test_our_own_messages_are_constant() -> None:
    """The formatter shows them, so nothing may be put together before it sees it."""
    found = []
    for path in own_modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in {"debug", "info", "warning", "error", "critical", "exception"}
                and "log" in ast.unparse(node.func.value).lower()
                and not (node.args and isinstance(node.args[0], ast.Constant | ast.Name))
            ):
                found.append(f"{path}:{node.lineno}")
    assert found == []
