"""Presses that coding takes: a key, a click, a choice in a list. By keyboard alone, by mouse, and without JavaScript.

The three accounts of the first case are coded anew, and a fictional testimony of 1,500 words with 12 acts.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from cases.accounts.models import User
from cases.casework.models import Case
from cases.coding.actions import register_actor
from cases.coding.models import Act
from cases.intake.actions import log_press_account, log_testimony, submit_testimony
from cases.intake.models import Testimony
from cases.vocabulary.loading import VocabularyFiles
from cases.witnesses.models import Witness
from tests.conftest import Cast

SignIn = Callable[[Page, User], None]
ACTS = (
    ("We worked eighteen hours every day.", "WRK-01"), ("There were no days off.", "WRK-02"),
    ("The manager took our passports.", "CTL-06"), ("We slept in a cold container.", "WRK-04"),
    ("Nobody was allowed to talk to outsiders.", "CTL-03"), ("We moved only with a minder.", "CTL-02"),
    ("Our pay was written in a ledger.", "WGE-02"), ("Part of it went to the party.", "WGE-03"),
    ("They had promised us other pay.", "REC-01"), ("I paid a bribe to go.", "REC-03"),
    ("I fell and was hurt.", "HLT-01"), ("Nobody let me see a doctor.", "HLT-03"),
)  # fmt: skip
"""The sentences of the fictional testimony that are coded, each with its code."""
BETWEEN = "I remember the long road and the snow on it, and how we sang at night. " * 8
STORY = (
    "\n".join(f"{BETWEEN}{sentence}" for sentence, _code in ACTS) + " And so it went on for years until I came here."
)


@dataclass
class Counted:
    """A window in which every press is counted."""

    page: Page
    presses: int = 0

    def open(self, testimony: Testimony) -> None:
        self.page.goto(f"/staff/code/{testimony.pk}/")
        self.presses = 0

    def key(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.presses += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.presses += len(text)

    def sentence(self, words: str) -> None:
        self.page.locator("label.s", has_text=words).first.click()
        self.presses += 1

    def click(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.presses += 1

    def choose(self, name: str, label: str) -> None:
        self.page.locator(f"select[name={name}]").select_option(label=label)
        self.presses += 1

    def code(self, code: str) -> None:
        self.click(f"#codes section:not([data-most-used]) button[value='{code}']")

    def says(self, words: str) -> None:
        expect(self.page.locator("#saved")).to_contain_text(words)

    def since(self, before: int) -> int:
        return self.presses - before


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """A press is several commits, each written through to the disk: a machine that does other things takes its time."""
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def story(cast: Cast, vocabulary: VocabularyFiles, witness: Witness) -> Testimony:
    told = log_testimony(by=cast.interviewer, case=witness.case, witness=witness, language="en", account=STORY)
    return submit_testimony(by=cast.interviewer, testimony=told)


def test_the_story_has_1500_words() -> None:
    assert 1500 <= len(STORY.split()) <= 1650


def test_the_budgets_by_mouse_and_keys(page: Page, sign_in: SignIn, cast: Cast, story: Testimony) -> None:
    register_actor(by=cast.coder, case=story.case, kind="individual", name="the manager")
    sign_in(page, cast.coder)
    at = Counted(page)
    at.open(story)
    digits = {b: b.get_attribute("value") for b in page.locator("[data-most-used] button").all()}
    first, second = list(digits.values())[:2]

    at.sentence("There were no days off.")
    at.key("1")
    at.says("is coded")
    assert at.presses == 2  # a passage with the usual values
    at.key("2")
    expect(page.locator("#progress")).to_contain_text("2 acts")
    assert at.presses == 3  # a second code on it: one more
    at.key("u")
    at.says("taken back")
    assert at.presses == 4  # undo
    assert list(Act.objects.values_list("category__code", flat=True)) == [first]

    before = at.presses
    at.key("j")
    at.key("2")
    expect(page.locator("#progress")).to_contain_text("2 acts")
    assert at.since(before) == 2  # without a mouse
    assert second in Act.objects.values_list("category__code", flat=True)

    before = at.presses
    at.sentence("Our pay was written in a ledger.")
    at.key("/")
    at.type("WGE-02")
    at.key("Enter")
    at.says("WGE-02")
    assert at.since(before) == 1 + len("/WGE-02") + 1  # a rare code: /, letters, Enter

    before = at.presses
    page.locator("#keep").check()
    at.sentence("We slept in a cold container.")
    expect(page.locator("#progress")).to_contain_text("4 acts")
    assert at.since(before) == 1  # the same code again
    page.locator("#keep").uncheck()

    at.open(story)
    at.sentence("The manager took our passports.")
    at.click("#choices > summary")
    at.choose("actor", "the manager")
    at.code("CTL-06")
    at.says("CTL-06")
    assert at.presses <= 4  # an act with a named actor, from a cold start
    act = Act.objects.get(category__code="CTL-06")
    assert act.involvements.get().role == "carried_out"


def test_keyboard_alone_codes_the_whole_story(page: Page, sign_in: SignIn, cast: Cast, story: Testimony) -> None:
    """J to the sentence, / and the code's number, Enter; the way to a sentence is counted too."""
    sign_in(page, cast.coder)
    at = Counted(page)
    at.open(story)
    sentences = page.locator("label.s").all_text_contents()
    here, coding = -1, 0
    for number, (words, code) in enumerate(ACTS, start=1):
        goal = next(place for place, sentence in enumerate(sentences) if words in sentence)
        for _step in range(goal - here):
            page.keyboard.press("j")
        here = goal
        before = at.presses
        at.key("/")
        at.type(code)
        at.key("Enter")
        expect(page.locator("#progress")).to_contain_text(f"{number} act")
        coding += at.since(before)
    check_story(story)
    assert coding == 12 * (len("/WRK-01") + 1)


