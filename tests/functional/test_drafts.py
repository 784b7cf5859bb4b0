"""What is typed is kept while it is typed: through a closed window, a dropped line and a session that ends."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from cases.accounts.models import FormDraft, User
from cases.intake.actions import edit_testimony
from cases.intake.models import Testimony
from tests.conftest import ACCOUNT, Cast
from tests.typing_kills import AT_MOST_LOST, Desk, moments

expect.set_options(timeout=15_000)
SignIn = Callable[[Page, User], None]
KEPT = re.compile(r"Kept at \d\d:\d\d:\d\d. Not saved yet.")


def address(testimony: Testimony) -> str:
    return f"/staff/cases/testimony/{testimony.pk}/change/"


def axe(page: Page) -> list[tuple[str, str]]:
    return [(one["id"], one["nodes"][0]["html"][:300]) for one in Axe().run(page).response["violations"]]


def test_closed_window_loses_nothing(page: Page, sign_in: SignIn, cast: Cast, testimony: Testimony) -> None:
    sign_in(page, cast.interviewer)
    page.goto(address(testimony))
    page.locator("#id_account").fill("반쯤 쓴 문장")
    expect(page.locator(".draft-state")).to_have_text(KEPT)
    window = page.context.new_page()
    page.close(run_before_unload=False)
    window.goto(address(testimony))
    expect(window.locator("#id_account")).to_have_value(ACCOUNT)
    assert axe(window) == []
    window.get_by_role("link", name="Bring it back").click()
    expect(window.locator("#id_account")).to_have_value("반쯤 쓴 문장")
    window.get_by_role("button", name="Save and continue editing").click()
    expect(window.locator("#id_account")).to_have_value("반쯤 쓴 문장")
    expect(window.get_by_text("You typed here and did not save")).to_have_count(0)


def test_dropped_line_is_said_and_made_good(page: Page, sign_in: SignIn, cast: Cast, testimony: Testimony) -> None:
    sign_in(page, cast.interviewer)
    page.goto(address(testimony))
    page.context.set_offline(True)
    page.locator("#id_account").fill("typed without a line")
    expect(page.locator(".draft-state")).to_contain_text("No connection: nothing typed since")
    page.context.set_offline(False)
    expect(page.locator(".draft-state")).to_have_text(KEPT)
    assert FormDraft.objects.get().user == cast.interviewer


def test_signed_out_in_mid_sentence_and_in_again_elsewhere(
    page: Page, sign_in: SignIn, cast: Cast, testimony: Testimony
) -> None:
    sign_in(page, cast.interviewer)
    page.goto(address(testimony))
    signed = page.context.cookies()
    page.context.clear_cookies()
    page.locator("#id_account").fill("typed while signed out")
    expect(page.locator(".draft-state")).to_contain_text("You are signed out")
    assert axe(page) == []
    expect(page.get_by_role("link", name="Sign in in another window")).to_have_attribute("target", "_blank")
    sign_in(page, cast.interviewer)  # in another window: a new session, and a new token for forms
    assert page.context.cookies() != signed
    # It asks again every few seconds: once for a token, once to keep what was typed.
    expect(page.locator(".draft-state")).to_have_text(KEPT, timeout=20_000)
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator("#id_account")).to_have_value("typed while signed out")


def test_without_script_two_people_compare_what_they_wrote(
    plain_page: Page, sign_in: SignIn, cast: Cast, testimony: Testimony
) -> None:
    page = plain_page
    sign_in(page, cast.interviewer)
    page.goto(address(testimony))
    page.locator("#id_account").fill("MINE")
    edit_testimony(by=cast.interviewer, testimony=testimony, account="THEIRS")
    page.get_by_role("button", name="Save and continue editing").click()
    row = page.locator(".conflict tbody tr")
    assert row.locator("td").all_inner_texts() == ["THEIRS", "MINE"]
    assert page.locator("#id_account").input_value() == "MINE"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Save and continue editing").click()
    assert page.locator(".conflict").count() == 0
    assert page.locator("#id_account").input_value() == "MINE"


@pytest.mark.parametrize("path", ["history/", "change/?version=1"])
def test_history_and_conflict_pass_axe(page: Page, sign_in: SignIn, cast: Cast, verified: Testimony, path: str) -> None:
    sign_in(page, cast.lead)
    page.goto(f"/staff/cases/testimony/{verified.pk}/{path}")
    assert axe(page) == []


@pytest.mark.slow
def test_killed_server_loses_ten_seconds_at_most(browser: Browser, tmp_path: Path) -> None:
    """A sample of tests/proof/test_typing_kills.py."""
    lost = Desk(tmp_path).lost(browser, moments(1, seed=3)[0])
    assert lost <= AT_MOST_LOST
