"""The built-in attacker: all releases of all series in, everything that can be learned from them out.

Releases that claim noise are tested for that noise and searched for claims at 95 %; their figures are attacked as
exact counts only when the claim of noise fails, because blurred figures bound nothing. Releases that call their
figures exact are attacked as such. The same releases give the same report, unless time runs out.
"""

import time
from collections.abc import Iterable, Sequence
from itertools import chain, combinations

from cases.releases.disclosure.attack.claims import claims
from cases.releases.disclosure.attack.consistency import Outcome, alarms, outcomes, outcomes_between, slipped_in
from cases.releases.disclosure.attack.download import Download, by_series
from cases.releases.disclosure.attack.integers import Deduced, deduce
from cases.releases.disclosure.attack.report import Progress, Report
from cases.releases.disclosure.attack.system import all_cells
from cases.releases.disclosure.identities import identity_matrix
from cases.releases.disclosure.schema import Group

SECONDS = 600.0
"""The time for all linear programs of a report; naive releases of 5,000 people need about five."""

Series = Sequence[Download]


def attack(downloads: Iterable[Download], progress: Progress | None = None, seconds: float = SECONDS) -> Report:
    """Everything that the releases of these series, taken together, give away.

    Raises DisclosureError when a series holds a number twice or changed its schema or mechanism on the way.
    """
    told = progress or _silent
    every = by_series(downloads)
    noisy = [series for series in every if series[0].says_noisy]
    tests = _tests(noisy, told)
    found = alarms(tests) + [finding for one in chain.from_iterable(every) for finding in slipped_in(one)]
    refuted = {finding.series for finding in found}
    exact = [series for series in every if not series[0].says_noisy or series[0].series in refuted]
    deduced = _deductions(exact, told, time.monotonic() + seconds)
    for place, series in enumerate(noisy):
        told("claims", place, len(noisy))
        found += claims(series)
    return Report(
        findings=(*found, *chain.from_iterable(one.findings for one in deduced)),
        cells=sum(len(all_cells(series[0].schema)) * len(series) for series in every),
        identities=sum(len(identity_matrix(series[0].schema, tuple(Group))) * len(series) for series in every),
        programs=sum(one.programs for one in deduced),
        tests=len(tests),
        complete=all(one.complete for one in deduced),
    )


def _tests(noisy: Sequence[Series], told: Progress) -> list[Outcome]:
    pairs = [(one, other) for one, other in combinations(noisy, 2) if _alike(one[0], other[0])]
    found: list[Outcome] = []
    for place, series in enumerate(noisy):
        told("noise", place, len(noisy) + len(pairs))
        found += outcomes(series)
    for place, (one, other) in enumerate(pairs, len(noisy)):
        told("noise", place, len(noisy) + len(pairs))
        found += outcomes_between(one, other)
    return found


def _alike(one: Download, other: Download) -> bool:
    """Whether two series have one law, so that the same noise would fit both."""
    return (one.schema, dict(one.noise_sd), one.rounding) == (other.schema, dict(other.noise_sd), other.rounding)


def _deductions(exact: Sequence[Series], told: Progress, end: float) -> list[Deduced]:
    def step(done: int, of: int) -> bool:
        told("ranges", done, of)
        return time.monotonic() < end

    return [deduce(series, step) for series in exact]


def _silent(step: str, done: int, of: int) -> None:
    """Nobody watches."""
