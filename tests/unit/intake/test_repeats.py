"""Lines that repeat others. The article below has the shape of the first case's one: its text may not be kept here."""

import random

import pytest

from cases.intake import repeats as module
from cases.intake.repeats import Repeat, repeats, shared_with

HEADLINE = "Workers Abroad Describe Long Days Amid Rising Orders"
BLOCK = [
    "Six people who left described the days to a reporter. They were met on arrival and told to speak to nobody.",
    "One of them said that the work began before dawn, and that it ended long after the last bus had gone.",
    "Another recalled a fall from a scaffold; no doctor came, and the foreman sent him back on the next day.",
    "More than 10,000 people arrived last year, by the count of an office that asked not to be named here.",
    "Observers add that people are watched more closely, and that fewer and fewer of them manage to get away.",
    "The accounts raise questions about who answers for such places of work, and about who looks away.",
]
ARTICLE = "\n".join(
    [
        "More than 20,000 people are expected to be sent abroad, people who left and officials say in this piece.",
        HEADLINE,
        "",
        HEADLINE,
        "People who left report long days and bad quarters, while the builders look for more and more hands.",
        "In recent months many are said to have been sent to work on sites where hardly anybody else would.",
        *BLOCK,
        *BLOCK,
    ]
)


def block(first: int, last: int, of_first: int, *, exact: bool = True) -> Repeat:
    """Lines without blank ones in between."""
    return Repeat(tuple((first + n, of_first + n) for n in range(last - first + 1)), exact)


def test_article_with_a_headline_and_six_paragraphs_printed_twice() -> None:
    assert repeats(ARTICLE) == [block(4, 4, 2), block(13, 18, 7)]


def test_each_line_knows_the_line_it_repeats_across_blank_lines() -> None:
    spaced = "\n".join([BLOCK[0], "", BLOCK[1], BLOCK[2], "", BLOCK[0], BLOCK[1], "", "", BLOCK[2]])
    (found,) = repeats(spaced)
    assert found.pairs == ((6, 1), (7, 3), (10, 4))
    assert (found.first, found.last, found.of_first, found.of_last) == (6, 10, 1, 4)


def test_case_spaces_punctuation_quotes_and_unseen_marks_are_put_aside() -> None:
    text = (
        "“Nobody came,” he said: more than 10,000 waited.\r\n"
        '\u200e"nobody  came" HE SAID - more\u00a0than 10000 waited\u00ad!'
    )
    assert repeats(text) == [block(2, 2, 1)]


@pytest.mark.parametrize(
    ("line", "again"),
    [
        ("북한 노동자 수천 명이 러시아로 보내졌다", "북한 노동자 수천 명이, 러시아로 보내졌다."),
        ("Рабочих кормили один раз в день", "рабочих кормили один раз в день…"),
        ("労働者は一日十八時間働いた", "労働者は一日十八時間働いた。"),
    ],
)
def test_other_scripts(line: str, again: str) -> None:
    assert repeats(f"{line}\n{again}") == [block(2, 2, 1)]


def test_third_time_is_traced_to_the_first() -> None:
    text = "\n".join(BLOCK[:2] * 3)
    assert repeats(text) == [block(3, 4, 1), block(5, 6, 1)]


def test_one_word_in_ten_makes_a_near_repeat_and_two_do_not() -> None:
    line = BLOCK[0]
    assert repeats(f"{line}\n{line.replace('reporter', 'journalist')}") == [block(2, 2, 1, exact=False)]
    other = line.replace("reporter", "journalist").replace("nobody", "no one at all")
    assert repeats(f"{line}\n{other}") == []


def test_other_figures_are_another_claim() -> None:
    assert repeats(f"{BLOCK[3]}\n{BLOCK[3].replace('10,000', '50,000')}") == []


def test_short_lines_repeat_nothing_by_themselves() -> None:
    assert repeats("Photo: AFP\nSomething else stands here\nPhoto: AFP\n***\n***") == []


def test_short_line_inside_a_repeated_block_belongs_to_it() -> None:
    text = "\n".join([BLOCK[0], "No.", BLOCK[1], BLOCK[0], "No.", BLOCK[1]])
    assert repeats(text) == [block(4, 6, 1)]


def test_exact_and_near_repeats_are_blocks_of_their_own() -> None:
    text = "\n".join([*BLOCK[:2], BLOCK[0], BLOCK[1].replace("bus", "tram")])
    assert repeats(text) == [block(3, 3, 1), block(4, 4, 2, exact=False)]


def test_nothing_in_nothing() -> None:
    assert repeats("") == repeats("\n \n") == shared_with("", ARTICLE) == shared_with(ARTICLE, "") == []


def test_two_sources_share_paragraphs() -> None:
    own = "Their own first paragraph has words that nobody else has written down before."
    copy = "\n\n".join([own, BLOCK[1], BLOCK[2].replace("doctor", "medic")])
    assert shared_with(ARTICLE, copy) == [block(3, 3, 8), block(5, 5, 9, exact=False)]


@pytest.mark.parametrize("letters", ["ab", "abcdefghij"])
@pytest.mark.parametrize("length", [9, 199])
def test_hostile_texts_take_work_in_proportion_to_their_lines(
    monkeypatch: pytest.MonkeyPatch, letters: str, length: int
) -> None:
    """Each line is compared with few others, however many are like it."""
    compared = []
    monkeypatch.setattr(module, "_is_near", lambda one, other: bool(compared.append(one)))
    chance = random.Random(7)  # noqa: S311
    lines = [" ".join(chance.choices(letters, k=length)) for _ in range(20_000 // length)]
    repeats("\n".join(lines))
    assert 0 < len(compared) <= len(lines) * (module.CANDIDATES + 1)
