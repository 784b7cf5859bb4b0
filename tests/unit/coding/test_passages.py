"""Passages: exact words that stand in the text once, counted in code points."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.casework.models import Case
from cases.coding.actions import mark_passage
from cases.coding.models import Passage
from cases.core import sealing
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent
from cases.intake.actions import log_testimony, submit_testimony
from cases.intake.models import Testimony
from cases.witnesses.models import Witness
from tests.conftest import ACCOUNT, Cast


def submitted_with(cast: Cast, case: Case, witness: Witness, **texts: str) -> Testimony:
    testimony = log_testimony(by=cast.interviewer, case=case, witness=witness, **texts)  # type: ignore[arg-type]
    return submit_testimony(by=cast.interviewer, testimony=testimony)


def opened(cast: Cast, passage: Passage) -> dict[str, str | None]:
    return sealing.open_record(passage, ["prefix", "exact", "suffix"], by=cast.coder, reason="test")


def test_mark_passage_stores_place_and_words_around(cast: Cast, submitted: Testimony) -> None:
    words = "여권은 관리자가"
    passage = mark_passage(by=cast.coder, testimony=submitted, exact=words)
    assert ACCOUNT[passage.start : passage.end] == words
    stored = opened(cast, Passage.objects.get())
    assert stored["exact"] == words
    assert f"{stored['prefix']}{stored['exact']}{stored['suffix']}" in ACCOUNT
    assert AuditEvent.objects.filter(action="coding.mark_passage", body__contains="testimony.account").exists()


@pytest.mark.parametrize("before", ["😀 ", "👩‍🔧👩‍🔧", "가나", unicodedata.normalize("NFD", "한국 "), "é" + "e\u0301"])
def test_places_are_code_points(cast: Cast, case: Case, witness: Witness, before: str) -> None:
    """Not bytes, not UTF-16 units, not what looks like one letter."""
    testimony = submitted_with(cast, case, witness, account=f"{before}needle end")
    passage = mark_passage(by=cast.coder, testimony=testimony, exact="needle")
    assert (passage.start, passage.end) == (len(before), len(before) + 6)


def test_decomposed_hangul_is_found_in_its_own_form(cast: Cast, case: Case, witness: Witness) -> None:
    """The text is kept as it was typed; its words are found as copied from it, with their own length."""
    decomposed = unicodedata.normalize("NFD", "한국")
    testimony = submitted_with(cast, case, witness, account=f"나는 {decomposed}에서")
    passage = mark_passage(by=cast.coder, testimony=testimony, exact=decomposed)
    assert passage.end - passage.start == len(decomposed) == 6


def test_line_ends_of_a_browser_match(cast: Cast, case: Case, witness: Witness) -> None:
    testimony = submitted_with(cast, case, witness, account="one\r\ntwo\r\nthree")
    passage = mark_passage(by=cast.coder, testimony=testimony, exact="two\r\nthree")
    assert (passage.start, passage.end) == (4, 13)
    assert opened(cast, passage)["exact"] == "two\nthree"


def test_words_that_stand_twice_are_refused(cast: Cast, case: Case, witness: Witness) -> None:
    testimony = submitted_with(cast, case, witness, account="no rest. We had no rest.")
    with pytest.raises(Refused, match="more than once"):
        mark_passage(by=cast.coder, testimony=testimony, exact="no rest")
    assert mark_passage(by=cast.coder, testimony=testimony, exact="had no rest").start == 12


def test_words_that_overlap_themselves_are_refused(cast: Cast, case: Case, witness: Witness) -> None:
    """ "aa" stands in "aaa" at two places: which one is meant is not known."""
    testimony = submitted_with(cast, case, witness, account="he said ㅋㅋㅋ")
    with pytest.raises(Refused):
        mark_passage(by=cast.coder, testimony=testimony, exact="ㅋㅋ")


@pytest.mark.parametrize("exact", ["", "   ", "\n", "never said", "여권은 관리자 가"])
def test_words_that_do_not_stand_there_are_refused(cast: Cast, submitted: Testimony, exact: str) -> None:
    with pytest.raises(Refused, match="do not stand") as refusal:
        mark_passage(by=cast.coder, testimony=submitted, exact=exact)
    assert "여권" not in str(refusal.value)
    assert not Passage.objects.exists()


def test_words_around_are_short(cast: Cast, case: Case, witness: Witness) -> None:
    testimony = submitted_with(cast, case, witness, account="a" * 500 + "needle" + "b" * 500)
    stored = opened(cast, mark_passage(by=cast.coder, testimony=testimony, exact="needle"))
    assert (stored["prefix"], stored["suffix"]) == ("a" * 32, "b" * 32)


def test_passage_at_either_end(cast: Cast, case: Case, witness: Witness) -> None:
    testimony = submitted_with(cast, case, witness, account="first and last")
    assert mark_passage(by=cast.coder, testimony=testimony, exact="first").start == 0
    assert mark_passage(by=cast.coder, testimony=testimony, exact="last").end == 14


def test_passage_of_a_translation_that_is_not_there_is_refused(cast: Cast, submitted: Testimony) -> None:
    with pytest.raises(Refused, match="do not stand"):
        mark_passage(by=cast.coder, testimony=submitted, exact="worked", text="translation")


def test_passage_of_the_translation(cast: Cast, case: Case, witness: Witness) -> None:
    testimony = submitted_with(cast, case, witness, account="일했다", translation="I worked")
    passage = mark_passage(by=cast.coder, testimony=testimony, exact="worked", text="translation")
    assert (passage.text, passage.start) == ("translation", 2)


def test_passage_opens_no_other_field_of_the_testimony(cast: Cast, case: Case, witness: Witness) -> None:
    """``text`` names the account or the translation: a translator's name is no text to search in."""
    testimony = submitted_with(cast, case, witness, account="x", translator="Secret Name")
    with pytest.raises((Refused, ValidationError)) as refusal:
        mark_passage(by=cast.coder, testimony=testimony, exact="Secret Name", text="translator")
    assert "Secret" not in str(refusal.value)
    assert not Passage.objects.exists()


def test_draft_and_strangers_are_refused(cast: Cast, testimony: Testimony) -> None:
    with pytest.raises(Refused, match="submitted"):
        mark_passage(by=cast.coder, testimony=testimony, exact="여권은")
    with pytest.raises(NotAllowed, match="team"):
        mark_passage(by=cast.stranger, testimony=testimony, exact="여권은")


def test_refused_attempt_is_in_the_chain_with_the_field_it_read(cast: Cast, submitted: Testimony) -> None:
    """A coder who guesses words reads the account: each guess leaves an event."""
    before = timezone.now()
    with pytest.raises(Refused):
        mark_passage(by=cast.coder, testimony=submitted, exact="guess")
    event = AuditEvent.objects.latest("seq")
    assert event.action == "coding.mark_passage.refused"
    assert event.at >= before
    assert "testimony.account" in event.body
    assert "guess" not in event.body
