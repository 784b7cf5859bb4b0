"""Bars, the order of rows, and when a text may rank."""

import pytest

from cases.public.charts import draw
from cases.public.figures import Bar, Figure, bar, hidden_last, scale, strongest
from cases.public.schema import Point, Side
from cases.published.data import Cell


def row(name: str, value: int | None) -> Bar:
    cell = Cell() if value is None else Cell(value=value, lo=value - 20, hi=value + 20)
    return bar(Point(name, "reported", name, {"en": name}), cell, 1_000, track=1_000)


def figure(*bars: Bar) -> Figure:
    return Figure("x", {"en": "x"}, Side("indicators", {"en": "x"}, ()), bars, Cell(value=1_000, lo=980, hi=1_020), "/")


def test_bar_is_solid_to_the_low_end_and_hatched_to_the_high_one() -> None:
    drawing = draw(160, 200, 1_000, value=180, track=1_000)
    assert (drawing.low, drawing.band, drawing.tick, drawing.track) == ("16%", "4%", "18%", "100%")


def test_bar_of_a_range_has_no_tick() -> None:
    assert draw(25, 65, 100, track=100).tick == ""


def test_percent_is_written_for_svg_in_every_language() -> None:
    assert draw(1, 3, 7).low == "14.29%"


def test_hidden_row_has_no_number_at_all() -> None:
    assert row("a", None) == Bar(Point("a", "reported", "a", {"en": "a"}))


def test_hidden_rows_come_last_by_label() -> None:
    rows = hidden_last([row("Z", None), row("b", 30), row("a", None), row("A", 900)])
    assert [each.point.name for each in rows] == ["b", "A", "a", "Z"]


@pytest.mark.parametrize(("numbers", "end"), [([100, 120, None], 120), ([None], 1), ([], 1)])
def test_scale_ends_at_the_largest_number(numbers: list[int | None], end: int) -> None:
    assert scale(numbers) == end


def test_text_ranks_only_what_stands_clear_of_the_rest() -> None:
    found = strongest(figure(row("a", 500), row("b", 450), row("c", None)))
    assert found is not None
    assert found.alone is not None
    assert found.alone.point.name == "a"


def test_text_does_not_rank_where_ranges_touch() -> None:
    found = strongest(figure(row("a", 300), row("b", 500), row("c", 460)))
    assert found is not None
    assert found.alone is None
    assert [each.point.name for each in found.bars] == ["b", "c"]


def test_nothing_is_strongest_where_nothing_is_shown() -> None:
    assert strongest(figure(row("a", None))) is None
