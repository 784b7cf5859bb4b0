"""A document as a page in a browser: axe, a phone's width, paper, and not one request."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from cases.documents.document import Bullets, Column, Document, Link, Paragraph, Table
from cases.documents.html import html_file
from tests.functional.conftest import unexpected
from tests.unit.documents.samples import FULL

Open = Callable[[Document], Page]
WIDE = Table(
    "A wide table",
    (Column("Sector"), *(Column(f"A long title of column {place}", numeric=True) for place in range(9))),
    (("Forestry", *(f"about {place}80,000" for place in range(9))),),
)
LONG = "https://example.org/" + "a-long-address-without-a-break" * 5


@pytest.fixture
def open_document(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a document as a reader does who has saved it: from a folder."""
    context = browser.new_context(locale="en")
    context.set_default_timeout(15_000)

    def opened(document: Document) -> Page:
        file = tmp_path / "document.html"
        file.write_bytes(html_file(document))
        page = context.new_page()
        page.goto(file.as_uri())
        return page

    yield opened
    context.close()


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("en", "light", 1280), ("ko", "dark", 1280), ("ru", "light", 360), ("en", "dark", 360)],
)
def test_full_document_passes_axe(open_document: Open, language: str, scheme: str, width: int) -> None:
    page = open_document(replace(FULL, language=language))
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


def test_page_asks_for_nothing_and_breaks_no_rule_of_its_own(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "document.html"
    file.write_bytes(html_file(FULL))
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri(), wait_until="networkidle")
    assert asked == [file.as_uri()]
    assert [line for line in said if unexpected(line)] == []
    # The style is in force: its hash is the one that the page allows.
    assert page.locator("h2").first.evaluate("one => getComputedStyle(one).color") != "rgb(0, 0, 0)"
    context.close()


def test_phone_scrolls_wide_tables_in_their_box_only(open_document: Open) -> None:
    long = (Paragraph((Link(LONG, LONG),)), Bullets((LONG,)), Paragraph("word" * 60))
    page = open_document(replace(FULL, blocks=(*FULL.blocks, *long, WIDE)))
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    box = page.get_by_role("region", name="A wide table")
    assert box.evaluate("one => one.scrollWidth > one.clientWidth")
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("one => one.scrollLeft > 0", arg=box.element_handle())


def test_paper_has_the_notice_on_every_page_and_the_addresses(open_document: Open) -> None:
    page = open_document(replace(FULL, blocks=(*FULL.blocks, *[Paragraph("One more line.")] * 60, WIDE)))
    pages = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]
    assert len(pages) > 3
    assert [FULL.notice in text for text in pages] == [True] * len(pages)
    assert "What was found" not in pages[0]
    assert "Article 8 (https://example.org/law/8)" in "".join(pages)
    assert "https://example.org/all (" not in "".join(pages)
