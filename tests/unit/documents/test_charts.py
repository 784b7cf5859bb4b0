"""Charts draw the blur: where it begins, where it ends, and nothing at all for a row that is not shown."""

from xml.etree import ElementTree

import pytest

from cases.documents.charts import (
    BAR_LEFT,
    BAR_RIGHT,
    COLUMNS_LEFT,
    COLUMNS_TOP,
    GROUND,
    Bar,
    Legend,
    bar_chart,
    column_chart,
    columns_fit,
)
from cases.documents.drawings import inline_svg
from cases.documents.svg import FILL, WIDTH

SVG = "{http://www.w3.org/2000/svg}"
LEGEND = Legend("solid", "hatched", "tick")


def elements(svg: str, tag: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(f"{SVG}{tag}"))  # noqa: S314


def shapes(svg: str, tag: str) -> list[dict[str, str]]:
    return [dict(element.attrib) for element in elements(svg, tag)]


def drawn(bars: list[Bar]) -> dict[str, list[dict[str, str]]]:
    """The shapes of the bars, without legend, axis and grid, which a chart of no bar has too."""
    empty = bar_chart([Bar("", "")], legend=LEGEND, end=100)
    full = bar_chart(bars, legend=LEGEND, end=100)
    return {tag: [shape for shape in shapes(full, tag) if shape not in shapes(empty, tag)] for tag in ("rect", "line")}


def test_band_runs_from_low_to_high_with_the_tick_between() -> None:
    found = drawn([Bar("Forestry", "about 50", 40, 60, 50)])
    scale = (BAR_RIGHT - BAR_LEFT) / 100
    solid, _white, hatched = found["rect"]
    assert float(solid["x"]) == BAR_LEFT
    assert float(solid["width"]) == pytest.approx(40 * scale)
    assert hatched["fill"] == "url(#hatch)"
    assert float(hatched["x"]) == pytest.approx(BAR_LEFT + 40 * scale)
    assert float(hatched["width"]) == pytest.approx(20 * scale)
    assert float(found["line"][-1]["x1"]) == pytest.approx(BAR_LEFT + 50 * scale)


def test_range_without_a_number_to_quote_has_no_tick() -> None:
    assert drawn([Bar("Forestry", "40 to 60", 40, 60)])["line"] == []


def test_hidden_row_draws_nothing_but_its_words() -> None:
    assert drawn([Bar("Forestry", "not shown")]) == {"rect": [], "line": []}


def test_chart_of_hidden_rows_only_is_drawn() -> None:
    svg = bar_chart([Bar("Forestry", "not shown")], legend=LEGEND)
    assert "not shown" in svg


def test_scale_ends_where_the_highest_band_ends() -> None:
    rects = shapes(bar_chart([Bar("a", "", 10, 37, 20), Bar("b", "", 1, 5, 3)], legend=LEGEND), "rect")
    assert max(float(rect["x"]) + float(rect["width"]) for rect in rects) == pytest.approx(BAR_RIGHT)


def test_text_is_escaped() -> None:
    svg = bar_chart([Bar('<script>&"', "]]>", 1, 2)], legend=LEGEND)
    texts = [element.text for element in elements(svg, "text")]
    assert '<script>&"' in texts
    assert "<script>" not in svg


def test_long_label_takes_a_second_line_and_loses_no_word() -> None:
    label = "Abusive working and living conditions of people far from home"
    texts = [str(element.text) for element in elements(bar_chart([Bar(label, "")], legend=LEGEND), "text")]
    assert label not in texts
    assert label in " ".join(texts)


COLUMNS = [
    Bar("10 or fewer", "about 50\n40–60", 40, 60, 50),
    Bar("11 to 12", "not shown"),
    Bar("unknown", "about 20", 0, 100, 20),
]
HEIGHT = GROUND - COLUMNS_TOP


