"""Which interviews go to a second coder."""

from collections.abc import Callable

import pytest

from cases.casework.models import Case
from cases.coding import selection
from cases.coding.actions import Span, code_passages, finish_coding, finish_codings
from cases.coding.selection import Choice
from cases.intake.actions import Step, log_testimony, reopen_testimony, submit_testimony
from cases.intake.models import Testimony
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.models import Witness
from tests.conftest import ACCOUNT, Cast
from tests.second_coding import REAL

pytestmark = pytest.mark.usefixtures("vocabulary")
Made = Callable[..., Testimony]


@pytest.fixture
def coded(cast: Cast, case: Case, witness: Witness) -> Made:
    """An interview of the same person with one act, not finished."""

    def make(category: str = "WRK-01", state: str = "present") -> Testimony:
        told = log_testimony(
            by=cast.interviewer, case=case, witness=witness, language="ko", account=ACCOUNT, reinterview_need="x"
        )
        told = submit_testimony(by=cast.interviewer, testimony=told)
        chosen = AbuseCategory.objects.get(code=category)
        code_passages(by=cast.coder, testimony=told, spans=[Span("account", 0, 9)], category=chosen, state=state)
        return told

    return make


def test_the_rule_is_that_of_the_brief() -> None:
    assert REAL == {"FIRST": 20, "SHARE": 0.15, "RESTRICTED": True}


def test_the_first_of_a_case_are_chosen_and_then_no_more(
    cast: Cast, coded: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selection, "FIRST", 2)
    found = [finish_coding(by=cast.coder, testimony=coded()).double_coding for _number in range(3)]
    assert found == [Choice.FIRST, Choice.FIRST, Choice.NOT_CHOSEN]


def test_after_them_chance_decides(cast: Cast, coded: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selection, "SHARE", 1.0)
    assert finish_coding(by=cast.coder, testimony=coded()).double_coding == Choice.RANDOM
    monkeypatch.setattr(selection, "SHARE", 0.0)
    assert finish_coding(by=cast.coder, testimony=coded()).double_coding == Choice.NOT_CHOSEN


def test_chance_is_not_to_be_foreseen() -> None:
    """The system's own source of chance, which no seed repeats."""
    selection._chance.seed(1)
    first = [selection._chance.random() for _number in range(20)]
    selection._chance.seed(1)
    assert first != [selection._chance.random() for _number in range(20)]


def test_about_fifteen_of_a_hundred_are_drawn() -> None:
    drawn = sum(selection._chance.random() < REAL["SHARE"] for _number in range(20_000))
    assert 2_700 < drawn < 3_300  # more than five standard deviations either way


def test_a_restricted_code_is_read_twice(cast: Cast, coded: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selection, "RESTRICTED", True)
    assert finish_coding(by=cast.coder, testimony=coded("SGB-01")).double_coding == Choice.RESTRICTED
    assert finish_coding(by=cast.coder, testimony=coded("SGB-01", "stated_absent")).double_coding == Choice.NOT_CHOSEN


def test_demonstrations_choose_nothing(cast: Cast, coded: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selection, "FIRST", 20)
    told = coded()
    assert told.submitted_at is not None
    finish_codings(by=cast.coder, steps=[Step(told, told.submitted_at)])
    told.refresh_from_db()
    assert told.double_coding == Choice.NOT_CHOSEN


def test_press_accounts_are_not_chosen(first_case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selection, "FIRST", 20)
    assert {selection.choose(told) for told in first_case.testimonies.all()} == {Choice.NOT_CHOSEN}


def test_what_was_opened_again_is_not_chosen_again(
    cast: Cast, cleared: Testimony, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selection, "FIRST", 20)
    again = reopen_testimony(by=cast.lead, testimony=cleared, reopen_reason="a word was wrong")
    assert finish_coding(by=cast.coder, testimony=again).double_coding == Choice.NOT_CHOSEN
