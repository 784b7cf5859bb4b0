"""A verification lead starts a series on a phone, without JavaScript; and the pages under axe."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from cases.accounts.models import User
from cases.intake.models import Testimony
from cases.releases.models import Series
from tests.conftest import Cast

SignIn = Callable[[Page, User], None]


def fits(page: Page) -> bool:
    return bool(page.locator("html").evaluate("page => page.scrollWidth") <= 360)  # waits for the page


def test_a_series_is_started_on_a_phone(plain_page: Page, sign_in: SignIn, cast: Cast, cleared: Testimony) -> None:
    page = plain_page
    sign_in(page, cast.lead)
    page.goto("/staff/cases/series/add/")
    assert fits(page)
    page.get_by_label("Number of releases").select_option("20")
    page.get_by_label("Merge 1: this value").select_option("sector:it")
    page.get_by_label("Merge 1: into this one").select_option("sector:other")
    page.get_by_label("Merge 1: source").fill("UN panel of experts 2020")
    page.get_by_role("button", name="Show what it costs").click()
    shown = page.locator("#content").inner_text()
    assert "69 times in 100" in shown
    assert "not for publication" in shown
    assert fits(page)
    page.get_by_role("button", name="Start the series with these terms").click()
    series = Series.objects.get()
    assert (series.horizon, list(series.merged)) == (20, ["sector"])
    assert series.terms_sha256 in page.locator("#content").inner_text()
    assert fits(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_under_axe(page: Page, sign_in: SignIn, cast: Cast, cleared: Testimony, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    sign_in(page, cast.dpo)
    page.goto("/staff/cases/series/add/")
    page.get_by_role("button", name="Show what it costs").click()
    problems = {"costs": Axe().run(page).response["violations"]}
    page.get_by_role("button", name="Start the series with these terms").click()
    page.get_by_role("heading", name="Fixed at the start").wait_for()
    for details in page.locator("details").all():
        details.locator("summary").click()
    problems["fixed"] = Axe().run(page).response["violations"]
    assert {
        name: [(one["id"], one["nodes"][0]["html"]) for one in found] for name, found in problems.items() if found
    } == {}
