"""Every staff page of the workspace passes axe, with its folds open, fits its window, and speaks Korean and Russian."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from cases.accounts.actions import edit_user, keep_draft
from cases.accounts.models import User
from cases.casework.actions import comment, give_work, open_follow_up, raise_flag
from cases.casework.models import Case
from cases.core import edits
from cases.intake.actions import TopicValues, answer_topics, register_source
from cases.intake.models import Testimony
from cases.vocabulary.loading import VocabularyFiles
from tests.conftest import Cast
from tests.interviews import interviews

SignIn = Callable[[Page, User], None]
STEPS = ("", "safety/", "stop/", "account/", "questions/", "heavy/", "files/", "close/", "check/", "print/")
SETTINGS = {"wide, light, Korean": (1280, "light", "ko"), "narrow, dark, Russian": (320, "dark", "ru")}


@pytest.fixture
def addresses(
    cast: Cast, case: Case, vocabulary: VocabularyFiles, submitted: Testimony, django_user_model: Any
) -> dict[str, list[str]]:
    """Whose pages, and which: with work, flags, comments, drafts and answers on them."""
    edit_user(by=cast.administrator, user=cast.interviewer, roles=["interviewer"], trained_sexual_violence=True)
    own = interviews(cast, case, 2)[0]
    answers = {"hours": TopicValues("told", "from six to ten"), "CLOSE".lower(): TopicValues("told")}
    answer_topics(by=cast.interviewer, testimony=own, answers=answers)
    form = f"testimony/{own.pk}"
    note = edits.Note(str(cast.interviewer.pk), form, own.key_owner(), edits.newest(own.pk))
    keep_draft(by=cast.interviewer, note=note, values={"account": ["typed and not saved"]})
    work = give_work(by=cast.lead, subject=submitted, task="code", given_to=cast.coder)
    flag = raise_flag(by=cast.lead, subject=submitted, kind="translation", why="Two words are unsure.")
    comment(by=cast.lead, subject=submitted, text="@coder please look at the second sentence.")
    task = open_follow_up(
        by=cast.coder, subject=submitted, text="call back", due_on=submitted.created_at.date(), assigned_to=cast.coder
    )
    text = (
        "A headline that is long enough to count\nPay was held back, one said.\nA headline that is long enough to count"
    )
    source = register_source(by=cast.coder, case=case, kind="press", title="Fictional", language="en", text=text)
    testimony = f"cases/testimony/{submitted.pk}"
    return {
        "interviewer": [
            "", "log/", *(f"log/{own.pk}/{step}" for step in STEPS), f"cases/testimony/{own.pk}/change/",
            f"cases/testimony/{own.pk}/change/?draft=1", f"cases/testimony/{own.pk}/history/", "notifications/",
        ],
        "coder": [
            "", "queue/to_code/", f"{testimony}/change/", f"{testimony}/change/?version=1", "cases/testimony/?q=nothing",
            "cases/assignment/", f"cases/assignment/{work.pk}/change/", f"cases/assignment/{work.pk}/hand-on/",
            "cases/flag/", f"cases/flag/{flag.pk}/change/", f"cases/followup/{task.pk}/change/", "cases/followup/add/",
            *(f"work/testimony/{submitted.pk}/{what}/" for what in ("comment", "flag", "follow-up")),
            "notifications/", "sources/new/", f"sources/{source.pk}/reading/", "cases/source/", "cases/actor/",
        ],
        "lead": ["", f"work/testimony/{submitted.pk}/give/", "cases/testimony/"],
        "dpo": [""],
    }  # fmt: skip


@pytest.mark.parametrize("setting", SETTINGS)
def test_pages_of_the_workspace_pass_axe(
    page: Page, sign_in: SignIn, cast: Cast, addresses: dict[str, list[str]], setting: str
) -> None:
    width, scheme, language = SETTINGS[setting]
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    wrong = {}
    for person, paths in addresses.items():
        sign_in(page, getattr(cast, person))
        page.goto("/staff/")
        page.locator(f"#user-tools button[value={language}]").click()
        for path in paths:
            answer = page.goto(f"/staff/{path}")
            assert answer is not None
            assert answer.status == 200, (person, path)
            assert page.locator("html").get_attribute("lang") == language
            if (needed := page.evaluate("document.documentElement.scrollWidth")) > width:
                wrong[person, path, "width"] = needed
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            for one in Axe().run(page).response["violations"]:
                wrong[person, path, one["id"]] = one["nodes"][0]["html"][:200]
    assert wrong == {}
