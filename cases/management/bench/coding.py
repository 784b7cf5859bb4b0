"""Suite ``coding``: the coding page with few and with many passages in a long text, and a code pressed on it.

In a database of its own, as suite ``staff``.
"""

import json
import subprocess
import sys
from collections.abc import Iterator

from django.db import connection

from .figures import Figure, at_most, exactly
from .staff import own_database

FEW, MANY = 30, 300
PAGE, PRESS = 300, 200
"""Milliseconds: the page from the server, and the answer to a pressed code."""
RUNS, SAMPLE = 21, 7
RUN = "import django; django.setup(); from cases.management.bench import coding_pages; coding_pages.main({}, {}, {})"


def measure(*, full: bool) -> Iterator[Figure]:
    """The middle time of the page and of a press, with 300 passages in 100 kB; the statements of both sizes."""
    with own_database() as environment:
        command = [sys.executable, "-c", RUN.format(FEW, MANY, RUNS if full else SAMPLE)]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)  # noqa: S603
    found = json.loads(done.stdout)
    few, many = found["few"], found["many"]
    told = f"{connection.display_name}, coding page, {MANY} passages in 100 kB"
    yield at_most(f"{told}: opened", many["page"], PAGE, "ms")
    yield at_most(f"{told}: a code pressed", many["press"], PRESS, "ms")
    yield Figure(f"{told}: statements", many["statements"], "", "", passes=True)
    yield exactly(f"{told}: statements more than for {FEW}", many["statements"] - few["statements"], 0)
