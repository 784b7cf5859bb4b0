"""The views of a case, the work beside the text and the indicators: without JavaScript, on a phone, clean for axe."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from cases.accounts.models import User
from cases.casework.models import Case
from cases.coding.actions import (
    code_act,
    describe_event,
    describe_labour_situation,
    involve_actor,
    mark_passage,
    override_indicator,
    register_actor,
)
from cases.coding.models import LabourSituation
from cases.core.partial_dates import parse
from cases.intake.models import Testimony
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import AbuseCategory, Place
from cases.witnesses.actions import register_group
from tests.conftest import Cast

SignIn = Callable[[Page, User], None]
SETTINGS = {"wide, light, Korean": (1280, "light", "ko"), "narrow, dark, Russian": (320, "dark", "ru")}


@pytest.fixture
def coded(cast: Cast, case: Case, vocabulary: VocabularyFiles, submitted: Testimony) -> Testimony:
    """Acts of two events, one of them without a time, with a group and a named actor; an override by the lead."""
    witness = submitted.witness
    assert witness is not None
    work = describe_labour_situation(by=cast.coder, case=case, witness=witness, task="bricks", hours_min=Decimal(18),
                                     hours_basis="stated", is_main=True)  # fmt: skip
    event = describe_event(by=cast.coder, case=case, date=parse("2019/2021~"), place=Place.objects.get(code="RU"))
    crew = register_group(by=cast.coder, case=case, description="crew")
    actor = register_actor(by=cast.coder, case=case, kind="company", name="Site office seven")
    passage = mark_passage(by=cast.coder, testimony=submitted, exact="여권은")
    coded: list[tuple[str, str, str, list[Any]]] = [
        ("WRK-01", "present", "2019-23", [witness, crew]), ("CTL-01", "present", "../2020", [witness]),
        ("WRK-02", "stated_absent", "", []), ("SGB-01", "present", "", [witness]),
    ]  # fmt: skip
    for code, state, when, victims in coded:
        act = code_act(
            by=cast.coder, event=event, testimony=submitted, passages=[passage], situation=work, state=state,
            category=AbuseCategory.objects.get(code=code), date=parse(when), victims=victims,
        )  # fmt: skip
        involve_actor(by=cast.coder, act=act, actor=actor, role="ordered")
    describe_event(by=cast.coder, case=case)
    ilo = AbuseCategory.objects.get(code="ILO-03")
    override_indicator(by=cast.lead, witness=witness, indicator=ilo, answer="unclear", override_reason="A plan.")
    return submitted


def addresses(testimony: Testimony) -> list[str]:
    case, witness = testimony.case_id, testimony.witness_id
    views = [
        f"cases/{case}/{name}/{query}"
        for name in ("who-did-what", "timeline", "matrix")
        for query in ("", "?restricted=shown")
    ]
    return [*views, f"cases/{case}/matrix/?family=WRK", f"situations/{testimony.pk}/", f"indicators/{witness}/"]


@pytest.mark.parametrize("setting", SETTINGS)
def test_pages_pass_axe_and_fit(page: Page, sign_in: SignIn, cast: Cast, coded: Testimony, setting: str) -> None:
    width, scheme, language = SETTINGS[setting]
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    sign_in(page, cast.lead)
    page.goto("/staff/")
    page.locator(f"#user-tools button[value={language}]").click()
    wrong = {}
    for path in addresses(coded):
        answer = page.goto(f"/staff/{path}")
        assert answer is not None
        assert answer.status == 200, path
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        if (needed := page.evaluate("document.documentElement.scrollWidth")) > width:
            wrong[path, "width"] = needed
        for one in Axe().run(page).response["violations"]:
            wrong[path, one["id"]] = one["nodes"][0]["html"][:200]
    assert wrong == {}


def test_work_is_filled_in_without_javascript(plain_page: Page, sign_in: SignIn, cast: Cast, coded: Testimony) -> None:
    page = plain_page
    sign_in(page, cast.coder)
    page.goto(f"/staff/situations/{coded.pk}/")
    page.get_by_text("Fill in or correct").click()
    page.get_by_label("Work began").first.fill("6:00")
    page.get_by_label("Work ended").first.fill("2:00")
    page.get_by_label("All breaks together, minutes").first.fill("two")
    page.get_by_role("button", name="Store").first.click()
    expect(page.get_by_text("It is not stored yet").first).to_be_visible()
    expect(page.get_by_label("Work began").first).to_have_value("6:00")
    page.get_by_label("All breaks together, minutes").first.fill("60")
    page.get_by_role("button", name="Store").first.click()
    expect(page.get_by_text("19 (computed from start and end)")).to_be_visible()
    work = LabourSituation.objects.get()
    assert (work.hours_min, work.hours_max, work.public_hours) == (Decimal(19), Decimal(19), "17_over")


def test_a_reviewer_says_otherwise(plain_page: Page, sign_in: SignIn, cast: Cast, coded: Testimony) -> None:
    page = plain_page
    sign_in(page, cast.legal)
    page.goto(f"/staff/indicators/{coded.witness_id}/")
    page.get_by_label("Indicator").select_option("ILO-11")
    page.get_by_label("The answer that is to count").select_option("unclear")
    page.get_by_role("button", name="Store").click()
    expect(page.get_by_text("Say why the answer is another one")).to_be_visible()
    page.get_by_label("Reason").fill("The plan of the site says ten hours.")
    page.get_by_role("button", name="Store").click()
    expect(page.get_by_text("was: reported").last).to_be_visible()
    page.locator("article", has=page.locator("#ILO-11")).get_by_text("What reviewers said").click()
    expect(page.get_by_text("The plan of the site says ten hours.")).to_be_visible()
