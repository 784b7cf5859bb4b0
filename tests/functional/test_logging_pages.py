"""The interview's pages by keyboard, with the focus where it belongs, readable for everybody, on every width."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from cases.accounts.models import User
from cases.intake.models import Testimony, TopicAnswer
from cases.vocabulary.loading import VocabularyFiles
from tests.conftest import Cast
from tests.functional.conftest import unexpected

SignIn = Callable[[Page, User], None]


def go_to(page: Page, selector: str) -> None:
    """Press Tab until this has the focus."""
    for _press in range(250):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"{selector} cannot be reached by keyboard")


def test_every_step_is_done_by_keyboard(
    plain_page: Page, sign_in: SignIn, cast: Cast, testimony: Testimony, vocabulary: VocabularyFiles
) -> None:
    page = plain_page
    sign_in(page, cast.interviewer)
    page.goto(f"/staff/log/{testimony.pk}/account/")
    go_to(page, "[name=interpreter], summary")
    go_to(page, "button[name=next]:not(.logging-enter)")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    go_to(page, "[name=CTL-words]")
    page.keyboard.type("closed gate")
    go_to(page, "button[name=skip][value=CTL]")
    go_to(page, "button[name=next]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/heavy/")
    assert TopicAnswer.objects.get(topic="CTL").state == "told"
    go_to(page, "button[name=stop]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/close/")
    go_to(page, "[name=done]")
    page.keyboard.press("Space")
    go_to(page, "button[name=next]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/check/")
    go_to(page, ".logging-whole form button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    testimony.refresh_from_db()
    assert testimony.status == "submitted"


def test_enter_in_a_box_saves_and_skips_nothing(
    page: Page, sign_in: SignIn, cast: Cast, testimony: Testimony, vocabulary: VocabularyFiles
) -> None:
    sign_in(page, cast.interviewer)
    page.goto(f"/staff/log/{testimony.pk}/questions/")
    page.locator("[name=work-words]").fill("a building site")
    page.locator(".logging-more summary").nth(1).click()
    page.locator("[name=hours-start]").fill("6")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/questions/")
    assert TopicAnswer.objects.get(topic="work").state == "told"
    assert page.locator("[name=hours-start]").input_value() == "06:00"


def test_a_problem_is_said_on_top_with_the_focus_on_it(
    page: Page, sign_in: SignIn, cast: Cast, testimony: Testimony, vocabulary: VocabularyFiles
) -> None:
    sign_in(page, cast.interviewer)
    page.goto(f"/staff/log/{testimony.pk}/questions/")
    page.locator("[name=REC-words]").fill("told by a neighbour")
    page.locator(".logging-more summary").nth(2).click()
    page.locator("[name=pay-gross]").fill("30000")
    page.locator("[name=next]").click()
    summary = page.locator(".logging-problems")
    summary.wait_for()
    assert page.evaluate("document.activeElement.className") == "logging-problems"
    assert page.title().startswith("Error")
    beside = page.locator("#id_pay-currency_error, .logging-boxes .errorlist").first.inner_text()
    assert beside in summary.inner_text()
    summary.get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.name") == "pay-currency"
    assert page.locator("[name=REC-words]").input_value() == "told by a neighbour"
    found = Axe().run(page).response["violations"]
    assert not found, [(v["id"], v["nodes"][0]["html"][:300]) for v in found]


def wide(page: Page) -> bool:
    """Whether the page must be moved sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_pages_pass_axe_and_fit(
    browser: Browser,
    live_server: LiveServer,
    sign_in: SignIn,
    cast: Cast,
    testimony: Testimony,
    vocabulary: VocabularyFiles,
    scheme: str,
    width: int,
) -> None:
    context = browser.new_context(
        base_url=live_server.url,
        locale="ko",
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 740},
    )
    page, wrong = context.new_page(), []
    sign_in(page, cast.interviewer)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if unexpected(message.text) else None)
    own = f"log/{testimony.pk}/"
    steps = ("", "safety/?new=1", "account/", "questions/", "heavy/", "files/", "close/", "check/", "print/", "stop/")
    for address in ("log/", f"log/?witness={testimony.witness_id}", *(own + step for step in steps)):
        page.goto(f"/staff/{address}")
        assert said == [], address
        if wide(page):
            wrong.append((address, "is wide", ""))
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        if wide(page):
            wrong.append((address, "is wide when all is open", ""))
        found = Axe().run(page).response["violations"]
        said.clear()  # axe sets styles of its own, which the policy rightly blocks
        wrong += [(address, one["id"], one["nodes"][0]["html"][:300]) for one in found]
    context.close()
    assert not wrong
