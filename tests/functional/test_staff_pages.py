"""A tired interviewer and a coder, by hand: one testimony from log to "coded", without JavaScript too."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from cases.accounts.models import User
from cases.casework.models import Case
from cases.coding.models import Event
from cases.evidence.models import EvidenceItem
from cases.intake.models import Testimony
from cases.vocabulary.loading import VocabularyFiles
from cases.witnesses.models import Witness
from tests.conftest import ACCOUNT, Cast
from tests.functional.conftest import unexpected

SignIn = Callable[[Page, User], None]


def choose(page: Page, label: str, text: str) -> None:
    """Choose the option that holds a text: codes are followed by their names. Waits for a page still on its way."""
    box = page.get_by_label(label, exact=True)
    box.select_option(value=box.locator("option").filter(has_text=text).first.get_attribute("value"))


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and continue editing").click()
    assert page.locator(".errornote").count() == 0, page.locator(".errornote, .errorlist").all_inner_texts()


def test_testimony_is_logged_and_coded_by_hand(
    plain_page: Page,
    sign_in: SignIn,
    cast: Cast,
    case: Case,
    witness: Witness,
    event: Event,
    vocabulary: VocabularyFiles,
) -> None:
    page = plain_page
    sign_in(page, cast.interviewer)
    page.goto(f"/staff/cases/testimony/add/?witness={witness.pk}")
    choose(page, "Case:", case.code)
    page.get_by_label("Account, in the original language:").fill(ACCOUNT)
    save(page)
    page.get_by_role("link", name="Attach a file").click()
    choose(page, "Case:", case.code)
    page.get_by_label("File:").set_input_files({"name": "note.txt", "mimeType": "text/plain", "buffer": b"fictional"})
    save(page)
    testimony = Testimony.objects.get()
    assert EvidenceItem.objects.get().testimony == testimony
    page.goto(f"/staff/cases/testimony/{testimony.pk}/change/")
    page.get_by_role("button", name="Submit for coding").click()

    sign_in(page, cast.coder)
    page.goto(f"/staff/cases/testimony/{testimony.pk}/change/")
    page.get_by_role("link", name="Mark a passage").click()
    page.get_by_label("Exact words:").fill("쉬는 날은 없었습니다")
    save(page)
    page.goto(f"/staff/cases/testimony/{testimony.pk}/change/")
    page.get_by_role("link", name="Code an act").click()
    choose(page, "Event:", event.code)
    choose(page, "Category:", "WRK-02")
    page.get_by_label("쉬는 날은 없었습니다").check()
    save(page)
    page.goto(f"/staff/cases/testimony/{testimony.pk}/change/")
    page.get_by_role("button", name="Coding is finished").click()
    testimony.refresh_from_db()
    assert testimony.status == "coded"
    page.get_by_role("link", name="History").click()
    history = page.locator("main, #content").first.inner_text()
    assert "logged a testimony" in history
    assert "finished coding" in history
    assert "쉬는 날은" in history, "the coder reads accounts, and so their history"


@pytest.mark.parametrize(
    "path", ["", "lockdown/", "cases/testimony/", "cases/testimony/add/", "cases/consent/add/", "cases/act/add/"]
)
def test_staff_pages_pass_axe(
    page: Page, sign_in: SignIn, cast: Cast, testimony: Testimony, vocabulary: VocabularyFiles, path: str
) -> None:
    sign_in(page, cast.interviewer if "act" not in path else cast.coder)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if unexpected(message.text) else None)
    page.goto(f"/staff/{path}")
    # Before axe runs: it sets styles of its own, which the policy rightly blocks.
    assert said == [], "the strict Content-Security-Policy blocks something"
    found = Axe().run(page).response["violations"]
    assert not found, [(v["id"], v["nodes"][0]["html"][:300]) for v in found]
