"""Few people: no digit at all below 30, and ranges that hold the truth below 100."""

import numpy as np
from tqdm import tqdm

from cases.management.bench.builds import MEASURED, entered, noise_of_series, noisy_release, seeded
from cases.management.bench.figures import Figure, at_least, at_most, exactly
from cases.management.bench.populations import POPULATIONS, Generator
from cases.releases.disclosure.design import SMALL, Design
from cases.releases.disclosure.publish import Published, ShownCell, Tier, publish
from cases.releases.disclosure.schema import DEFAULT_SCHEMA, Group, cells

NOTHING = Published(Tier.NOTHING, tuple(ShownCell(*key) for group in Group for key in cells(DEFAULT_SCHEMA, group)), ())
"""What a release without anybody in it looks like."""

Range = tuple[float, int, int]
"""The true share in points of 100, and the published range."""


def figures(full: bool) -> list[Figure]:
    """100 series of 12 releases of 6 people; ranges of 50 builds × 3 populations of 40 people (10 as a sample)."""
    found = [exactly("N = 6, 100 series of 12 releases: releases with a digit derived from data", _telling(100), 0)]
    ranges = _ranges(50 if full else 10)
    for number, coverage, width in ((1, 92, 53), (12, 91, 64)):
        true, low, high = np.array(ranges[number]).T
        held = 100 * float(((low <= true) & (true <= high)).mean())
        found += [
            at_least(f"N = 40, ranges that hold the truth, release {number}", held, coverage, "%"),
            at_most(f"N = 40, mean width of ranges, release {number}", float((high - low).mean()), width, "points"),
        ]
    return found


def _telling(series: int) -> int:
    """Releases of series of six people that differ from a release of nobody."""
    return sum(
        release != NOTHING
        for number in tqdm(range(series), desc="series of 6 people", leave=False)
        for release in _series(6, np.random.default_rng([6, number]), number, tuple(range(1, 13)))
    )


def _series(people: int, rng: Generator, place: int, releases: tuple[int, ...]) -> list[Published]:
    """These releases of one small series, each with the tier of the one before."""
    population = list(POPULATIONS.values())[place % len(POPULATIONS)]
    true = entered(population(people, rng))
    noise = noise_of_series(Design(SMALL), max(releases), seeded(int(rng.integers(2**62))))
    found: list[Published] = []
    for number in releases:
        noisy = noisy_release(Design(SMALL), true, noise, number)
        found.append(publish(DEFAULT_SCHEMA, Design(SMALL), number, noisy, found[-1].tier if found else None))
    return found


def _ranges(builds: int) -> dict[int, list[Range]]:
    """By release, every range that was published about 40 people, with the truth."""
    found: dict[int, list[Range]] = {number: [] for number in MEASURED}
    for build in tqdm(range(builds * len(POPULATIONS)), desc="ranges of 40 people", leave=False):
        shares = _true_shares(40, np.random.default_rng([40, build]), build)
        for number, release in zip(
            MEASURED, _series(40, np.random.default_rng([40, build]), build, MEASURED), strict=True
        ):
            found[number] += [(shares[one.d1, one.v1], one.low, one.high) for one in release.shares]
    return found


def _true_shares(people: int, rng: Generator, place: int) -> dict[tuple[str, str], float]:
    population = list(POPULATIONS.values())[place % len(POPULATIONS)]
    true = entered(population(people, rng))[Group.ONE_WAY].tolist()
    keys = cells(DEFAULT_SCHEMA, Group.ONE_WAY)
    return {(key.d1, key.v1): 100 * count / people for key, count in zip(keys, true, strict=True)}
