"""A new interviewer logs a testimony of 1,500 words at night: in Korean, on a phone, with and without JavaScript.

Presses (a click, a key that chooses, a box filled) and page loads are counted, and compared with the records' own plain
forms, which hold the same but for the six answers, for which they have no form at all.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from cases.accounts.models import User
from cases.casework.models import Case
from cases.core import sealing
from cases.evidence.models import EvidenceItem
from cases.intake.models import Testimony, TopicAnswer
from cases.vocabulary.loading import VocabularyFiles
from cases.witnesses.models import Consent, RiskAssessment
from tests.conftest import Cast

SignIn = Callable[[Page, User], None]
WORDS = " ".join(["우리는", "새벽부터", "밤까지", "일했습니다"] * 375)
TOPICS = ("work", "hours", "pay", "REC", "WRK", "CTL")
FILE = {"name": "note.txt", "mimeType": "text/plain", "buffer": b"fictional"}
NO_MORE_LOADS, NO_MORE_PRESSES = 9, 36
"""From the first page to the submitted testimony."""
ONLY_OURS = 6 + 5 + 1
"""Of these presses: six answers, five things to look at before the talk, one at its end. The plain forms have no box for them."""


@dataclass
class Counted:
    """A window in which every press and every page load is counted."""

    page: Page
    presses: int = 0
    loads: int = 0

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.loads += 1

    def back_to(self, address: str) -> None:
        """By a link or the history: a press too."""
        self.open(address)
        self.presses += 1

    def fill(self, name: str, text: str) -> None:
        self.page.locator(f":is(input, textarea)[name='{name}']").fill(text)
        self.presses += 1

    def check(self, name: str, value: str = "") -> None:
        self.page.locator(f"[name='{name}']" + (f"[value='{value}']" if value else "")).check()
        self.presses += 1

    def choose(self, name: str, value: str) -> None:
        self.page.locator(f"select[name='{name}']").select_option(value)
        self.presses += 1

    def attach(self, name: str) -> None:
        self.page.locator(f"[name='{name}']").set_input_files(FILE)  # type: ignore[arg-type]
        self.presses += 1

    def press(self, selector: str) -> None:
        """A button or link that leads to a page."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        self.presses += 1
        self.loads += 1


@pytest.fixture(params=[True, False], ids=["javascript", "plain"])
def phone(browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A Korean phone, 360 pixels wide."""
    context = browser.new_context(
        base_url=live_server.url,
        locale="ko",
        java_script_enabled=request.param,
        viewport={"width": 360, "height": 740},
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def guided(at: Counted, case: Case) -> None:
    """The interview's own pages."""
    at.open("/staff/log/")
    at.check("new-sex", "male")
    at.check("new-age_band", "30_44")
    at.press("[name=begin_new]")
    for mark in ("place_is_safe", "nobody_listens", "may_stop", "cannot_be_recalled", "knows_where_help_is"):
        at.check("checked", mark)
    give_consent(at)
    at.check("level", "medium")
    at.fill("threats", "관리자가 고향을 안다")
    at.press("[name=next]")
    at.fill("account", WORDS)
    at.press("[name=next]")
    for topic in TOPICS:
        at.fill(f"{topic}-words", f"{topic} 이야기")
    at.press("[name=next]")
    at.press("[name=next]")
    at.attach("file")
    at.fill("description", "메모")
    at.press("[name=next]")
    at.check("now", "calm")
    at.press("[name=next]")
    at.press(".logging-whole form button")


def give_consent(at: Counted) -> None:
    """The same answers on either form."""
    for name in ("purposes_explained", "risks_explained", "understood", "able_to_decide", "how_to_withdraw_told"):
        at.check(name)
    for scope in ("S0", "S1", "S2"):
        at.check(scope, "yes")
    at.check("way", "oral")


def plain(at: Counted, case: Case) -> None:
    """The records' own forms, reached from the start page as their links lead."""
    at.open("/staff/")
    at.press("a[href$='/cases/witness/add/']")
    at.choose("case", str(case.pk))
    at.choose("sex", "male")
    at.choose("age_band", "30_44")
    at.press("[name=_continue]")
    witness = at.page.url
    at.press("a[href*='/cases/consent/add/']")
    give_consent(at)
    at.press("[name=_continue]")
    at.back_to(witness)
    at.press("a[href*='/cases/riskassessment/add/']")
    at.check("level", "medium")
    at.fill("threats", "관리자가 고향을 안다")
    at.press("[name=_continue]")
    at.back_to(witness)
    at.back_to(f"/staff/cases/testimony/add/?witness={witness.split('/')[-3]}")
    at.choose("case", str(case.pk))
    at.fill("language", "ko")
    at.fill("account", WORDS)
    at.press("[name=_continue]")
    testimony = at.page.url
    at.press("a[href*='/cases/evidenceitem/add/']")
    at.choose("case", str(case.pk))
    at.attach("file")
    at.fill("description", "메모")
    at.press("[name=_continue]")
    at.back_to(testimony)
    at.press(".steps form button")


def check_stored(cast: Cast) -> None:
    testimony = Testimony.objects.get()
    assert testimony.status == "submitted"
    told = sealing.open_sealed(testimony, "account", by=cast.interviewer, reason="test")
    assert told == WORDS
    assert len(WORDS.split()) == 1500
    assert Consent.objects.get().scopes.filter(answer="yes").count() == 3
    assert RiskAssessment.objects.get().level == "medium"
    assert EvidenceItem.objects.get().testimony == testimony


def test_a_new_interviewer_logs_a_testimony_on_a_phone(
    phone: Page, sign_in: SignIn, cast: Cast, case: Case, vocabulary: VocabularyFiles
) -> None:
    sign_in(phone, cast.interviewer)
    ours = Counted(phone)
    guided(ours, case)
    check_stored(cast)
    assert set(TopicAnswer.objects.filter(state="told").values_list("topic", flat=True)) >= set(TOPICS)
    assert ours.loads <= NO_MORE_LOADS
    assert ours.presses <= NO_MORE_PRESSES


def test_the_plain_forms_take_more(
    plain_page: Page, sign_in: SignIn, cast: Cast, case: Case, vocabulary: VocabularyFiles
) -> None:
    """And they hold less (see ``ONLY_OURS``): with six answers as rows of a plain form they would take 18 presses more."""
    sign_in(plain_page, cast.interviewer)
    theirs = Counted(plain_page)
    plain(theirs, case)
    check_stored(cast)
    assert (theirs.loads, theirs.presses) == (15, 34)
    assert theirs.loads > NO_MORE_LOADS
    assert theirs.presses > NO_MORE_PRESSES - ONLY_OURS
