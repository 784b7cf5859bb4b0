"""Who saw what, by keyboard on a phone without JavaScript, and in the eyes of axe."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from cases.accounts.models import User
from cases.intake.models import Testimony
from tests.conftest import Cast

SignIn = Callable[[Page, User], None]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_passes_axe(page: Page, sign_in: SignIn, cast: Cast, testimony: Testimony, scheme: str) -> None:
    sign_in(page, cast.dpo)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for query in ("", "?unusual=on", f"?record={testimony.code}", "?record=W-999"):
        page.goto(f"/staff/audit/{query}")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_page_works_on_a_phone_without_scripts(
    plain_page: Page, sign_in: SignIn, cast: Cast, testimony: Testimony
) -> None:
    page = plain_page
    sign_in(page, cast.dpo)
    page.goto("/staff/")
    page.get_by_role("link", name="Who saw what").click()
    page.get_by_label("Person").select_option(label="interviewer")
    page.get_by_label("Record, by its code").fill(testimony.code)
    page.get_by_label("Record, by its code").press("Enter")
    assert f"record={testimony.code}" in page.url
    assert page.get_by_label("Record, by its code").input_value() == testimony.code
    assert "logged a testimony" in page.locator("tbody").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_label("Reason").fill("a look on the way")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export as CSV").click()
    content = download.value.path().read_text(encoding="utf-8")
    assert testimony.code in content
