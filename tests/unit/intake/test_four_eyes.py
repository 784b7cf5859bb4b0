"""Four eyes hold by user id: a person who holds every role still never checks their own work."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from cases.accounts.actions import create_user
from cases.accounts.models import User
from cases.casework.actions import create_case, set_case_members
from cases.casework.models import Case
from cases.coding.actions import code_act, describe_event, finish_coding, mark_passage
from cases.core.errors import NotAllowed, Refused
from cases.core.permissions import Role
from cases.intake.actions import log_press_account, log_testimony, register_source, return_testimony, submit_testimony
from cases.intake.models import Status, Testimony
from cases.verification.actions import assess_testimony, begin_verification, clear_testimony
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.actions import ScopeAnswer, assess_risk, record_consent, register_witness
from tests.conftest import Cast
from tests.replay import replayed

GRADES = {"reliability": "F", "credibility": "3", "level": "V1", "contrary_information": "none"}
Person = Callable[[str], User]


@pytest.fixture
def person(cast: Cast) -> Person:
    """Makes a user who holds every role."""

    def make(name: str) -> User:
        roles = [role.value for role in Role]
        return create_user(by=cast.administrator, username=name, name="", roles=roles)

    return make


@pytest.fixture
@replayed
def team(person: Person) -> tuple[User, User, User, User]:
    """Four people, each with every role."""
    return person("first"), person("second"), person("third"), person("fourth")


@pytest.fixture
@replayed
def interview(team: tuple[User, ...], vocabulary: VocabularyFiles) -> Testimony:
    """Submitted by the first person; the four are on the team."""
    first = team[0]
    case = create_case(by=first, title="T", slug="four-eyes")
    set_case_members(by=first, case=case, users=team)
    witness = register_witness(by=first, case=case)
    today = timezone.localdate()
    record_consent(
        by=first, witness=witness, given_on=today, scopes={"S1": ScopeAnswer("yes"), "S2": ScopeAnswer("yes")}, form_version="1", language="ko",
        way="oral",
    )  # fmt: skip
    assess_risk(by=first, witness=witness, assessed_on=today, level="low")
    testimony = log_testimony(by=first, case=case, witness=witness, account="eighteen hours a day")
    return submit_testimony(by=first, testimony=testimony)


def code(by: User, testimony: Testimony) -> Testimony:
    event = describe_event(by=by, case=testimony.case)
    passage = mark_passage(by=by, testimony=testimony, exact="eighteen hours")
    category = AbuseCategory.objects.get(code="WRK-01")
    code_act(by=by, event=event, testimony=testimony, category=category, passages=[passage])
    return finish_coding(by=by, testimony=testimony)


def status(testimony: Testimony) -> str:
    return Testimony.objects.get(pk=testimony.pk).status


def test_interviewer_does_not_return_or_code_their_own_interview(team: tuple[User, ...], interview: Testimony) -> None:
    first, second, *_ = team
    with pytest.raises(NotAllowed, match="four eyes|own work"):
        return_testimony(by=first, testimony=interview, return_reason="again")
    with pytest.raises(NotAllowed, match="own interview"):
        mark_passage(by=first, testimony=interview, exact="eighteen")
    event = describe_event(by=second, case=interview.case)
    passage = mark_passage(by=second, testimony=interview, exact="eighteen")
    category = AbuseCategory.objects.get(code="WRK-01")
    with pytest.raises(NotAllowed, match="own interview"):
        code_act(by=first, event=event, testimony=interview, category=category, state="not_asked")
    code_act(by=second, event=event, testimony=interview, category=category, passages=[passage])
    with pytest.raises(NotAllowed, match="own work"):
        finish_coding(by=first, testimony=interview)
    assert status(interview) == Status.SUBMITTED


def test_interviewer_and_coder_do_not_verify(team: tuple[User, ...], interview: Testimony) -> None:
    first, second, third, _fourth = team
    code(second, interview)
    for doer in (first, second):
        with pytest.raises(NotAllowed, match="own work"):
            begin_verification(by=doer, testimony=interview)
    begin_verification(by=third, testimony=interview)
    for doer in (first, second):
        with pytest.raises(NotAllowed, match="own work"):
            assess_testimony(by=doer, testimony=interview, **GRADES)
    assert status(interview) == Status.IN_VERIFICATION
    assert not interview.assessments.exists()


def test_verifier_does_not_clear(team: tuple[User, ...], interview: Testimony) -> None:
    _first, second, third, _fourth = team
    code(second, interview)
    begin_verification(by=third, testimony=interview)
    assess_testimony(by=third, testimony=interview, **GRADES)
    with pytest.raises(NotAllowed, match="own work"):
        clear_testimony(by=third, testimony=interview)
    assert status(interview) == Status.VERIFIED


def test_who_began_verification_may_leave_the_judgement_to_another(
    team: tuple[User, ...], interview: Testimony
) -> None:
    """Only who gives the grades is the verifier."""
    _first, second, third, fourth = team
    code(second, interview)
    begin_verification(by=third, testimony=interview)
    assert assess_testimony(by=fourth, testimony=interview, **GRADES).testimony.verified_by == fourth


def test_coder_of_a_press_account_does_not_verify_it(team: tuple[User, ...], interview: Testimony) -> None:
    first, second, *_ = team
    source = register_source(by=first, case=interview.case, kind="press", title="T", language="en")
    alias = register_witness(by=first, case=interview.case, stream="press")
    account = log_press_account(by=first, source=source, witness=alias, paraphrase="long days", locator="line 1")
    event = describe_event(by=first, case=interview.case)
    category = AbuseCategory.objects.get(code="WRK-01")
    code_act(by=first, event=event, testimony=account, category=category, source=source, locator="line 1")
    finish_coding(by=first, testimony=account)
    with pytest.raises(NotAllowed, match="own work"):
        assess_testimony(by=first, testimony=account, **GRADES)
    assess_testimony(by=second, testimony=account, **GRADES)
    assert status(account) == Status.VERIFIED


def test_coder_whose_acts_another_declared_finished_does_not_verify(
    team: tuple[User, ...], interview: Testimony
) -> None:
    """The one who chose the codes verifies nothing of it, whoever pressed "coding is finished"."""
    _first, second, third, _fourth = team
    event = describe_event(by=second, case=interview.case)
    passage = mark_passage(by=second, testimony=interview, exact="eighteen hours")
    category = AbuseCategory.objects.get(code="WRK-01")
    code_act(by=second, event=event, testimony=interview, category=category, passages=[passage])
    finish_coding(by=third, testimony=interview)
    with pytest.raises(Refused):
        begin_verification(by=second, testimony=interview)


@pytest.mark.parametrize(
    ("doers", "name"),
    [
        ({"coded": "interviewer"}, "coder_is_not_interviewer"),
        ({"verified": "interviewer"}, "verifier_is_not_interviewer"),
        ({"coded": "coder", "verified": "coder"}, "verifier_is_not_coder"),
        ({"verified": "lead", "cleared": "lead"}, "dpo_is_not_verifier"),
    ],
)
def test_database_refuses_the_same(cast: Cast, submitted: Testimony, doers: dict[str, str], name: str) -> None:
    """Even for a program that goes around the actions."""
    values = {f"{step}_by": getattr(cast, who) for step, who in doers.items()}
    times = {f"{step}_at": timezone.now() for step in doers}
    with pytest.raises(DatabaseError, match=name), transaction.atomic():
        Testimony.objects.filter(pk=submitted.pk).update(**values, **times)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"status": "sent"}, "testimony_status"),
        ({"stream": "press"}, "own_interviews_have_an_interviewer"),
        ({"interviewer": None}, "own_interviews_have_an_interviewer"),
        ({"witness": None}, "testimony_of_a_witness_or_a_group"),
        ({"coded_at": timezone.now}, "testimony_coded_by_and_at"),
        ({"submitted_at": None}, "testimony_submitted_by_and_at"),
    ],
)
def test_database_refuses_half_a_testimony(submitted: Testimony, values: dict[str, object], name: str) -> None:
    given = {field: value() if callable(value) else value for field, value in values.items()}
    with pytest.raises(DatabaseError, match=name), transaction.atomic():
        Testimony.objects.filter(pk=submitted.pk).update(**given)


def test_stranger_with_every_role_moves_nothing(person: Person, case: Case, submitted: Testimony) -> None:
    with pytest.raises(NotAllowed, match="team"):
        return_testimony(by=person("outside"), testimony=submitted, return_reason="x")
