"""The real server with one more address that answers with nothing, and a client that asks as fast as it can."""

import contextlib
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http import HTTPStatus

from django.conf import settings

EMPTY = "/data/empty/"
WORKERS = 2
CLIENTS = 4


@contextlib.contextmanager
def running() -> Iterator[int]:
    """The port of a server with two workers, stopped at the end. Raises RuntimeError when it does not start."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "cases.management.bench.wsgi", "--bind", f"127.0.0.1:{port}"]
    options = ["--workers", str(WORKERS), "--no-control-socket", "--log-level", "error", "--preload"]
    server = subprocess.Popen([*command, *options], cwd=settings.BASE_DIR)  # noqa: S603  (our own command)
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


def requests_per_second(port: int, address: str, *, seconds: float) -> float:
    """How many answers a second a few clients get that ask one after the other. Raises RuntimeError on an error page."""
    answered = [0] * CLIENTS
    end = time.perf_counter() + seconds
    clients = [threading.Thread(target=_ask, args=(port, address, end, answered, n)) for n in range(CLIENTS)]
    started = time.perf_counter()
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    if 0 in answered:
        raise RuntimeError(f"{address} does not answer with a page: see whether the site works.")
    return sum(answered) / (time.perf_counter() - started)


def get(port: int, address: str) -> bytes:
    """The whole answer, headers and body. One connection a request: the server's workers keep none open."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(f"GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        parts = []
        while part := connection.recv(1 << 16):
            parts.append(part)
    return b"".join(parts)


def _ask(port: int, address: str, end: float, answered: list[int], place: int) -> None:
    while time.perf_counter() < end:
        if not get(port, address).startswith(b"HTTP/1.1 %d" % HTTPStatus.OK):
            return
        answered[place] += 1


def _wait(port: int) -> None:
    for _attempt in range(200):
        with contextlib.suppress(OSError):
            get(port, EMPTY)
            return
        time.sleep(0.1)
    raise RuntimeError("The server did not start within 20 seconds: see its message above.")
