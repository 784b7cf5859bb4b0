"""What the server process adds: patience, small requests, a log without content, no dumps of its memory."""

import logging
import resource
import socket
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from gunicorn.config import Config

from cases.core.logs import ContentFreeFormatter
from cases.management import serving

SECRET = "리명화"


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener


def test_client_that_stops_gives_its_thread_back(listener: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    """gunicorn makes the connection blocking, without a limit of its own; the kernel's limit stays."""
    monkeypatch.setattr(serving, "PATIENCE_SECONDS", 1)
    serving.post_fork(None, SimpleNamespace(sockets=[SimpleNamespace(sock=listener)]))
    with socket.create_connection(listener.getsockname()) as client:
        client.sendall(b"GET / HT")
        accepted, _address = listener.accept()
        with accepted:
            accepted.setblocking(True)
            assert accepted.recv(100) == b"GET / HT"
            with pytest.raises(BlockingIOError):
                accepted.recv(100)


def test_requests_are_small() -> None:
    """gunicorn takes these names from the file."""
    config = Config()
    for name, most in {
        "limit_request_line": 4094,
        "limit_request_fields": 100,
        "limit_request_field_size": 8190,
    }.items():
        config.set(name, getattr(serving, name))
        assert 0 < config.settings[name].get() <= most
    assert serving.timeout <= 30
    assert serving.keepalive <= 5


def test_log_of_the_server_carries_no_address(capsys: pytest.CaptureFixture[str]) -> None:
    """gunicorn puts its lines together itself, with the visitor's address and what they asked for."""
    config = Config()
    config.set("logger_class", serving.logger_class)
    log = serving.ServerLog(config)
    try:
        log.warning(f"Invalid request from ip=192.0.2.1: {SECRET}")
        log.error("Error handling request %s", f"/staff/?q={SECRET}")
        try:
            raise OSError(SECRET)
        except OSError:
            log.exception("Socket error processing request.")
        written = capsys.readouterr().err
    finally:
        handlers = list(log.error_log.handlers)
        for handler in handlers:
            log.error_log.removeHandler(handler)
    assert all(isinstance(handler.formatter, ContentFreeFormatter) for handler in handlers)
    assert "192.0.2.1" not in written
    assert SECRET not in written
    assert "Error handling request" in written
    assert "OSError" in written
    assert logging.getLogger("gunicorn.error").propagate is False


def test_memory_is_never_dumped(monkeypatch: pytest.MonkeyPatch) -> None:
    limits: list[Any] = []
    monkeypatch.setattr(resource, "setrlimit", lambda what, limit: limits.append((what, limit)))
    serving.on_starting(None)
    assert limits == [(resource.RLIMIT_CORE, (0, 0))]
