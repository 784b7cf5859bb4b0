"""Charts draw the blur: where it begins, where it ends, and nothing at all for a row that is not shown."""

from xml.etree import ElementTree

import pytest

from cases.documents.charts import BAR_LEFT, BAR_RIGHT, Bar, Legend, bar_chart

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
