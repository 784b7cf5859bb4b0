"""Agreement and the monthly review in a browser: axe, a phone's width, and a code made without JavaScript."""

# ruff: noqa: F811  # fixtures are imported, and asked for by their names

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page

from cases.accounts.models import User
from cases.casework.models import Case
from cases.coding.actions import Span, code_passages
from cases.coding.models import Act
from cases.intake.models import Testimony
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import AbuseCategory
from tests.conftest import Cast
from tests.twice_coded import Twice, once, twice  # noqa: F401

SignIn = Callable[[Page, User], None]


@pytest.fixture
def described(cast: Cast, vocabulary: VocabularyFiles, submitted: Testimony) -> list[Act]:
    chosen = AbuseCategory.objects.get(code="CTL-99")
    given = (((0, 17), "counted at night in the yard"), ((18, 36), "counted at night, in the yard"))
    return [
        code_passages(by=cast.coder, testimony=submitted, spans=[Span("account", *place)], category=chosen, note=note)
        for place, note in given
    ]


def review_of(case: Case) -> str:
    return f"/staff/other-review/?case={case.pk}&month={timezone.localdate():%Y-%m}"


def check(page: Page, plain_page: Page, sign_in: SignIn, user: User, address: str) -> None:
    """Axe in both schemes with every fold open, and no sideways scroll on the smallest phone."""
    sign_in(page, user)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        found = Axe().run(page).response["violations"]
        assert not found, f"{address}: {[(v['id'], v['nodes'][0]['html'][:200]) for v in found]}"
    sign_in(plain_page, user)
    plain_page.set_viewport_size({"width": 320, "height": 740})
    plain_page.goto(address)
    shot = plain_page.screenshot(full_page=True)
    assert int.from_bytes(shot[16:20], "big") <= 320, address


def test_agreement(page: Page, plain_page: Page, sign_in: SignIn, cast: Cast, twice: Twice) -> None:
    check(page, plain_page, sign_in, cast.lead, "/staff/agreement/")


def test_review(page: Page, plain_page: Page, sign_in: SignIn, cast: Cast, case: Case, described: list[Act]) -> None:
    check(page, plain_page, sign_in, cast.lead, review_of(case))


def test_a_code_made_without_javascript(
    plain_page: Page, sign_in: SignIn, cast: Cast, case: Case, described: list[Act]
) -> None:
    page = plain_page
    sign_in(page, cast.lead)
    page.goto(review_of(case))
    for box in page.locator(".alike input[type=checkbox]").all():
        box.check()
    page.get_by_text("Make a code of CTL out of the ticked acts").click()
    page.get_by_label("Label, English").fill("Night roll-call")
    page.get_by_label("Label, Korean").fill("야간 점호")
    page.get_by_role("button", name="Make the code").click()
    assert "nothing was stored yet" in page.locator(".errornote").inner_text()
    assert page.get_by_label("Label, Korean").input_value() == "야간 점호"
    page.get_by_label("Label, Russian").fill("Ночная перекличка")
    page.get_by_label("Definition, English").fill("Counted at night.")
    page.get_by_role("button", name="Make the code").click()
    assert "is a code now" in page.locator(".messagelist").inner_text()
    assert {act.category.code for act in Act.objects.filter(pk__in=[one.pk for one in described])} == {"CTL-08"}
