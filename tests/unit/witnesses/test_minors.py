"""People under 18: nothing of them is in force, and nothing goes on, before the DPO has signed."""

import datetime as dt

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cases.casework.models import Case
from cases.core import sealing
from cases.core.errors import NotAllowed, Refused
from cases.desk.actions import withdraw
from cases.intake import policies
from cases.intake.actions import (
    NewTestimony,
    Step,
    log_testimonies,
    log_testimony,
    submit_testimonies,
    submit_testimony,
)
from cases.intake.models import Testimony
from cases.witnesses import consent as gate
from cases.witnesses import minors
from cases.witnesses.actions import assess_risk, decide_match, propose_match, register_witness, sign_for_minor
from cases.witnesses.admin.promises.consents import notices
from cases.witnesses.models import Consent, MinorSignature, Scope, Witness
from tests.conftest import ACCOUNT, Cast
from tests.integration.conftest import page
from tests.sign_in import signed_in
from tests.unit.witnesses.promising import YES, child, consented


@pytest.fixture
def unsigned(cast: Cast, case: Case) -> Consent:
    """The consent of a person of 15 who has told us, with a risk assessment in date."""
    consent = child(cast.interviewer, case, S2=YES)
    assess_risk(by=cast.interviewer, witness=consent.witness, assessed_on=timezone.localdate(), level="low")
    return consent


@pytest.fixture
def told(cast: Cast, case: Case, unsigned: Consent) -> Testimony:
    return log_testimony(by=cast.interviewer, case=case, witness=unsigned.witness, language="ko", account=ACCOUNT)


def test_nothing_is_in_force_before_the_signature(cast: Cast, unsigned: Consent) -> None:
    today = timezone.localdate()
    assert not any(gate.allows(unsigned.witness, scope, on=today) for scope in Scope)
    sign_for_minor(by=cast.dpo, consent=unsigned)
    assert [scope for scope in Scope if gate.allows(unsigned.witness, scope, on=today)] == [Scope.S0, Scope.S2]


def test_testimony_waits_for_the_signature(cast: Cast, told: Testimony, unsigned: Consent) -> None:
    with pytest.raises(Refused, match=f"{unsigned.witness.code} is under 18, and {unsigned.code} waits"):
        submit_testimony(by=cast.interviewer, testimony=told)
    with pytest.raises(Refused, match="under 18"):
        submit_testimonies(by=cast.interviewer, steps=[Step(told, timezone.now())])
    told.refresh_from_db()
    assert told.status == "draft"
    sign_for_minor(by=cast.dpo, consent=unsigned)
    assert submit_testimony(by=cast.interviewer, testimony=told).status == "submitted"


def test_signed_minor_goes_on_many_at_a_time_too(cast: Cast, told: Testimony, unsigned: Consent) -> None:
    sign_for_minor(by=cast.dpo, consent=unsigned)
    submit_testimonies(by=cast.interviewer, steps=[Step(told, timezone.now())])
    told.refresh_from_db()
    assert told.status == "submitted"


def test_refusal_stands_on_the_page(cast: Cast, told: Testimony) -> None:
    answer = signed_in(cast.interviewer).post(page(Testimony, "step", told.pk, "submit"), follow=True)
    assert "waits for the data-protection officer: nothing is in force before." in answer.content.decode()


def test_later_consent_of_an_adult_needs_no_signature(cast: Cast, told: Testimony, unsigned: Consent) -> None:
    """Of age since: the newest consent decides."""
    consented(cast.interviewer, unsigned.witness, age=18, S2=YES)
    assert submit_testimony(by=cast.interviewer, testimony=told).status == "submitted"


def test_duplicate_of_an_unsigned_minor_waits_too(cast: Cast, case: Case, witness: Witness, unsigned: Consent) -> None:
    """Whichever record it was told under: the newest consent of the person counts."""
    told = log_testimony(by=cast.interviewer, case=case, witness=witness, language="ko", account=ACCOUNT)
    match = propose_match(by=cast.interviewer, first=witness, second=unsigned.witness, answer="same", match_reason="x")
    decide_match(by=cast.lead, match=match, answer="same")
    told.refresh_from_db()
    for submit in (
        lambda: submit_testimony(by=cast.interviewer, testimony=told),
        lambda: submit_testimonies(by=cast.interviewer, steps=[Step(told, timezone.now())]),
    ):
        with pytest.raises(Refused, match="under 18"):
            submit()


