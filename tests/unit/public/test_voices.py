"""The page of quotes: what it shows, in which language, and what it says when there are none."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.published.models import PublishedCase, PublishedQuote, PublishedRelease

from .conftest import LANGUAGES, main_of

TEXT = {"en": "They kept my passport.", "ko": "여권을 빼앗겼습니다.", "ru": "Паспорт забрали."}


@pytest.fixture
def quote(release: PublishedRelease) -> PublishedQuote:
    return PublishedQuote.objects.create(
        release=release.pk, position=0, text=TEXT, indicator="ILO-11", sector="construction", period="2017_2019"
    )


def page(client: Client, language: str = "en") -> str:
    answer = client.get(f"/{language}/voices/")
    assert answer.status_code == 200
    return main_of(answer.content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quote_stands_in_the_pages_language(client: Client, quote: PublishedQuote, language: str) -> None:
    shown = page(client, language)
    assert f"<blockquote><p>{TEXT[language]}</p></blockquote>" in shown
    assert not any(text in shown for other, text in TEXT.items() if other != language)


def test_it_says_what_the_quote_speaks_of(client: Client, quote: PublishedQuote) -> None:
    shown = page(client)
    caption = shown.split("<figcaption>")[1].split("</figcaption>")[0]
    assert "Excessive overtime" in caption
    labels = {v["key"]: v["label"]["en"] for d in PublishedRelease.objects.get().dimensions for v in d["values"]}
    assert labels["construction"] in caption
    assert labels["2017_2019"] in caption


def test_what_is_not_said_leaves_nothing_behind(client: Client, quote: PublishedQuote) -> None:
    PublishedQuote.objects.update(sector="", period="")
    assert "·" not in page(client).split("<figcaption>")[1].split("</figcaption>")[0]


def test_an_indicator_without_a_term_is_named_by_its_code(client: Client, quote: PublishedQuote) -> None:
    PublishedQuote.objects.update(indicator="ILO-07")
    assert "ILO-07" in page(client)


def test_a_text_is_shown_as_text(client: Client, quote: PublishedQuote) -> None:
    PublishedQuote.objects.update(text={"en": "<b>x</b>"})
    assert "&lt;b&gt;x" in page(client)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_quotes_it_says_so_in_words(client: Client, published: PublishedCase, language: str) -> None:
    shown = page(client, language)
    assert "blockquote" not in shown
    assert 'role="status"' in shown


@pytest.mark.django_db
def test_it_works_on_an_empty_database(client: Client) -> None:
    assert "There are no quotes yet" in page(client)


def test_the_order_is_that_of_the_batch(client: Client, quote: PublishedQuote) -> None:
    PublishedQuote.objects.update(position=1)
    PublishedQuote.objects.create(release=quote.release, position=0, text={"en": "First of all."}, indicator="ILO-11")
    shown = page(client)
    assert shown.index("First of all.") < shown.index(TEXT["en"])


def test_quotes_stay_where_their_release_was_withdrawn(client: Client, quote: PublishedQuote) -> None:
    """They change at calendar dates only."""
    PublishedRelease.objects.update(status=PublishedRelease.Status.WITHDRAWN)
    assert TEXT["en"] in page(client)


def test_it_takes_few_statements_however_many_quotes(
    client: Client, quote: PublishedQuote, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for position in range(1, 12):
        PublishedQuote.objects.create(release=quote.release, position=position, text=TEXT, indicator="ILO-11")
    with django_assert_num_queries(3):
        client.get("/en/voices/")


def test_the_menu_leads_there(client: Client, published: PublishedCase) -> None:
    assert 'href="/en/voices/"' in client.get("/en/").content.decode()
