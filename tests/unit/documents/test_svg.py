"""Texts in a drawing fit into their room, and lose no letter."""

import pytest

from cases.documents.svg import fits, length, lines


@pytest.mark.parametrize(
    "words",
    [
        "Abusive working and living conditions of people far from home",
        "Злоупотребление уязвимым положением и тяжёлые условия",
        "가혹한 노동·생활 조건과 신분증 압류",
        "Donaudampfschifffahrtsgesellschaftskapitän",
        "한국어낱말하나가길다",
    ],
)
def test_lines_are_no_wider_than_their_room_and_lose_no_letter(words: str) -> None:
    found = lines(words, 66)
    assert len(found) > 1
    assert all(length(line) <= 66 for line in found)
    assert "".join(found).replace(" ", "") == words.replace(" ", "")


def test_line_ends_neither_before_a_percent_sign_nor_inside_a_number() -> None:
    assert lines("от 90 до 100 %", 35) == ["от 90", "до", "100 %"]
    assert lines("около 1\xa0000", 35) == ["около", "1\xa0000"]


def test_short_text_is_one_line_and_no_text_too() -> None:
    assert lines("short", 66) == ["short"]
    assert lines("", 66) == [""]


def test_word_that_would_be_cut_does_not_fit() -> None:
    assert fits("10 or fewer", 40)
    assert not fits("Unzerlegbarkeit", 40)


def test_hangul_is_wider_than_other_letters() -> None:
    assert length("가") > length("ш") > length(" ")
