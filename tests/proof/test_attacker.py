"""The built-in attacker at full size: nothing in honest releases, every planted fault, in time."""

import sys
import time
from collections.abc import Sequence

from cases.management.bench.figures import Figure, at_least, at_most, exactly, table
from cases.releases.disclosure.attack.download import Download
from cases.releases.disclosure.attack.report import Kind, Report
from cases.releases.disclosure.attack.run import attack
from cases.releases.disclosure.design import LARGE, SMALL
from cases.releases.disclosure.schema import Group
from tests.unit.releases.disclosure.attack.made import blurred, naive

HONEST = ((6, SMALL, 20), (50, SMALL, 20), (400, SMALL, 20), (5000, LARGE, 8))
"""People, design, and how many series."""


def timed(releases: Sequence[Download]) -> tuple[Report, float]:
    start = time.perf_counter()
    report = attack(releases)
    return report, time.perf_counter() - start


def number(report: Report, *kinds: Kind) -> int:
    return sum(one.kind in kinds for one in report.findings)


def shown(figures: list[Figure]) -> None:
    sys.stdout.write(f"\n{table(figures)}\n")
    assert [figure for figure in figures if not figure.passes] == []


def test_nothing_in_honest_releases() -> None:
    """Four releases each, and one series of twelve."""
    figures = []
    for people, kind, series in HONEST:
        reports = [attack(blurred(people, kind=kind, seed=100 + seed)) for seed in range(series)]
        findings = sum(len(report.findings) for report in reports)
        tests = sum(report.tests for report in reports)
        figures.append(exactly(f"findings, N = {people:,}, {series} series of 4, {tests} tests", findings, 0))
    for people, kind in ((400, SMALL), (5000, LARGE)):
        report, seconds = timed(blurred(people, 12, kind, seed=7))
        figures.append(exactly(f"findings, N = {people:,}, 12 releases, {report.tests} tests", len(report.findings), 0))
        figures.append(at_most(f"time, N = {people:,}, 12 releases", seconds, 60, "s"))
    shown(figures)


def test_every_planted_fault_is_caught() -> None:
    figures = []
    for people, kind in ((400, SMALL), (5000, LARGE)):
        for fault, expected in (
            ("ten", Kind.NOISE_TOO_SMALL),
            ("exact", Kind.NOISE_TOO_SMALL),
            ("reuse 3 4", Kind.NOISE_REUSED),
            ("reuse 2 4", Kind.NOISE_REUSED),
        ):
            report = attack(blurred(people, kind=kind, fault=fault))
            figures.append(at_least(f"noise fault “{fault}”, N = {people:,}", number(report, expected), 1, "findings"))
    claimed = attack(naive(400, groups=(Group.ONE_WAY,), noise_sd={Group.ONE_WAY: 6.23}))
    figures.append(at_least("exact counts called noise", number(claimed, Kind.TOO_EXACT), 1, "findings"))
    report = attack(naive(400))
    small = number(report, Kind.EXACT_SMALL, Kind.NARROW_SMALL)
    figures.append(at_least("hidden under 5, small cells, N = 400", small, 50, "findings"))
    figures.append(at_least("hidden under 5, arrivals, N = 400", number(report, Kind.ARRIVAL_EXACT), 100, "findings"))
    rounded = number(attack(naive(400, rounding=5)), Kind.ARRIVAL_EXACT, Kind.ARRIVAL_PROVEN)
    figures.append(at_least("and rounded to 5, arrivals, N = 400", rounded, 30, "findings"))
    shown(figures)


def test_it_ends_in_time() -> None:
    figures = []
    for rounding in (1, 5):
        report, seconds = timed(naive(400, 12, rounding, groups=(Group.ONE_WAY,)))
        figures.append(at_most(f"one-way tables, 12 exact releases, step {rounding}", seconds, 10, "s"))
        figures.append(exactly("  all programs solved", report.complete, True))
        report, seconds = timed(naive(5000, 4, rounding))
        figures.append(at_most(f"whole menu, N = 5,000, 4 exact releases, step {rounding}", seconds, 60, "s"))
        figures.append(exactly("  all programs solved", report.complete, True))
    shown(figures)
