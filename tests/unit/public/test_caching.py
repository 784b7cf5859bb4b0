"""Public pages are kept for a minute, publishing empties the cache, and nothing of staff is ever kept."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client, override_settings

from cases.published.models import PublishedRelease
from cases.releases.actions import set_site
from tests.conftest import Cast
from tests.sign_in import signed_in

PAGES = ["/en/", "/ko/patterns/", "/en/patterns/?sector=construction", "/ru/releases/"]


@pytest.fixture(autouse=True)
def _with_cache() -> Iterator[None]:
    no_cache = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    with override_settings(CACHES={"default": no_cache, "pages": memory}):
        caches["pages"].clear()
        yield
        caches["pages"].clear()


def kept() -> int:
    return len(caches["pages"]._cache)  # type: ignore[attr-defined]


@pytest.mark.parametrize("address", PAGES)
def test_a_second_visit_asks_the_database_nothing(
    published_release: PublishedRelease, client: Client, django_assert_num_queries: Any, address: str
) -> None:
    first = client.get(address).content
    with django_assert_num_queries(0):
        assert client.get(address).content == first


def test_languages_and_filters_are_kept_apart(published_release: PublishedRelease, client: Client) -> None:
    bodies = {address: client.get(address).content for address in (*PAGES, "/ko/", "/en/patterns/")}
    assert len(set(bodies.values())) == len(bodies)
    assert {address: client.get(address).content for address in bodies} == bodies


def test_publishing_empties_the_cache(
    cast: Cast, published_release: PublishedRelease, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    assert b"A new name" not in client.get("/en/").content
    with django_capture_on_commit_callbacks(execute=True):
        set_site(by=cast.administrator, organisation="A new name")
    assert b"A new name" in client.get("/en/").content


@pytest.mark.parametrize("address", ["/staff/", "/staff/login/", "/staff/cases/witness/", "/data/2026-08/cells.csv"])
def test_nothing_of_staff_and_no_file_is_kept(cast: Cast, published_release: PublishedRelease, address: str) -> None:
    signed_in(cast.lead).get(address)
    assert kept() == 0


def test_a_kept_page_sets_no_cookie_and_varies_by_none(published_release: PublishedRelease, client: Client) -> None:
    for _visit in range(2):
        answer = client.get("/en/patterns/")
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_an_error_is_not_kept(published_release: PublishedRelease, client: Client) -> None:
    client.get("/en/releases/1999-01/")
    assert kept() == 0