def columns(bars: list[Bar], *, apart: bool = False) -> dict[str, list[dict[str, str]]]:
    """The solid parts, the bands and the ticks, without the legend's."""
    svg = column_chart(bars, apart=apart, legend=Legend("solid", "hatched"))
    rects = shapes(svg, "rect")
    return {
        "solid": [rect for rect in rects if rect["fill"] == FILL][1:],
        "band": [rect for rect in rects if rect["fill"] == "url(#hatch)"][1:],
        "tick": [line for line in shapes(svg, "line") if line["stroke-width"] == "2" and line["y1"] != "0"],
    }


def test_column_stands_on_the_ground_with_its_band_above_and_the_tick_across() -> None:
    found = columns(COLUMNS)
    solid, band, tick = found["solid"][0], found["band"][0], found["tick"][0]
    assert float(solid["y"]) + float(solid["height"]) == GROUND
    assert float(solid["height"]) == pytest.approx(0.4 * HEIGHT)
    assert float(band["y"]) + float(band["height"]) == pytest.approx(float(solid["y"]))
    assert float(band["height"]) == pytest.approx(0.2 * HEIGHT)
    assert float(tick["y1"]) == float(tick["y2"]) == pytest.approx(GROUND - 0.5 * HEIGHT)
    assert float(tick["x1"]) == float(solid["x"]) == COLUMNS_LEFT
    assert float(tick["x2"]) == pytest.approx(COLUMNS_LEFT + float(solid["width"]), abs=0.02)


def test_hidden_column_keeps_its_place_and_draws_nothing_but_its_words() -> None:
    found = columns(COLUMNS)
    assert [len(parts) for parts in found.values()] == [2, 2, 2]
    first, last = found["solid"]
    assert float(last["x"]) - float(first["x"]) == pytest.approx(2 * float(first["width"]), abs=0.02)
    alone = column_chart([Bar("a", "not shown")], apart=False, legend=LEGEND)
    assert "not shown" in alone


def test_columns_touch_and_the_one_apart_does_not() -> None:
    bars = [Bar(str(nth), "", 10, 20, 15) for nth in range(4)]
    together, apart = columns(bars)["solid"], columns(bars, apart=True)["solid"]
    for found, gap in ((together, 0.0), (apart, 0.5)):
        third, last = found[2:]
        beyond = float(last["x"]) - float(third["x"]) - float(third["width"])
        assert beyond == pytest.approx(gap * float(third["width"]), abs=0.05)
        assert float(last["x"]) + float(last["width"]) == pytest.approx(WIDTH, abs=0.02)


def test_range_stands_in_smaller_print_below_its_number_and_above_the_column() -> None:
    texts = {element.text: element for element in elements(column_chart(COLUMNS, apart=True, legend=LEGEND), "text")}
    number, small = texts["about 50"], texts["40–60"]
    assert float(number.attrib["y"]) < float(small.attrib["y"]) < GROUND - 0.6 * HEIGHT
    assert "font-size" in small.attrib
    assert "font-size" not in number.attrib


@pytest.mark.parametrize(
    ("labels", "fit"),
    [
        (["10 or fewer", "2022 and later", "90 to 100 %"], True),
        (["от 90 до 100 %", "2022 год и позже", "неизвестно"], True),
        (["2017~2019년", "10시간 이하", "알 수 없음"], True),
        (["10 or fewer", "Unzerlegbarkeitswort", "unknown"], False),
        (["한국어낱말하나가길다", "a", "b"], False),
    ],
)
def test_labels_fit_where_no_word_is_wider_than_a_column(labels: list[str], fit: bool) -> None:
    assert columns_fit([Bar(label, "about 1,000\n980–1,020") for label in labels * 2], apart=True) is fit


def test_text_above_a_column_must_fit_in_one_line() -> None:
    assert not columns_fit([Bar("a", "about 1,000 (980 to 1,020)")] * 6, apart=True)
    assert columns_fit([Bar("a", "about 1,000 (980 to 1,020)")] * 3, apart=False)


def test_columns_are_shapes_and_texts_that_a_page_may_hold() -> None:
    drawn = inline_svg(column_chart([Bar('<b>&"', "]]>\n<i>", 1, 2)], apart=False, legend=LEGEND), "words", "doc-1-")
    assert "<b>" not in drawn
    assert "&lt;b&gt;" in drawn
