"""A passage is found again after its text was corrected, or a person is asked: it is never silently put elsewhere."""

import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cases.coding.anchoring import CONTEXT, Anchor, Placed, place

WORDS = (
    "no",
    "rest",
    "쉬는",
    "날은",
    "없었습니다",
    unicodedata.normalize("NFD", "한국"),
    "Ж😀",
    "e\u0301te",
    "работа",
    "👩‍🔧",
)
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join)


def anchor_at(text: str, start: int, end: int) -> Anchor:
    return Anchor(
        start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    )  # fmt: skip


def words_of(text: str, words: str) -> Anchor:
    start = text.index(words)
    return anchor_at(text, start, start + len(words))


def found(anchor: Anchor, text: str) -> tuple[str, bool] | None:
    placed = place(anchor, text)
    return None if placed is None else (text[placed.start : placed.end], placed.sure)


def stands_once(anchor: Anchor, text: str) -> bool:
    """With its neighbours; places may overlap."""
    return len(re.findall(f"(?={re.escape(anchor.prefix + anchor.exact + anchor.suffix)})", text)) == 1


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text of some of the same words, and a piece of it."""
    text = draw(sentences)
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, min(len(text), start + 80)))
    assume(text[start:end].strip())
    return text, start, end


@given(marked(), sentences)
def test_edit_elsewhere_never_loses_a_passage(mark: tuple[str, int, int], added: str) -> None:
    """Its words still stand; where it is called sure, it is where they were, moved by what was put before them."""
    text, start, end = mark
    anchor = anchor_at(text, start, end)
    assume(stands_once(anchor, text))
    for corrected, by in ((f"{added} {text}", len(added) + 1), (f"{text} {added}", 0)):
        placed = place(anchor, corrected)
        assert placed is not None
        assert corrected[placed.start : placed.end] == anchor.exact
        if placed.sure and stands_once(anchor, corrected):
            assert placed.start == start + by


@given(marked(), st.data())
def test_edit_inside_is_never_sure(mark: tuple[str, int, int], data: st.DataObject) -> None:
    """Even when the same words stand elsewhere, with some of the same words around them."""
    text, start, end = mark
    anchor = anchor_at(text, start, end)
    assume(stands_once(anchor, text))
    at = data.draw(st.integers(start, end - 1))
    corrected = f"{text[:at]}#{text[at + 1 :]}"
    placed = place(anchor, corrected)
    assert placed is None or not placed.sure


@given(marked(), st.sampled_from(["#", "## and more ##", "쉬"]), st.data())
def test_words_put_inside_are_never_sure(mark: tuple[str, int, int], added: str, data: st.DataObject) -> None:
    text, start, end = mark
    anchor = anchor_at(text, start, end)
    assume(end - start > 1)
    assume(stands_once(anchor, text))
    at = data.draw(st.integers(start + 1, end - 1))
    corrected = text[:at] + added + text[at:]
    assume(anchor.exact not in corrected[start : end + len(added)])
    placed = place(anchor, corrected)
    assert placed is None or not placed.sure


@pytest.mark.parametrize(
    "before", ["😀 ", "👩‍🔧👩‍🔧 ", unicodedata.normalize("NFD", "한국은 "), "e\u0301 ", "x" * 5000]
)
def test_words_put_before_move_it_by_code_points(before: str) -> None:
    text = "우리는 하루에 열여덟 시간 일했습니다. 여권은 관리자가 보관했습니다. 쉬는 날은 없었습니다."
    anchor = words_of(text, "여권은 관리자가")
    assert place(anchor, before + text) == Placed(anchor.start + len(before), anchor.end + len(before), sure=True)


def test_repeated_words_are_told_apart_by_their_neighbours() -> None:
    text = "In spring we had no rest at the yard. In autumn we had no rest at the mill."
    second = anchor_at(text, text.rindex("no rest"), text.rindex("no rest") + 7)
    corrected = f"He began. {text}"
    placed = place(second, corrected)
    assert placed == Placed(corrected.rindex("no rest"), corrected.rindex("no rest") + 7, sure=True)


def test_copy_of_a_whole_paragraph_is_never_taken_for_the_original() -> None:
    """As in the article of the first case, whose lines stand in it twice: the first was corrected, the copy stays."""
    paragraph = (
        "The men were told to keep to themselves. They had no rest on any day of the week. Nobody left the site.\n"
    )
    text = f"Title\n{paragraph}Middle of the page.\n{paragraph}End."
    anchor = words_of(text, "They had no rest on any day")
    corrected = text.replace("no rest", "little rest", 1)
    placed = place(anchor, corrected)
    assert placed is not None
    assert not placed.sure


def test_two_copies_moved_together_are_not_told_apart() -> None:
    paragraph = (
        "The men were told to keep to themselves. They had no rest on any day of the week. Nobody left the site.\n"
    )
    text = paragraph + paragraph + paragraph
    placed = place(words_of(text[len(paragraph) :], "no rest"), f"New first line.\n{text}")
    assert placed is not None
    assert not placed.sure


def test_reworded_passage_is_suggested_at_its_old_neighbours() -> None:
    text = "They came at six. We worked eighteen hours a day in winter. Nobody could leave the site."
    anchor = words_of(text, "We worked eighteen hours a day")
    corrected = f"Preface. {text.replace('eighteen hours', 'about 18 hours')}"
    assert found(anchor, corrected) == ("We worked about 18 hours a day", False)


def test_words_that_are_gone_are_found_nowhere() -> None:
    text = "They came at six. We worked eighteen hours a day in winter. Nobody could leave the site."
    anchor = words_of(text, "We worked eighteen hours a day")
    assert place(anchor, "Something else altogether.") is None
    assert place(anchor, "") is None
    assert place(anchor, text.replace(anchor.exact + " ", "")) is None


@pytest.mark.parametrize(("stored", "typed"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_letters_composed_otherwise_are_suggested(stored: str, typed: str) -> None:
    text = "나는 한국에서 일했습니다. 쉬는 날은 없었습니다."
    anchor = words_of(unicodedata.normalize(stored, text), unicodedata.normalize(stored, "쉬는 날은"))
    corrected = unicodedata.normalize(typed, text)
    assert found(anchor, corrected) == (unicodedata.normalize(typed, "쉬는 날은"), False)


@pytest.mark.parametrize("joined", ["\u0301", "\u200d🔧", "\u11ab", "\U0001f3fd"])
def test_mark_added_to_its_last_letter_is_not_sure(joined: str) -> None:
    """The letter is another one now, although the passage's code points still stand there."""
    text = "Some words before it. He gave the name. Some words after it."
    anchor = Anchor(25, 38, "gave the name", text[:25], "")
    placed = place(anchor, f"{text[:25]}gave the name{joined}")
    assert placed is not None
    assert not placed.sure


