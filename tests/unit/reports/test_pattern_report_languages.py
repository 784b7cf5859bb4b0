"""The report in Korean and Russian says what the English one says: the same figures, as careful, and no English left."""

import re
from dataclasses import replace

import pytest

from cases.documents.document import Chart, Document, Table
from cases.published.data import Release, Tier
from cases.reports.pattern_report import pattern_report
from tests.sample_release import sample_release

from .test_pattern_report import words

FORBIDDEN = {
    "ko": re.compile("증명|입증|대부분|만연|유병률|전형적|피해자|익명"),
    "ru": re.compile(r"доказ|большинств|распростран[её]нност|типичн|жертв|анонимн", re.I),
}
ENGLISH = re.compile(r"\b(the|of|and|is|was|are|to|people|not|with|for|likely)\b")
LANGUAGES = ["ko", "ru"]


@pytest.fixture(params=[*Tier])
def release(request: pytest.FixtureRequest) -> Release:
    """A release with an organisation that has a name of its own, for which nothing can be done."""
    return replace(sample_release(tier=request.param), organisation="Casetracker", contact="x@example.org")


def numbers(document: Document) -> list[list[tuple[str, ...]]]:
    """The digits of each number of each table."""
    return [
        [
            tuple(re.sub(r"\D", "", text) for text, column in zip(row, block.columns, strict=True) if column.numeric)
            for row in block.rows
        ]
        for block in document.blocks
        if isinstance(block, Table)
    ]


def own_words(release: Release, language: str) -> str:
    """The report without what the release brings: its labels and its two notices."""
    sides = (*release.dimensions, *release.indicators)
    labels = [one.label[language] for one in sides] + [value.label[language] for one in sides for value in one.values]
    told = words(replace_svg(pattern_report(release, language)))
    for brought in sorted([*labels, release.caveat[language], release.blur[language]], key=len, reverse=True):
        told = told.replace(brought, "")
    return told


def replace_svg(document: Document) -> Document:
    blocks = [replace(block, svg="") if isinstance(block, Chart) else block for block in document.blocks]
    return replace(document, blocks=tuple(blocks))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_and_only_honest_words(release: Release, language: str) -> None:
    told = own_words(release, language)
    assert FORBIDDEN[language].findall(told) == []
    assert ENGLISH.findall(told) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_figures_in_the_same_order(release: Release, language: str) -> None:
    english, other = pattern_report(release), pattern_report(release, language)
    assert numbers(other) == numbers(english)
    assert [type(block) for block in other.blocks] == [type(block) for block in english.blocks]


@pytest.mark.parametrize("language", LANGUAGES)
def test_addresses_lead_to_pages_in_its_language(language: str) -> None:
    told = words(pattern_report(sample_release(), language))
    assert f"/{language}/releases/2026-08/" in told
    assert "/en/" not in told


@pytest.mark.parametrize(("language", "number"), [("ko", "1,000"), ("ru", "1\xa0000"), ("en", "1,000")])
def test_a_chart_writes_its_numbers_as_its_text_does(language: str, number: str) -> None:
    charts = [block.svg for block in pattern_report(sample_release(), language).blocks if isinstance(block, Chart)]
    on_axis = [f">{number}</text>" in svg for svg in charts]
    assert on_axis.count(False) == 1  # the map, which has no axis
    assert all(number in svg for svg in charts)
