"""Pages with exact numbers and the register, in a browser: axe, a phone's width, and the way of a figure that is refused."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from cases.accounts.models import User
from cases.intake.models import Testimony
from cases.published.models import PublishedRelease
from cases.releases.models import OutgoingFigure
from tests.conftest import Cast

SignIn = Callable[[Page, User], None]
PAGES = (
    "who-counts/", "figures/", "figures/?first=sector&second=ILO-11", "figures/?first=ILO-11&second=",
    "cases/outgoingfigure/", "cases/outgoingfigure/add/",
)  # fmt: skip


def test_pages_pass_axe(
    page: Page, sign_in: SignIn, cast: Cast, cleared: Testimony, published_release: PublishedRelease
) -> None:
    sign_in(page, cast.dpo)
    for address in PAGES:
        page.goto(f"/staff/{address}")
        found = Axe().run(page).response["violations"]
        assert not found, f"{address}: {[(v['id'], v['nodes'][0]['html'][:200]) for v in found]}"


def test_pages_fit_a_phone(
    plain_page: Page, sign_in: SignIn, cast: Cast, cleared: Testimony, published_release: PublishedRelease
) -> None:
    sign_in(plain_page, cast.dpo)
    plain_page.set_viewport_size({"width": 360, "height": 740})
    for address in PAGES:
        plain_page.goto(f"/staff/{address}")
        shot = plain_page.screenshot(full_page=True)
        assert int.from_bytes(shot[16:20], "big") <= 360, address


def test_a_refused_figure_without_javascript(
    plain_page: Page, sign_in: SignIn, cast: Cast, published_release: PublishedRelease
) -> None:
    page = plain_page
    sign_in(page, cast.advocacy)
    page.goto("/staff/cases/outgoingfigure/add/")
    page.get_by_label("Figure:").fill("43")
    page.get_by_label("What it counts:").fill("people in construction")
    page.get_by_label("To whom:").fill("a funder")
    page.get_by_label("Published figure of the same people:").select_option(value="sector:construction")
    page.get_by_label("How:").select_option(value="talk")
    page.get_by_role("button", name="Save", exact=True).click()
    assert "cannot be taken back" in page.locator(".errorlist").inner_text()
    page.get_by_label("I know that it is not published").check()
    page.get_by_label("Why it must be said").fill("a court asked")
    page.get_by_role("button", name="Save", exact=True).click()
    assert "Not published" in page.locator("#result_list").inner_text()
    assert OutgoingFigure.objects.get().figure == 43
