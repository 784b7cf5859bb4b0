"""Duplicates: decided by two, one code, and one person before anything is counted."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.core.errors import NotAllowed, Refused
from cases.core.records import locked
from cases.witnesses import consent
from cases.witnesses.actions import ScopeAnswer, decide_match, propose_match, record_consent, register_witness
from cases.witnesses.models import MatchDecision, Witness
from tests.conftest import Cast


@pytest.fixture
def twin(cast: Cast, witness: Witness) -> Witness:
    """A second record of the same person, without a consent of its own."""
    return register_witness(by=cast.interviewer, case=witness.case, sex="male")


def joined(cast: Cast, first: Witness, second: Witness) -> MatchDecision:
    match = propose_match(by=cast.interviewer, first=first, second=second, answer="same", match_reason="name, birth")
    return decide_match(by=cast.lead, match=match, answer="same")


def test_the_older_record_gives_the_code_and_both_stay(cast: Cast, witness: Witness, twin: Witness) -> None:
    match = joined(cast, twin, witness)
    assert match.canonical == witness
    assert set(Witness.objects.values_list("person", flat=True)) == {witness.pk}
    assert Witness.objects.count() == 2


def test_three_records_of_one_person_end_under_one_code(cast: Cast, witness: Witness, twin: Witness) -> None:
    third = register_witness(by=cast.interviewer, case=witness.case)
    joined(cast, twin, third)
    joined(cast, third, witness)
    assert set(Witness.objects.values_list("person", flat=True)) == {witness.pk}


def test_consents_are_shared_and_a_withdrawal_on_either_counts(cast: Cast, witness: Witness, twin: Witness) -> None:
    today = timezone.localdate()
    assert not consent.allows(twin, "S2", on=today)
    joined(cast, witness, twin)
    assert consent.allows(locked_now(twin), "S2", on=today)
    record_consent(
        by=cast.interviewer, witness=twin, given_on=today, form_version="1", language="ko", way="oral",
        scopes={"S2": ScopeAnswer("withdrawn")},
    )  # fmt: skip
    for record in (witness, twin):
        assert not consent.allows(locked_now(record), "S2", on=today)
    assert consent.who_allows("S2", {witness.pk: today, twin.pk: today}) == set()


def locked_now(witness: Witness) -> Witness:
    with transaction.atomic():
        return locked(witness)


def test_nobody_decides_alone(cast: Cast, witness: Witness, twin: Witness) -> None:
    match = propose_match(by=cast.lead, first=witness, second=twin, answer="same", match_reason="alike")
    with pytest.raises(NotAllowed, match="four eyes"):
        decide_match(by=cast.lead, match=match, answer="same")
    with pytest.raises(IntegrityError), transaction.atomic():
        MatchDecision.objects.filter(pk=match.pk).update(confirmed_by=cast.lead, confirmed_at=timezone.now())
    assert twin.person == twin.pk


def test_a_second_reviewer_who_disagrees_keeps_them_apart(cast: Cast, witness: Witness, twin: Witness) -> None:
    match = propose_match(by=cast.interviewer, first=witness, second=twin, answer="same", match_reason="alike")
    decide_match(by=cast.dpo, match=match, answer="different")
    assert len(set(Witness.objects.values_list("person", flat=True))) == 2
    with pytest.raises(Refused, match="decided already"):
        decide_match(by=cast.lead, match=match, answer="same")


def test_refused(cast: Cast, witness: Witness, twin: Witness) -> None:
    with pytest.raises(Refused, match="two different records"):
        propose_match(by=cast.lead, first=witness, second=witness, answer="same", match_reason="x")
    with pytest.raises(Refused, match="Say why"):
        propose_match(by=cast.lead, first=witness, second=twin, answer="same", match_reason=" ")
    joined(cast, witness, twin)
    with pytest.raises(Refused, match="one person already"):
        propose_match(by=cast.lead, first=locked_now(witness), second=locked_now(twin), answer="same", match_reason="x")
