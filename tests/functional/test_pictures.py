"""The pictures of the docs, taken of pages as they are: ``CASETRACKER_PICTURES=1`` stores them in docs/pictures."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from cases.published.models import PublishedCase, PublishedRelease

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
PICTURES = {
    "overview.png": ("/en/", 1280, "light", ""),
    "patterns.png": ("/en/patterns/?sector=construction&beside=forestry", 1280, "light", "figure"),
    "pathway.png": ("/en/pathway/", 1280, "dark", ""),
    "places.png": ("/ko/places/", 1280, "light", "figure"),
    "figures.png": ("/en/figures/", 1280, "light", ".drift"),
    "phone.png": ("/ru/patterns/ILO-08/", 360, "light", "figure"),
}
"""Address, width, colours, and the part of the page, or the first screen of it."""


@pytest.mark.parametrize("name", PICTURES)
def test_picture_of_a_page(
    page: Page, published_press_case: PublishedCase, published_release: PublishedRelease, tmp_path: Path, name: str
) -> None:
    """Each page of the docs' pictures opens and draws what it is named for."""
    address, width, scheme, part = PICTURES[name]
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200
    assert page.locator("main").inner_text()
    folder = FOLDER if os.environ.get("CASETRACKER_PICTURES") == "1" else tmp_path
    if part:
        page.locator(f"main {part}").first.screenshot(path=folder / name)
    else:
        page.screenshot(path=folder / name)
    assert (folder / name).stat().st_size > 10_000
    assert (FOLDER / name).exists(), (
        "A picture of the docs is missing: CASETRACKER_PICTURES=1 pytest tests/functional/test_pictures.py"
    )
