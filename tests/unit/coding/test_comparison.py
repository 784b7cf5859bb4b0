"""Two codings beside each other: what is the same act, what differs, what can become of it."""

import itertools
import uuid

from cases.coding.comparison import Choice, Coded, Line, compare, shared


def coded(
    number: int, category: str, *spots: tuple[int, int], state: str = "present", text: str = "account", **facts: str
) -> Coded:
    """An act with a key that says its number."""
    places = frozenset((text, start, end) for start, end in spots)
    return Coded(uuid.UUID(int=number), category, state, places, facts)


def pairs(lines: list[Line]) -> list[tuple[int | None, int | None]]:
    return [
        (line.first.key.int if line.first else None, line.second.key.int if line.second else None) for line in lines
    ]


def test_the_same_category_on_overlapping_words_is_one_line() -> None:
    [line] = compare([coded(1, "WRK-01", (0, 10))], [coded(2, "WRK-01", (9, 30))])
    assert line.is_agreed
    assert line.choices == [Choice.FIRST, Choice.SECOND, Choice.BOTH, Choice.NEITHER]


def test_words_that_only_touch_do_not_overlap() -> None:
    lines = compare([coded(1, "WRK-01", (0, 10))], [coded(2, "WRK-01", (10, 30))])
    assert pairs(lines) == [(1, None), (None, 2)]


def test_the_same_place_in_account_and_translation_is_not_the_same() -> None:
    lines = compare([coded(1, "WRK-01", (0, 10))], [coded(2, "WRK-01", (0, 10), text="translation")])
    assert len(lines) == 2


def test_what_cites_no_words_is_the_same_by_its_category() -> None:
    lines = compare([coded(1, "WRK-01", state="not_asked")], [coded(2, "WRK-01", state="not_asked")])
    assert [line.is_agreed for line in lines] == [True]
    assert len(compare([coded(1, "WRK-01", state="not_asked")], [coded(2, "WRK-01", (0, 4))])) == 2


def test_another_state_is_a_difference_and_cannot_be_both() -> None:
    [line] = compare([coded(1, "WRK-01", (0, 10))], [coded(2, "WRK-01", (0, 10), state="unclear")])
    assert line.differs == ["state"]
    assert Choice.BOTH not in line.choices


def test_another_name_for_the_same_words_is_one_line() -> None:
    [line] = compare([coded(1, "WRK-01", (0, 10))], [coded(2, "PAY-02", (5, 10))])
    assert line.differs == ["category"]
    assert Choice.BOTH in line.choices


def test_victims_and_period_differ_by_name() -> None:
    [line] = compare(
        [coded(1, "WRK-01", (0, 9), victims="W-1", period="2019")],
        [coded(2, "WRK-01", (0, 9), victims="W-1", period="2020")],
    )
    assert line.differs == ["period"]
    assert not line.is_agreed


def test_what_one_coded_alone_is_kept_or_not() -> None:
    [line] = compare([], [coded(2, "WRK-01", (0, 9))])
    assert line.choices == [Choice.SECOND, Choice.NEITHER]
    assert not line.is_agreed


def test_of_several_the_same_state_comes_first_then_the_most_words() -> None:
    first = [coded(1, "WRK-01", (0, 20))]
    second = [
        coded(2, "WRK-01", (0, 20), state="unclear"),
        coded(3, "WRK-01", (0, 3)),
        coded(4, "WRK-01", (0, 12)),
    ]
    assert (1, 4) in pairs(compare(first, second))


def test_the_right_name_is_preferred_to_more_words() -> None:
    first = [coded(1, "WRK-01", (0, 5))]
    second = [coded(2, "PAY-02", (0, 50)), coded(3, "WRK-01", (4, 9))]
    assert sorted(pairs(compare(first, second)), key=str) == [(1, 3), (None, 2)]


def test_every_act_stands_in_exactly_one_line_whatever_the_order() -> None:
    first = [coded(n, f"WRK-0{n % 2}", (n, n + 9)) for n in range(1, 5)]
    second = [coded(10 + n, f"WRK-0{n % 3}", (n + 2, n + 6)) for n in range(1, 5)]
    wanted = pairs(compare(first, second))
    assert sorted(one for pair in wanted for one in pair if one) == [1, 2, 3, 4, 11, 12, 13, 14]
    for left, right in itertools.product(itertools.permutations(first), itertools.permutations(second)):
        assert pairs(compare(left, right)) == wanted


def test_lines_stand_in_the_order_of_the_text() -> None:
    lines = compare([coded(1, "A", (50, 60)), coded(2, "B")], [coded(3, "C", (0, 4))])
    assert pairs(lines) == [(None, 3), (1, None), (2, None)]


def test_shared_words_are_counted_over_all_passages() -> None:
    assert shared([("account", 0, 10), ("account", 20, 30)], [("account", 5, 25)]) == 10


def test_a_third_record_says_what_became_of_a_line() -> None:
    one, other = coded(1, "WRK-01", (0, 10), victims="W-1"), coded(2, "WRK-01", (5, 20), victims="W-1, W-2")
    line, alone = Line(one, other), Line(None, other)
    copy = coded(9, "WRK-01", (0, 10), victims="W-1")
    both = coded(9, "WRK-01", (0, 10), (5, 20), victims="W-1, W-2")
    assert line.became({one.key: copy}) == Choice.FIRST
    assert line.became({one.key: both}) == Choice.BOTH
    assert line.became({other.key: copy}) == Choice.SECOND
    assert line.became({}) == Choice.NEITHER
    assert (alone.became({other.key: copy}), alone.became({})) == (Choice.SECOND, Choice.NEITHER)


def test_an_act_in_two_codings_of_a_long_text_is_matched_quickly() -> None:
    first = [coded(n, f"C-{n % 40}", (n * 300, n * 300 + 200)) for n in range(300)]
    second = [coded(1000 + n, f"C-{n % 40}", (n * 300 + 10, n * 300 + 220)) for n in range(300)]
    assert all(line.first and line.second for line in compare(first, second))
