"""The coding page in a browser: words selected by mouse, other keyboards, trouble on the way, and how it looks."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, expect

from cases.accounts.models import User
from cases.coding.actions import Span, code_passages, register_actor
from cases.coding.models import Act, Passage
from cases.core import sealing
from cases.intake.actions import log_testimony, submit_testimony
from cases.intake.models import Testimony
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.actions import register_group
from cases.witnesses.models import Witness
from tests.conftest import Cast
from tests.functional.conftest import unexpected
from tests.functional.test_pictures import FOLDER

SignIn = Callable[[Page, User], None]
KOREAN = (
    "저희는 벌목장에서 하루 열여섯 시간을 일했습니다. 도착한 날 관리자가 여권을 모두 걷어 갔습니다.\n"
    "둘째 겨울에 월급을 달라고 한 사람이 모두 앞에서 맞았습니다. 그는 사흘 동안 창고에 갇혀 있었습니다."
)
ENGLISH = (
    "We worked sixteen hours a day at a logging site. On the day we arrived the manager collected all passports.\n"
    "In the second winter a man who asked for his wages was beaten in front of us. He was kept in a shed 👷 for three days."
)
SELECT = """([words]) => {
  for (const piece of document.querySelectorAll(".coding-words .t")) {
    const node = [...piece.childNodes].map((n) => n.firstChild ?? n).find((n) => n.data?.includes(words))
    if (!node) continue
    piece.scrollIntoView({ block: "center" })
    const range = document.createRange(), start = node.data.indexOf(words)
    range.setStart(node, start)
    range.setEnd(node, start + words.length)
    const box = range.getBoundingClientRect()
    return [box.left + 1, box.right - 1, box.top + box.height / 2]
  }
}"""


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """A press is several commits, each written through to the disk: a machine that does other things takes its time."""
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def told(cast: Cast, vocabulary: VocabularyFiles, witness: Witness) -> Testimony:
    told = log_testimony(
        by=cast.interviewer, case=witness.case, witness=witness, language="ko", account=KOREAN,
        translation=ENGLISH, translation_language="en",
    )  # fmt: skip
    return submit_testimony(by=cast.interviewer, testimony=told)


@pytest.fixture
def desk(page: Page, sign_in: SignIn, cast: Cast, told: Testimony) -> Page:
    sign_in(page, cast.coder)
    page.goto(f"/staff/code/{told.pk}/")
    return page


def drag_over(page: Page, words: str) -> None:
    left, right, height = page.evaluate(SELECT, [words])
    page.mouse.move(left, height)
    page.mouse.down()
    page.mouse.move(right, height, steps=6)
    page.mouse.up()


def test_words_are_selected_by_mouse_and_counted_in_code_points(desk: Page, cast: Cast) -> None:
    drag_over(desk, "three days")  # behind an emoji, which JavaScript counts as two
    expect(desk.locator("#sel")).to_have_text("three days")
    assert desk.locator("input[name=s]:checked").count() == 0
    desk.keyboard.press("1")
    expect(desk.locator("mark")).to_have_text("three days")
    passage = Passage.objects.get()
    assert sealing.open_sealed(passage, "exact", by=cast.coder, reason="test") == "three days"
    assert ENGLISH[passage.start : passage.end] == "three days"
    expect(desk.locator("#sel")).to_have_text("three days")  # it stays for a second code
    desk.keyboard.press("2")
    expect(desk.locator("mark[data-n='2']")).to_have_text("three days")


def test_letters_work_on_a_korean_and_a_russian_keyboard(desk: Page) -> None:
    """The key where J stands says ㅓ or о there."""
    send = "([key, code]) => document.body.dispatchEvent(new KeyboardEvent('keydown', {key, code, bubbles: true}))"
    desk.evaluate(send, ["ㅓ", "KeyJ"])
    expect(desk.locator("input[name=s]:checked")).to_have_count(1)
    desk.evaluate(send, ["1", "Digit1"])
    expect(desk.locator("#progress")).to_contain_text("1 act")
    desk.evaluate(send, ["г", "KeyU"])
    expect(desk.locator("#progress")).to_contain_text("0 acts")


def test_nothing_is_pressed_while_a_word_is_composed_or_typed(desk: Page) -> None:
    composing = "() => document.body.dispatchEvent(new KeyboardEvent('keydown', {code: 'KeyJ', isComposing: true, bubbles: true}))"
    desk.evaluate(composing)
    desk.locator("#find").fill("")
    desk.locator("#find").press("j")
    assert desk.locator("input[name=s]:checked").count() == 0


def test_a_code_is_found_in_korean(desk: Page) -> None:
    desk.keyboard.press("j")
    desk.keyboard.press("/")
    desk.keyboard.insert_text("노동시간")
    expect(desk.locator("#codes li:visible")).to_have_count(1)
    desk.keyboard.press("Enter")
    expect(desk.locator("#saved")).to_contain_text("WRK-01")


def test_single_keys_can_be_switched_off_and_stay_off(desk: Page) -> None:
    desk.locator("#keys").uncheck()
    desk.reload()
    desk.keyboard.press("j")
    assert desk.locator("input[name=s]:checked").count() == 0
    stored = desk.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    assert stored == '[{"coding-keys":"off"},{}]'


def test_a_failing_request_keeps_the_selection_and_says_so(desk: Page) -> None:
    desk.context.set_offline(True)
    desk.keyboard.press("j")
    desk.keyboard.press("1")
    expect(desk.locator("#saved")).to_contain_text("does not answer")
    expect(desk.locator("input[name=s]:checked")).to_have_count(1)
    desk.context.set_offline(False)
    desk.keyboard.press("1")
    expect(desk.locator("#progress")).to_contain_text("1 act")


def test_signed_out_meanwhile(desk: Page) -> None:
    desk.keyboard.press("j")
    desk.context.clear_cookies()
    desk.keyboard.press("1")
    expect(desk.locator("#saved")).to_contain_text("Not saved")
    expect(desk.locator("input[name=s]:checked")).to_have_count(1)
    assert not Act.objects.exists()


def test_keys_pressed_fast_are_all_saved_in_their_order(desk: Page) -> None:
    desk.keyboard.press("j")
    for digit in "12345":
        desk.keyboard.press(digit)
    expect(desk.locator("#progress")).to_contain_text("5 acts")
    order = [button.get_attribute("value") for button in desk.locator("[data-most-used] button").all()][:5]
    assert list(Act.objects.order_by("code").values_list("category__code", flat=True)) == order


def test_an_act_is_changed_and_the_panel_says_what_is_wrong(desk: Page, cast: Cast, told: Testimony) -> None:
    desk.keyboard.press("j")
    desk.keyboard.press("1")
    desk.locator("[name=open]").first.click()
    desk.locator("[name='edit-note']").fill("as she said")
    desk.locator("[name=save]").click()
    expect(desk.locator(".coding-edit")).to_have_count(0)
    assert sealing.open_sealed(Act.objects.get(), "note", by=cast.coder, reason="test") == "as she said"
    desk.locator("#choices > summary").click()
    desk.locator("[name=date]").fill("sometime")
    desk.keyboard.press("Escape")
    desk.locator("#codes section:not([data-most-used]) button[value='CTL-03']").click()
    expect(desk.locator("#saved")).to_contain_text("not a date")
    expect(desk.locator("#choices [name=date]")).to_have_value("sometime")


PICTURES = {
    "coding.png": (1280, "light", "en"),
    "coding-phone.png": (360, "dark", "ru"),
    "coding-ko.png": (320, "light", "ko"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_how_it_looks(page: Page, sign_in: SignIn, cast: Cast, told: Testimony, tmp_path: Path, name: str) -> None:
    """Axe finds nothing, also with every fold open; it fits its width; the docs hold its picture."""
    width, scheme, language = PICTURES[name]
    filled(cast, told)
    sign_in(page, cast.coder)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    if language != "en":
        page.goto("/staff/")
        page.locator(f"#user-tools button[value={language}]").click()
    said: list[ConsoleMessage] = []
    page.on("console", lambda message: said.append(message))
    page.goto(f"/staff/code/{told.pk}/")
    page.locator("input[value^='translation']").nth(1).check()
    folder = FOLDER if os.environ.get("CASETRACKER_PICTURES") == "1" and name != "coding-ko.png" else tmp_path
    page.screenshot(path=folder / name)
    assert name == "coding-ko.png" or (FOLDER / name).exists(), "CASETRACKER_PICTURES=1 pytest " + __file__
    page.locator("[name=open]").first.click()
    page.locator(".coding-edit").wait_for()
    page.evaluate("document.querySelectorAll('.coding details').forEach((one) => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []
    assert [one.text for one in said if unexpected(one.text)] == []


def filled(cast: Cast, told: Testimony) -> None:
    """Acts of each kind: overlapping, with somebody named, of others, not asked."""
    actor = register_actor(by=cast.coder, case=told.case, kind="individual", name="the manager")
    crew = register_group(by=cast.coder, case=told.case, description="the other workers of his crew")
    for words, code, values in (
        ("sixteen hours a day at a logging site", "WRK-01", {}),
        ("the manager collected all passports", "CTL-06", {"actor": actor, "note": "x"}),
        ("a man who asked for his wages was beaten", "WGE-01", {"victims": [crew]}),
        ("beaten in front of us", "PHY-02", {"victims": [crew], "actor": actor, "confidence": "high"}),
        ("", "CTL-04", {"state": "not_asked"}),
    ):
        start = ENGLISH.index(words)
        spans = [Span("translation", start, start + len(words))] if words else []
        category = AbuseCategory.objects.get(code=code)
        code_passages(by=cast.coder, testimony=told, spans=spans, category=category, **values)  # type: ignore[arg-type]
