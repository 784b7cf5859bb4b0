"""The map of a report says the published numbers of the areas in every language, and nothing of what is hidden."""

import re
from dataclasses import replace

import pytest
from django.utils.translation import override

from cases.documents.document import Chart
from cases.published.areas import PLACES
from cases.published.data import Cell, Release, Table, Tier
from cases.reports.areas import maps
from cases.reports.labels import Labels
from cases.reports.pattern_report import pattern_report
from tests.sample_release import sample_release


def areas(release: Release) -> Table:
    return next(table for table in release.tables if table.key == "area")


def drawn(table: Table, language: str = "en") -> Chart:
    with override(language):
        (chart,) = maps(Labels(sample_release(), language), table)
    return chart


def texts(chart: Chart) -> list[str]:
    return re.findall(r">([^<>]+)</text>", chart.svg)


def shapes(chart: Chart) -> str:
    """The drawing without its words."""
    return re.sub(r">[^<>]+</text>", "></text>", chart.svg)


def hiding(table: Table, *names: str) -> Table:
    return replace(table, cells=tuple(Cell(cell.d1, cell.v1) if cell.v1 in names else cell for cell in table.cells))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "far east: about 1,000 (980 to 1,020)"),
        ("ko", "far east (ko): 약 1,000 (980~1,020)"),
        ("ru", "far east (ru): около 1\xa0000 (от 980 до 1\xa0020)"),
    ],
)
def test_all_numbers_are_in_the_words_in_the_language_of_the_report(language: str, told: str) -> None:
    chart = drawn(areas(sample_release()), language)
    assert told in chart.description
    assert chart.description.count("; ") == len(areas(sample_release()).cells) - 1


def test_every_place_is_named_on_the_map_and_the_rest_below() -> None:
    found = texts(drawn(areas(sample_release())))
    assert found[:3] == ["other russia", "about 250", "230 to 270"]
    assert found[-2:] == ["other country: about 180 (160 to 200)", "unknown: about 140 (120 to 160)"]


def test_hidden_area_has_no_number_and_the_others_stay() -> None:
    chart = drawn(hiding(areas(sample_release()), "siberia", "unknown"))
    assert "400" not in "".join(texts(chart)) + chart.description
    assert texts(chart).count("not shown") == 1
    assert texts(chart)[-1] == "unknown: not shown"
    assert chart.description.count("not shown") == 2


def test_map_is_the_same_whatever_the_numbers() -> None:
    table = areas(sample_release())
    other = replace(table, cells=tuple(replace(cell, value=55, lo=35, hi=75) for cell in table.cells))
    assert shapes(drawn(other)) == shapes(drawn(table))
    assert shapes(drawn(hiding(table, "siberia"))) != shapes(drawn(table))


def test_every_hidden_area_looks_alike() -> None:
    table = areas(sample_release())
    chart = drawn(hiding(table, *PLACES))
    assert chart.svg.count('fill="url(#hidden)"') == len(PLACES)
    assert texts(chart)[:-2].count("not shown") == len(PLACES)


def test_area_that_was_merged_away_is_not_drawn() -> None:
    table = areas(sample_release())
    fewer = replace(table, cells=tuple(cell for cell in table.cells if cell.v1 != "siberia"))
    assert "siberia" not in drawn(fewer).svg
    assert drawn(fewer).svg.count("<path") == drawn(table).svg.count("<path") - 1


@pytest.mark.parametrize("language", ["en", "ko", "ru"])
def test_boundary_note_stands_below_the_map(language: str) -> None:
    caption = drawn(areas(sample_release()), language).caption
    assert "Natural Earth" in caption
    assert {"en": "Crimea", "ko": "크림반도", "ru": "Крым"}[language] in caption


def test_only_areas_by_themselves_have_a_map() -> None:
    release = sample_release()
    labels = Labels(release)
    assert [table.key for table in release.tables if maps(labels, table)] == ["area"]


@pytest.mark.parametrize(("tier", "number"), [(Tier.NOTHING, 0), (Tier.RANGES, 0), (Tier.ONE_WAY, 1), (Tier.MENU, 1)])
def test_report_has_a_map_where_numbers_are_shown(tier: Tier, number: int) -> None:
    blocks = pattern_report(sample_release(tier=tier)).blocks
    assert (
        sum(isinstance(block, Chart) and block.description.startswith("Map of the areas") for block in blocks) == number
    )
