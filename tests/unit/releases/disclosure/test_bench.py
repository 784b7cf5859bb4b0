"""The bench: its table, its exit codes, and that its attacker would notice too little noise."""

from fractions import Fraction
from io import StringIO

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from cases.management.bench import attacks, few
from cases.management.bench.builds import measure
from cases.management.bench.figures import Figure, at_least, at_most, between, exactly, not_measured, table
from cases.management.bench.populations import POPULATIONS
from cases.management.commands import bench
from cases.releases.disclosure.counts import contribution
from cases.releases.disclosure.design import SMALL, Design
from cases.releases.disclosure.people import check_matrix
from cases.releases.disclosure.schema import DEFAULT_SCHEMA, Group, sensitivity


def test_bars_pass_and_miss() -> None:
    assert at_most("a", 5.2, 5.2).passes
    assert not at_most("a", 5.21, 5.2).passes
    assert at_least("a", 0.5, 0.5).passes
    assert not at_least("a", float("nan"), 0.5).passes
    assert between("a", 65, 65, 73).passes
    assert not between("a", 74, 65, 73).passes
    assert not exactly("a", 19, 20).passes


def test_table_is_aligned() -> None:
    lines = table(
        [at_most("short", 4.75, 5.2, "people"), at_least("a longer name", 0.1, 0.5), not_measured("x", "no y")]
    )
    assert lines.splitlines() == [
        "short          4.75 people  ≤ 5.2  pass",
        "a longer name   0.1         ≥ 0.5  MISS",
        "x: no y           –",
    ]


def suite(figures: list[Figure]) -> dict[str, object]:
    return {"made": lambda *, full: iter(figures)}


def test_command_prints_and_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "SUITES", suite([at_most("speed", 1, 2, "s")]))
    out = StringIO()
    call_command("bench", "made", stdout=out)
    assert "pass" in out.getvalue()


def test_command_fails_when_a_bar_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "SUITES", suite([at_most("speed", 3, 2, "s")]))
    with pytest.raises(CommandError) as error:
        call_command("bench", "made", "--full", stdout=StringIO())
    assert error.value.returncode == 1


def test_unknown_suite_is_refused() -> None:
    """On the command line the parser ends with exit code 2."""
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("bench", "nothing-such")


@pytest.mark.slow
def test_attacker_notices_a_tenth_of_the_noise() -> None:
    """So a figure near 69 is no weakness of the attacker."""
    assert attacks.right(Design(SMALL, Fraction(10)), attacks.STAYS, 40) > 0.95


@pytest.mark.slow
def test_six_people_leave_no_digit() -> None:
    assert few._telling(3) == 0


@pytest.mark.slow
def test_measured_errors_are_those_of_the_noise() -> None:
    """A sample of the accuracy figures."""
    cells = measure(Design(SMALL), 400, 1, (1,))[1, Group.ONE_WAY]
    assert 2 < abs(cells.error).mean() < 8
    assert (abs(cells.figure - cells.true) <= 2 * cells.sd).mean() > 0.85


@pytest.mark.parametrize("population", POPULATIONS.values())
def test_made_people_obey_the_schema(population) -> None:  # type: ignore[no-untyped-def]
    matrix = population(300, np.random.default_rng(1))
    check_matrix(DEFAULT_SCHEMA, matrix)
    assert all(contribution(DEFAULT_SCHEMA, matrix)[group] <= sensitivity(DEFAULT_SCHEMA, group) for group in Group)
