"""Passages that overlap are drawn as flat pieces; lines of a source become a locator."""

import pytest

from cases.desk.coding.marks import Mark, by_sentence, pieces
from cases.desk.coding.press import lines, locator_of, ranges_of
from cases.desk.coding.splitting import paragraphs
from cases.desk.coding.texts import Text

WORDS = "One two three. Four five six."
TEXT = Text("account", "en", 1, WORDS, paragraphs(WORDS))


def mark(words: str, name: str) -> Mark:
    start = WORDS.index(words)
    return Mark(start, start + len(words), name)


def test_overlaps_are_flat_and_every_word_stays() -> None:
    marks = [mark("One two", "a"), mark("two three", "b"), mark("two", "a")]
    first = TEXT.sentences[0]
    found = pieces(first, by_sentence(TEXT, marks)[1])
    assert [(piece.words, piece.weight, piece.title) for piece in found] == [
        ("One ", 1, "a"), ("two", 3, "a, b"), (" three", 1, "b"), (".", 0, ""),
    ]  # fmt: skip
    assert "".join(piece.words for piece in found) == first.words


def test_a_mark_over_two_sentences_lies_in_both() -> None:
    marks = by_sentence(TEXT, [mark("three. Four", "a")])
    assert marks.keys() == {1, 2}
    assert [piece.words for piece in pieces(TEXT.sentences[1], marks[2])] == ["Four", " five six."]


def test_a_mark_that_only_touches_a_sentence_is_not_in_it() -> None:
    assert by_sentence(TEXT, [mark("One two three.", "a")]).keys() == {1}
    assert by_sentence(TEXT, [Mark(14, 15, "a")]) == {}


@pytest.mark.parametrize(
    ("numbers", "locator"),
    [([5], "line 5"), ([6, 5], "lines 5-6"), ([9, 5, 6, 7], "lines 5-7, 9"), ([1, 3], "lines 1, 3"), ([], "")],
)
def test_ticked_lines_are_a_locator_and_back(numbers: list[int], locator: str) -> None:
    assert locator_of(numbers) == locator
    found = [line for first, last in ranges_of(locator) for line in range(first, last + 1)]
    assert found == sorted(numbers)


@pytest.mark.parametrize("locator", ["page 3", "", "lines 9-5", "before line 5"])
def test_other_locators_name_no_line(locator: str) -> None:
    assert ranges_of(locator) == []


def test_blank_lines_of_a_source_are_counted_and_not_shown() -> None:
    found = [paragraph.sentences[0] for paragraph in lines("a\n\nb")]
    assert [(one.number, one.start, one.words) for one in found] == [(1, 1, "a"), (3, 3, "b")]
