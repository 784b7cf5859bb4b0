"""How much noise: exact numbers against those of the specification."""

import math
from fractions import Fraction

import pytest

from cases.releases.disclosure.design import (
    Design,
    choose_design,
    draw_design_total,
    factor,
    noise_sd,
    norm_squared,
    release_sd,
    sigma_squared,
)
from cases.releases.disclosure.errors import DisclosureError
from cases.releases.disclosure.schema import DEFAULT_SCHEMA, Group
from tests.unit.releases.disclosure.made import ALL_PAIRS, TINY, seeded


@pytest.mark.parametrize(
    ("kind", "schema", "group", "expected"),
    [
        ("small", DEFAULT_SCHEMA, Group.ONE_WAY, 6.23),
        ("large", DEFAULT_SCHEMA, Group.ONE_WAY, 8.82),
        ("large", DEFAULT_SCHEMA, Group.MENU, 10.36),
        ("large", ALL_PAIRS, Group.MENU, 26.5),
    ],
)
def test_noise_is_that_of_the_specification(kind, schema, group, expected) -> None:  # type: ignore[no-untyped-def]
    assert noise_sd(Design(kind), schema, group) == pytest.approx(expected, abs=0.02)


def test_variance_is_an_exact_fraction() -> None:
    variance = sigma_squared(Design("small", horizon=2), TINY, Group.ONE_WAY)
    assert variance == (1 + Fraction(1, 4)) * 5
    assert sigma_squared(Design("small", Fraction(1, 2), 2), TINY, Group.ONE_WAY) == 4 * variance


def test_whole_design_costs_no_more_than_mu() -> None:
    """Σ over groups of g·‖f‖² / σ² is μ²."""
    for design in (Design("small"), Design("large"), Design("large", Fraction(1, 3), 40)):
        spent = sum(
            norm_squared(design.horizon) * g / sigma_squared(design, DEFAULT_SCHEMA, group)
            for group, g in ((Group.ONE_WAY, 21), (Group.MENU, 29))
            if group in design.shares
        )
        assert spent == design.mu**2


@pytest.mark.parametrize("horizon", [1, 2, 12, 40])
def test_factors_are_the_square_root_of_the_running_sum(horizon: int) -> None:
    """Σ_{j≤k} f_j·f_{k−j} = 1 for every k: the noise is that of the running sum."""
    for k in range(horizon):
        assert sum(factor(j) * factor(k - j) for j in range(k + 1)) == 1


def test_release_sd_grows_slowly() -> None:
    assert [round(release_sd(number), 2) for number in (1, 4, 12)] == [1, 1.22, 1.36]


@pytest.mark.parametrize(
    ("kind", "mu", "horizon"),
    [
        ("all_pairs", Fraction(1), 12),
        ("", Fraction(1), 12),
        ("small", Fraction(0), 12),
        ("small", Fraction(-1), 12),
        ("small", 1.0, 12),
        ("small", Fraction(1), 0),
        ("small", Fraction(1), 41),
        ("small", Fraction(1), 12.0),
    ],
)
def test_impossible_design_is_refused(kind, mu, horizon) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DisclosureError):
        Design(kind, mu, horizon)


def test_small_design_has_no_menu_to_draw() -> None:
    with pytest.raises(DisclosureError):
        sigma_squared(Design("small"), DEFAULT_SCHEMA, Group.MENU)


@pytest.mark.parametrize(("total", "kind"), [(-30, "small"), (0, "small"), (999, "small"), (1000, "large")])
def test_design_follows_from_the_noisy_total(total: int, kind: str) -> None:
    assert choose_design(total) == kind


def test_noisy_total_has_a_standard_deviation_of_10() -> None:
    randbelow = seeded(1)
    draws = [draw_design_total(500, randbelow) - 500 for _ in range(4000)]
    assert abs(sum(draws) / len(draws)) < 0.8
    assert math.sqrt(sum(z**2 for z in draws) / len(draws)) == pytest.approx(10, rel=0.06)
