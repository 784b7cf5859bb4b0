"""A tired interviewer records a consent at night: in Korean, on a phone, by keyboard alone, without JavaScript."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from cases.accounts.models import User
from cases.casework.models import Case
from cases.core import sealing
from cases.witnesses import consent as gate
from cases.witnesses.actions import register_witness
from cases.witnesses.consent_form import texts_in
from cases.witnesses.models import Consent, Scope, Witness
from tests.conftest import Cast
from tests.functional.conftest import unexpected
from tests.unit.witnesses.promising import child

SignIn = Callable[[Page, User], None]
LIMIT = "동생이 집에 있는 동안은 안 됩니다"
KO = {purpose.scope: purpose for purpose in texts_in("ko").purposes}


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A Korean phone without JavaScript."""
    context = browser.new_context(
        base_url=live_server.url, locale="ko", java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def go_to(page: Page, name: str) -> None:
    """Press Tab until the box of this name has the focus."""
    for _press in range(200):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and focused.get_attribute("name") == name:
            return
    raise AssertionError(f"{name} cannot be reached by keyboard")


def answer(page: Page, scope: str, steps: int) -> None:
    """Tab to the answers, which stand at "not asked"; the arrow goes back from there."""
    go_to(page, scope)
    for _step in range(steps):
        page.keyboard.press("ArrowLeft")


YES, NO = 2, 1
"""How many presses of the arrow lead there from "not asked"."""


def test_consent_is_recorded_by_keyboard(phone: Page, sign_in: SignIn, cast: Cast, case: Case) -> None:
    witness = register_witness(by=cast.interviewer, case=case)
    sign_in(phone, cast.interviewer)
    phone.goto(f"/staff/cases/consent/add/?witness={witness.pk}")
    assert phone.locator("html").get_attribute("lang") == "ko"
    for name in ("purposes_explained", "risks_explained", "understood", "able_to_decide", "how_to_withdraw_told"):
        go_to(phone, name)
        phone.keyboard.press("Space")
    answer(phone, "S0", YES)
    answer(phone, "S2", YES)
    go_to(phone, "S2_limits")
    phone.keyboard.type(LIMIT)
    answer(phone, "S5", NO)
    go_to(phone, "way")
    phone.keyboard.press("Space")
    go_to(phone, "_continue")
    with phone.expect_navigation():
        phone.keyboard.press("Enter")
    assert phone.locator(".errornote").count() == 0, phone.locator(".errorlist").all_inner_texts()
    stored = Consent.objects.get()
    answers = dict(stored.scopes.exclude(answer="not_asked").values_list("scope", "answer"))
    assert answers == {"S0": "yes", "S2": "yes", "S5": "no"}
    limits = sealing.open_sealed(stored.scopes.get(scope="S2"), "limits", by=cast.interviewer, reason="test")
    assert limits == LIMIT
    assert (stored.understood, stored.how_to_withdraw_told, stored.language) == (True, True, "ko")
    assert [scope for scope in Scope if gate.allows(witness, scope, on=timezone.localdate())] == ["S0", "S2"]

    phone.goto(f"/staff/cases/witness/{witness.pk}/change/")
    red = phone.locator(".consent-limits")
    assert LIMIT in red.inner_text()
    assert KO["S2"].name in red.inner_text()


def test_wrong_day_is_said_at_its_box_and_nothing_is_lost(phone: Page, sign_in: SignIn, cast: Cast, case: Case) -> None:
    witness = register_witness(by=cast.interviewer, case=case)
    sign_in(phone, cast.interviewer)
    phone.goto(f"/staff/cases/consent/add/?witness={witness.pk}")
    phone.locator("[name=given_on]").fill("2999-01-01")
    phone.locator("#id_S2_0").check()
    phone.locator("[name=S2_limits]").fill(LIMIT)
    phone.locator("[name=way]").first.check()
    phone.locator("[name=_continue]").click()
    assert phone.locator(".field-given_on .errorlist").inner_text().strip()
    assert phone.locator("[name=S2_limits]").input_value() == LIMIT
    assert phone.locator("#id_S2_0").is_checked()
    assert phone.locator("[name=given_on]").input_value() == "2999-01-01"
    assert not Consent.objects.exists()


def wide(page: Page) -> bool:
    """Whether the page must be moved sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["add", "consent", "witness", "paper", "risk", "home"])
def test_pages_pass_axe_and_fit_a_phone(
    browser: Browser,
    live_server: LiveServer,
    sign_in: SignIn,
    cast: Cast,
    case: Case,
    witness: Witness,
    name: str,
    scheme: str,
) -> None:
    minor = child(cast.interviewer, case)
    address = {
        "add": f"cases/consent/add/?witness={witness.pk}",
        "consent": f"cases/consent/{minor.pk}/change/",
        "witness": f"cases/witness/{witness.pk}/change/",
        "paper": "consent-form/?language=ko",
        "risk": f"cases/riskassessment/add/?witness={witness.pk}",
        "home": "",
    }[name]
    context = browser.new_context(
        base_url=live_server.url,
        locale="ko",
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": 360, "height": 740},
    )
    page = context.new_page()
    sign_in(page, cast.dpo)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if unexpected(message.text) else None)
    page.goto(f"/staff/{address}")
    assert said == []
    assert not wide(page)
    found = Axe().run(page).response["violations"]
    context.close()
    assert not found, [(v["id"], v["nodes"][0]["html"][:300]) for v in found]
