"""Verifying and clearing: both grades, doubt and level; then consent, risk and dimensions in force today."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from cases.casework.actions import create_case, set_case_members
from cases.casework.models import Case
from cases.coding.actions import describe_labour_situation, edit_labour_situation, finish_coding
from cases.coding.models import Act
from cases.core.errors import NotAllowed, Refused
from cases.intake.models import Status, Testimony
from cases.verification.actions import assess_testimony, begin_verification, clear_testimony
from cases.verification.models import Assessment
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import Sector
from cases.witnesses.actions import ScopeAnswer, assess_risk, edit_witness, record_consent, register_witness
from cases.witnesses.models import Witness
from tests.conftest import Cast
from tests.integration.records import press_case_with_draft
from tests.replay import replayed

GRADES = {"reliability": "F", "credibility": "3", "level": "V1", "contrary_information": "none found"}


@pytest.fixture
@replayed
def in_verification(cast: Cast, act: Act) -> Testimony:
    assert act.testimony is not None
    coded = finish_coding(by=cast.coder, testimony=act.testimony)
    return begin_verification(by=cast.lead, testimony=coded)


@pytest.fixture
@replayed
def ready(cast: Cast, verified: Testimony) -> Testimony:
    """Verified, and nothing is missing for clearance."""
    describe(cast, verified)
    return verified


def person_of(testimony: Testimony) -> Witness:
    assert testimony.witness is not None
    return testimony.witness


def describe(cast: Cast, testimony: Testimony, **values: Any) -> Any:
    given = {"sector": Sector.objects.get(code="construction"), "channel": "unknown", "is_main": True, **values}
    return describe_labour_situation(by=cast.coder, case=testimony.case, witness=testimony.witness, **given)


def consent(cast: Cast, witness: Witness, **answers: ScopeAnswer) -> None:
    record_consent(
        by=cast.interviewer, witness=witness, given_on=timezone.localdate(), scopes=answers, form_version="2",
        language="ko", way="oral",
    )  # fmt: skip


@pytest.mark.parametrize("contrary", ["", "  \n"])
def test_assessment_says_what_speaks_against_it(cast: Cast, in_verification: Testimony, contrary: str) -> None:
    with pytest.raises(Refused, match="against"):
        assess_testimony(by=cast.lead, testimony=in_verification, **{**GRADES, "contrary_information": contrary})


@pytest.mark.parametrize(
    "wrong",
    [
        {"reliability": "G"},
        {"reliability": ""},
        {"credibility": "7"},
        {"credibility": ""},
        {"level": "V4"},
        {"level": ""},
    ],
)
def test_assessment_needs_both_grades_and_a_level(
    cast: Cast, in_verification: Testimony, wrong: dict[str, str]
) -> None:
    with pytest.raises(ValidationError):
        assess_testimony(by=cast.lead, testimony=in_verification, **{**GRADES, **wrong})
    in_verification.refresh_from_db()
    assert (in_verification.status, in_verification.verified_by) == (Status.IN_VERIFICATION, None)
    assert not Assessment.objects.exists()


def test_assessment_verifies(cast: Cast, in_verification: Testimony) -> None:
    done = assess_testimony(by=cast.lead, testimony=in_verification, **GRADES).testimony
    assert (done.status, done.verified_by) == (Status.VERIFIED, cast.lead)
    assert done.verified_at is not None


def test_own_interview_is_not_assessed_before_verification_began(cast: Cast, act: Act) -> None:
    assert act.testimony is not None
    coded = finish_coding(by=cast.coder, testimony=act.testimony)
    with pytest.raises(Refused, match="cannot become"):
        assess_testimony(by=cast.lead, testimony=coded, **GRADES)


@pytest.mark.parametrize("who", ["coder", "interviewer", "legal", "dpo", "administrator", "stranger"])
def test_only_a_lead_assesses(cast: Cast, in_verification: Testimony, who: str) -> None:
    with pytest.raises(NotAllowed):
        assess_testimony(by=getattr(cast, who), testimony=in_verification, **GRADES)


def test_clear_with_everything_in_force(cast: Cast, ready: Testimony) -> None:
    done = clear_testimony(by=cast.dpo, testimony=ready)
    assert (done.status, done.cleared_by) == (Status.CLEARED, cast.dpo)


@pytest.mark.parametrize("who", ["lead", "coder", "legal", "administrator"])
def test_only_the_dpo_clears(cast: Cast, ready: Testimony, who: str) -> None:
    with pytest.raises(NotAllowed):
        clear_testimony(by=getattr(cast, who), testimony=ready)


@pytest.mark.parametrize("answer", ["no", "withdrawn", "not_asked"])
def test_clear_without_s2_is_refused(cast: Cast, ready: Testimony, answer: str) -> None:
    """Consent to everything else does not help."""
    rest = {f"S{number}": ScopeAnswer("yes") for number in range(12)}
    consent(cast, person_of(ready), **{**rest, "S2": ScopeAnswer(answer)})
    with pytest.raises(Refused, match="S2"):
        clear_testimony(by=cast.dpo, testimony=ready)


def test_clear_with_an_expired_s2_is_refused(cast: Cast, ready: Testimony) -> None:
    last = timezone.localdate() + dt.timedelta(days=20)
    consent(cast, person_of(ready), S2=ScopeAnswer("yes", expires_on=last))
    day_after = timezone.now() + dt.timedelta(days=21)
    with time_machine.travel(day_after, tick=False), pytest.raises(Refused, match="S2"):
        clear_testimony(by=cast.dpo, testimony=ready)


def test_clear_with_an_expired_risk_is_refused_until_it_is_assessed_again(cast: Cast, ready: Testimony) -> None:
    with time_machine.travel(timezone.now() + dt.timedelta(days=184), tick=False):
        with pytest.raises(Refused, match="risk"):
            clear_testimony(by=cast.dpo, testimony=ready)
        assess_risk(by=cast.dpo, witness=person_of(ready), assessed_on=timezone.localdate(), level="high")
        assert clear_testimony(by=cast.dpo, testimony=ready).status == Status.CLEARED


def test_clear_on_the_last_day_of_the_risk(cast: Cast, ready: Testimony) -> None:
    with time_machine.travel(timezone.now() + dt.timedelta(days=183), tick=False):
        assert clear_testimony(by=cast.dpo, testimony=ready).status == Status.CLEARED


def missing(cast: Cast, testimony: Testimony) -> str:
    """What the refusal says is missing, after the colon."""
    with pytest.raises(Refused, match="lacks public dimensions") as refusal:
        clear_testimony(by=cast.dpo, testimony=testimony)
    return str(refusal.value).split(": ", 1)[1].split(".")[0]


def test_clear_names_exactly_what_is_missing(cast: Cast, verified: Testimony) -> None:
    """One thing after another is filled in, and the list gets shorter by just that."""
    witness = person_of(verified)
    edit_witness(by=cast.interviewer, witness=witness, sex="", age_band="")
    assert missing(cast, verified) == "sex, age band, a labour situation marked as main"
    situation = describe(cast, verified, sector=None, channel="", is_main=False)
    assert missing(cast, verified) == "sex, age band, a labour situation marked as main"
    edit_labour_situation(by=cast.coder, situation=situation, is_main=True)
    assert missing(cast, verified) == "sex, age band, sector, dispatch channel"
    edit_witness(by=cast.interviewer, witness=witness, sex="unknown")
    assert missing(cast, verified) == "age band, sector, dispatch channel"
    edit_witness(by=cast.interviewer, witness=witness, age_band="unknown")
    assert missing(cast, verified) == "sector, dispatch channel"
    edit_labour_situation(by=cast.coder, situation=situation, sector=Sector.objects.get(code="it"))
    assert missing(cast, verified) == "dispatch channel"
    edit_labour_situation(by=cast.coder, situation=situation, channel="unknown", hours_min=None, hours_max=None)
    assert clear_testimony(by=cast.dpo, testimony=verified).status == Status.CLEARED


def test_main_situation_of_another_person_does_not_count(cast: Cast, verified: Testimony, case: Case) -> None:
    other = register_witness(by=cast.interviewer, case=case)
    describe_labour_situation(by=cast.coder, case=case, witness=other, is_main=True, hours_min=Decimal(8),
                              hours_max=Decimal(8), hours_basis="stated")  # fmt: skip
    edit_witness(by=cast.interviewer, witness=person_of(verified), sex="male", age_band="30_44")
    assert missing(cast, verified) == "a labour situation marked as main"


def test_press_account_is_never_cleared(cast: Cast, vocabulary: VocabularyFiles) -> None:
    case = create_case(by=cast.coder, title="Press", slug="press")
    set_case_members(by=cast.coder, case=case, users=[cast.lead, cast.dpo])
    press_case_with_draft(cast, case)
    account = Testimony.objects.get()
    assert account.status == Status.VERIFIED
    with pytest.raises(Refused, match="cannot become"):
        clear_testimony(by=cast.dpo, testimony=account)
    with pytest.raises(DatabaseError), transaction.atomic():
        Testimony.objects.update(cleared_by=cast.dpo, cleared_at=timezone.now())
