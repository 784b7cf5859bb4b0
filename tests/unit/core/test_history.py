"""What a save changed, word by word."""

from cases.core.history import COMPARED, Change


def test_one_changed_word_is_told_from_the_rest() -> None:
    assert Change("Account", "We worked 16 hours a day.\nNo rest.", "We worked 18 hours a day.\nNo rest.").parts == [
        ("same", "We worked "), ("out", "16 "), ("in", "18 "), ("same", "hours a day.\nNo rest."),
    ]  # fmt: skip


def test_new_and_emptied_texts_stand_whole() -> None:
    assert Change("Note", "", "new").parts == [("in", "new")]
    assert Change("Note", "old", "").parts == [("out", "old")]


def test_parts_put_together_are_both_texts() -> None:
    before, after = (
        "여권은  관리자가 보관했습니다. \n쉬는 날은 없었습니다.",
        "여권은 반장이 보관했습니다. \n\n쉬는 날은",
    )
    parts = Change("Account", before, after).parts
    assert "".join(text for kind, text in parts if kind != "in") == before
    assert "".join(text for kind, text in parts if kind != "out") == after


def test_texts_too_long_to_compare_stand_side_by_side() -> None:
    before, after = "a " * COMPARED, "b " * COMPARED
    assert Change("Account", before, after).parts == [("out", before), ("in", after)]
