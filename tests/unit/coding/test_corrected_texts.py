"""A text that was corrected after it was coded: passages follow it, and those that do not fit are named, never moved."""

import pytest

from cases.coding.actions import Span, code_passages, finish_coding, fit_passages, move_passage
from cases.coding.models import Act, Passage
from cases.core import sealing
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent
from cases.intake.actions import edit_testimony, return_testimony, submit_testimony
from cases.intake.models import Testimony
from cases.vocabulary.models import AbuseCategory
from tests.conftest import ACCOUNT, Cast


def correct(cast: Cast, testimony: Testimony, **texts: str) -> Testimony:
    return_testimony(by=cast.coder, testimony=testimony, return_reason="a date")
    edit_testimony(by=cast.interviewer, testimony=testimony, **texts)  # type: ignore[arg-type]
    return submit_testimony(by=cast.interviewer, testimony=testimony)


def exact(cast: Cast, passage: Passage) -> str | None:
    return sealing.open_sealed(passage, "exact", by=cast.coder, reason="test")


def test_text_put_before_moves_the_passage(cast: Cast, submitted: Testimony, act: Act) -> None:
    passage = Passage.objects.get()
    words, start = exact(cast, passage), passage.start
    corrected = correct(cast, submitted, account=f"2018년 봄이었습니다. {ACCOUNT}")
    assert corrected.account_version == 2
    fitted = fit_passages(by=cast.coder, testimony=corrected)
    passage.refresh_from_db()
    assert (fitted.moved, list(fitted.unfit)) == (1, [])
    assert (passage.start, passage.text_version) == (start + len("2018년 봄이었습니다. "), 2)
    assert exact(cast, passage) == words


def test_passage_whose_words_were_corrected_stays_and_stops_the_end_of_coding(
    cast: Cast, submitted: Testimony, act: Act
) -> None:
    passage = Passage.objects.get()
    corrected = correct(cast, submitted, account=ACCOUNT.replace("열여덟", "열여섯"))
    fitted = fit_passages(by=cast.coder, testimony=corrected)
    assert (fitted.moved, list(fitted.unfit)) == (0, [passage])
    with pytest.raises(Refused, match=f"{passage.code} no longer stand") as refusal:
        finish_coding(by=cast.coder, testimony=corrected)
    assert "열여덟" not in str(refusal.value)
    passage.refresh_from_db()
    assert passage.text_version == 1
    start = ACCOUNT.index("하루에")
    moved = move_passage(by=cast.coder, passage=passage, text="account", start=start, end=start + 10)
    assert exact(cast, moved) == ACCOUNT.replace("열여덟", "열여섯")[start : start + 10]
    assert finish_coding(by=cast.coder, testimony=corrected).status == "coded"


def test_end_of_coding_moves_what_is_sure(cast: Cast, submitted: Testimony, act: Act) -> None:
    corrected = correct(cast, submitted, account=f"서울에서. {ACCOUNT}")
    finish_coding(by=cast.coder, testimony=corrected)
    assert Passage.objects.get().text_version == 2


def test_words_chosen_in_the_old_text_are_refused(cast: Cast, submitted: Testimony, act: Act) -> None:
    corrected = correct(cast, submitted, account=f"서울에서. {ACCOUNT}")
    category = AbuseCategory.objects.get(code="WRK-02")
    with pytest.raises(Refused, match="corrected while you worked"):
        code_passages(by=cast.coder, testimony=corrected, spans=[Span("account", 0, 4, 1)], category=category)


def test_each_text_counts_its_own_corrections(cast: Cast, submitted: Testimony, act: Act) -> None:
    corrected = correct(cast, submitted, translation="We worked eighteen hours a day.")
    assert (corrected.account_version, corrected.translation_version) == (1, 2)
    assert fit_passages(by=cast.coder, testimony=corrected).moved == 0


def test_unchanged_text_and_draft_keep_their_version(cast: Cast, testimony: Testimony) -> None:
    edited = edit_testimony(by=cast.interviewer, testimony=testimony, account="other words")
    assert edited.account_version == 1
    submitted = submit_testimony(by=cast.interviewer, testimony=edited)
    assert correct(cast, submitted, account="other words", paraphrase="x").account_version == 1


@pytest.mark.parametrize("place", [(0, 10_000), (9, 9), (-1, 4)])
def test_passage_is_not_moved_beyond_the_text(cast: Cast, act: Act, place: tuple[int, int]) -> None:
    passage = Passage.objects.get()
    before = (passage.start, passage.end)
    with pytest.raises(Refused, match="do not stand in the text"):
        move_passage(by=cast.coder, passage=passage, text="account", start=place[0], end=place[1])
    with pytest.raises(Refused, match="account or in its translation"):
        move_passage(by=cast.coder, passage=passage, text="translator", start=0, end=4)
    passage.refresh_from_db()
    assert (passage.start, passage.end) == before


def test_strangers_fit_nothing(cast: Cast, submitted: Testimony, act: Act) -> None:
    for person in (cast.stranger, cast.interviewer):
        with pytest.raises(NotAllowed):
            fit_passages(by=person, testimony=submitted)
    with pytest.raises(NotAllowed):
        move_passage(by=cast.stranger, passage=Passage.objects.get(), text="account", start=0, end=4)


def test_fitting_an_unchanged_text_opens_nothing(cast: Cast, submitted: Testimony, act: Act) -> None:
    before = AuditEvent.objects.count()
    assert fit_passages(by=cast.coder, testimony=submitted).moved == 0
    assert AuditEvent.objects.count() == before