@pytest.mark.parametrize("added", [" not", "less", "."])
def test_words_put_right_beside_are_looked_at(added: str) -> None:
    """They may turn its sense round."""
    text = "They came at six in the morning. We had rest. Nobody could leave the site by themselves."
    anchor = words_of(text, "We had rest")
    placed = place(anchor, text.replace("We had rest", f"We had rest{added}"))
    assert placed is not None
    assert not placed.sure


def test_three_hundred_passages_of_a_long_text_are_found() -> None:
    """Every one of them has to be looked for: the text was corrected at its start. `bench coding` measures how long it takes."""
    lines = [f"{number}일째 되는 날 우리는 {number * 7}번 문을 지나 현장으로 갔습니다. " for number in range(3000)]
    text = "".join(lines)
    assert len(text.encode()) > 100_000
    step = len(text) // 301
    anchors = [anchor_at(text, step * number, step * number + 25) for number in range(1, 301)]
    corrected = f"Corrected. {text}"
    placed = [place(anchor, corrected) for anchor in anchors]
    assert [one.start for one in placed if one is not None and one.sure] == [anchor.start + 11 for anchor in anchors]


def test_one_letter_repeated_ends() -> None:
    text = "a" * 100_000
    anchor = anchor_at(text, 50_000, 50_002)
    assert found(anchor, "b" + text) is not None
    assert found(anchor, "b" + text[:-50_100]) == ("aa", False)
