"""The promise, attacked: by someone who knows everything but one person, and through the digits of noisy cells."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from cases.management.bench.builds import seeded
from cases.management.bench.figures import Figure, between, exactly
from cases.releases.disclosure.counts import Counts, counts
from cases.releases.disclosure.design import LARGE, SMALL, Design, factor, noise_sd, sigma_squared
from cases.releases.disclosure.mechanism import as_float, draw, noisy_cells
from cases.releases.disclosure.people import Matrix
from cases.releases.disclosure.sampler import Randbelow, discrete_gaussian
from cases.releases.disclosure.schema import DEFAULT_SCHEMA, Group, Schema, sensitivity

Floats = NDArray[np.float64]

TOUCHED = Schema(
    {key: values[:1] for key, values in DEFAULT_SCHEMA.dimensions.items()},
    DEFAULT_SCHEMA.indicators,
    DEFAULT_SCHEMA.menu,
)
"""The cells that one person with all indicators is in. The others hold nothing but noise, independent of theirs, so
the attacker would ignore them; g, and with it the noise, is the same."""

ONE_CELL = Schema({"anything": ("known",)}, (), ())
"""The least schema: a total, and one cell that equals it."""

OTHERS = 400
"""People beside the one in question; the attacker knows them all."""

STAYS = (1,) * 12
LEAVES = (1,) * 10 + (0, 0)


def figures(full: bool) -> list[Figure]:
    """The worst-case adversary (1,000 trials each; 4,000 in full) and the parity of true counts (2,000 trials)."""
    trials = 4000 if full else 1000
    small, large = Design(SMALL), Design(LARGE)
    name = "worst-case adversary right"
    return [
        between(f"{name}, small", 100 * right(small, STAYS, trials), 65, 73, "%"),
        between(f"{name}, large", 100 * right(large, STAYS, trials), 65, 73, "%"),
        between(f"{name}, in slot 1, out slot 11, small", 100 * right(small, LEAVES, trials), 68, 76, "%"),
        between("parity of a true count guessed right", 100 * _parity_right(on_lattice=True), 46, 54, "%"),
        exactly("the same with noise in whole people", 100 * _parity_right(on_lattice=False), 100, "%"),
    ]


def right(design: Design, present: Sequence[int], trials: int) -> float:
    """How often the best possible attacker tells whether the person is in a series; a coin decides that each time.

    The person reports all 11 indicators. ``present`` says for each release whether the person would be counted. The
    attacker subtracts everybody else exactly, undoes the running sum of the noise, and takes the likelier answer
    (Neyman and Pearson): the noise is then independent, and the person a known signal in it.
    """
    if any(sensitivity(TOUCHED, group) != sensitivity(DEFAULT_SCHEMA, group) for group in Group):
        raise AssertionError("The attacked cells do not have the noise of the default schema.")
    rng, randbelow = np.random.default_rng(69), seeded(69)
    person, others = _counted(_people(1, 1.0, rng)), _counted(_people(OTHERS, 0.7, rng))
    undo = np.linalg.inv(_running_noise(len(present)))
    hits = 0
    for _ in tqdm(range(trials), desc=f"adversary, {design.kind}", leave=False):
        inside = int(rng.integers(2))
        score = 0.0
        for group in design.shares:
            true = [others[group] + person[group] * inside * here for here in present]
            noise = _noise_alone(design, group, true, others[group], randbelow)
            signal = undo @ np.outer(present, person[group])
            variance = noise_sd(design, TOUCHED, group) ** 2
            score += float(np.sum(signal * (undo @ noise - signal / 2))) / variance
        hits += (score > 0) == bool(inside)
    return hits / trials


def _noise_alone(design: Design, group: Group, true: Sequence[Counts], others: Counts, randbelow: Randbelow) -> Floats:
    """Noisy cells of a whole series less everybody else, exact before it is rounded (releases × cells)."""
    unit = 4 ** (2 * (design.horizon - 1))
    rows: dict[int, list[int]] = {}
    found = []
    for number, counted in enumerate(true, start=1):
        rows[number] = draw(design, TOUCHED, group, randbelow)
        noisy = noisy_cells(counted.tolist(), rows, design, number)
        found.append(
            [as_float(cell - unit * known, design.horizon) for cell, known in zip(noisy, others.tolist(), strict=True)]
        )
    return np.array(found)


def _running_noise(releases: int) -> Floats:
    """B (releases × releases): release t carries f_k of the noise drawn k releases ago."""
    return np.array([[float(factor(t - s)) if s <= t else 0.0 for s in range(releases)] for t in range(releases)])


def _people(number: int, reported: float, rng: np.random.Generator) -> Matrix:
    """People of the attacked cells; each indicator is reported with that chance."""
    indicators = rng.random((number, len(TOUCHED.indicators))) < reported
    return np.hstack([np.zeros((number, len(TOUCHED.dimensions)), dtype=np.uint8), indicators.astype(np.uint8)])


def _counted(matrix: Matrix) -> Mapping[Group, Counts]:
    return counts(TOUCHED, matrix, np.ones(len(matrix), dtype=np.int8))


def _parity_right(*, on_lattice: bool) -> float:
    """How often it is told right whether the number of people at release 1 is even.

    Release 2 holds z_2 + z_1 / 2: with noise in whole people, twice release 2 is odd exactly when z_1 is, and
    release 1 minus z_1 is the count.
    """
    design, rng, randbelow = Design(SMALL), np.random.default_rng(51), seeded(51)
    hits, trials = 0, 2000
    for people in rng.integers(0, 500, trials).tolist():
        noise = {number: _row(design, randbelow, on_lattice) for number in (1, 2)}
        first = as_float(noisy_cells([people], {1: noise[1]}, design, 1)[0], design.horizon)
        second = as_float(noisy_cells([people + 3], noise, design, 2)[0], design.horizon)
        hits += (round(first) - round(2 * second)) % 2 == people % 2
    return hits / trials


def _row(design: Design, randbelow: Randbelow, on_lattice: bool) -> list[int]:
    if on_lattice:
        return draw(design, ONE_CELL, Group.ONE_WAY, randbelow)[:1]
    variance = sigma_squared(design, ONE_CELL, Group.ONE_WAY)
    return [discrete_gaussian(variance, randbelow) * 4 ** (design.horizon - 1)]
