"""Witnesses, groups and risks: press people give no consent, numbers have a basis, dates lie in the past."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from cases.casework.models import Case
from cases.core.errors import NotAllowed, Refused
from cases.witnesses.actions import (
    assess_risk,
    edit_group,
    edit_witness,
    record_consent,
    record_identity,
    register_group,
    register_witness,
)
from cases.witnesses.models import Consent, Group, Identity, RiskAssessment, Witness
from tests.conftest import Cast
from tests.replay import replayed


@pytest.fixture
@replayed
def press(cast: Cast, case: Case) -> Witness:
    return register_witness(by=cast.interviewer, case=case, stream="press", press_alias="Minho")


def test_press_witness_gives_no_consent_risk_or_identity(cast: Cast, press: Witness) -> None:
    today = timezone.localdate()
    form: dict[str, Any] = {"form_version": "1", "language": "ko", "way": "oral"}
    with pytest.raises(Refused, match=press.code):
        record_consent(by=cast.interviewer, witness=press, given_on=today, scopes={}, **form)
    with pytest.raises(Refused, match=press.code):
        assess_risk(by=cast.interviewer, witness=press, assessed_on=today, level="low")
    with pytest.raises(Refused, match=press.code):
        record_identity(by=cast.interviewer, witness=press, name_latin="Minho Kim")
    assert [model for model in (Consent, RiskAssessment, Identity) if model._default_manager.exists()] == []


def test_refusal_does_not_name_the_alias(cast: Cast, press: Witness) -> None:
    """A refusal is shown and logged: it names codes, never content."""
    with pytest.raises(Refused) as refusal:
        assess_risk(by=cast.interviewer, witness=press, assessed_on=timezone.localdate(), level="low")
    assert "Minho" not in str(refusal.value)


def test_own_witness_has_no_press_alias(cast: Cast, case: Case) -> None:
    with pytest.raises(ValidationError):
        register_witness(by=cast.interviewer, case=case, press_alias="Jin")
    assert not Witness.objects.exists()


def test_stream_of_a_witness_never_changes(cast: Cast, press: Witness) -> None:
    """It decides whose key seals the record."""
    edit_witness(by=cast.coder, witness=press, stream="own", sex="male")
    press.refresh_from_db()
    assert (press.stream, press.sex) == ("press", "male")


def test_database_refuses_an_own_witness_with_an_alias(press: Witness) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Witness.objects.filter(pk=press.pk).update(stream="own")


def test_future_risk_assessment_is_refused(cast: Cast, witness: Witness) -> None:
    with pytest.raises(Refused, match="future"):
        assess_risk(
            by=cast.interviewer, witness=witness, assessed_on=timezone.localdate() + dt.timedelta(days=1), level="low"
        )
    assert witness.risks.count() == 1


@time_machine.travel("2024-06-15 12:00", tick=False)
def test_risk_assessment_counts_for_half_a_year(cast: Cast, witness: Witness) -> None:
    """Brief 4.4: it expires after six months."""
    made = assess_risk(by=cast.interviewer, witness=witness, assessed_on=dt.date(2024, 1, 1), level="low")
    assert dt.date(2024, 6, 30) <= made.valid_until <= dt.date(2024, 7, 3)


@pytest.mark.parametrize("role", ["coder", "lead", "legal", "advocacy", "administrator"])
def test_consent_is_taken_by_interviewer_or_dpo(cast: Cast, witness: Witness, role: str) -> None:
    with pytest.raises(NotAllowed):
        record_consent(
            by=getattr(cast, role), witness=witness, given_on=timezone.localdate(), scopes={}, form_version="1",
            language="ko", way="oral",
        )  # fmt: skip


def test_stranger_registers_and_edits_nobody(cast: Cast, case: Case, witness: Witness) -> None:
    with pytest.raises(NotAllowed):
        register_witness(by=cast.stranger, case=case)
    with pytest.raises(NotAllowed):
        edit_witness(by=cast.stranger, witness=witness, sex="female")
    with pytest.raises(NotAllowed):
        register_group(by=cast.stranger, case=case)


def test_codes_count_on_and_carry_nothing(cast: Cast, case: Case) -> None:
    codes = [register_witness(by=cast.interviewer, case=case, note="Kim").code for _ in range(3)]
    assert codes == ["W-001", "W-002", "W-003"]


@pytest.mark.parametrize(
    "values",
    [
        {"count_min": 6, "count_max": 5, "count_basis": "listed"},
        {"count_min": 6, "count_max": 6},
        {"count_max": 6},
        {"count_min": 6},
        {"count_basis": "stated"},
        {"count_min": -1, "count_basis": "stated"},
    ],
)
def test_group_with_a_number_that_cannot_be_is_refused(cast: Cast, case: Case, values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        register_group(by=cast.coder, case=case, **values)
    assert not Group.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"count_min": 6, "count_max": 6, "count_basis": "stated"},
        {"count_min": 6, "count_basis": "estimated"},
        {"count_max": 20, "count_basis": "estimated"},
    ],
)
def test_group_number_may_be_open_or_unknown(cast: Cast, case: Case, values: dict[str, Any]) -> None:
    """An unknown number stays empty; it is never zero."""
    group = Group.objects.get(pk=register_group(by=cast.coder, case=case, **values).pk)
    assert (group.count_min, group.count_max) == (values.get("count_min"), values.get("count_max"))


def test_database_refuses_group_numbers_too(cast: Cast, case: Case) -> None:
    register_group(by=cast.coder, case=case, count_min=2, count_max=6, count_basis="listed")
    for wrong in ({"count_min": 7}, {"count_max": 1}, {"count_basis": ""}, {"count_min": None, "count_max": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Group.objects.update(**wrong)


def test_edit_group_keeps_the_constraint(cast: Cast, case: Case) -> None:
    group = register_group(by=cast.coder, case=case, count_min=2, count_max=6, count_basis="listed")
    with pytest.raises(ValidationError):
        edit_group(by=cast.coder, group=group, count_max=1)
    group.refresh_from_db()
    assert group.count_max == 6
