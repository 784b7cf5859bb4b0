"""The fit: figures add up, their spread is known beforehand, and the total is not pushed."""

import math

import numpy as np
import pytest

from cases.releases.disclosure.design import Design, noise_sd
from cases.releases.disclosure.errors import DisclosureError
from cases.releases.disclosure.fit import Fitted, fit
from cases.releases.disclosure.identities import identity_matrix
from cases.releases.disclosure.nonnegative import Floats
from cases.releases.disclosure.schema import DEFAULT_SCHEMA, CellKey, Group, Schema, cells
from tests.unit.releases.disclosure.made import ALL_PAIRS, TINY, entered, people

LARGE, SMALL = Design("large"), Design("small")


def blurred(schema: Schema, design: Design, number: int, seed: int) -> dict[Group, Floats]:
    """True counts with normal noise of the right size."""
    rng, true = np.random.default_rng(seed), entered(schema, people(schema, number))
    return {
        group: true[group] + rng.normal(0, noise_sd(design, schema, group), len(true[group])) for group in design.shares
    }


@pytest.mark.parametrize("schema", [DEFAULT_SCHEMA, TINY, ALL_PAIRS])
def test_true_counts_obey_the_identities(schema: Schema) -> None:
    true = entered(schema, people(schema, 300))
    assert not (identity_matrix(schema, tuple(Group)) @ np.concatenate(list(true.values()))).any()


@pytest.mark.parametrize("schema", [DEFAULT_SCHEMA, TINY])
def test_counts_without_noise_stay(schema: Schema) -> None:
    """The fit moves nothing that adds up already."""
    true = entered(schema, people(schema, 3000))
    fitted = fit(schema, LARGE, 1, {group: true[group].astype(float) for group in Group})
    for group in Group:
        assert fitted.values[group] == pytest.approx(true[group], abs=1e-5)


@pytest.mark.parametrize("number", [0, 1, 30, 400, 100_000])
@pytest.mark.parametrize("seed", range(3))
def test_figures_add_up(number: int, seed: int) -> None:
    """Dimensions to the total exactly; menu tables to one-way figures wherever none of these is negative."""
    fitted = fit(DEFAULT_SCHEMA, LARGE, 1, blurred(DEFAULT_SCHEMA, LARGE, number, seed))
    one_way, menu = fitted.values[Group.ONE_WAY], fitted.values[Group.MENU]
    apart = identity_matrix(DEFAULT_SCHEMA, (Group.ONE_WAY,)) @ one_way
    assert np.abs(apart).max() < 1e-6
    assert (menu >= 0).all()
    if (one_way >= 0).all():
        both = identity_matrix(DEFAULT_SCHEMA, tuple(Group)) @ np.concatenate([one_way, menu])
        assert np.abs(both).max() < 1e-4


def test_menu_keeps_the_total_where_a_margin_is_negative() -> None:
    noisy = blurred(DEFAULT_SCHEMA, LARGE, 40, 2)
    fitted = fit(DEFAULT_SCHEMA, LARGE, 1, noisy)
    assert (fitted.values[Group.ONE_WAY] < 0).any()
    by_sector = [
        figure
        for cell, figure in zip(cells(DEFAULT_SCHEMA, Group.MENU), fitted.values[Group.MENU], strict=True)
        if (cell.d1, cell.d2) == ("sex", "sector")
    ]
    assert sum(by_sector) == pytest.approx(max(0, fitted.total), abs=1e-4)


@pytest.mark.slow
def test_one_way_figures_do_not_depend_on_the_cut() -> None:
    """They are the linear fit: the total is not pushed up where cells are small."""
    totals = [fit(TINY, LARGE, 1, blurred(TINY, LARGE, 3, seed)).total for seed in range(500)]
    assert abs(np.mean(totals) - 3) < 4 * np.std(totals) / math.sqrt(len(totals))


