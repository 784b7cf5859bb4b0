"""The export from a disk: opened as files, without a server, without JavaScript, and nothing leaves the folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from cases.public.export.writing import export_site
from cases.published.models import PublishedRelease
from tests.unit.public.conftest import published
from tests.unit.public.export.conftest import crossed, site

__all__ = ["crossed", "published", "site"]

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(crossed: PublishedRelease, tmp_path: Path) -> Path:
    export_site(tmp_path / "site", "https://example.org", lambda _done, _known: None)
    return tmp_path / "site"


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_reading_from_a_disk(folder: Path, reader: Page) -> None:
    asked, failed, console = [], [], []
    reader.on("request", lambda request: asked.append(request.url))
    reader.on("requestfailed", lambda request: failed.append((request.url, request.failure)))
    reader.on("console", lambda message: console.append(message.text))
    reader.goto((folder / "index.html").as_uri())
    reader.get_by_role("link", name="English").click()
    reader.get_by_role("link", name="Patterns", exact=True).click()
    assert reader.locator("form").count() == 0
    filters = reader.locator("nav.filter")
    filters.get_by_role("link", name="male", exact=True).click()
    assert reader.url == f"{folder.as_uri()}/en/patterns/sex=male.html"
    filters.get_by_role("link", name="female", exact=True).last.click()
    assert "beside=female" in reader.url
    reader.locator(".langs").get_by_role("link", name="한국어").click()
    assert reader.url.endswith("/ko/patterns/sex=male&beside=female.html")
    reader.locator(".langs").get_by_role("link", name="English").click()
    assert reader.locator("main").evaluate("e => getComputedStyle(e).paddingBlockStart") != "0px", "styles are loaded"
    width = reader.evaluate("document.documentElement.scrollWidth")
    assert width <= 360
    reader.get_by_role("link", name="This release", exact=False).first.click()
    reader.get_by_role("link", name="Sex", exact=True).first.click()
    assert reader.locator("table").first.is_visible()
    reader.go_back()
    name = "cells.csv"
    with reader.expect_download() as download:
        reader.get_by_role("link", name=name, exact=True).click()
    assert download.value.path().read_bytes() == (folder / "data/2026-08" / name).read_bytes()
    assert not [url for url in asked if not url.startswith(folder.as_uri())]
    # Leaving a page (or taking a file) breaks off what it still loads: that is not a broken link.
    assert [one for one in failed if one[1] != "net::ERR_ABORTED"] == []
    assert console == []
