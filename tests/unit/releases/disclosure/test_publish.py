"""Tier and show rule: what becomes public, and that hidden says nothing."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.releases.disclosure.design import Design
from cases.releases.disclosure.errors import DisclosureError
from cases.releases.disclosure.fit import Fitted
from cases.releases.disclosure.publish import Published, ShownCell, Tier, publish, shown_cells, tier
from cases.releases.disclosure.schema import DEFAULT_SCHEMA, CellKey, Group, Schema, cells
from tests.unit.releases.disclosure.made import TINY, entered, noisy, people

LARGE, SMALL = Design("large"), Design("small")
ONE_CELL = Schema({"a": ("x",)}, (), ())


def published(design: Design, number: int, release: int = 1, previous: str | None = None, seed: int = 1) -> Published:
    true = entered(DEFAULT_SCHEMA, people(DEFAULT_SCHEMA, number))
    return publish(DEFAULT_SCHEMA, design, release, noisy(DEFAULT_SCHEMA, design, release, true, seed), previous)


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (-40, "nothing"), (0, "nothing"), (29.999, "nothing"), (30, "ranges"), (99.9, "ranges"), (100, "one_way"),
        (999.9, "one_way"), (1000, "menu"), (1e6, "menu"),
    ],
)  # fmt: skip
def test_tier_by_total(total: float, expected: str) -> None:
    assert tier(total, LARGE, None) == expected
    assert tier(total, SMALL, None) == ("one_way" if expected == "menu" else expected)


@settings(deadline=None)
@given(st.lists(st.floats(-1e4, 1e6), min_size=2), st.sampled_from([LARGE, SMALL]))
def test_tier_never_moves_down_and_never_opens_what_is_not_there(totals: list[float], design: Design) -> None:
    reached = list(itertools.accumulate(totals, lambda before, now: tier(now, design, before), initial=Tier.NOTHING))
    order = [list(Tier).index(step) for step in reached]
    assert order == sorted(order)
    assert design is LARGE or Tier.MENU not in reached


@pytest.mark.parametrize("previous", [None, "", *Tier])
def test_small_design_never_shows_the_menu(previous: str | None) -> None:
    """Whatever the tier before claims."""
    assert tier(1e6, SMALL, previous) == Tier.ONE_WAY
    release = published(SMALL, 20_000, previous=previous)
    assert all(cell.value is None for cell in release.cells if cell.d2)
    assert len(release.cells) == 418


@pytest.mark.parametrize("design", [SMALL, LARGE])
@pytest.mark.parametrize("number", [0, 1, 6])
@pytest.mark.parametrize("release", [1, 12])
def test_few_people_give_no_number_at_all(design: Design, number: int, release: int) -> None:
    few = published(design, number, release)
    assert few == Published(Tier.NOTHING, tuple(ShownCell(*key) for key in every_cell()), ())


def every_cell() -> list[CellKey]:
    return [*cells(DEFAULT_SCHEMA, Group.ONE_WAY), *cells(DEFAULT_SCHEMA, Group.MENU)]


def test_forty_people_give_ranges_and_no_cell() -> None:
    release = published(SMALL, 50)
    assert release.tier is Tier.RANGES
    assert len(release.shares) == 43 + 11
    assert all(cell.value is None for cell in release.cells)


def test_one_way_tier_hides_the_menu_of_a_large_design() -> None:
    """A large series whose people withdrew keeps one rule."""
    release = published(LARGE, 400)
    assert release.tier is Tier.ONE_WAY
    assert any(cell.value for cell in release.cells)
    assert all(cell.value is None for cell in release.cells if cell.d2)
    assert release.shares == ()


def test_cells_stand_in_the_order_of_the_schema() -> None:
    release = published(LARGE, 5000)
    assert release.tier is Tier.MENU
    assert [CellKey(cell.d1, cell.v1, cell.d2, cell.v2) for cell in release.cells] == every_cell()


@pytest.mark.parametrize("number", [1000, 2000])
def test_every_shown_value_obeys_the_rule(number: int) -> None:
    release = published(LARGE, number, previous=Tier.MENU)
    for cell in release.cells:
        if cell.value is None:
            assert cell.lo is None
            assert cell.hi is None
        else:
            assert cell.lo is not None
            assert cell.hi is not None
            assert cell.value >= 10
            assert 0 <= cell.lo <= cell.value <= cell.hi
            assert cell.value % 5 == cell.lo % 5 == cell.hi % 5 == 0
    shown = [cell.value is not None for cell in release.cells]
    assert any(shown)
    assert not all(shown)


@pytest.mark.parametrize(
    ("value", "sd", "expected"),
    [
        (9.99, 1.0, None),
        (10.0, 1.0, (10, 5, 15)),
        (17.9, 6.0, None),
        (18.0, 6.0, (20, 5, 30)),
        (102.4, 5.0, (100, 90, 115)),
        (102.5, 5.0, (105, 90, 115)),
        (12.0, 4.0, (10, 0, 20)),
        (-500.0, 1.0, None),
    ],
)
def test_show_rule(value: float, sd: float, expected: tuple[int, int, int] | None) -> None:
    """Shown from max(10, 3 sd); rounded to 5; two sd to each side, rounded outwards, never below 0."""
    figures, spread = np.array([value, value]), np.array([sd, sd])
    fitted = Fitted({Group.ONE_WAY: figures}, {Group.ONE_WAY: spread}, np.zeros(2))
    total = shown_cells(ONE_CELL, fitted, Tier.ONE_WAY)[0]
    assert (total.value, total.lo, total.hi) == (expected or (None, None, None))


def test_hidden_cells_look_all_the_same() -> None:
    """Zero, small, negative, not opened, not in the design: nothing but the keys differs."""
    for release in (published(LARGE, 1500), published(SMALL, 300), published(SMALL, 0)):
        hidden = [cell for cell in release.cells if cell.value is None]
        assert {(cell.value, cell.lo, cell.hi) for cell in hidden} == {(None, None, None)}


def test_publish_is_the_same_twice() -> None:
    assert published(LARGE, 1300, 12) == published(LARGE, 1300, 12)


@pytest.mark.parametrize("horizon", [1, 40])
def test_publish_at_either_end_of_the_horizon(horizon: int) -> None:
    design = Design("small", Fraction(1), horizon)
    release = published(design, 2000, release=horizon)
    assert abs((release.cells[0].value or 0) - 2000) < 60


def test_everybody_withdrawn_keeps_the_tier_and_shows_next_to_nothing() -> None:
    """Cells sink below the rule by themselves; nothing is taken down."""
    true = {group: np.zeros(len(cells(DEFAULT_SCHEMA, group)), dtype=np.int64) for group in Group}
    release = publish(DEFAULT_SCHEMA, LARGE, 2, noisy(DEFAULT_SCHEMA, LARGE, 2, true), Tier.MENU)
    assert release.tier is Tier.MENU
    assert sum(cell.value is not None for cell in release.cells) <= 4


def test_missing_or_foreign_noisy_cells_are_refused() -> None:
    good = noisy(TINY, LARGE, 1, entered(TINY, people(TINY, 9)))
    for wrong in ({}, {Group.ONE_WAY: good[Group.ONE_WAY]}, {**good, Group.MENU: good[Group.MENU][:-1]}):
        with pytest.raises(DisclosureError):
            publish(TINY, LARGE, 1, wrong, None)
