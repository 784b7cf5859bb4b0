"""The law of honest figures is that of the engine, and the tests stand on combinations that obey it."""

import math

import numpy as np
import pytest

from cases.releases.disclosure.attack.contrasts import between, contrasts, level
from cases.releases.disclosure.attack.directions import directions
from cases.releases.disclosure.attack.law import blurred_cells, chi_square_below, over_cells, over_releases
from cases.releases.disclosure.attack.report import Kind
from cases.releases.disclosure.design import LARGE, Design, factor, release_sd
from cases.releases.disclosure.fit import _linear_fit, fit
from cases.releases.disclosure.schema import DEFAULT_SCHEMA, Group
from tests.unit.releases.disclosure.attack.made import blurred, crowd, true_counts


def test_covariance_is_that_of_the_fit() -> None:
    release = blurred(50, 1)[0]
    assert over_cells(release) == pytest.approx(_linear_fit(DEFAULT_SCHEMA, Design("small"))[1], rel=1e-2, abs=1e-2)


def test_covariance_of_releases() -> None:
    k = over_releases([1, 2, 4])
    assert np.sqrt(k.diagonal()) == pytest.approx([release_sd(number) for number in (1, 2, 4)])
    assert k[0, 2] == pytest.approx(float(factor(3)))


@pytest.mark.parametrize(
    ("value", "degrees", "chance"),
    [(3.841459, 1, 0.95), (2, 2, 1 - math.exp(-1)), (14.95346, 30, 0.01), (55.75848, 40, 0.95), (0, 5, 0)],
)
def test_chi_square(value: float, degrees: int, chance: float) -> None:
    assert chi_square_below(value, degrees) == pytest.approx(chance, abs=1e-6)


def test_a_count_cancels_in_every_contrast() -> None:
    found = contrasts([1, 2, 3, 4])
    assert len(found) == 12
    weights, variance = level(over_releases([1, 2, 3, 4]))
    assert variance == pytest.approx(1 / sum(float(factor(k)) ** 2 for k in range(4)))
    for one in found:
        assert one.weights.sum() == pytest.approx(0)
        assert one.weights @ over_releases([1, 2, 3, 4]) @ weights == pytest.approx(0)


def test_noise_drawn_twice_cancels() -> None:
    """In the contrast about two rows, noise that is one leaves under a third of the variance."""
    running = np.array([[float(factor(t - s)) if t >= s else 0 for s in range(6)] for t in range(6)])
    for one in contrasts(range(1, 7)):
        if one.kind is Kind.NOISE_REUSED:
            rows = one.weights @ running
            first, again = one.suspects
            assert one.variance == pytest.approx(rows @ rows)
            rows[again - 1] += rows[first - 1]
            rows[first - 1] = 0
            assert rows @ rows < one.variance / 3


def test_releases_missing_leave_differences_only() -> None:
    assert {one.kind for one in contrasts([2, 3, 5])} == {Kind.NOISE_TOO_SMALL}


def test_two_series() -> None:
    found, k = between([1, 2], [2, 3])
    assert [(one.suspects, one.variance) for one in found] == [((2, 2), pytest.approx(2 * 1.25))]
    assert k.shape == (4, 4)


@pytest.mark.slow
def test_cutting_at_zero_leaves_the_directions_alone() -> None:
    """Menu figures with cells cut to 0 and the linear ones before the cut have the same sums along them."""
    design, rng = Design(LARGE), np.random.default_rng(3)
    true = true_counts(DEFAULT_SCHEMA, crowd(300, 1), 300)
    noisy = {group: true[group] + rng.normal(0, 9, len(true[group])) for group in Group}
    linear = _linear_fit(DEFAULT_SCHEMA, design)[0] @ np.concatenate([noisy[group] for group in Group])
    figures = np.concatenate([fit(DEFAULT_SCHEMA, design, 1, noisy).values[group] for group in Group])
    cells = blurred_cells(blurred(50, 1, LARGE)[0])
    menu = np.array([place for place, cell in enumerate(cells) if cell.d2 and figures[place] > 0])
    along = directions(DEFAULT_SCHEMA, Group.MENU, cells, menu)
    assert along.shape[1] > 50
    assert along.T @ along == pytest.approx(np.eye(along.shape[1]))
    assert along.T @ figures == pytest.approx(along.T @ linear, abs=1e-3)
    assert figures[menu] != pytest.approx(linear[menu], abs=1)
