"""Sources and testimonies: what is asked before an interview is handed on, and what never mixes."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.casework.actions import create_case, set_case_members
from cases.casework.models import Case
from cases.core import sealing
from cases.core.errors import NotAllowed, Refused
from cases.intake.actions import (
    edit_source,
    edit_testimony,
    log_press_account,
    log_testimony,
    record_context_figure,
    register_source,
    return_testimony,
    submit_testimony,
)
from cases.intake.models import ContextFigure, Source, Status, Testimony
from cases.witnesses.actions import assess_risk, record_consent, register_group, register_witness
from cases.witnesses.models import Witness
from tests.conftest import ACCOUNT, Cast
from tests.replay import replayed


@pytest.fixture
@replayed
def source(cast: Cast, case: Case) -> Source:
    return register_source(by=cast.coder, case=case, kind="press", title="An article", language="en")


@pytest.fixture
@replayed
def other_case(cast: Cast) -> Case:
    other = create_case(by=cast.coder, title="Other", slug="other")
    return set_case_members(by=cast.coder, case=other, users=[cast.interviewer])


def ask(cast: Cast, witness: Witness) -> None:
    record_consent(
        by=cast.interviewer, witness=witness, given_on=timezone.localdate(), scopes={}, form_version="1",
        language="ko", way="oral",
    )  # fmt: skip


def test_submit_asks_for_consent_then_risk_then_account(cast: Cast, case: Case) -> None:
    """Each refusal names what is missing; with all three it goes through."""
    witness = register_witness(by=cast.interviewer, case=case)
    testimony = log_testimony(by=cast.interviewer, case=case, witness=witness)
    with pytest.raises(Refused, match="consent"):
        submit_testimony(by=cast.interviewer, testimony=testimony)
    ask(cast, witness)
    with pytest.raises(Refused, match="risk"):
        submit_testimony(by=cast.interviewer, testimony=testimony)
    assess_risk(by=cast.interviewer, witness=witness, assessed_on=timezone.localdate(), level="low")
    with pytest.raises(Refused, match="account"):
        submit_testimony(by=cast.interviewer, testimony=testimony)
    edit_testimony(by=cast.interviewer, testimony=testimony, account=ACCOUNT)
    done = submit_testimony(by=cast.interviewer, testimony=testimony)
    assert (done.status, done.submitted_by) == (Status.SUBMITTED, cast.interviewer)


def test_submit_with_an_account_of_spaces_is_refused(cast: Cast, testimony: Testimony) -> None:
    edit_testimony(by=cast.interviewer, testimony=testimony, account="  \n ")
    with pytest.raises(Refused, match="account"):
        submit_testimony(by=cast.interviewer, testimony=testimony)


def test_submit_with_an_expired_risk_is_refused(cast: Cast, testimony: Testimony) -> None:
    later = timezone.now() + dt.timedelta(days=200)
    with time_machine.travel(later, tick=False), pytest.raises(Refused, match="risk"):
        submit_testimony(by=cast.interviewer, testimony=testimony)


def test_submit_by_somebody_else_is_refused(cast: Cast, testimony: Testimony) -> None:
    with pytest.raises(NotAllowed):
        submit_testimony(by=cast.coder, testimony=testimony)


@pytest.mark.parametrize("reason", ["", "  "])
def test_return_needs_a_reason(cast: Cast, submitted: Testimony, reason: str) -> None:
    with pytest.raises(Refused, match="why"):
        return_testimony(by=cast.coder, testimony=submitted, return_reason=reason)
    submitted.refresh_from_db()
    assert submitted.status == Status.SUBMITTED


def test_returned_testimony_can_be_mended_and_submitted_again(cast: Cast, submitted: Testimony) -> None:
    returned = return_testimony(by=cast.coder, testimony=submitted, return_reason="the year is missing")
    assert (returned.submitted_by, returned.submitted_at) == (None, None)
    reason = sealing.open_sealed(returned, "return_reason", by=cast.interviewer, reason="test")
    assert reason == "the year is missing"
    edit_testimony(by=cast.interviewer, testimony=returned, account=ACCOUNT + " 2019")
    assert submit_testimony(by=cast.interviewer, testimony=returned).status == Status.SUBMITTED


def test_edit_after_submission_is_refused(cast: Cast, submitted: Testimony) -> None:
    with pytest.raises(Refused, match="no longer be changed"):
        edit_testimony(by=cast.interviewer, testimony=submitted, account="other words")
    submitted.refresh_from_db()
    assert sealing.open_sealed(submitted, "account", by=cast.interviewer, reason="test") == ACCOUNT


def test_edit_through_a_stale_draft_is_refused(cast: Cast, testimony: Testimony) -> None:
    """A form that was opened before the submission does not write over it."""
    stale = Testimony.objects.get(pk=testimony.pk)
    submit_testimony(by=cast.interviewer, testimony=testimony)
    with pytest.raises(Refused):
        edit_testimony(by=cast.interviewer, testimony=stale, account="other words")


def test_only_the_interviewer_edits_their_draft(cast: Cast, testimony: Testimony) -> None:
    for other in (cast.coder, cast.lead, cast.stranger):
        with pytest.raises(NotAllowed):
            edit_testimony(by=other, testimony=testimony, account="mine")


def test_own_interview_of_another_cases_witness_is_refused(cast: Cast, other_case: Case, witness: Witness) -> None:
    with pytest.raises(Refused, match=witness.code):
        log_testimony(by=cast.interviewer, case=other_case, witness=witness)


def test_own_interview_of_a_press_witness_is_refused(cast: Cast, case: Case) -> None:
    alias = register_witness(by=cast.coder, case=case, stream="press")
    with pytest.raises(Refused, match="public source"):
        log_testimony(by=cast.interviewer, case=case, witness=alias)


def test_press_account_of_an_own_witness_is_refused(cast: Cast, source: Source, witness: Witness) -> None:
    with pytest.raises(Refused, match="streams"):
        log_press_account(by=cast.coder, source=source, witness=witness)


def test_press_account_of_another_cases_people_is_refused(cast: Cast, source: Source, other_case: Case) -> None:
    alias = register_witness(by=cast.coder, case=other_case, stream="press")
    group = register_group(by=cast.coder, case=other_case)
    with pytest.raises(Refused, match=alias.code):
        log_press_account(by=cast.coder, source=source, witness=alias)
    with pytest.raises(Refused, match=group.code):
        log_press_account(by=cast.coder, source=source, group=group)
    assert not Testimony.objects.exists()


def test_press_account_tells_of_a_person_or_a_group_not_both_or_none(cast: Cast, source: Source) -> None:
    alias = register_witness(by=cast.coder, case=source.case, stream="press")
    group = register_group(by=cast.coder, case=source.case)
    with pytest.raises(ValidationError):
        log_press_account(by=cast.coder, source=source)
    with pytest.raises(ValidationError):
        log_press_account(by=cast.coder, source=source, witness=alias, group=group)


def test_press_account_is_not_submitted(cast: Cast, source: Source) -> None:
    """It has no consent: it goes from draft to coded only."""
    alias = register_witness(by=cast.coder, case=source.case, stream="press")
    account = log_press_account(by=cast.coder, source=source, witness=alias, paraphrase="x")
    with pytest.raises(Refused):
        submit_testimony(by=cast.interviewer, testimony=account)


def test_recorded_hash_of_a_source_stays(cast: Cast, case: Case) -> None:
    first, other = "a" * 64, "b" * 64
    source = register_source(by=cast.coder, case=case, kind="press", title="T", language="en", sha256=first)
    for wrong in (other, ""):
        with pytest.raises(Refused, match=source.code):
            edit_source(by=cast.coder, source=source, sha256=wrong)
    with pytest.raises(ValidationError):
        register_source(by=cast.coder, case=case, kind="press", title="Again", language="en", sha256=first)


def test_source_is_not_copied_from_itself(cast: Cast, source: Source) -> None:
    with pytest.raises(ValidationError):
        edit_source(by=cast.coder, source=source, derived_from=source)


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "statement", "value_min": 5, "comparator": "="},
        {"kind": "statement", "comparator": ">"},
        {"kind": "estimate", "value_min": 5},
        {"kind": "estimate", "comparator": ">"},
        {"kind": "estimate", "comparator": "=", "value_min": 6, "value_max": 5},
        {"kind": "reported_count", "comparator": "≥", "value_min": 5},
    ],
)
def test_figure_without_number_or_comparator_is_refused(cast: Cast, source: Source, values: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        record_context_figure(by=cast.coder, source=source, measure={"en": "m"}, locator="l", **values)  # type: ignore[arg-type]
    assert not ContextFigure.objects.exists()


def test_line_ends_are_stored_in_one_form(cast: Cast, testimony: Testimony) -> None:
    """Browsers send CR LF; positions of passages are counted with one sign a line end."""
    edited = edit_testimony(by=cast.interviewer, testimony=testimony, account="one\r\ntwo\r\nthree")
    assert sealing.open_sealed(edited, "account", by=cast.interviewer, reason="test") == "one\ntwo\nthree"
