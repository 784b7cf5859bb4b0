"""Exact counts: what is deduced is true, and what follows is deduced."""

from collections import Counter

import numpy as np
import pytest

from cases.releases.disclosure.attack.download import Download
from cases.releases.disclosure.attack.integers import deduce
from cases.releases.disclosure.attack.propagation import narrowed
from cases.releases.disclosure.attack.report import Finding, Kind
from cases.releases.disclosure.attack.system import build, gaps
from cases.releases.disclosure.schema import DEFAULT_SCHEMA, REPORTED, CellKey, Group, Schema, cells
from tests.unit.releases.disclosure.attack.made import ARRIVE, crowd, naive, true_counts
from tests.unit.releases.disclosure.made import TINY, people

COLOURS = Schema({"colour": ("red", "blue", "green")}, ("A",), ())


def shown(**values: int) -> Download:
    """A release of the colours; a missing one is hidden, as fewer than 5."""
    cell = {"total": CellKey(), "A": CellKey("A", REPORTED)}
    cell |= {value: CellKey("colour", value) for value in COLOURS.dimensions["colour"]}
    return Download("s", values.pop("number", 1), COLOURS, {cell[k]: v for k, v in values.items()}, {}, 1, 5, 0, 1)


def found(*releases: Download) -> set[tuple[Kind, CellKey | None, float]]:
    return {(one.kind, one.cell, one.figure) for one in deduce(releases, lambda done, of: True).findings}


def test_the_one_hidden_part_is_the_rest() -> None:
    assert found(shown(total=20, red=10, blue=7, A=9)) == {(Kind.EXACT_SMALL, CellKey("colour", "green"), 3)}


def test_two_hidden_parts_are_narrow() -> None:
    """7 people in two cells under 5: 3 or 4 in each."""
    assert found(shown(total=17, red=10, A=9)) == {
        (Kind.NARROW_SMALL, CellKey("colour", "blue"), 4),
        (Kind.NARROW_SMALL, CellKey("colour", "green"), 4),
    }


def test_everybody_reported() -> None:
    assert found(shown(total=20, red=8, blue=6, green=6, A=20)) == {(Kind.FULL_GROUP, CellKey("A", REPORTED), 20)}


def test_a_difference_is_the_newcomer() -> None:
    before, after = shown(total=20, red=8, blue=6, green=6), shown(total=21, red=9, blue=6, green=6, number=2)
    assert found(before, after) == {
        (Kind.ARRIVAL_EXACT, CellKey(), 1),
        (Kind.ARRIVAL_EXACT, CellKey("colour", "red"), 1),
    }


def test_a_difference_is_who_left() -> None:
    """Figures that fall are no contradiction: then nobody is believed to only arrive."""
    before, after = shown(total=20, red=8, blue=6, green=6), shown(total=19, red=7, blue=6, green=6, number=2)
    assert found(before, after) == {
        (Kind.ARRIVAL_EXACT, CellKey(), -1),
        (Kind.ARRIVAL_EXACT, CellKey("colour", "red"), -1),
    }


def test_figures_of_nobody_give_nothing() -> None:
    assert found(shown(total=20, red=30, blue=6, green=6)) == set()


@pytest.mark.slow
@pytest.mark.parametrize("rounding", [1, 5])
@pytest.mark.parametrize("schema", [TINY, DEFAULT_SCHEMA], ids=["tiny", "default"])
def test_what_is_deduced_is_true(rounding: int, schema: Schema) -> None:
    number = 60 if schema is TINY else 150
    matrix = people(TINY, number) if schema is TINY else crowd(number, 4)
    start = number - 3 * ARRIVE
    releases = naive(start, 3, rounding, schema=schema, matrix=matrix)
    deduced = deduce(releases, lambda done, of: True)
    true = {
        release.number: dict(
            pair
            for group, of in true_counts(schema, matrix, start + ARRIVE * place).items()
            for pair in zip(cells(schema, group), of.tolist(), strict=True)
        )
        for place, release in enumerate(releases)
    }
    assert deduced.complete
    assert deduced.findings or rounding == 5
    for finding in deduced.findings:
        assert holds(finding, true, gaps(schema))


def holds(finding: Finding, true: dict[int, dict[CellKey, int]], pairs: tuple[tuple[CellKey, CellKey], ...]) -> bool:
    """Whether the people themselves say so."""
    assert finding.cell is not None
    last = true[finding.releases[-1]][finding.cell]
    arrived = last - true[finding.releases[0]][finding.cell]
    return {
        Kind.EXACT_SMALL: last == finding.figure,
        Kind.NARROW_SMALL: last in (finding.figure, finding.figure - 1),
        Kind.ARRIVAL_EXACT: arrived == finding.figure,
        Kind.ARRIVAL_PROVEN: arrived >= finding.figure,
        Kind.FULL_GROUP: any(
            true[finding.releases[-1]][whole] == last for whole, part in pairs if part == finding.cell
        ),
    }[finding.kind]


@pytest.mark.slow
def test_ranges_hold_the_truth() -> None:
    matrix = crowd(100, 2)
    releases = naive(91, 3, 5, matrix=matrix)
    ranges = narrowed(build(releases, only_arrivals=True, hidden_is_few=True))
    assert ranges is not None
    true = np.concatenate([true_counts(DEFAULT_SCHEMA, matrix, 91)[group] for group in Group])
    assert (ranges[0][: len(true)] <= true).all()
    assert (true <= ranges[1][: len(true)]).all()


@pytest.mark.slow
def test_kinds_of_a_naive_series() -> None:
    kinds = Counter(one.kind for one in deduce(naive(80, 2), lambda done, of: True).findings)
    assert all(kinds[kind] for kind in (Kind.EXACT_SMALL, Kind.NARROW_SMALL, Kind.ARRIVAL_EXACT, Kind.FULL_GROUP))
