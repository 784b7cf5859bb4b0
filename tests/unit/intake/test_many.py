"""Testimonies logged and submitted many at a time are held to the same rules, in a demonstration only."""

import datetime as dt

import pytest
from django.utils import timezone

from cases.casework.actions import create_case
from cases.casework.models import Case
from cases.core.errors import NotAllowed, Refused
from cases.core.models import Installation
from cases.intake.actions import NewTestimony, Step, log_testimonies, log_testimony, submit_testimonies
from cases.intake.models import Testimony
from cases.witnesses.actions import record_consent, register_witness
from cases.witnesses.models import Witness
from tests.conftest import ACCOUNT, Cast

AGO = dt.timedelta(days=1)


def test_logged_and_submitted_at_its_moment(cast: Cast, case: Case, witness: Witness) -> None:
    (row,) = log_testimonies(by=cast.interviewer, case=case, testimonies=[NewTestimony(witness, {"account": ACCOUNT})])
    at = timezone.now()
    submit_testimonies(by=cast.interviewer, steps=[Step(row, at)])
    row.refresh_from_db()
    assert (row.status, row.submitted_by, row.submitted_at) == ("submitted", cast.interviewer, at)
    assert row.interviewer == cast.interviewer


def test_what_a_single_step_refuses_is_refused(cast: Cast, case: Case, testimony: Testimony, witness: Witness) -> None:
    """No consent, no risk in date that day, no account, somebody else's interview, submitted already, the future."""
    now = timezone.now()
    bare = register_witness(by=cast.interviewer, case=case)
    without_consent = log_testimony(by=cast.interviewer, case=case, witness=bare, account="x")
    without_account = log_testimony(by=cast.interviewer, case=case, witness=witness, reinterview_need="x")
    for row, message in ((without_consent, "no consent"), (without_account, "no account")):
        with pytest.raises(Refused, match=message):
            submit_testimonies(by=cast.interviewer, steps=[Step(testimony, now), Step(row, now)])
    record_consent(
        by=cast.interviewer, witness=bare, given_on=now.date(), scopes={}, form_version="1", language="ko", way="oral"
    )
    with pytest.raises(Refused, match="no risk"):
        submit_testimonies(by=cast.interviewer, steps=[Step(without_consent, now)])
    with pytest.raises(Refused, match="future"):
        submit_testimonies(by=cast.interviewer, steps=[Step(testimony, now + 2 * AGO)])
    with pytest.raises(NotAllowed):
        submit_testimonies(by=cast.coder, steps=[Step(testimony, now)])
    testimony.refresh_from_db()
    assert testimony.status == "draft"
    submit_testimonies(by=cast.interviewer, steps=[Step(testimony, now)])
    with pytest.raises(Refused):
        submit_testimonies(by=cast.interviewer, steps=[Step(testimony, now)])


def test_witness_of_another_case_or_the_press_is_refused(cast: Cast, case: Case, witness: Witness) -> None:
    other = create_case(by=cast.interviewer, title="Other", slug="other")
    press = register_witness(by=cast.coder, case=case, stream="press", press_alias="M.")
    for into, whose, message in ((other, witness, "another case"), (case, press, "public source")):
        with pytest.raises(Refused, match=message):
            log_testimonies(by=cast.interviewer, case=into, testimonies=[NewTestimony(whose)])
    assert not Testimony.objects.exists()


def test_office_is_refused(cast: Cast, case: Case, witness: Witness, testimony: Testimony) -> None:
    Installation.objects.update(kind=Installation.Kind.OFFICE)
    with pytest.raises(Refused, match="demonstration database only"):
        log_testimonies(by=cast.interviewer, case=case, testimonies=[NewTestimony(witness)])
    with pytest.raises(Refused, match="demonstration database only"):
        submit_testimonies(by=cast.interviewer, steps=[Step(testimony, timezone.now())])
