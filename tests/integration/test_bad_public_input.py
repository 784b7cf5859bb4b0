"""What nobody asks a public page by a link: the right status, a helpful page in the reader's language, nothing reflected."""

import pytest
from django.http import HttpResponseBase
from django.test import Client

from cases.published.models import PublishedCase, PublishedRelease

PAGES = [
    "/en/",
    "/en/patterns/",
    "/en/patterns/ILO-07/",
    "/en/glossary/",
    "/en/figures/",
    "/en/releases/2026-08/sector/",
]
EVIL = "<script>alert(1)</script>"
HELP = {
    "en": "There is no page at this address",
    "ko": "이 주소에는 페이지가 없습니다",
    "ru": "По этому адресу страницы нет",
}


@pytest.fixture(autouse=True)
def _published(published_press_case: PublishedCase, published_release: PublishedRelease) -> None:
    """A case, a vocabulary and a release to ask for."""


@pytest.fixture
def stranger() -> Client:
    return Client(raise_request_exception=False)


def html_of(answer: HttpResponseBase) -> str:
    """The page, which reflects nothing as markup and names no fault."""
    html = b"".join(answer).decode()  # type: ignore[arg-type]
    assert "<script" not in html
    assert "Traceback" not in html
    return html


@pytest.mark.parametrize("language", ["en", "ko", "ru"])
@pytest.mark.parametrize(
    "path",
    [
        "nope/", "releases/2099-01/", "releases/2026-08/nope/", "patterns/ILO-99/", "cases/nope/", "embed/2099-01/sector/",
        "embed/2026-08/nope/", "feed.xml/", "patterns/?release=2099-01", "patterns/ILO-07/?release=nope", "%ff%fe/",
        "releases/%00/", "releases/%EF%BF%BD/", f"{EVIL}/", "x" * 3000, "releases/2026-08/sector/x/", "releases//sector/",
    ],
)  # fmt: skip
def test_unknown_address_gets_a_page_that_helps(stranger: Client, language: str, path: str) -> None:
    answer = stranger.get(f"/{language}/{path}")
    html = html_of(answer)
    assert answer.status_code == 404
    assert f'<html lang="{language}">' in html
    for way in ("patterns", "releases", "cases", "glossary"):
        assert f'href="/{language}/{way}/"' in html
    assert answer["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize(
    "path", ["/data/", "/data/2099-01/cells.csv", "/data/2026-08/%00", "/data/%ff/x", "/nope", "/de/"]
)
@pytest.mark.parametrize(
    ("accepted", "language"), [("ko", "ko"), ("ru;q=0.9, de", "ru"), (";q=,x" * 99, "en"), ("", "en")]
)
def test_outside_of_a_language_it_is_the_one_that_is_asked_for(
    stranger: Client, path: str, accepted: str, language: str
) -> None:
    answer = stranger.get(path, headers={"accept-language": accepted})
    assert answer.status_code == 404
    assert f'<html lang="{language}">' in html_of(answer)
    assert "Accept-Language" in answer["Vary"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "query",
    [
        f"sector={EVIL}", f"q={EVIL}", f"{EVIL}=1", "sector=nope", "sector=construction&sex=male", "q=%00", "%00=%00",
        "release=2026-08&release=2026-08", "sector=construction&sector=forestry", "sector=%ff%fe", "%ff=%ff", "=", "&&&",
        "beside=x", f"beside={EVIL}", "sector=construction&beside=construction", "q=" + "x" * 3000, "family[]=x",
        "__class__=x", "sector__in=x", "sector=" + "&sector=" * 400,
    ],
)  # fmt: skip
def test_filter_outside_of_the_menu_never_fails(stranger: Client, page: str, query: str) -> None:
    answer = stranger.get(f"{page}?{query}")
    assert answer.status_code == 200
    html_of(answer)


@pytest.mark.parametrize("page", [*PAGES, "/en/feed.xml", "/data/2026-08/cells.csv", "/sitemap.xml", "/"])
@pytest.mark.parametrize("query", ["&".join(f"a{n}={n}" for n in range(10_000)), "sector=" + "x" * 100_000])
def test_huge_query_is_refused(stranger: Client, page: str, query: str) -> None:
    answer = stranger.get(f"{page}?{query}")
    html = html_of(answer)
    assert answer.status_code == 414
    assert "The address is too long" in html
    assert len(html) < 10_000
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("verb", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND", "X"])
@pytest.mark.parametrize(
    "path", ["/en/patterns/", "/", "/data/2026-08/cells.csv", "/ko/feed.xml", "/robots.txt", "/en/nope/"]
)
def test_only_reading_is_answered(verb: str, path: str) -> None:
    """Also without the token that forms of staff carry."""
    answer = Client(enforce_csrf_checks=True, raise_request_exception=False).generic(verb, path, b"a=b")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert "<h1>" in html_of(answer)
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies


@pytest.mark.parametrize(
    "path", [*PAGES, "/data/2026-08/cells.csv", "/data/2026-08/tables/sector.ko.xlsx", "/robots.txt"]
)
def test_head_says_what_get_would(stranger: Client, path: str) -> None:
    whole, head = stranger.get(path), stranger.head(path)
    assert head.status_code == 200
    for name in ("Content-Type", "ETag", "Cache-Control", "Content-Length", "Content-Security-Policy"):
        assert head.headers.get(name) == whole.headers.get(name), name
    assert not head.content


@pytest.mark.parametrize("value", ["bytes=0-", "bytes=9-1", "bytes=-", "x", "bytes=" + "0-1," * 500])
def test_part_of_a_file_is_not_served(stranger: Client, value: str) -> None:
    """The whole file is a right answer to every range."""
    whole = stranger.get("/data/2026-08/cells.csv").content
    answer = stranger.get("/data/2026-08/cells.csv", headers={"range": value})
    assert (answer.status_code, answer.content) == (200, whole)


@pytest.mark.parametrize(
    "accepted", ["", "*", ";q=", "ko;q=9", "en-" * 300, "xx", "\x00", "한글".encode().decode("latin-1"), "," * 5000]
)
def test_start_page_finds_a_language_for_every_browser(stranger: Client, accepted: str) -> None:
    answer = stranger.get("/", headers={"accept-language": accepted})
    assert answer.status_code == 302
    assert answer["Location"] in ("/en/", "/ko/", "/ru/")
    assert "Accept-Language" in answer["Vary"]
