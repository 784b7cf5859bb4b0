"""Suite ``releases``: a release of very many people from their records to its audit, in a process of its own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from .figures import Figure, at_least, at_most, exactly

FEW, MANY = 10_000, 100_000
SAMPLE = 2_000


def measure(*, full: bool) -> Iterator[Figure]:
    """Seconds and memory to build and audit; with ``full`` for 100,000 people, and how they grow from 10,000."""
    if not full:
        yield from _figures(SAMPLE, _run(SAMPLE))
        return
    few, many = _run(FEW), _run(MANY)
    yield from _figures(MANY, many)
    growth = (many["build"] + many["audit"]) / (few["build"] + few["audit"])
    yield at_most(f"growth from {FEW:,} to {MANY:,} people", growth, MANY / FEW, "times")


def _figures(people: int, found: dict[str, float]) -> Iterator[Figure]:
    yield at_least(f"{people:,} people: counted", found["counted"], people)
    yield at_most(f"{people:,} people: build and audit", found["build"] + found["audit"], 60, "s")
    yield at_most(f"{people:,} people: of it the audit", found["audit"], 60, "s")
    yield at_most(f"{people:,} people: most memory", found["mebibytes"], 1024, "MiB")
    yield exactly(f"{people:,} people: audit passed", found["passed"], 1)


def _run(people: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment = kept | {"CASETRACKER_VAR": folder, "DJANGO_SETTINGS_MODULE": "casetracker.settings"}
        command = [sys.executable, "-m", "cases.management.bench.large", str(people)]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)  # noqa: S603
    found: dict[str, float] = json.loads(done.stdout)
    return found
