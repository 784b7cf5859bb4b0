"""The page of actions taken: what was asked of whom, by quarter, and what came of it."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.core.translated import in_all_languages
from cases.dossiers.models import Intervention
from cases.published.models import PublishedCase, PublishedIntervention, PublishedRelease
from tests.intervening import ADDRESSEE, REPLY, SUMMARY

from .conftest import LANGUAGES, main_of


def shown(number: int, quarter: str, **values: Any) -> PublishedIntervention:
    given: dict[str, Any] = {
        "kind": "letter", "kind_label": in_all_languages(Intervention.Kind.LETTER.label), "addressee": ADDRESSEE,
        "summary": SUMMARY, "outcome": "waiting",
        "outcome_label": in_all_languages(Intervention.Outcome.WAITING.label),
    }  # fmt: skip
    return PublishedIntervention.objects.create(
        code=f"INT-{number:03}", position=number, quarter=quarter, **{**given, **values}
    )


def page(client: Client, language: str = "en") -> str:
    answer = client.get(f"/{language}/actions/")
    assert answer.status_code == 200
    return main_of(answer.content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_action_stands_in_the_pages_language(client: Client, published: PublishedCase, language: str) -> None:
    shown(1, "2026-Q3", reply=REPLY)
    html = page(client, language)
    for texts in (ADDRESSEE, SUMMARY, REPLY):
        assert texts[language] in html
        assert not any(text in html for other, text in texts.items() if other != language)


def test_quarters_stand_newest_first_and_each_once(client: Client, published: PublishedCase) -> None:
    for number, quarter in enumerate(("2025-Q4", "2026-Q1", "2026-Q3", "2026-Q1", "2026-Q2"), start=1):
        shown(number, quarter)
    html = page(client)
    assert re.findall(r"<h2[^>]*>([^<]+)</h2>", html) == [
        "July to September 2026", "April to June 2026", "January to March 2026", "October to December 2025",
    ]  # fmt: skip
    assert re.findall(r'<li id="([^"]+)"', html) == ["INT-003", "INT-005", "INT-002", "INT-004", "INT-001"]


def test_the_release_and_the_document_are_linked(client: Client, release: PublishedRelease) -> None:
    shown(1, "2026-Q3", release=release.pk, url="https://example.org/letter")
    html = page(client)
    assert f'href="/en/releases/{release.pk}/"' in html
    assert '<a href="https://example.org/letter" rel="noreferrer">' in html


def test_what_is_not_there_leaves_nothing_behind(client: Client, published: PublishedCase) -> None:
    shown(1, "2026-Q3")
    html = page(client)
    for absent in ("Figures used", "Document", 'class="reply"'):
        assert absent not in html


def test_a_text_is_shown_as_text(client: Client, published: PublishedCase) -> None:
    shown(1, "2026-Q3", summary={"en": "<b>x</b>"})
    assert "&lt;b&gt;x" in page(client)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_actions_it_says_what_will_stand_here(client: Client, published: PublishedCase, language: str) -> None:
    html = page(client, language)
    assert 'role="status"' in html
    assert "<ol" not in html


@pytest.mark.django_db
def test_it_works_on_an_empty_database(client: Client) -> None:
    assert "No action is public yet." in page(client)


def test_it_takes_two_statements_however_many(
    client: Client, release: PublishedRelease, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, 12):
        shown(number, f"2026-Q{1 + number % 4}", release=release.pk)
    with django_assert_num_queries(2):
        client.get("/en/actions/")


def test_the_menu_leads_there(client: Client, published: PublishedCase) -> None:
    assert 'href="/en/actions/"' in client.get("/en/").content.decode()
