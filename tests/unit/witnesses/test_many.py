"""People registered many at a time are held to the same rules, in a demonstration only."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.casework.actions import edit_case
from cases.casework.models import Case
from cases.core.errors import NotAllowed, Refused
from cases.core.models import Installation
from cases.witnesses import consent
from cases.witnesses.actions import (
    NewConsent,
    NewPerson,
    NewRisk,
    ScopeAnswer,
    record_consents,
    register_groups,
    register_people,
    register_witness,
)
from cases.witnesses.models import Consent, ConsentScope, Group, RiskAssessment, Witness
from tests.conftest import Cast

FORM = {"form_version": "1", "language": "ko", "way": "oral"}


def person(*, on: dt.date | None = None, **values: Any) -> NewPerson:
    day = on or timezone.localdate()
    given = NewConsent(day, {"S2": ScopeAnswer("yes", limits="not before spring")}, FORM)
    return NewPerson({"sex": "male", **values}, [given], [NewRisk(day, "high", {"threats": "x"})])


def test_person_has_consent_with_all_scopes_and_a_risk(cast: Cast, case: Case) -> None:
    witnesses = register_people(by=cast.interviewer, case=case, people=[person(), NewPerson()])
    assert [w.code for w in witnesses] == ["W-001", "W-002"]
    assert ConsentScope.objects.filter(consent__witness=witnesses[0]).count() == 12
    assert ConsentScope.objects.filter(answer="yes").get().scope == "S2"
    risk = RiskAssessment.objects.get()
    assert risk.valid_until == RiskAssessment.end_of_validity(risk.assessed_on)
    assert Consent.objects.get().explained_by == cast.interviewer


def test_withdrawal_is_a_further_consent(cast: Cast, case: Case) -> None:
    today = timezone.localdate()
    (witness,) = register_people(by=cast.interviewer, case=case, people=[person(on=today - dt.timedelta(9))])
    assert consent.allows(witness, "S2", on=today)
    record_consents(by=cast.dpo, consents=[(witness, NewConsent(today, {"S2": ScopeAnswer("withdrawn")}, FORM))])
    assert not consent.allows(witness, "S2", on=today)
    assert consent.allows(witness, "S2", on=today - dt.timedelta(1))


def test_future_is_refused(cast: Cast, case: Case) -> None:
    tomorrow = timezone.localdate() + dt.timedelta(1)
    with pytest.raises(Refused, match="future"):
        register_people(by=cast.interviewer, case=case, people=[person(), person(on=tomorrow)])
    assert not Witness.objects.exists()


def test_value_that_is_no_choice_is_refused(cast: Cast, case: Case) -> None:
    with pytest.raises(ValidationError, match="sex"):
        register_people(by=cast.interviewer, case=case, people=[person(sex="either")])


def test_consent_of_a_press_witness_is_refused(cast: Cast, case: Case) -> None:
    witness = register_witness(by=cast.coder, case=case, stream="press", press_alias="M.")
    with pytest.raises(Refused, match="public source"):
        record_consents(by=cast.dpo, consents=[(witness, NewConsent(timezone.localdate(), {}, FORM))])


def test_office_stranger_and_closed_case_are_refused(cast: Cast, case: Case) -> None:
    with pytest.raises(NotAllowed):
        register_people(by=cast.coder, case=case, people=[person()])
    with pytest.raises(NotAllowed, match="team"):
        register_groups(by=cast.stranger, case=case, groups=[{}])
    edit_case(by=cast.coder, case=case, status="closed")
    with pytest.raises(Refused, match="closed"):
        register_people(by=cast.interviewer, case=case, people=[person()])
    Installation.objects.update(kind=Installation.Kind.OFFICE)
    for refused in (
        lambda: register_people(by=cast.interviewer, case=case, people=[person()]),
        lambda: register_groups(by=cast.coder, case=case, groups=[{}]),
        lambda: record_consents(by=cast.dpo, consents=[]),
    ):
        with pytest.raises(Refused, match="demonstration database only"):
            refused()
    assert not Witness.objects.exists()
    assert not Group.objects.exists()


@pytest.mark.parametrize("answer", ["yes", "no", "not_asked", "withdrawn"])
@pytest.mark.parametrize("expires", [None, -1, 0, 1])
@pytest.mark.parametrize("later", [None, "yes", "withdrawn"])
def test_who_allows_is_allows(cast: Cast, case: Case, answer: str, expires: int | None, later: str | None) -> None:
    """The rule for many people, each on a day of their own, is the only gate's."""
    today = timezone.localdate()
    first, second = today - dt.timedelta(9), today - dt.timedelta(3)
    until = None if expires is None else today + dt.timedelta(expires)
    given = [NewConsent(first, {"S2": ScopeAnswer(answer, expires_on=until)}, FORM)]
    given += [NewConsent(second, {"S2": ScopeAnswer(later)}, FORM)] if later else []
    (witness,) = register_people(by=cast.interviewer, case=case, people=[NewPerson({}, given)])
    for day in (first - dt.timedelta(1), first, second, today):
        assert consent.who_allows("S2", {witness.pk: day}) == (
            {witness.pk} if consent.allows(witness, "S2", on=day) else set()
        )
