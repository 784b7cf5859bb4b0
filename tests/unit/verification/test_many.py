"""Testimonies verified and cleared many at a time are held to the same rules, in a demonstration only."""

import datetime as dt

import pytest
from django.utils import timezone

from cases.accounts.actions import edit_user
from cases.accounts.models import User
from cases.coding.actions import describe_labour_situation, finish_coding
from cases.coding.models import Act
from cases.core.errors import NotAllowed, Refused
from cases.core.models import Installation
from cases.intake.actions import Step
from cases.intake.models import Testimony
from cases.verification.actions import NewAssessment, assess_testimonies, begin_verifications, clear_testimonies
from cases.verification.models import Assessment
from cases.vocabulary.models import Sector
from cases.witnesses.actions import ScopeAnswer, record_consent
from cases.witnesses.models import Witness
from tests.conftest import Cast
from tests.replay import replayed


@pytest.fixture
@replayed
def coded(cast: Cast, submitted: Testimony, act: Act) -> Testimony:
    return finish_coding(by=cast.coder, testimony=submitted)


def step(testimony: Testimony, *, days: int = 0) -> Step:
    return Step(testimony, timezone.now() + dt.timedelta(days))


def assessment(testimony: Testimony, contrary: str = "none found") -> NewAssessment:
    return NewAssessment(testimony, timezone.now(), "F", "3", "V1", contrary)


def ready(cast: Cast, verified: Testimony) -> None:
    """Fill the public dimensions."""
    describe_labour_situation(
        by=cast.coder, case=verified.case, witness=verified.witness, is_main=True, channel="unknown",
        sector=Sector.objects.get(code="construction"),
    )  # fmt: skip


def test_begun_assessed_and_cleared_at_their_moments(cast: Cast, coded: Testimony) -> None:
    begin_verifications(by=cast.lead, steps=[step(coded)])
    new = assessment(coded)
    (row,) = assess_testimonies(by=cast.lead, assessments=[new])
    assert (row.assessed_at, row.assessed_by, row.level) == (new.at, cast.lead, "V1")
    ready(cast, coded)
    done = step(coded)
    clear_testimonies(by=cast.dpo, steps=[done])
    coded.refresh_from_db()
    assert (coded.status, coded.verified_at, coded.cleared_by, coded.cleared_at) == (
        "cleared", new.at, cast.dpo, done.at,
    )  # fmt: skip


def test_four_eyes(cast: Cast, coded: Testimony) -> None:
    """The coder who became lead does not verify; the lead who became DPO does not clear."""
    both = ["coder", "lead", "dpo"]
    coder = edit_user(by=cast.administrator, user=cast.coder, roles=both)
    with pytest.raises(NotAllowed, match="own"):
        begin_verifications(by=User.objects.get(pk=coder.pk), steps=[step(coded)])
    begin_verifications(by=cast.lead, steps=[step(coded)])
    assess_testimonies(by=cast.lead, assessments=[assessment(coded)])
    ready(cast, coded)
    lead = edit_user(by=cast.administrator, user=cast.lead, roles=both)
    with pytest.raises(NotAllowed, match="own work"):
        clear_testimonies(by=User.objects.get(pk=lead.pk), steps=[step(coded)])


def test_assessment_says_what_speaks_against_it(cast: Cast, coded: Testimony) -> None:
    with pytest.raises(Refused, match="cannot become"):
        assess_testimonies(by=cast.lead, assessments=[assessment(coded)])
    begin_verifications(by=cast.lead, steps=[step(coded)])
    with pytest.raises(Refused, match="speaks against"):
        assess_testimonies(by=cast.lead, assessments=[assessment(coded, contrary=" ")])
    assert not Assessment.objects.exists()


def test_clearance_stops_as_a_single_one_does(cast: Cast, witness: Witness, verified: Testimony) -> None:
    """On the day given: dimensions, consent and risk."""
    with pytest.raises(Refused, match="main"):
        clear_testimonies(by=cast.dpo, steps=[step(verified)])
    ready(cast, verified)
    with pytest.raises(Refused, match="S2"):
        clear_testimonies(by=cast.dpo, steps=[step(verified, days=-1)])
    with pytest.raises(Refused, match="future"):
        clear_testimonies(by=cast.dpo, steps=[step(verified, days=2)])
    record_consent(
        by=cast.dpo, witness=witness, given_on=timezone.localdate(), scopes={"S2": ScopeAnswer("withdrawn")},
        form_version="1", language="ko", way="oral",
    )  # fmt: skip
    with pytest.raises(Refused, match="S2"):
        clear_testimonies(by=cast.dpo, steps=[step(verified)])


def test_office_is_refused(cast: Cast, coded: Testimony) -> None:
    Installation.objects.update(kind=Installation.Kind.OFFICE)
    with pytest.raises(Refused, match="demonstration database only"):
        begin_verifications(by=cast.lead, steps=[step(coded)])
    with pytest.raises(Refused, match="demonstration database only"):
        assess_testimonies(by=cast.lead, assessments=[assessment(coded)])
    with pytest.raises(Refused, match="demonstration database only"):
        clear_testimonies(by=cast.dpo, steps=[step(coded)])
