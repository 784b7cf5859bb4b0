"""No test reaches beyond this machine.

pytest-socket guards Python's sockets. It does not see libpq or chromium: libpq is given our own database only,
and chromium is started without names of other hosts (tests/functional/conftest.py).
"""

import socket
import urllib.request

import pytest
from pytest_socket import SocketConnectBlockedError

# pytest-socket warns before it refuses, and warnings are errors here: the refusal itself is what counts.
pytestmark = pytest.mark.filterwarnings("ignore:A test tried to use socket")

ELSEWHERE = "192.0.2.1"  # TEST-NET-1 (RFC 5737): belongs to nobody


def test_connection_elsewhere_is_refused() -> None:
    """A plain socket to another machine is refused before a packet leaves."""
    with pytest.raises(SocketConnectBlockedError):
        socket.create_connection((ELSEWHERE, 443), timeout=1)


def test_http_elsewhere_is_refused() -> None:
    """So is a request of a library that opens its own socket."""
    with pytest.raises(SocketConnectBlockedError):
        urllib.request.urlopen(f"http://{ELSEWHERE}/", timeout=1)


def test_connection_to_this_machine_is_allowed() -> None:
    """The live server and PostgreSQL are here."""
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=1) as client,
    ):
        assert client.getpeername() == server.getsockname()
