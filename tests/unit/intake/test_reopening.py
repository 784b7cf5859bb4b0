"""A verified or cleared interview is opened again: with a reason, by a lead, and every step is taken anew."""

import pytest

from cases.casework.models import Notification
from cases.coding.actions import Span, code_passages, finish_coding, remove_act
from cases.coding.models import Act
from cases.core import sealing
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent
from cases.intake.actions import (
    edit_testimony,
    log_press_account,
    register_source,
    reopen_testimony,
    return_testimony,
    submit_testimony,
)
from cases.intake.models import Testimony
from cases.verification.actions import assess_testimony, begin_verification, clear_testimony
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.actions import register_witness
from tests.conftest import ACCOUNT, Cast

REASON = "the person wrote: it was another site"
GRADES = {"reliability": "F", "credibility": "3", "level": "V1", "contrary_information": "none"}


def reopened(cast: Cast, testimony: Testimony) -> Testimony:
    return reopen_testimony(by=cast.lead, testimony=testimony, reopen_reason=REASON)


def test_reopening_takes_verification_and_clearance_away(cast: Cast, cleared: Testimony) -> None:
    found = reopened(cast, cleared)
    assert found.status == "reopened"
    assert (found.verified_by, found.verified_at, found.cleared_by, found.cleared_at) == (None, None, None, None)
    assert (found.coded_by, found.reopened_by) == (cast.coder, cast.lead)
    assert found.reopened_at is not None
    assert sealing.open_sealed(found, "reopen_reason", by=cast.coder, reason="test") == REASON
    event = AuditEvent.objects.filter(action="intake.reopen_testimony").get()
    assert "another site" not in event.body


def test_coder_and_interviewer_are_told(cast: Cast, verified: Testimony) -> None:
    reopened(cast, verified)
    told = Notification.objects.filter(subject_uuid=verified.pk, by=cast.lead)
    assert {notification.user for notification in told} == {cast.coder, cast.interviewer}


def test_reason_is_required(cast: Cast, verified: Testimony) -> None:
    with pytest.raises(Refused, match="Say why"):
        reopen_testimony(by=cast.lead, testimony=verified, reopen_reason="  ")
    verified.refresh_from_db()
    assert verified.status == "verified"


@pytest.mark.parametrize("who", ["coder", "interviewer", "legal", "dpo", "advocacy", "administrator", "stranger"])
def test_only_a_lead_opens_it_again(cast: Cast, verified: Testimony, who: str) -> None:
    with pytest.raises(NotAllowed):
        reopen_testimony(by=getattr(cast, who), testimony=verified, reopen_reason=REASON)


def test_what_is_not_verified_is_not_opened_again(cast: Cast, submitted: Testimony) -> None:
    with pytest.raises(Refused, match="cannot become"):
        reopened(cast, submitted)


def test_press_account_is_not_opened_again(cast: Cast, verified: Testimony) -> None:
    source = register_source(by=cast.coder, case=verified.case, kind="press", title="T", language="en")
    alias = register_witness(by=cast.coder, case=verified.case, stream="press")
    account = log_press_account(by=cast.coder, source=source, witness=alias, paraphrase="x")
    Testimony.objects.filter(pk=account.pk).update(status="verified")
    with pytest.raises(Refused):
        reopened(cast, account)


def test_every_step_is_taken_anew_by_other_eyes(cast: Cast, cleared: Testimony, act: Act) -> None:
    found = reopened(cast, cleared)
    with pytest.raises(Refused):
        clear_testimony(by=cast.dpo, testimony=found)
    category = AbuseCategory.objects.get(code="WRK-02")
    code_passages(by=cast.lead, testimony=found, spans=[Span("account", 0, 9)], category=category)
    remove_act(by=cast.coder, act=act)
    finish_coding(by=cast.coder, testimony=found)
    with pytest.raises(NotAllowed, match="own coding"):
        begin_verification(by=cast.lead, testimony=found)
    assert [one.category.code for one in Act.objects.all()] == ["WRK-02"]


def test_coded_again_it_is_verified_and_cleared_again(cast: Cast, cleared: Testimony, act: Act) -> None:
    found = reopened(cast, cleared)
    finish_coding(by=cast.coder, testimony=found)
    begin_verification(by=cast.lead, testimony=found)
    assess_testimony(by=cast.lead, testimony=found, **GRADES)
    assert clear_testimony(by=cast.dpo, testimony=found).status == "cleared"


def test_interviewer_corrects_the_text_of_what_was_opened_again(cast: Cast, verified: Testimony, act: Act) -> None:
    found = reopened(cast, verified)
    with pytest.raises(Refused, match="can no longer be changed"):
        edit_testimony(by=cast.interviewer, testimony=found, account="x")
    return_testimony(by=cast.coder, testimony=found, return_reason="the site")
    edit_testimony(by=cast.interviewer, testimony=found, account=f"서울에서. {ACCOUNT}")
    corrected = submit_testimony(by=cast.interviewer, testimony=found)
    assert corrected.account_version == 2
    assert finish_coding(by=cast.coder, testimony=corrected).status == "coded"
