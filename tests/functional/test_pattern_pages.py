"""The pages of figures in a browser: a journalist on a small phone without JavaScript, axe, and paper."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from cases.published.data import Tier
from cases.published.models import PublishedCase, PublishedRelease
from tests.freezing import freeze_as_a_release_would
from tests.sample_release import sample_release

PAGES = (
    "/",
    "/patterns/",
    "/patterns/?sector=construction",
    "/patterns/?sector=construction&sex=male",
    "/patterns/?sector=construction&beside=forestry",
    "/pathway/",
    "/patterns/interviewed/",
    "/patterns/together/",
    "/patterns/ILO-07/",
    "/hours-and-pay/",
    "/time/",
    "/places/",
)
"""The pages that change with the tier; every page is tried with the whole menu in test_public_site."""


@pytest.mark.parametrize("tier", [Tier.NOTHING, Tier.RANGES, Tier.ONE_WAY])
def test_pages_of_other_tiers_pass_axe(page: Page, published_press_case: PublishedCase, tier: Tier) -> None:
    freeze_as_a_release_would(sample_release(tier=tier))
    for address in PAGES:
        page.goto(f"/en{address}")
        found = Axe().run(page).response["violations"]
        assert not found, f"{address}: {[(v['id'], v['nodes'][0]['html'][:200]) for v in found]}"


def test_journalist_finds_a_number_to_cite(
    plain_page: Page, published_press_case: PublishedCase, published_release: PublishedRelease
) -> None:
    """From the first page to one number with its table, its citation and the report: three clicks, no JavaScript."""
    page = plain_page
    page.goto("/en/")
    page.get_by_role("link", name="All eleven indicators").click()
    page.get_by_role("link", name="Withholding of wages").click()
    figure = page.locator("figure").first
    assert "About 1,000 of about 2,000 people interviewed" in figure.inner_text()
    assert "980 to 1,020" in figure.locator("table").inner_text()
    figure.get_by_text("Cite this figure").click()
    cited = figure.locator(".copy").inner_text()
    assert re.search(r"“Withholding of wages\.” Release 2026-08, .+/en/releases/2026-08/indicators/#ILO-08", cited)
    with page.expect_download() as download:
        figure.get_by_role("link", name="Report (PDF)").click()
    assert download.value.suggested_filename == "report-en.pdf"
    page.goto(re.search(r"http\S+#ILO-08", cited)[0])  # type: ignore[index]
    assert page.locator("tr:target").inner_text().startswith("Withholding of wages")


def test_reader_narrows_and_widens(
    plain_page: Page, published_press_case: PublishedCase, published_release: PublishedRelease
) -> None:
    """By form and by link, every step in the address; a choice that is not published leads on."""
    page = plain_page
    page.goto("/en/patterns/")
    page.get_by_label("Sector").select_option(label="construction")
    page.get_by_role("button", name="Show figures").click()
    assert "sector=construction" in page.url
    assert "About 1,000 people" in page.locator("figure").inner_text()
    page.get_by_label("Sex").select_option(label="male")
    page.get_by_role("button", name="Show figures").click()
    assert page.locator("figure").count() == 0
    page.locator(".ns-panel").get_by_role("link", name="male").click()
    assert page.url.endswith("/en/patterns/?sex=male")
    page.get_by_role("link", name="Remove filter: male").click()
    assert "About 2,000 people" in page.locator("figure").inner_text()


def test_paper_carries_caution_and_address(
    page: Page, published_press_case: PublishedCase, published_release: PublishedRelease
) -> None:
    """A printed figure still says what it is, and where it stands."""
    page.goto("/en/patterns/ILO-07/")
    page.emulate_media(media="print")
    figure = page.locator("figure").first
    assert figure.get_by_text("They were not chosen at random").is_visible()
    assert figure.locator(".on-paper").is_visible()
    assert not page.locator(".tools").first.is_visible()