def test_mouse_alone_codes_the_whole_story(page: Page, sign_in: SignIn, cast: Cast, story: Testimony) -> None:
    sign_in(page, cast.coder)
    at = Counted(page)
    at.open(story)
    for number, (words, code) in enumerate(ACTS, start=1):
        at.sentence(words)
        at.code(code)
        expect(page.locator("#progress")).to_contain_text(f"{number} act")
    check_story(story)
    assert at.presses == 24


def test_without_javascript_codes_the_whole_story(
    plain_page: Page, sign_in: SignIn, cast: Cast, story: Testimony
) -> None:
    """A tick and a press; for the next passage the last tick is taken away, which a script does by itself."""
    sign_in(plain_page, cast.coder)
    at = Counted(plain_page)
    at.open(story)
    for number, (words, code) in enumerate(ACTS, start=1):
        for box in plain_page.locator("label.s input:checked").all():
            box.uncheck()
            at.presses += 1
        at.sentence(words)
        with plain_page.expect_navigation():
            at.code(code)
        expect(plain_page.locator("#progress")).to_contain_text(f"{number} act")
    check_story(story)
    assert at.presses == 24 + 11
    with plain_page.expect_navigation():
        at.click("#saved button[name=undo]")
    assert Act.objects.count() == 11


def check_story(story: Testimony) -> None:
    """Twelve acts with what is usual: present, done to whoever told it, each citing one passage."""
    acts = list(Act.objects.filter(testimony=story).order_by("code"))
    assert [act.category.code for act in acts] == [code for _words, code in ACTS]
    assert all(act.state == "present" and act.victims.get().witness == story.witness for act in acts)
    assert all(act.links.count() == 1 and act.links.get().passage is not None for act in acts)


@pytest.mark.parametrize("plain", [False, True], ids=["javascript", "plain"])
def test_the_three_accounts_of_the_first_case(
    page: Page, plain_page: Page, sign_in: SignIn, cast: Cast, first_case: Case, plain: bool
) -> None:
    """No text of the article is stored, so each cites its place; one press an act."""
    window = plain_page if plain else page
    sign_in(window, cast.coder)
    at = Counted(window)
    pressed = 0
    for loaded in Testimony.objects.filter(case=first_case).order_by("code"):
        codes = list(Act.objects.filter(testimony=loaded).order_by("code").values_list("category__code", flat=True))
        told = fresh(cast, loaded)
        at.open(told)
        for number, code in enumerate(codes, start=1):
            at.code(code)
            expect(window.locator("#progress")).to_contain_text(f"{number} act")
        pressed += at.presses
        stored = Act.objects.filter(testimony=told).order_by("code")
        assert list(stored.values_list("category__code", flat=True)) == codes
        assert {link.locator for act in stored for link in act.links.all()} == {told.locator}
    assert pressed == 6


def fresh(cast: Cast, loaded: Testimony) -> Testimony:
    """The account once more, as nobody has coded it."""
    assert loaded.source is not None
    place = {"source": loaded.source, "witness": loaded.witness, "locator": loaded.locator, "paraphrase": "once more"}
    return log_press_account(by=cast.coder, **place)  # type: ignore[arg-type]
