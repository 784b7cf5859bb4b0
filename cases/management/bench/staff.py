"""Suite ``staff``: lists, a record's page and the first page with few and with very many testimonies.

In a database of its own beside the one that is set: a file of SQLite, or on the same server of PostgreSQL.
"""

import contextlib
import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from django.db import connection

from .figures import Figure, at_most, exactly

FEW, MANY = 1_000, 100_000
SAMPLE = (100, 400)
GROWTH = 1.3
STATEMENTS = 12
RUN = "import django; django.setup(); from cases.management.bench import staff_pages; staff_pages.main({}, {})"

Costs = Mapping[str, Mapping[str, float]]


def measure(*, full: bool) -> Iterator[Figure]:
    """How much longer each page takes with many testimonies than with few, each beside a page without records that is asked
    in turns with it, and its statements.

    The first page has no bar for its time: its figures count every interview.
    """
    few, many = (FEW, MANY) if full else SAMPLE
    found = _run(few, many)
    for page, cost in found["many"].items():
        yield from _figures(page, found["few"][page], cost, few, many)


def _figures(
    page: str, before: Mapping[str, float], after: Mapping[str, float], few: int, many: int
) -> Iterator[Figure]:
    growth = (after["milliseconds"] / after["reference"]) / (before["milliseconds"] / before["reference"])
    told = f"{connection.display_name}, {page}"
    yield Figure(f"{told}: {many:,} testimonies", after["milliseconds"], "", "ms", passes=True)
    if page.startswith("start page"):
        yield Figure(f"{told}: growth from {few:,}", growth, "", "times", passes=True)
        yield exactly(f"{told}: statements more than for {few:,}", after["statements"] - before["statements"], 0)
        return
    yield at_most(f"{told}: growth from {few:,}", growth, GROWTH, "times")
    yield at_most(f"{told}: statements", after["statements"], STATEMENTS)


def _run(few: int, many: int) -> Mapping[str, Costs]:
    with own_database() as environment:
        command = [sys.executable, "-c", RUN.format(few, many)]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)  # noqa: S603
    found: Mapping[str, Costs] = json.loads(done.stdout)
    return found


@contextlib.contextmanager
def own_database() -> Iterator[dict[str, str]]:
    """The environment of a process that works in a folder and a database of its own, both gone afterwards."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        environment = kept | {"CASETRACKER_VAR": folder, "DJANGO_SETTINGS_MODULE": "casetracker.settings"}
        if connection.vendor != "postgresql":
            yield environment
            return
        name = f"casetracker_bench_{secrets.token_hex(4)}"
        _on_server(f'CREATE DATABASE "{name}"')
        try:
            address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
            yield environment | {"DATABASE_URL": address}
        finally:
            _on_server(f'DROP DATABASE "{name}"')


def _on_server(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
