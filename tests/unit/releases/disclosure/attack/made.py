"""Made-up series as a stranger downloads them: honest ones by the engine, and planted faults."""

from collections.abc import Mapping

import numpy as np

from cases.management.bench.populations import skewed
from cases.releases.disclosure.attack.download import Download
from cases.releases.disclosure.counts import Counts, counts
from cases.releases.disclosure.design import SMALL, Design, noise_sd
from cases.releases.disclosure.mechanism import draw, noisy_cells
from cases.releases.disclosure.people import Matrix
from cases.releases.disclosure.publish import MINIMUM, ROUNDING, SD_FACTOR, publish
from cases.releases.disclosure.schema import DEFAULT_SCHEMA, CellKey, Group, Schema, cells
from tests.unit.releases.disclosure.made import seeded

ARRIVE = 3
"""People who come between two releases."""

Rows = dict[int, list[int]]


def crowd(number: int, seed: int) -> Matrix:
    """People like those in the field."""
    return skewed(number, np.random.default_rng(seed))


def true_counts(schema: Schema, matrix: Matrix, present: int) -> dict[Group, Counts]:
    """True counts of the first so many."""
    return counts(schema, matrix[:present], np.ones(present, dtype=np.int8))


def blurred(
    people: int, releases: int = 4, kind: str = SMALL, seed: int = 1, fault: str = "", series: str = "s"
) -> list[Download]:
    """Releases by the engine; with ``fault`` "ten" or "exact" its noise is a tenth or nothing, and "reuse 3 4" draws
    row 3 again for release 4."""
    design, schema = Design(kind), DEFAULT_SCHEMA
    matrix = crowd(people + ARRIVE * releases, seed)
    rows = {
        group: _faulty(
            {number: draw(design, schema, group, seeded(seed * 1000 + number)) for number in range(1, releases + 1)},
            fault,
        )
        for group in design.shares
    }
    found, tier = [], None
    for number in range(1, releases + 1):
        true = true_counts(schema, matrix, people + ARRIVE * (number - 1))
        noisy = {
            group: noisy_cells(true[group].tolist(), {k: of[k] for k in range(1, number + 1)}, design, number)
            for group, of in rows.items()
        }
        public = publish(schema, design, number, noisy, tier)
        tier = public.tier
        shown = {CellKey(c.d1, c.v1, c.d2, c.v2): c.value for c in public.cells if c.value is not None}
        sd = {group: round(noise_sd(design, schema, group), 2) for group in design.shares}
        found.append(Download(series, number, schema, shown, sd, design.horizon, MINIMUM, SD_FACTOR, ROUNDING))
    return found


def _faulty(rows: Rows, fault: str) -> Rows:
    if fault == "ten":
        return {number: [z // 10 for z in row] for number, row in rows.items()}
    if fault == "exact":
        return {number: [0] * len(row) for number, row in rows.items()}
    if fault:
        _, first, again = fault.split()
        rows[int(again)] = rows[int(first)]
    return rows


def naive(
    people: int,
    releases: int = 4,
    rounding: int = 1,
    seed: int = 1,
    schema: Schema = DEFAULT_SCHEMA,
    matrix: Matrix | None = None,
    groups: tuple[Group, ...] = tuple(Group),
    noise_sd: Mapping[Group, float] | None = None,
) -> list[Download]:
    """Exact counts, those under 5 hidden, the others rounded; ``noise_sd`` is what they claim all the same."""
    everybody = crowd(people + ARRIVE * releases, seed) if matrix is None else matrix
    found = []
    for number in range(1, releases + 1):
        true = true_counts(schema, everybody, people + ARRIVE * (number - 1))
        shown = {
            cell: rounding * int(value / rounding + 0.5)
            for group in groups
            for cell, value in zip(cells(schema, group), true[group].tolist(), strict=True)
            if value >= 5
        }
        found.append(Download("s", number, schema, shown, noise_sd or {}, 12, 5, 0, rounding))
    return found
