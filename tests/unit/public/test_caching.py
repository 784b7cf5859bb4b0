"""Public pages are kept for a minute, publishing empties the cache, and nothing of staff is ever kept."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client, override_settings

from cases.published.models import PublishedCase, PublishedRelease
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


@pytest.mark.parametrize(
    "query",
    [
        "x=1", "sector=nope", "sector=construction&x=1", "sector=construction&sector=construction",
        "sector=%63onstruction", "release=2026-08&utm_source=x", "?", "&", "=", "release=", "q=hours", "%ff", "x" * 4000,
        "sector=construction;a=b", "release=2026-08&release=2026-08",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "page", ["patterns/", "method/", "glossary/", "releases/2026-08/sector/", "embed/2026-08/sector/"]
)
def test_garbage_in_a_query_does_not_fill_the_cache(
    published_release: PublishedRelease, client: Client, page: str, query: str
) -> None:
    client.get(f"/en/{page}?{query}")
    assert kept() == 0


@pytest.mark.parametrize(
    "address",
    [
        "/en/patterns/?release=2026-08",
        "/en/patterns/?release=2026-08&sector=construction",
        "/en/glossary/",
        "/en/feed.xml",
    ],
)
def test_addresses_that_pages_link_to_are_kept(
    published_release: PublishedRelease, client: Client, address: str
) -> None:
    client.get(address)
    assert kept() > 0


def test_words_to_search_for_are_not_kept(published_press_case: PublishedCase, client: Client) -> None:
    family = client.get("/en/glossary/?family=WRK").content
    assert kept() > 0
    caches["pages"].clear()
    assert client.get("/en/glossary/?family=WRK&q=hours").content != family
    assert kept() == 0


@pytest.mark.parametrize("address", PAGES)
def test_page_is_not_sent_again_to_whoever_has_it(
    published_release: PublishedRelease, client: Client, address: str
) -> None:
    """Also from the cache, and by HEAD; another page has another tag."""
    for _visit in range(2):
        answer = client.get(address)
        assert answer["Cache-Control"] == "public, max-age=60"
        unchanged = client.get(address, headers={"if-none-match": answer["ETag"]})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        assert unchanged["ETag"] == answer["ETag"]
        assert unchanged["Content-Security-Policy"] == answer["Content-Security-Policy"]
        assert client.head(address, headers={"if-none-match": answer["ETag"]}).status_code == 304
        assert client.get("/en/method/", headers={"if-none-match": answer["ETag"]}).status_code == 200


def test_tag_changes_with_the_page(cast: Cast, published_release: PublishedRelease, client: Client) -> None:
    before = client.get("/en/")["ETag"]
    caches["pages"].clear()
    set_site(by=cast.administrator, organisation="A new name")
    caches["pages"].clear()
    assert client.get("/en/", headers={"if-none-match": before}).status_code == 200


@pytest.mark.parametrize("garbage", ["", "*x", '"', 'W/"', "," * 500, "x" * 4000, '"a" "b"', "\x00"])
def test_garbage_for_a_tag_gets_the_page(published_release: PublishedRelease, client: Client, garbage: str) -> None:
    for address in ("/en/", "/data/2026-08/cells.csv", "/data/2026-08/tables/sector.en.json", "/sitemap.xml"):
        assert client.get(address, headers={"if-none-match": garbage}).status_code == 200


@pytest.mark.parametrize("address", ["/staff/", "/staff/login/", "/accounts/login/"])
def test_staff_pages_get_no_tag(cast: Cast, client: Client, address: str) -> None:
    answer = client.get(address, headers={"if-none-match": "*"})
    assert "ETag" not in answer.headers
    assert answer["Cache-Control"] == "no-store, private"


def test_an_error_is_not_kept(published_release: PublishedRelease, client: Client) -> None:
    client.get("/en/releases/1999-01/")
    assert kept() == 0
