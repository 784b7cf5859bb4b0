"""Whole series over made-up people, through the product's own functions, kept as columns of figures."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from cases.management.bench.populations import POPULATIONS
from cases.releases.disclosure.counts import Counts, counts
from cases.releases.disclosure.design import Design
from cases.releases.disclosure.fit import fit
from cases.releases.disclosure.mechanism import as_float, draw, noisy_cells
from cases.releases.disclosure.people import Matrix
from cases.releases.disclosure.publish import Published, publish
from cases.releases.disclosure.sampler import Randbelow
from cases.releases.disclosure.schema import DEFAULT_SCHEMA, Group, cells

Floats = NDArray[np.float64]
Noise = Mapping[Group, Mapping[int, list[int]]]

MEASURED = (1, 12)
"""The releases that are measured."""


@dataclass(frozen=True)
class Cells:
    """Cells of one group at one release, over many builds: true count, figure before rounding and its sd, shown value.

    All in people; ``shown`` is NaN where nothing is shown.
    """

    true: Floats
    figure: Floats
    sd: Floats
    shown: Floats

    @property
    def error(self) -> Floats:
        """Shown value minus true count, of the shown cells."""
        visible = ~np.isnan(self.shown)
        return self.shown[visible] - self.true[visible]

    @property
    def shown_part(self) -> float:
        """The part of the cells with anybody in them that is shown."""
        return float((~np.isnan(self.shown))[self.true > 0].mean())


def seeded(seed: int) -> Randbelow:
    """The same random numbers in every run. The sampler, and so the law of the noise, is the product's."""
    return random.Random(seed).randrange  # noqa: S311


def entered(matrix: Matrix) -> dict[Group, Counts]:
    """True counts of people who all entered."""
    return counts(DEFAULT_SCHEMA, matrix, np.ones(len(matrix), dtype=np.int8))


def noise_of_series(design: Design, releases: int, randbelow: Randbelow) -> Noise:
    """The noise of releases 1 to ``releases``, by group."""
    return {
        group: {number: draw(design, DEFAULT_SCHEMA, group, randbelow) for number in range(1, releases + 1)}
        for group in design.shares
    }


def noisy_release(design: Design, true: Mapping[Group, Counts], noise: Noise, number: int) -> dict[Group, list[int]]:
    """The noisy cells of a release of that series, by group."""
    return {
        group: noisy_cells(
            true[group].tolist(), {release: rows[release] for release in range(1, number + 1)}, design, number
        )
        for group, rows in noise.items()
    }


def measure(
    design: Design, people: int, builds: int, releases: tuple[int, ...] = MEASURED
) -> dict[tuple[int, Group], Cells]:
    """The cells of those releases, by release and group, over so many builds of each population.

    Everybody is there from the first release. The tier is taken as reached, so that the show rule alone decides.
    """
    found: dict[tuple[int, Group], list[Floats]] = {
        (number, group): [] for number in releases for group in design.shares
    }
    for build in tqdm(range(builds), desc=f"{design.kind}, {people:,} people", leave=False):
        for place, population in enumerate(POPULATIONS.values()):
            rng = np.random.default_rng([people, build, place])
            true = entered(population(people, rng))
            noise = noise_of_series(design, max(releases), seeded(int(rng.integers(2**62))))
            for number in releases:
                _keep(found, design, number, true, noisy_release(design, true, noise, number))
    return {key: Cells(*np.concatenate(columns, axis=1)) for key, columns in found.items()}


def _keep(
    found: dict[tuple[int, Group], list[Floats]],
    design: Design,
    number: int,
    true: Mapping[Group, Counts],
    noisy: Mapping[Group, list[int]],
) -> None:
    people = {group: np.array([as_float(u, design.horizon) for u in units]) for group, units in noisy.items()}
    fitted = fit(DEFAULT_SCHEMA, design, number, people)
    highest = "menu" if Group.MENU in design.shares else "one_way"
    shown = shown_values(publish(DEFAULT_SCHEMA, design, number, noisy, highest))
    for group in noisy:
        columns = (true[group].astype(float), fitted.values[group], fitted.sd[group], shown[group])
        found[number, group].append(np.stack(columns))


def shown_values(release: Published) -> dict[Group, Floats]:
    """The shown values by group, NaN where nothing is shown."""
    values = np.array([np.nan if cell.value is None else float(cell.value) for cell in release.cells])
    one_way = len(cells(DEFAULT_SCHEMA, Group.ONE_WAY))
    return {Group.ONE_WAY: values[:one_way], Group.MENU: values[one_way:]}
