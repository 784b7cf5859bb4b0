"""Noisy cells: exact to the last digit, and no digit of them is a person's alone."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.releases.disclosure.design import Design, factor, norm_squared
from cases.releases.disclosure.errors import DisclosureError
from cases.releases.disclosure.mechanism import as_float, draw, noisy_cells
from cases.releases.disclosure.schema import DEFAULT_SCHEMA, Group, cells
from tests.unit.releases.disclosure.made import TINY, noise

SMALL = Design("small")
big = st.integers(-(2**120), 2**120)


@settings(deadline=None)
@given(st.integers(1, 40), st.data())
def test_noisy_cell_is_the_formula(horizon: int, data: st.DataObject) -> None:
    """count + Σ f_k·z_{t−k}, as exact fractions, for counts and noise beyond 2^53 and 2^63."""
    number = data.draw(st.integers(1, horizon))
    count = data.draw(st.integers(-(2**70), 2**70))
    rows = {release: [data.draw(big)] for release in range(1, number + 1)}
    (units,) = noisy_cells([count], rows, Design("small", horizon=horizon), number)
    lattice = 4 ** (horizon - 1)
    expected = count + sum(factor(k) * Fraction(rows[number - k][0], lattice) for k in range(number))
    assert Fraction(units, lattice**2) == expected


@pytest.mark.parametrize("horizon", [1, 2, 12, 40])
@pytest.mark.parametrize(("joins", "leaves"), [(1, None), (1, 11), (3, 4), (12, None)])
def test_one_person_is_a_whole_shift_of_the_noise(horizon: int, joins: int, leaves: int | None) -> None:
    """With the person and noise z, or without and noise z + shift: the same noisy cells, all through the series.

    So no digit, parity or remainder tells the two apart. ‖shift‖ is what the noise was made for: ‖f‖ for someone who
    stays from the first release on.
    """
    design, lattice = Design("small", horizon=horizon), 4 ** (horizon - 1)
    events = [(release == joins) - (release == leaves) for release in range(1, horizon + 1)]
    # The square root of the running sum applied to the person's events.
    shift = [sum(factor(k) * events[t - k] for k in range(t + 1)) * lattice for t in range(horizon)]
    assert all(step.denominator == 1 for step in shift)
    if (joins, leaves) == (1, None):
        assert sum(step**2 for step in shift) == norm_squared(horizon) * lattice**2
    plain = {release: row[:1] for release, row in noise(TINY, design, Group.ONE_WAY, horizon).items()}
    shifted = {release: [row[0] + int(shift[release - 1])] for release, row in plain.items()}
    for number in range(1, horizon + 1):
        here = sum(events[:number])
        with_person = noisy_cells([700 + here], {r: plain[r] for r in range(1, number + 1)}, design, number)
        without = noisy_cells([700], {r: shifted[r] for r in range(1, number + 1)}, design, number)
        assert with_person == without


def test_counts_of_numpy_do_not_overflow() -> None:
    """A 64-bit product would: 524,288 people are 2^63 units."""
    counts = np.array([524_288, 10**9], dtype=np.int64)
    assert noisy_cells(counts, {1: [0, 0]}, SMALL, 1) == [524_288 * 4**22, 10**9 * 4**22]


def test_as_float_rounds_correctly() -> None:
    assert as_float(3 * 4**22 + 4**21, 12) == 3.25
    assert as_float(10**6 * 4**78 + 1, 40) == 1e6
    assert as_float(-5, 1) == -5.0


def test_draw_has_one_number_for_each_cell() -> None:
    design = Design("large")
    for group in Group:
        row = draw(design, DEFAULT_SCHEMA, group)
        assert len(row) == len(cells(DEFAULT_SCHEMA, group))
        assert all(type(z) is int for z in row)
        assert len(set(row)) > 50


def test_draw_stands_on_the_lattice() -> None:
    """Not on whole people: those would show whether a true count is even."""
    row = draw(SMALL, DEFAULT_SCHEMA, Group.ONE_WAY)
    assert sum(z % 4**11 == 0 for z in row) < 2


def test_small_design_draws_no_menu() -> None:
    with pytest.raises(DisclosureError):
        draw(SMALL, DEFAULT_SCHEMA, Group.MENU)


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ({}, 1),
        ({1: [0, 0]}, 2),
        ({1: [0, 0], 3: [0, 0]}, 3),
        ({1: [0, 0], 2: [0, 0]}, 1),
        ({0: [0, 0], 1: [0, 0]}, 2),
        ({1: [0]}, 1),
        ({1: [0, 0], 2: [0, 0, 0]}, 2),
        ({release: [0, 0] for release in range(1, 14)}, 13),
        ({}, 0),
    ],
)
def test_missing_wrong_or_spent_noise_is_refused(rows: dict[int, list[int]], number: int) -> None:
    """With one noise too few, the difference of two releases would be the newcomer."""
    with pytest.raises(DisclosureError):
        noisy_cells([1, 2], rows, SMALL, number)


@pytest.mark.parametrize(("counts", "row"), [([1.5], [0]), ([1], [0.0])])
def test_a_float_is_refused(counts: list[int], row: list[int]) -> None:
    """It would lose the last digits of the noise, and with them the promise."""
    with pytest.raises(TypeError):
        noisy_cells(counts, {1: row}, SMALL, 1)