@pytest.mark.slow
@pytest.mark.parametrize(("schema", "design"), [(TINY, LARGE), (TINY, SMALL), (DEFAULT_SCHEMA, LARGE)])
def test_sd_is_that_of_the_figures(schema: Schema, design: Design) -> None:
    """Measured on one-way figures over many draws of the noise, with the covariance to the total."""
    figures = np.array(
        [fit(schema, design, 1, blurred(schema, design, 200, seed)).values[Group.ONE_WAY] for seed in range(300)]
    )
    fitted = fit(schema, design, 1, blurred(schema, design, 200, 0))
    assert figures.std(axis=0) == pytest.approx(fitted.sd[Group.ONE_WAY], rel=0.15)
    apart = figures[:, 1] - 0.4 * figures[:, 0]
    variance = fitted.sd[Group.ONE_WAY][1] ** 2 - 0.8 * fitted.with_total[1] + 0.16 * fitted.with_total[0]
    assert apart.std() == pytest.approx(math.sqrt(variance), rel=0.12)


def test_sd_depends_on_no_figure() -> None:
    one, other = (fit(TINY, LARGE, 3, blurred(TINY, LARGE, number, number)) for number in (2, 9000))
    assert all((one.sd[group] == other.sd[group]).all() for group in Group)


def test_sd_grows_with_the_release() -> None:
    noisy = blurred(TINY, LARGE, 50, 1)
    first, twelfth = fit(TINY, LARGE, 1, noisy), fit(TINY, LARGE, 12, noisy)
    assert twelfth.sd[Group.MENU] == pytest.approx(first.sd[Group.MENU] * 1.3604, rel=1e-4)


def test_fit_helps_and_never_harms() -> None:
    """No figure is less certain than its own noisy cell."""
    fitted = fit(DEFAULT_SCHEMA, LARGE, 1, blurred(DEFAULT_SCHEMA, LARGE, 50, 1))
    for group in Group:
        assert (fitted.sd[group] <= noise_sd(LARGE, DEFAULT_SCHEMA, group) + 1e-9).all()
    assert fitted.sd[Group.ONE_WAY][0] < 0.7 * noise_sd(LARGE, DEFAULT_SCHEMA, Group.ONE_WAY)


def test_smallest_case_by_hand() -> None:
    """A total and its two parts with equal noise: the gap is shared by all three."""
    schema = Schema({"a": ("x", "y")}, (), ())
    fitted = fit(schema, SMALL, 1, {Group.ONE_WAY: np.array([10.0, 4.0, 3.0])})
    assert fitted.values[Group.ONE_WAY] == pytest.approx([9, 5, 4])
    assert fitted.sd[Group.ONE_WAY] == pytest.approx(noise_sd(SMALL, schema, Group.ONE_WAY) * math.sqrt(2 / 3))


def test_figures_are_the_same_to_the_bit() -> None:
    first, second = (fit(DEFAULT_SCHEMA, LARGE, 5, blurred(DEFAULT_SCHEMA, LARGE, 90, 4)) for _ in range(2))
    assert all(first.values[group].tobytes() == second.values[group].tobytes() for group in Group)


def test_indicators_on_both_sides_are_bounded_by_nothing() -> None:
    """Two indicators have no complement, so only the sign is mended."""
    fitted = fit(TINY, LARGE, 1, {Group.ONE_WAY: np.zeros(8), Group.MENU: np.full(12, -5.0)})
    assert (
        dict(zip(cells(TINY, Group.MENU), fitted.values[Group.MENU], strict=True))[
            CellKey("A", "reported", "B", "reported")
        ]
        == 0
    )


def wrong_cells() -> list[dict[Group, Floats]]:
    one_way, menu = np.zeros(8), np.zeros(12)
    return [{}, {Group.ONE_WAY: one_way}, {Group.ONE_WAY: menu, Group.MENU: one_way}, {Group.MENU: menu}]


@pytest.mark.parametrize("noisy", wrong_cells())
def test_cells_that_do_not_fit_are_refused(noisy: dict[Group, Floats]) -> None:
    with pytest.raises(DisclosureError):
        fit(TINY, LARGE, 1, noisy)


def test_menu_cells_are_refused_by_a_small_design() -> None:
    with pytest.raises(DisclosureError):
        fit(TINY, SMALL, 1, {Group.ONE_WAY: np.zeros(8), Group.MENU: np.zeros(12)})


@pytest.mark.parametrize("number", [0, 13])
def test_release_outside_the_series_is_refused(number: int) -> None:
    with pytest.raises(DisclosureError):
        fit(TINY, SMALL, number, {Group.ONE_WAY: np.zeros(8)})


def test_fitted_names_its_total() -> None:
    fitted = Fitted({Group.ONE_WAY: np.array([7.5, 1.0])}, {}, np.zeros(2))
    assert fitted.total == 7.5
