"""Suite ``public``: what public pages cost, beside a view that answers with nothing on the same server."""

import re
import statistics
import time
from collections.abc import Iterator

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tqdm import tqdm

from cases.core.errors import Refused
from cases.published.models import PublishedRelease

from . import server
from .figures import Figure, at_least, at_most

PAGES = ("", "patterns/", "patterns/ILO-08/", "hours-and-pay/", "time/", "places/", "releases/", "cases/", "method/")
ROUNDS = 3
COLD_RUNS = 7


def measure(*, full: bool) -> Iterator[Figure]:
    """Warm requests a second against the empty view, cold time and statements, bytes of a first load; page by page.

    Raises Refused without a published release: then the pages are empty and the figures say nothing.
    """
    if not PublishedRelease.objects.filter(status=PublishedRelease.Status.CURRENT).exists():
        raise Refused("There is no published release: make a demonstration first (manage.py demo).")
    seconds = 4.0 if full else 1.0
    yield from _cold()
    yield from _first_load()
    with server.running() as port:
        for page in tqdm(PAGES, desc="warm", unit="page"):
            yield at_least(f"{_name(page)}: warm, of the empty view", _ratio(port, page, seconds), 0.8)


def _ratio(port: int, page: str, seconds: float) -> float:
    """Page and empty view in turns, so that what else the machine does falls on both."""
    address = f"/en/{page}"
    server.get(port, address)
    pairs = [
        (
            server.requests_per_second(port, server.EMPTY, seconds=seconds),
            server.requests_per_second(port, address, seconds=seconds),
        )
        for _round in range(ROUNDS)
    ]
    return statistics.median(page_rate / empty_rate for empty_rate, page_rate in pairs)


def _cold() -> Iterator[Figure]:
    client = Client(headers={"host": "localhost"})
    client.get("/en/method/")  # loads the program itself
    for page in PAGES:
        times = []
        for _run in range(COLD_RUNS):
            caches["pages"].clear()
            started = time.perf_counter()
            with CaptureQueriesContext(connection) as statements:
                client.get(f"/en/{page}")
            times.append(1000 * (time.perf_counter() - started))
        yield at_most(f"{_name(page)}: cold", statistics.median(times), 25, "ms")
        yield at_most(f"{_name(page)}: statements", len(statements), 4)


def _first_load() -> Iterator[Figure]:
    """The page and all that it loads, uncompressed."""
    client = Client(headers={"host": "localhost"})
    for page in PAGES:
        body = client.get(f"/en/{page}").content
        loaded = {name.decode() for name in re.findall(rb'(?:href|src)="/static/([^"]+\.(?:css|svg|png))"', body)}
        size = len(body) + sum(_static_size(name) for name in loaded)
        yield at_most(f"{_name(page)}: first load", size / 1000, 60, "kB")


def _static_size(name: str) -> int:
    stored = settings.STATIC_ROOT / name
    path = stored if stored.exists() else finders.find(name)
    with open(str(path), "rb") as file:
        return len(file.read())


def _name(page: str) -> str:
    return f"/{page}"
