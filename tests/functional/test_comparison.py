"""Two codings beside each other, without JavaScript and with a keyboard: one choice a line and one save."""
# ruff: noqa: F811 (fixtures of another module)

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from cases.accounts.models import User
from cases.coding.models import Act
from cases.intake.models import Status
from tests.conftest import Cast
from tests.twice_coded import Twice, once, twice  # noqa: F401

SignIn = Callable[[Page, User], None]
pytestmark = pytest.mark.usefixtures("vocabulary", "everything_is_chosen")


def compare(case: Twice) -> str:
    return f"/staff/code/{case.testimony.pk}/compare/"


def test_a_third_person_settles_it_without_javascript(
    plain_page: Page, sign_in: SignIn, cast: Cast, twice: Twice
) -> None:
    sign_in(plain_page, cast.lead)
    plain_page.goto(compare(twice))
    expect(plain_page.get_by_text("Both coders agree on 1 of 3 lines.")).to_be_visible()
    line = plain_page.locator(".rounds-line")
    line.nth(0).get_by_label("Second coding").check()
    plain_page.get_by_role("button", name="Settle all lines").click()
    expect(plain_page.get_by_text("1 of 3 lines are not decided")).to_be_visible()
    # What was chosen is still chosen: one choice a line that differs, and one save.
    expect(line.nth(0).get_by_label("Second coding")).to_be_checked()
    line.nth(1).get_by_label("Neither").check()
    plain_page.get_by_role("button", name="Settle all lines").click()
    expect(plain_page.get_by_text("is reconciled.")).to_be_visible()
    assert twice.read().status == Status.RECONCILED
    assert sorted(Act.objects.values_list("category__code", flat=True)) == ["CTL-02", "WRK-01"]


def test_both_coders_settle_it_in_turn(page: Page, sign_in: SignIn, twice: Twice) -> None:
    sign_in(page, twice.first)
    page.goto(compare(twice))
    line = page.locator(".rounds-line")
    line.nth(0).get_by_label("Both").focus()
    page.keyboard.press("Space")
    line.nth(1).get_by_label("First coding").check()
    page.get_by_role("button", name="Propose this to the other coder").click()
    expect(page.get_by_text("Your proposal waits until the other coder agrees")).to_be_visible()
    sign_in(page, twice.second)
    page.goto("/staff/")
    page.get_by_role("link", name=twice.testimony.code).first.click()
    page.get_by_role("button", name="I agree with every line").click()
    expect(page.get_by_text("is reconciled.")).to_be_visible()
    assert twice.read().status == Status.RECONCILED


def test_taking_it_and_saying_that_it_is_finished(page: Page, sign_in: SignIn, once: Twice) -> None:
    sign_in(page, once.second)
    page.goto("/staff/")
    page.get_by_role("link", name=once.testimony.code).first.click()
    page.get_by_role("button", name="I code it a second time").click()
    expect(page).to_have_url(re.compile(f"/staff/code/{once.testimony.pk}/$"))
    page.goto(f"/staff/code/{once.testimony.pk}/second/")
    page.get_by_role("button", name="The second coding is finished").click()
    expect(page.get_by_text("has no coded act yet")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_pages_of_two_codings_pass_axe_and_fit(
    page: Page, sign_in: SignIn, cast: Cast, twice: Twice, width: int, scheme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for user in (cast.lead, twice.first):
        sign_in(page, user)
        for address in (compare(twice), f"/staff/code/{twice.testimony.pk}/second/"):
            page.goto(address)
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            found = Axe().run(page).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
