"""Ranges of shares: they hold the truth, and words never say more than the range."""

import itertools
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.releases.disclosure.design import Design
from cases.releases.disclosure.fit import fit
from cases.releases.disclosure.schema import DEFAULT_SCHEMA, Group, cells
from cases.releases.disclosure.shares import share_range, shares
from cases.releases.disclosure.words import range_words

SMALL = Design("small")
RANGES = [(low, high) for low, high in itertools.product(range(0, 101, 5), repeat=2) if low < high]
POINTS = {"none": 0, "a third": 100 / 3, "half": 50, "two thirds": 200 / 3, "all": 100}


def figures(total: float) -> tuple[object, ...]:
    values = np.full(len(cells(DEFAULT_SCHEMA, Group.ONE_WAY)), total / 5)
    values[0] = total
    return shares(DEFAULT_SCHEMA, fit(DEFAULT_SCHEMA, SMALL, 1, {Group.ONE_WAY: values}))


def test_shares_leave_out_the_area_and_keep_the_order() -> None:
    """No regions, no ranking."""
    expected = [cell[:2] for cell in cells(DEFAULT_SCHEMA, Group.ONE_WAY)[1:] if cell.d1 != "area"]
    assert [(share.d1, share.v1) for share in figures(60)] == expected  # type: ignore[attr-defined]


finite = st.floats(-300, 300)


@settings(deadline=None)
@given(finite, finite, st.floats(0.1, 200), st.floats(0.1, 200), st.floats(-0.9, 0.9))
def test_any_figures_give_a_range(part: float, total: float, variance: float, total_variance: float, r: float) -> None:
    """Also a total of about 0, a negative part, a part above the total."""
    low, high = share_range(part, total, variance, total_variance, r * (variance * total_variance) ** 0.5)
    assert 0 <= low < high <= 100
    assert low % 5 == high % 5 == 0


def test_total_that_could_be_nothing_tells_nothing() -> None:
    assert share_range(4, 5, 30, 14, 5) == (0, 100)
    assert share_range(-4, -60, 30, 14, 5) == (0, 100)


def test_part_far_below_nothing_is_not_called_none() -> None:
    """The noise pushed it there; a person may well be in it."""
    assert share_range(-30, 60, 30, 14, 5) == (0, 5)
    assert share_range(90, 60, 30, 14, 5) == (95, 100)


def test_range_without_total_noise_is_the_usual_one() -> None:
    """30 ± 1.645·5 of 100, rounded outwards."""
    assert share_range(30, 100, 25, 1e-12, 0) == (20, 40)


def test_ranges_hold_the_share_in_nine_of_ten() -> None:
    rng, held = random.Random(2), 0  # noqa: S311
    for _ in range(3000):
        part, rest = 12 + rng.gauss(0, 5.5), 28 + rng.gauss(0, 3)
        low, high = share_range(part, part + rest, 5.5**2, 5.5**2 + 9, 5.5**2)
        held += low <= 30 <= high
    assert held / 3000 > 0.9


@pytest.mark.parametrize(("low", "high"), RANGES)
def test_most_is_said_only_above_half(low: int, high: int) -> None:
    words = range_words(low, high)
    said = ["most" in words["en"], "과반" in words["ko"], "большинство" in words["ru"]]
    assert said == [low > 50] * 3


@pytest.mark.parametrize(("low", "high"), RANGES)
def test_words_are_never_narrower_than_the_range(low: int, high: int) -> None:
    """Read back from the English sentence."""
    fractions = {
        "one in twenty": 5, "a tenth": 10, "a fifth": 20, "a quarter": 25, "two fifths": 40, "three fifths": 60,
        "three quarters": 75, "four fifths": 80, "nine tenths": 90, "nineteen in twenty": 95,
    } | POINTS  # fmt: skip
    sentence = range_words(low, high)["en"].removeprefix("most, ").removeprefix("between ").replace("about ", "")
    first, last = sentence.split(" and ")
    assert fractions[first] <= low + 0.4
    assert fractions[last] >= high


def test_words_as_specified() -> None:
    assert range_words(25, 65) == {
        "en": "between about a quarter and two thirds",
        "ko": "약 4분의 1에서 3분의 2 사이",
        "ru": "примерно от четверти до двух третей",
    }


def test_words_at_the_ends() -> None:
    assert range_words(0, 30)["en"] == "between none and about a third"
    assert range_words(60, 100)["en"] == "most, between about three fifths and all"
    assert range_words(0, 100)["en"] == "between none and all"
