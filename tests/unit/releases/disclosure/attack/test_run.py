"""The attacker finds nothing in honest releases and every planted fault."""

from dataclasses import replace

import pytest

from cases.releases.disclosure.attack.download import Download
from cases.releases.disclosure.attack.report import Kind, Report
from cases.releases.disclosure.attack.run import attack
from cases.releases.disclosure.design import SMALL
from cases.releases.disclosure.schema import CellKey, Group
from tests.unit.releases.disclosure.attack.made import blurred, naive

CLAIMED = {Group.ONE_WAY: 6.23}


def kinds(report: Report) -> set[Kind]:
    return {one.kind for one in report.findings}


@pytest.mark.slow
@pytest.mark.parametrize("people", [6, 50, 400])
def test_honest_releases_give_nothing(people: int) -> None:
    report = attack(blurred(people))
    assert report.findings == ()
    assert report.complete
    assert (report.cells, report.programs, report.tests) == (4 * 418, 0, 12 if people == 400 else 0)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "kind"),
    [("ten", Kind.NOISE_TOO_SMALL), ("exact", Kind.NOISE_TOO_SMALL), ("reuse 3 4", Kind.NOISE_REUSED)],
)
def test_faulty_noise_is_caught(fault: str, kind: Kind) -> None:
    assert kind in kinds(attack(blurred(400, fault=fault)))


@pytest.mark.slow
def test_noise_of_another_series_is_caught() -> None:
    report = attack([*blurred(400), *blurred(400, series="t")])
    assert {one.series for one in report.findings if one.kind is Kind.NOISE_REUSED} == {"s + t"}
    assert attack([*blurred(400), *blurred(400, seed=2, series="t")]).findings == ()


@pytest.mark.slow
def test_exact_counts_called_noise_are_caught() -> None:
    """To the last digit, they add up too well, and what they give away is told too."""
    report = attack(naive(400, groups=(Group.ONE_WAY,), noise_sd=CLAIMED))
    assert {Kind.TOO_EXACT, Kind.NOISE_TOO_SMALL, Kind.ARRIVAL_EXACT} <= kinds(report)


def test_values_that_were_never_rounded_are_caught() -> None:
    releases = blurred(400, 1)
    total = releases[0].values[CellKey()] + 1
    edited = replace(releases[0], values={**releases[0].values, CellKey(): total})
    assert [(one.kind, one.figure) for one in attack([edited]).findings if one.cell == CellKey()] == [
        (Kind.NOT_ROUNDED, total)
    ]


def test_a_table_without_noise_is_caught() -> None:
    """The small design blurs no menu: a crossed cell would be exact."""
    cell = CellKey("sex", "male", "sector", "it")
    releases = blurred(400, 1)
    edited = replace(releases[0], values={**releases[0].values, cell: 15})
    assert [(one.kind, one.cell) for one in attack([edited]).findings] == [(Kind.NOT_BLURRED, cell)]


def test_too_little_noise_by_design_is_claimed() -> None:
    """The law of the noise is known: with so little of it, few people are few people."""

    def release(number: int, red: int, blue: int) -> Download:
        first = blurred(6, 1)[0]
        keys = CellKey(), CellKey("sex", "male"), CellKey("ILO-01", "reported")
        values = dict(zip(keys, (red + blue, red, blue), strict=True))
        return replace(first, number=number, values=values, noise_sd={Group.ONE_WAY: 0.1}, minimum=1, rounding=1)

    report = attack([release(1, 30, 2), release(2, 33, 2)])
    assert {Kind.CLAIM_SMALL, Kind.CLAIM_ARRIVAL} <= kinds(report)
    assert attack([release(1, 2, 2)]).findings[-1].figure >= 0.95


@pytest.mark.slow
def test_same_releases_same_report() -> None:
    releases = naive(100, 2)
    assert attack(releases) == attack(reversed(releases))


@pytest.mark.slow
def test_progress_and_time() -> None:
    told: list[tuple[str, int, int]] = []
    report = attack(naive(100, 2), lambda *step: told.append(step))
    assert report.complete
    assert all(done < of for step, done, of in told)
    assert {step for step, _, _ in told} == {"ranges"}
    assert not attack(naive(100, 2), seconds=0).complete


def test_no_release_no_finding() -> None:
    assert attack([]) == Report((), 0, 0, 0, 0, True)
    assert attack(blurred(6, 1, SMALL)).findings == ()
