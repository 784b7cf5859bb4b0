"""The public pages in a browser, as a reader on a small phone without JavaScript sees them."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from cases.published.models import PublishedCase

PAGES = ("/", "/cases/", "/cases/{slug}/", "/figures/", "/method/", "/glossary/", "/cases/not-there/")


def addresses(case: PublishedCase, language: str) -> list[str]:
    return [f"/{language}{page.format(slug=case.slug)}" for page in PAGES]


@pytest.mark.parametrize("language", ["en", "ko", "ru"])
def test_pages_pass_axe(page: Page, published_press_case: PublishedCase, language: str) -> None:
    """WCAG 2.2 AA by machine: no violation on any page in any language."""
    for address in addresses(published_press_case, language):
        page.goto(address)
        found = Axe().run(page).response["violations"]
        assert not found, f"{address}: {[(v['id'], v['nodes'][0]['html'][:200]) for v in found]}"


def test_pages_fit_a_phone_without_javascript(plain_page: Page, published_press_case: PublishedCase) -> None:
    """No page scrolls sideways at 320 and 360 pixels."""
    for width in (320, 360):
        plain_page.set_viewport_size({"width": width, "height": 740})
        for address in addresses(published_press_case, "en") + addresses(published_press_case, "ru"):
            plain_page.goto(address)
            box = plain_page.locator("html").bounding_box()
            assert box is not None
            shot = plain_page.screenshot(full_page=True)
            assert int.from_bytes(shot[16:20], "big") <= width, f"{address} scrolls sideways at {width}"


def test_pages_load_nothing_from_elsewhere(page: Page, published_press_case: PublishedCase) -> None:
    """No third party, no script, no cookie, nothing on the console."""
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for address in addresses(published_press_case, "en")[:-1]:
        page.goto(address)
    origin = page.url.split("/en/")[0]
    assert all(url.startswith(origin) for url in asked)
    assert not [url for url in asked if url.endswith(".js")]
    assert page.context.cookies() == []
    assert said == []


def test_reader_finds_a_fact_with_its_source(plain_page: Page, published_press_case: PublishedCase) -> None:
    """From the overview to one fact and where it stands, by links alone."""
    plain_page.goto("/en/")
    plain_page.get_by_role("link", name="North Korean workers sent to Russia").click()
    fact = plain_page.locator("#F07")
    assert "18" in fact.inner_text()
    assert "line 7" in fact.inner_text()
    assert "too few" in plain_page.locator("main").inner_text().lower()
