"""Every public page in a browser. The addresses come from the resolver: a new page is looked at without a thought."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request

from cases.published.models import PublishedCase, PublishedRelease
from tests.public_addresses import addresses
from tests.sampling import sample

CHOSEN = (
    "patterns/?sector=construction",
    "patterns/?sector=construction&beside=forestry",
    "patterns/?sector=construction&sex=male",
    "places/?period=until_2016",
    "figures/?q=50",
    "releases/2026-08/indicators/",
    "releases/2026-08/sector-by-indicators/",
    "cases/not-there/",
)
"""Filters set: within the menu, two groups side by side, outside the menu; the widest tables; and a page that is none."""


def pages(language: str) -> list[str]:
    """Every page to read in a language; the feed is for programs."""
    found = [address for address in addresses() if address.startswith(f"/{language}/")]
    return [address for address in found if not address.endswith(".xml")] + [f"/{language}/{c}" for c in CHOSEN]


def open_folds(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ko", "dark"), ("ru", "light")])
def test_every_page_passes_axe(
    page: Page, published_press_case: PublishedCase, published_release: PublishedRelease, language: str, scheme: str
) -> None:
    """WCAG 2.2 AA by machine, with every fold open."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for address in sample(pages(language), 3):
        page.goto(address)
        open_folds(page)
        found = Axe().run(page).response["violations"]
        assert not found, f"{address}: {[(v['id'], v['nodes'][0]['html'][:200]) for v in found]}"


@pytest.mark.parametrize(("language", "width"), [("en", 320), ("ko", 360), ("ru", 320), ("ru", 640)])
def test_every_page_fits(
    plain_page: Page,
    published_press_case: PublishedCase,
    published_release: PublishedRelease,
    language: str,
    width: int,
) -> None:
    """No sideways scrolling on a phone without JavaScript; 640 pixels are a window of 1,280 enlarged to 200 %."""
    plain_page.set_viewport_size({"width": width, "height": 740})
    for address in sample(pages(language), 3):
        plain_page.goto(address)
        shot = plain_page.screenshot(full_page=True)
        assert int.from_bytes(shot[16:20], "big") <= width, f"{address} scrolls sideways at {width}"


def test_no_page_leaves_a_trace(
    page: Page, published_press_case: PublishedCase, published_release: PublishedRelease
) -> None:
    """No third party, no script, no cookie, nothing stored, nothing on the console."""
    asked: list[Request] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request))
    page.on("console", lambda message: said.append(message.text))
    for address in pages("en"):
        page.goto(address)
        assert page.locator("script, iframe, object, embed, [style], [onclick]").count() == 0, address
    origin = page.url.split("/en/")[0]
    assert {request.url.removeprefix(origin)[0] for request in asked} == {"/"}
    assert not [request.url for request in asked if request.resource_type in ("script", "xhr", "fetch", "font")]
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    # A page that is none says so on the console: the browser reports the status.
    assert [line for line in said if "404" not in line] == []


def test_reader_finds_a_fact_with_its_source(plain_page: Page, published_press_case: PublishedCase) -> None:
    """From the overview to one fact and where it stands, by links alone."""
    plain_page.goto("/en/")
    plain_page.get_by_role("link", name="North Korean workers sent to Russia").click()
    fact = plain_page.locator("#F07")
    assert "18" in fact.inner_text()
    assert "line 7" in fact.inner_text()
    assert "too few" in plain_page.locator("main").inner_text().lower()
