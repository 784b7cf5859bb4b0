"""Every public page: it answers, cheaply, in three languages, without cookies or scripts."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.published.models import PublishedCase, PublishedSite

from .conftest import ADDRESSES, LANGUAGES, SLUG

CASE = f"/en/cases/{SLUG}/"
BANNED = re.compile(r"\b(prevalence|rate|most workers|typical|prove[sd]?|anonymous)\b", re.IGNORECASE)


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_answers_with_few_queries_and_no_cookie(
    client: Client, published: PublishedCase, django_assert_max_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    with django_assert_max_num_queries(4):
        response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_has_no_script_no_style_and_no_banned_word(client: Client, published: PublishedCase, address: str) -> None:
    html = text_of(client, address)
    assert not re.search(r"<script|<style| style=| on\w+=", html)
    assert not BANNED.findall(re.sub(r"<[^>]+>", " ", html))
    assert len(html) < 45_000


@pytest.mark.parametrize("address", ADDRESSES)
def test_ids_are_given_once(client: Client, published: PublishedCase, address: str) -> None:
    ids = re.findall(r'\bid="([^"]*)"', text_of(client, address))
    assert len(ids) == len(set(ids))
    assert "" not in ids


@pytest.mark.django_db
@pytest.mark.parametrize("address", [address for address in ADDRESSES if SLUG not in address])
def test_page_works_on_an_empty_database(client: Client, address: str) -> None:
    assert "Casetracker" in text_of(client, address)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/en/cases/unknown/", "/ko/cases/unknown/", "/fr/", "/en/nope/", "/en/cases/%ff/"])
def test_unknown_address_gets_a_helpful_page(client: Client, address: str) -> None:
    html = text_of(client, address, status=404)
    assert "/cases/" in html
    assert "/glossary/" in html


@pytest.mark.django_db
def test_root_sends_on_to_the_best_language_without_a_cookie(client: Client) -> None:
    response = client.get("/", headers={"accept-language": "fr;q=0.9, ko;q=0.8"})
    assert (response.status_code, response["Location"]) == (302, "/ko/")
    assert not response.cookies


@pytest.mark.django_db
def test_pages_are_read_only(client: Client) -> None:
    assert client.post("/en/").status_code == 405


def test_case_shows_each_item_under_its_own_id(client: Client, published: PublishedCase) -> None:
    html = text_of(client, CASE)
    for code in ("TST-001", "F07", "F07b", "F10", "F01", "F01b", "F03", "F15", "SRC-001"):
        assert f'id="{code}"' in html


def test_press_name_is_no_id_and_no_address(client: Client, published: PublishedCase) -> None:
    html = text_of(client, CASE)
    assert "Jin" in html
    assert not re.search(r'(?:id|href|name)="[^"]*jin[^"]*"', html, re.IGNORECASE)


def test_case_says_what_the_source_leaves_open(client: Client, published: PublishedCase) -> None:
    html = text_of(client, CASE)
    for words in (
        "the source does not say",
        "Not given",
        "original not held here",
        "no history with us",
        "any wages",
        "co-workers",
    ):
        assert words in html
    assert "6 people are too few to show any statistic safely." in html
    assert "Public source, not our own interview" in html


def test_case_can_be_cited(client: Client, published: PublishedCase) -> None:
    html = text_of(client, CASE)
    assert "Example Desk" in html
    assert f"http://testserver{CASE}" in html


@pytest.mark.parametrize("language", ["ko", "ru"])
def test_english_texts_are_marked_in_other_languages(client: Client, published: PublishedCase, language: str) -> None:
    html = text_of(client, f"/{language}/cases/{SLUG}/")
    assert '<span lang="en">Jin described days of 18 hours on a building site.</span>' in html
    assert f'<span lang="{language}">' not in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_switch_keeps_page_and_query(client: Client, published: PublishedCase, language: str) -> None:
    html = text_of(client, "/en/figures/?kind=projection&q=%D0%BE")
    assert f'href="/{language}/figures/?kind=projection&amp;q=%D0%BE"' in html


def test_demonstration_is_announced_only_in_one(client: Client, published: PublishedCase) -> None:
    assert "are fictional" in text_of(client, "/en/")
    PublishedSite.objects.update(kind="office")
    assert "are fictional" not in text_of(client, "/en/")


def test_method_gives_the_warning_in_the_active_language(client: Client, db: None) -> None:
    assert "They were not chosen at random" in text_of(client, "/en/method/")
    assert "무작위로 선정되지 않았으며" in text_of(client, "/ko/method/")
    assert "не отобраны случайно" in text_of(client, "/ru/method/")
