"""A million people: time, memory and growth; and the same bytes when built again."""

import hashlib
import json
import resource
import time
from collections.abc import Mapping
from dataclasses import asdict

import numpy as np

from cases.management.bench.builds import Noise, entered, noise_of_series, noisy_release, seeded
from cases.management.bench.figures import Figure, at_most, exactly
from cases.management.bench.populations import skewed
from cases.releases.disclosure import fit
from cases.releases.disclosure.counts import Counts
from cases.releases.disclosure.design import LARGE, Design
from cases.releases.disclosure.mechanism import draw
from cases.releases.disclosure.people import Matrix
from cases.releases.disclosure.publish import Published, publish
from cases.releases.disclosure.schema import DEFAULT_SCHEMA, Group

MILLION = 1_000_000
REBUILDS = 20
LAST = 12


def figures(_full: bool) -> list[Figure]:
    """The same size in both runs: it takes seconds."""
    small, large = (skewed(people, np.random.default_rng(1)) for people in (MILLION // 10, MILLION))
    earlier = noise_of_series(Design(LARGE), LAST, seeded(1))
    first, last = (min(_seconds(matrix, earlier) for _ in range(3)) for matrix in (small, large))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return [
        at_most("1,000,000 people: counts, noise, fit, tables, release 12", last, 5, "s"),
        at_most("the same: peak memory of the whole process", peak, 1, "GiB"),
        at_most("growth of time from 100,000 to 1,000,000 people", last / first, 10, "times"),
        exactly(f"rebuilds with the same sha256, of {REBUILDS}", _same_rebuilds(earlier), REBUILDS),
    ]


def _seconds(matrix: Matrix, earlier: Noise) -> float:
    """One release 12 of a large series from its people, with fresh noise and nothing kept from before."""
    fit._linear_fit.cache_clear()
    start = time.perf_counter()
    true = entered(matrix)
    fresh = {group: {**rows, LAST: draw(Design(LARGE), DEFAULT_SCHEMA, group)} for group, rows in earlier.items()}
    _build(true, fresh)
    return time.perf_counter() - start


def _build(true: Mapping[Group, Counts], noise: Noise) -> Published:
    return publish(DEFAULT_SCHEMA, Design(LARGE), LAST, noisy_release(Design(LARGE), true, noise, LAST), None)


def _same_rebuilds(noise: Noise) -> int:
    """How many rebuilds from the stored noise, each with nothing kept from before, equal the first."""
    true = entered(skewed(5000, np.random.default_rng(2)))
    first = _sha256(_build(true, noise))
    same = 0
    for _ in range(REBUILDS):
        fit._linear_fit.cache_clear()
        same += _sha256(_build(true, noise)) == first
    return same


def _sha256(release: Published) -> str:
    return hashlib.sha256(json.dumps(asdict(release)).encode()).hexdigest()
