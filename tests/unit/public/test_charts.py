"""Bars, the order of rows, and when a text may rank."""

import re
from dataclasses import replace

import pytest

from cases.documents import charts
from cases.documents.svg import WIDTH
from cases.public.charts import Column, draw, place, raised
from cases.public.figures import Bar, Figure, bar, hidden_last, scale, strongest
from cases.public.schema import Point, Side
from cases.published.data import Cell
from cases.templatetags.pictures import spoken


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


def test_columns_touch_and_the_one_apart_does_not() -> None:
    places = [place(nth, 4, apart=nth == 3, gap=True) for nth in range(4)]
    assert [each.left for each in places] == ["0%", "22.22%", "44.44%", "77.78%"]
    assert {each.width for each in places} == {"22.22%"}
    assert [place(nth, 2).left for nth in range(2)] == ["0%", "50%"]


def test_column_stands_on_the_ground_with_the_band_above() -> None:
    found = raised(place(0, 2), 40, 60, 100, value=50)
    assert found == Column("0%", "25%", "50%", top="40%", band="20%", solid="60%", height="40%", tick="50%")


def test_page_and_document_draw_one_number_in_one_place() -> None:
    """Both in percent of what they draw on: the column's height and place."""
    page = raised(place(0, 2), 40, 60, 60, value=50)
    bars = [charts.Bar("a", "", 40, 60, 50), charts.Bar("b", "")]
    svg = charts.column_chart(bars, apart=False, legend=charts.Legend("", ""))
    band = re.findall(r'<rect x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)" fill="url\(#hatch\)"', svg)[-1]
    left, top, width, height = map(float, band)
    high, wide = charts.GROUND - charts.COLUMNS_TOP, WIDTH - charts.COLUMNS_LEFT
    fractions = [(left - charts.COLUMNS_LEFT) / wide, (top - charts.COLUMNS_TOP) / high, width / wide, height / high]
    drawn = [float(text.rstrip("%")) / 100 for text in (page.left, page.top, page.width, page.band)]
    assert fractions == pytest.approx(drawn, abs=0.0002)


def hours(*values: int | None) -> Figure:
    """A figure of hours whose last row is “unknown”; hidden rows stand last, as everywhere."""
    names = [*(f"h{place}" for place in range(len(values) - 1)), "unknown"]
    side = Side("hours", {"en": "Hours"}, tuple(Point("hours", name, name, {"en": name}) for name in names))
    rows = [row(name, value) for name, value in zip(names, values, strict=True)]
    bars = tuple(replace(each, point=point) for each, point in zip(rows, side.points, strict=True))
    return Figure("hours", side.label, side, hidden_last(bars), Cell(value=1_000, lo=980, hi=1_020), "/")


def test_columns_stand_in_the_order_of_the_schema_whether_shown_or_not() -> None:
    found = hours(None, 300, 30).columns
    assert [each.point.name for each, _column in found] == ["h0", "h1", "unknown"]
    assert [bool(column.height) for _bar, column in found] == [False, True, True]
    assert found[0][1] == place(0, 3, gap=True)
    assert found[1][1].top == "0%"


def test_columns_in_words_hold_their_numbers_only() -> None:
    words = "h0: about 1,200, likely 1,180 to 1,220; unknown: not shown."
    assert spoken(hours(1_200, None).columns) == words


def test_only_numbers_along_an_ordered_side_are_columns() -> None:
    assert hours(30, 30).ordered
    assert not replace(hours(30, 30), in_points=True).ordered
    assert not figure(row("a", 30)).ordered
