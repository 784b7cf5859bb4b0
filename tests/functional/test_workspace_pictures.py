"""The pictures of the workspace in the docs, of pages as they are: ``CASETRACKER_PICTURES=1`` stores them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from cases.accounts.models import User
from cases.casework.actions import comment, give_work, raise_flag
from cases.casework.models import Case
from cases.intake.actions import edit_testimony, register_source
from cases.intake.models import Testimony
from cases.vocabulary.loading import VocabularyFiles
from tests.conftest import ACCOUNT, Cast
from tests.functional.test_pictures import FOLDER
from tests.interviews import interviews

SignIn = Callable[[Page, User], None]
PICTURES = {
    "start.png": ("lead", "/staff/", 1280, "light", "en"),
    "interview.png": ("interviewer", "/staff/log/{own}/questions/", 1280, "light", "ko"),
    "interview-phone.png": ("interviewer", "/staff/log/{own}/account/", 360, "dark", "ko"),
    "history.png": ("interviewer", "/staff/cases/testimony/{own}/history/", 1280, "light", "ru"),
    "work.png": ("coder", "/staff/cases/testimony/{submitted}/change/", 1280, "light", "en"),
    "source.png": ("coder", "/staff/sources/{source}/reading/", 1280, "light", "en"),
}
"""Whose page, its address, width, colours and language."""
ARTICLE = "\n".join(
    [
        "Fictional: workers speak of a year abroad",
        "One said that pay was held back.",
        "One said that days off were rare.",
    ]
    * 2
)


@pytest.fixture
def filled(cast: Cast, case: Case, vocabulary: VocabularyFiles, submitted: Testimony) -> dict[str, str]:
    """A case at work: drafts, an interview that waits, work, a flag and a comment, a source with repeated lines."""
    own = interviews(cast, case, 2)[0]
    edit_testimony(by=cast.interviewer, testimony=own, translator="A fictional translator", account=ACCOUNT + " …")
    give_work(by=cast.lead, subject=submitted, task="code", given_to=cast.coder)
    raise_flag(by=cast.lead, subject=submitted, kind="translation", why="Two words are unsure.")
    comment(by=cast.lead, subject=submitted, text="@coder please look at the second sentence.")
    source = register_source(by=cast.coder, case=case, kind="press", title="Fictional", language="en", text=ARTICLE)
    return {"own": str(own.pk), "submitted": str(submitted.pk), "source": str(source.pk)}


@pytest.mark.parametrize("name", PICTURES)
def test_picture_of_the_workspace(
    page: Page, sign_in: SignIn, cast: Cast, filled: dict[str, str], tmp_path: Path, name: str
) -> None:
    """Each page opens, passes axe, fits its width, and is drawn."""
    person, address, width, scheme, language = PICTURES[name]
    sign_in(page, getattr(cast, person))
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    if language != "en":
        page.goto("/staff/")
        page.locator(f"#user-tools button[value={language}]").click()
    answer = page.goto(address.format(**filled))
    assert answer is not None
    assert answer.status == 200
    assert page.locator("html").get_attribute("lang") == language
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    folder = FOLDER if os.environ.get("CASETRACKER_PICTURES") == "1" else tmp_path
    page.screenshot(path=folder / name)
    assert (folder / name).stat().st_size > 10_000
    assert (FOLDER / name).exists(), "A picture of the docs is missing: CASETRACKER_PICTURES=1 pytest " + __file__
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []
