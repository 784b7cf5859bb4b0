"""How a figure changed from outlet to outlet: one root, in the order of the sources' dates."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.published.models import PublishedCase, PublishedFigure, PublishedSource

from .conftest import LANGUAGES, en
from .test_views import text_of

FIGURES = "/en/figures/"


@pytest.fixture
def copied(published: PublishedCase) -> PublishedCase:
    """F01 of the case is copied from a report, and so is a page that gives a date; an undated page copies that one."""
    for code, publisher, date in (("SRC-007", "Paper", "2025-08-12"), ("SRC-008", "Page", ""), ("SRC-009", "Report", "2025-08-01")):  # fmt: skip
        _source(published, code, publisher, date)
    PublishedSource.objects.filter(code="SRC-001").update(published_on="2025-08-05", derived_from="SRC-009")
    _figure(
        published, 10, "S1", "SRC-009", horizon="eventually", value_min=50_000, comparator=">", said_by="an officer"
    )
    _figure(published, 11, "P1", "SRC-008", copied_from="P2", value_max=50_000, comparator="<=", kind="estimate")
    _figure(published, 12, "P2", "SRC-007", copied_from="S1", horizon="by year’s end", value_min=50_000, comparator=">")
    PublishedFigure.objects.filter(reference="F01").update(copied_from="S1")
    return published


def _source(case: PublishedCase, code: str, publisher: str, date: str) -> None:
    PublishedSource.objects.create(
        case=case, code=code, kind="press", kind_label=en("press"), title=code, language="en", publisher=publisher,
        published_on=date, reliability="F", reliability_label=en("F"), credibility="6", credibility_label=en("6"),
    )  # fmt: skip


def _figure(case: PublishedCase, position: int, reference: str, source: str, **values: Any) -> None:
    kind = values.setdefault("kind", "projection")
    values = {"measure": en("workers expected"), "kind_label": en(kind), "source_title": source, **values}
    PublishedFigure.objects.create(
        case=case, position=position, reference=reference, source_code=source, locator="excerpt", **values
    )


def steps(html: str) -> list[str]:
    """The text of each step of the only drift."""
    (drift,) = re.findall(r'<article class="card drift".*?</article>', html, re.DOTALL)
    found = re.findall(r"<li>\s*<p class=\"where\">.*?(?=<li>\s*<p class=\"where\">|</ol>)", drift, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", step).split()) for step in found]


def test_copies_follow_the_root_by_date_and_undated_ones_come_last(client: Client, copied: PublishedCase) -> None:
    report, article, paper, page = steps(text_of(client, FIGURES))
    assert report.startswith("Report SRC-009 2025-08-01")
    assert article.startswith("“Workers Face Harsh Conditions” publisher not given SRC-001 2025-08-05")
    assert paper.startswith("Paper SRC-007 2025-08-12")
    assert page.startswith("Page SRC-008 no date given")


def test_each_copy_says_what_changed_from_what_it_was_copied_from(client: Client, copied: PublishedCase) -> None:
    report, _article, paper, page = steps(text_of(client, FIGURES))
    assert "became" not in report
    assert "Derived from: S1" in paper
    assert "Expected: “eventually” became “by year’s end”" in paper
    assert "Said by: “an officer” was left out" in paper
    assert "Number" not in paper
    assert "Derived from: P2" in page
    assert "Number: “more than 50,000” became “up to 50,000”" in page
    assert "Kind: “projection” became “estimate”" in page
    assert "an officer" not in page


def test_copies_count_as_outlets_of_one_root(client: Client, copied: PublishedCase) -> None:
    html = text_of(client, FIGURES)
    assert "4 outlets, one root" in html
    assert "one root, not several confirmations" in html


def test_copy_that_changes_nothing_says_so(client: Client, copied: PublishedCase) -> None:
    _figure(copied, 13, "P3", "SRC-008", copied_from="P2", horizon="by year’s end", value_min=50_000, comparator=">")
    assert "Nothing that we record has changed." in steps(text_of(client, FIGURES))[-1]


def test_figure_without_copies_is_no_drift(client: Client, published: PublishedCase) -> None:
    assert "one root" not in text_of(client, FIGURES)


@pytest.mark.parametrize(("query", "shown"), [("q=officer", True), ("kind=estimate", True), ("kind=statement", False)])
def test_filter_keeps_a_drift_that_holds_a_match(
    client: Client, copied: PublishedCase, query: str, shown: bool
) -> None:
    assert ("one root" in text_of(client, f"{FIGURES}?{query}")) is shown


def test_figures_that_name_each_other_are_no_drift_and_no_endless_loop(
    client: Client, published: PublishedCase
) -> None:
    PublishedFigure.objects.filter(reference="F01").update(copied_from="F01b")
    PublishedFigure.objects.filter(reference="F01b").update(copied_from="F01")
    assert "one root" not in text_of(client, FIGURES)


def test_origin_that_is_not_published_makes_no_drift(client: Client, published: PublishedCase) -> None:
    PublishedFigure.objects.filter(reference="F01").update(copied_from="X9")
    assert "one root" not in text_of(client, FIGURES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", ["", "?q=officer&kind=projection&source=SRC-009"])
def test_figures_need_four_statements(
    client: Client, copied: PublishedCase, django_assert_max_num_queries: DjangoAssertNumQueries, language: str, query: str
) -> None:  # fmt: skip
    with django_assert_max_num_queries(4):
        assert "SRC-009" in text_of(client, f"/{language}/figures/{query}")


def test_case_keeps_what_each_source_says_apart(
    client: Client, copied: PublishedCase, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(4):
        html = text_of(client, f"/en/cases/{copied.slug}/")
    blocks = dict(re.findall(r'<section class="said" id="said-(SRC-\d+)">(.*?)</section>', html, re.DOTALL))
    ids = {code: re.findall(r'<li id="([^"]+)"', block) for code, block in blocks.items()}
    assert ids == {"SRC-001": ["F01", "F01b", "F03"], "SRC-007": ["P2"], "SRC-008": ["P1"], "SRC-009": ["S1"]}
    assert "It adds no independent root." in blocks["SRC-001"]
    assert "independent root" not in blocks["SRC-009"]


def test_overview_counts_a_root_once(client: Client, copied: PublishedCase) -> None:
    html = text_of(client, "/en/")
    assert f"{copied.slug}-S1" in html
    assert f"{copied.slug}-F01" not in html