def test_statements_stay_few_however_many_testimonies(
    cast: Cast, case: Case, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = [register_witness(by=cast.interviewer, case=case) for _number in range(4)]
    today = timezone.localdate()
    for person in people:
        consented(cast.interviewer, person, S0=YES)
        assess_risk(by=cast.interviewer, witness=person, assessed_on=today, level="low")
    told = log_testimonies(
        by=cast.interviewer, case=case, testimonies=[NewTestimony(person, {"account": "x"}) for person in people]
    )
    for some in (told[:1], told):
        with django_assert_num_queries(2):
            policies.check_all_can_submit(some, [today] * len(some))
    with django_assert_num_queries(2):
        policies.check_can_submit(told[0])


# --- the signature ---


def test_whoever_took_it_does_not_sign_it(cast: Cast, case: Case) -> None:
    witness = register_witness(by=cast.interviewer, case=case)
    taken = consented(cast.dpo, witness, age=15, guardian="x", best_interest="x")
    with pytest.raises(NotAllowed, match="four eyes"):
        sign_for_minor(by=cast.dpo, consent=taken)
    assert not MinorSignature.objects.exists()


@pytest.mark.parametrize("role", ["interviewer", "lead", "coder", "administrator"])
def test_only_the_dpo_signs(cast: Cast, unsigned: Consent, role: str) -> None:
    with pytest.raises(NotAllowed):
        sign_for_minor(by=getattr(cast, role), consent=unsigned)


def test_signed_on_the_page_with_a_reason(cast: Cast, unsigned: Consent) -> None:
    dpo = signed_in(cast.dpo)
    text = dpo.get(page(Consent, "change", unsigned.pk)).content.decode()
    assert text.index("Sign as data-protection officer") < text.index("Only for a person under 18")
    assert text.index("Only for a person under 18") < text.index("First, the talk")
    answer = dpo.post(page(Consent, "step", unsigned.pk, "sign"), {"reason": "NOTETEXT"}, follow=True)
    text = answer.content.decode()
    assert "Signed by dpo on" in text
    assert "nothing is in force until" not in text.split("Only for a person under 18")[0]
    assert "step/sign" not in text
    signature = MinorSignature.objects.get()
    assert sealing.open_sealed(signature, "note", by=cast.dpo, reason="test") == "NOTETEXT"


def test_adult_s_page_has_nothing_of_it(cast: Cast, witness: Witness) -> None:
    text = signed_in(cast.dpo).get(page(Consent, "change", witness.consents.get().pk)).content.decode()
    assert "Only for a person under 18" not in text
    assert "Sign as data-protection officer" not in text


# --- the queue ---


def test_dpo_is_told_on_the_first_page(cast: Cast, unsigned: Consent) -> None:
    text = signed_in(cast.dpo).get("/staff/").content.decode()
    assert f"waits for your signature: {unsigned.code}. Nothing is in force before." in text
    assert notices(cast.interviewer) == []
    sign_for_minor(by=cast.dpo, consent=unsigned)
    assert notices(cast.dpo) == []


def test_many_are_counted_and_some_named(cast: Cast, case: Case) -> None:
    for _number in range(7):
        child(cast.interviewer, case)
    (notice,) = notices(cast.dpo)
    assert "The consents of 7 people under 18 wait" in notice
    assert "CNS-005 …" in notice
    assert "CNS-006" not in notice


def test_replaced_frozen_and_foreign_ones_do_not_wait(cast: Cast, case: Case, unsigned: Consent) -> None:
    assert list(minors.waiting(cast.dpo)) == [unsigned]
    assert list(minors.waiting(cast.stranger)) == []
    newer = consented(cast.interviewer, unsigned.witness, age=15, guardian="x", best_interest="x", S0=YES)
    assert list(minors.waiting(cast.dpo)) == [newer]
    withdraw(by=cast.dpo, witness=unsigned.witness, received_on=timezone.localdate(), way="phone", scopes=list(Scope))
    assert list(minors.waiting(cast.dpo)) == []


def test_list_shows_those_that_wait(cast: Cast, witness: Witness, unsigned: Consent) -> None:
    listed = signed_in(cast.dpo).get(page(Consent, "changelist"), {"signature": "waits"})
    assert list(listed.context["cl"].result_list) == [unsigned]
    everything = signed_in(cast.dpo).get(page(Consent, "changelist"))
    assert everything.context["cl"].result_count == 2


def test_age_18_that_day_is_of_age(cast: Cast, case: Case) -> None:
    witness = register_witness(by=cast.interviewer, case=case)
    assert not minors.waits(consented(cast.interviewer, witness, age=18, S2=YES))
    assert gate.allows(witness, "S2", on=timezone.localdate())
    assert not gate.allows(witness, "S2", on=timezone.localdate() - dt.timedelta(days=1))
