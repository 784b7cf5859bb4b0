"""Proof 3: the noise is there once, is no other release's, and is as large as the public is told.

The rows themselves stay sealed: their figures were worked out inside the build. What draws them is tried once more.
"""

import math
from fractions import Fraction

from cases.releases import engine
from cases.releases.disclosure import mechanism
from cases.releases.disclosure.design import SMALL, Design, noise_sd
from cases.releases.disclosure.sampler import discrete_gaussian
from cases.releases.disclosure.schema import Group, Schema

from .lines import Audit, Line

PROOF = 3

LEAST_REUSE_RATIO = 0.4
LEAST_P, MOST_P = 0.000001, 0.999999
"""An honest release is outside twice in a million by group: its noise is never drawn anew, so it would be lost, and every
later one would carry part of it. No noise, a tenth of it, and half or twice of it lie far outside.
"""

DRAWS = 20_000
STANDARD_ERRORS = 5
"""Honest draws are further off once in 1.7 million."""

SAMPLE_VARIANCE = Fraction(155, 4)
"""About that of a cell in a small series, in people²."""

PARITY_TRIALS = 500
ONE_CELL = Schema({"anything": ("known",)}, (), ())
"""The least schema: a total, and one cell that equals it."""


def rows(audit: Audit) -> Line:
    """One row for each release from 1 on, this one included, and no number twice or left out."""
    numbers = sorted(audit.series.noise.values_list("number", flat=True))
    whole = numbers == list(range(1, len(numbers) + 1)) and len(numbers) >= audit.draft.number
    return Line(PROOF, "noise_rows", whole, {"rows": len(numbers), "number": audit.draft.number})


def reuse(audit: Audit) -> Line:
    """The noise of this release is not that of an earlier one."""
    ratio = audit.draft.checks["reuse_ratio"]
    if ratio is None:
        return Line(PROOF, "first_noise", audit.draft.number == 1)
    return Line(PROOF, "reuse", ratio >= LEAST_REUSE_RATIO, {"ratio": ratio, "least": LEAST_REUSE_RATIO})


def size(audit: Audit) -> Line:
    """The noise is neither too small nor too large for what is said of it, by group of tables."""
    chances = audit.draft.checks["chi_square_p"]
    groups = {group.value for group in engine.design_of(audit.series).shares}
    honest = chances.keys() == groups and all(LEAST_P <= chance <= MOST_P for chance in chances.values())
    said = ", ".join(f"{group} {chance:.6f}" for group, chance in sorted(chances.items()))
    return Line(PROOF, "noise_size", honest, {"chances": said, "least": f"{LEAST_P:.6f}", "most": f"{MOST_P:.6f}"})


def sampler(audit: Audit) -> Line:
    """Fresh draws, of which nothing is kept: their mean and variance are those of the law."""
    variance = float(SAMPLE_VARIANCE)
    drawn = [discrete_gaussian(SAMPLE_VARIANCE) for _ in range(DRAWS)]
    off = _off(drawn, variance)
    return Line(
        PROOF, "sampler", off <= STANDARD_ERRORS, {"draws": DRAWS, "off": round(off, 2), "most": STANDARD_ERRORS}
    )


def draw(audit: Audit) -> Line:
    """Fresh rows as this series draws them: as large as its design says, in people."""
    design, schema = engine.design_of(audit.series), engine.schema_of(audit.series)
    off = 0.0
    for group in design.shares:
        drawn = [z / 4 ** (design.horizon - 1) for _ in range(20) for z in mechanism.draw(design, schema, group)]
        off = max(off, _off(drawn, noise_sd(design, schema, group) ** 2))
    return Line(PROOF, "draw", off <= STANDARD_ERRORS, {"off": round(off, 2), "most": STANDARD_ERRORS})


def parity(audit: Audit) -> Line:
    """Whether a true count is even is not told by the digits of two releases: right about half of the time."""
    design, right = Design(SMALL), 0
    for trial in range(PARITY_TRIALS):
        noise = {number: mechanism.draw(design, ONE_CELL, Group.ONE_WAY)[:1] for number in (1, 2)}
        first = mechanism.as_float(mechanism.noisy_cells([trial], {1: noise[1]}, design, 1)[0], design.horizon)
        second = mechanism.as_float(mechanism.noisy_cells([trial + 3], noise, design, 2)[0], design.horizon)
        right += (round(first) - round(2 * second)) % 2 == trial % 2
    off = abs(2 * right - PARITY_TRIALS) / math.sqrt(PARITY_TRIALS)
    figures = {"right": round(100 * right / PARITY_TRIALS, 1), "trials": PARITY_TRIALS}
    return Line(PROOF, "parity", off <= STANDARD_ERRORS, figures)


CHECKS = (rows, reuse, size, sampler, draw, parity)


def _off(drawn: list[int] | list[float], variance: float) -> float:
    """How many standard errors mean or variance of a sample are off, whichever is more."""
    size = len(drawn)
    mean = math.fsum(drawn) / size
    found = math.fsum(z * z for z in drawn) / size
    return max(abs(mean) / math.sqrt(variance / size), abs(found - variance) / (variance * math.sqrt(2 / size)))
