"""The forced-labour screen: both elements in one dimension, one of them strong, done to the person at work."""

from dataclasses import dataclass, field

import pytest

from cases.coding.screen import Screen, screen


@dataclass
class Category:
    ilo_dimension: str
    ilo_element: str
    ilo_strength: str


@dataclass
class FakeAct:
    """What the screen reads of an act."""

    category: Category
    state: str = "present"
    code: str = field(default="ACT-000001")


def screened(*marks: tuple[str, str, str]) -> Screen:
    return screen(FakeAct(Category(*mark)) for mark in marks)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("acts", "met"),
    [
        ([("WL", "I", "S"), ("WL", "C", "M")], ["WL"]),
        ([("WL", "I", "M"), ("WL", "C", "S")], ["WL"]),
        ([("WL", "I", "M"), ("WL", "C", "M")], []),
        ([("WL", "I", "S"), ("IL", "C", "S")], []),
        ([("WL", "I", "S"), ("WL", "I", "S")], []),
        ([("WL", "C", "S"), ("WL/IL", "C", "S")], []),
        ([("UF/WL", "I", "M"), ("WL/IL", "C", "S")], ["WL"]),
        ([("UF/IL", "C", "S"), ("UF", "I", "M"), ("IL", "I", "S")], ["UF", "IL"]),
        ([("WL/IL", "B", "S")], ["WL", "IL"]),
        ([("WL", "B", "M")], []),
        ([("WL", "B", "M"), ("WL", "C", "S")], ["WL"]),
        ([("", "", "")], []),
        ([], []),
    ],
)
def test_screen(acts: list[tuple[str, str, str]], met: list[str]) -> None:
    found = screened(*acts)
    assert [name for name, one in zip(("UF", "WL", "IL"), found.dimensions, strict=True) if one.met] == met
    assert found.met == bool(met)


@pytest.mark.parametrize("state", ["stated_absent", "unclear", "not_asked"])
def test_only_present_acts_count(state: str) -> None:
    acts = [FakeAct(Category("WL", "B", "S"), state)]
    assert not screen(acts).met  # type: ignore[arg-type]


def test_it_names_what_is_missing() -> None:
    unfree, work, _leaving = screened(("WL", "I", "M")).dimensions
    assert work.missing == ["coercion (menace of a penalty)", "an act that counts as strong"]
    assert unfree.missing == ["involuntariness", "coercion (menace of a penalty)", "an act that counts as strong"]


@pytest.mark.parametrize("acts", [[("WL", "B", "S")], [("WL", "I", "M")]])
def test_it_never_is_a_bare_answer(acts: list[tuple[str, str, str]]) -> None:
    assert "a screen, not a finding" in screened(*acts).sentence
