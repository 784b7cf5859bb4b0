"""Why people do not count: the numbers follow the rule of who counts, and tell of nobody who waits."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.casework.models import Case
from cases.core.permissions import Role
from cases.desk.actions import erase_person, withdraw
from cases.desk.fictional import make
from cases.desk.figures import reasons
from cases.desk.figures.reasons import Numbers, Reason
from cases.intake.actions import log_testimony
from cases.intake.models import Testimony
from cases.releases import who_counts
from cases.releases.actions import freeze_slot, set_site, start_series
from cases.releases.models import HoldBack
from cases.witnesses.actions import ScopeAnswer, decide_match, propose_match, record_consent, register_witness
from cases.witnesses.models import Witness
from tests.conftest import Cast


def today() -> dt.date:
    return timezone.localdate()


def found(on: dt.date | None = None) -> dict[Reason, tuple[int, int]]:
    """People with a reason and with it alone, where there are any."""
    numbers = reasons.numbers(on or today())
    return {one.reason: (one.people, one.alone) for one in numbers.reasons if one.people}


def answer_s2(cast: Cast, witness: Witness | None, answer: str, **limits: Any) -> None:
    assert witness is not None
    record_consent(
        by=cast.interviewer, witness=witness, given_on=today(), scopes={"S2": ScopeAnswer(answer, **limits)},
        form_version="2", language="ko", way="oral",
    )  # fmt: skip


def test_who_meets_every_condition_has_no_reason(cleared: Testimony) -> None:
    numbers = reasons.numbers(today())
    assert (numbers.people, numbers.meet, numbers.others) == (1, 1, 0)
    assert found() == {}


def test_empty_database(db: None) -> None:
    assert reasons.numbers(today()) == Numbers(0, 0, tuple(reasons.Tally(reason, 0, 0) for reason in Reason))


def test_a_person_without_an_interview_is_asked_nothing_else(cast: Cast, case: Case) -> None:
    register_witness(by=cast.interviewer, case=case)
    assert found() == {Reason.NO_INTERVIEW: (1, 1)}


def test_people_in_public_sources_are_never_counted(cast: Cast, first_case: Case) -> None:
    people = first_case.witnesses.count()
    assert found() == {Reason.NO_INTERVIEW: (people, people)}


def test_each_reason_alone(cast: Cast, verified: Testimony) -> None:
    assert found() == {Reason.NOT_CLEARED: (1, 1)}


def test_an_interview_that_is_no_further(testimony: Testimony) -> None:
    assert found() == {Reason.NOT_VERIFIED: (1, 0), Reason.NOT_CLEARED: (1, 0)}


@pytest.mark.parametrize(
    ("answer", "reason"),
    [("no", Reason.NO_CONSENT), ("not_asked", Reason.NO_CONSENT), ("withdrawn", Reason.WITHDREW)],
)
def test_consent_that_is_not_there_and_consent_taken_back(
    cast: Cast, cleared: Testimony, answer: str, reason: Reason
) -> None:
    """Nobody is asked again who took it back: the two are told apart."""
    answer_s2(cast, cleared.witness, answer)
    assert found() == {reason: (1, 1)}


def test_consent_that_expired(cast: Cast, cleared: Testimony) -> None:
    answer_s2(cast, cleared.witness, "yes", expires_on=today() + dt.timedelta(days=3))
    assert found(today() + dt.timedelta(days=3)) == {}
    assert found(today() + dt.timedelta(days=4)) == {Reason.NO_CONSENT: (1, 1)}


def test_risk_assessment_that_lapsed(cleared: Testimony) -> None:
    assert cleared.witness is not None
    after = cleared.witness.risks.get().valid_until + dt.timedelta(days=1)
    assert found(after) == {Reason.NO_RISK: (1, 1)}


def test_a_level_taken_back(cast: Cast, cleared: Testimony) -> None:
    """Cleared, and verified no more: the one thing to repair is the level."""
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=5), tick=False):
        cleared.assessments.model(
            testimony=cleared, reliability="F", credibility="6", level="V0", assessed_by=cast.lead, code="ASM-900",
            contrary_information=cleared.assessments.get().contrary_information,
        ).save()  # fmt: skip
    assert found() == {Reason.NOT_VERIFIED: (1, 1)}


def test_a_second_interview_that_is_not_ready_keeps_nobody_out(cast: Cast, case: Case, cleared: Testimony) -> None:
    log_testimony(
        by=cast.interviewer, case=case, witness=cleared.witness, language="ko", account="x", reinterview_need="x"
    )
    assert reasons.numbers(today()).meet == 1


def test_who_is_erased_is_held_no_more(cast: Cast, cleared: Testimony) -> None:
    assert cleared.witness is not None
    withdrawal = withdraw(by=cast.dpo, witness=cleared.witness, received_on=today(), way="phone", whole=True)
    assert found()[Reason.WITHDREW][0] == 1
    assert reasons.beside(today()).erased == 0
    erase_person(by=cast.dpo, withdrawal=withdrawal, code=cleared.witness.code)
    assert reasons.numbers(today()).people == 0
    assert reasons.beside(today()).erased == 1


def test_duplicates_are_one_person(cast: Cast, case: Case, cleared: Testimony) -> None:
    assert cleared.witness is not None
    again = register_witness(by=cast.interviewer, case=case)
    assert reasons.numbers(today()).people == 2
    match = propose_match(by=cast.lead, first=cleared.witness, second=again, answer="same", match_reason="x")
    decide_match(by=cast.dpo, match=match, answer="same")
    numbers = reasons.numbers(today())
    assert (numbers.people, numbers.meet) == (1, 1)


@pytest.mark.slow
@pytest.mark.usefixtures("whole_vocabulary")
def test_the_numbers_are_those_of_the_rule(cast: Cast) -> None:
    """Fictional people of every fate: whoever the rule counts has no reason, everybody else has one."""
    staff = {role: getattr(cast, role.value) for role in Role}
    slots = [today() - dt.timedelta(182), today() - dt.timedelta(91), today()]
    make(people=60, seed=3, staff=staff, slots=slots)
    for day in (today(), today() - dt.timedelta(120), today() + dt.timedelta(300)):
        numbers = reasons.numbers(day)
        assert numbers.meet == who_counts.people(day).count()
        assert numbers.people == 60
        assert all(one.alone <= one.people <= numbers.others for one in numbers.reasons)
    assert 0 < reasons.numbers(today()).meet < 60


def test_a_constant_number_of_statements(cast: Cast, case: Case, cleared: Testimony) -> None:
    set_site(by=cast.administrator, organisation="Casetracker tests")
    start_series(by=cast.dpo, first_slot=today())

    def statements() -> int:
        with CaptureQueriesContext(connection) as caught:
            reasons.numbers(today())
            reasons.beside(today())
        return len(caught)

    before = statements()
    for _number in range(8):
        witness = register_witness(by=cast.interviewer, case=case)
        log_testimony(by=cast.interviewer, case=case, witness=witness, language="ko", account="x")
    assert statements() == before <= 12


def test_who_waits_is_not_told_from_who_counts(cast: Cast, case: Case, cleared: Testimony) -> None:
    """The same numbers, whichever of the two a newcomer is."""
    assert cleared.witness is not None
    set_site(by=cast.administrator, organisation="Casetracker tests")
    assert reasons.beside(today()).in_series is None
    series = start_series(by=cast.dpo, first_slot=today())
    assert reasons.beside(today()).in_series == 0
    freeze_slot(by=cast.dpo, series=series)
    assert reasons.beside(today()).in_series == 1
    counted = reasons.beside(today())
    other = register_witness(by=cast.interviewer, case=case)
    HoldBack.objects.create(series=series, witness=other, enters=None)
    assert reasons.beside(today()).in_series == 2
    HoldBack.objects.create(series=series, witness=cleared.witness, enters=None)
    assert reasons.beside(today()).in_series == 2
    assert reasons.beside(today()).merged == counted.merged == 0


def test_nobody_is_beyond_the_promise_of_their_lifetime_after_one_series(cast: Cast, cleared: Testimony) -> None:
    set_site(by=cast.administrator, organisation="Casetracker tests")
    freeze_slot(by=cast.dpo, series=start_series(by=cast.dpo, first_slot=today()))
    assert reasons.beside(today()).beyond == 0


def test_who_has_no_room_left_is_counted(cast: Cast, cleared: Testimony, monkeypatch: pytest.MonkeyPatch) -> None:
    set_site(by=cast.administrator, organisation="Casetracker tests")
    freeze_slot(by=cast.dpo, series=start_series(by=cast.dpo, first_slot=today()))
    monkeypatch.setattr("cases.releases.terms.LIFETIME_MU_SQUARED", 2)
    assert reasons.beside(today()).beyond == 1
