"""Withdrawal in one action: everything at once inside, nothing visible outside before a calendar date."""

import datetime as dt

import pytest
from django.utils import timezone

from cases.casework.actions import finish_follow_up
from cases.casework.models import FollowUp
from cases.coding.actions import mark_passage
from cases.coding.models import Act, Passage
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent
from cases.core.sealing import open_sealed
from cases.desk.actions import withdraw
from cases.desk.withdrawal import lines
from cases.evidence.actions import attach_evidence, open_evidence
from cases.evidence.models import EvidenceItem
from cases.intake.actions import log_testimony
from cases.intake.models import Status, Testimony
from cases.witnesses import consent
from cases.witnesses.actions import ScopeAnswer, decide_match, propose_match, record_consent, register_witness
from cases.witnesses.models import ConsentScope, Scope, Withdrawal, Witness
from tests.conftest import Cast


def today() -> dt.date:
    return timezone.localdate()


def withdrawn(cast: Cast, witness: Witness, **values: object) -> Withdrawal:
    given = {"received_on": today(), "way": "phone", "whole": True, **values}
    return withdraw(by=cast.dpo, witness=witness, **given)  # type: ignore[arg-type]


def test_everything_taken_back_allows_nothing_from_that_day(cast: Cast, witness: Witness) -> None:
    withdrawn(cast, witness)
    assert [scope for scope in Scope if consent.allows(witness, scope, on=today())] == []


def test_some_purposes_taken_back_leave_the_others_with_limits_and_expiry(cast: Cast, witness: Witness) -> None:
    end = today() + dt.timedelta(days=30)
    record_consent(
        by=cast.interviewer, witness=witness, given_on=today(), form_version="1", language="ko", way="oral",
        scopes={"S0": ScopeAnswer("yes"), "S2": ScopeAnswer("yes"), "S3": ScopeAnswer("yes", "no names of towns", end)},
    )  # fmt: skip
    withdrawn(cast, witness, whole=False, scopes=["S2"])
    allowed = [scope for scope in Scope if consent.allows(witness, scope, on=today())]
    assert allowed == [Scope.S0, Scope.S3]
    kept = consent.in_force(witness, on=today()).scopes.get(scope="S3")  # type: ignore[union-attr]
    assert kept.expires_on == end
    assert open_sealed(kept, "limits", by=cast.dpo, reason="test") == "no names of towns"
    witness.refresh_from_db()
    assert witness.frozen_at is None


def test_said_before_the_newest_consent_counts_from_today(cast: Cast, witness: Witness) -> None:
    """A letter of last week must not lose against a consent of today."""
    withdrawn(cast, witness, received_on=today() - dt.timedelta(days=7))
    assert not consent.allows(witness, "S2", on=today())


def test_a_frozen_record_is_hidden_from_everybody_but_the_dpo(cast: Cast, act: Act, witness: Witness) -> None:
    withdrawn(cast, witness)
    for person in (cast.interviewer, cast.coder, cast.lead, cast.legal, cast.advocacy):
        for model in (Witness, Testimony, Act, Passage):
            assert not model._default_manager.visible_to(person).exists(), (person.username, model.__name__)
    assert Witness.objects.visible_to(cast.dpo).get() == witness
    assert Testimony.objects.visible_to(cast.dpo).get().status == Status.WITHDRAWN


def test_nothing_is_written_to_a_frozen_record(cast: Cast, submitted: Testimony, witness: Witness) -> None:
    withdrawn(cast, witness)
    with pytest.raises(NotAllowed):
        mark_passage(by=cast.coder, testimony=submitted, exact="여권은")
    with pytest.raises(NotAllowed):
        log_testimony(by=cast.interviewer, case=witness.case, witness=witness, language="ko", account="more")
    with pytest.raises(NotAllowed):
        record_consent(by=cast.dpo, witness=witness, given_on=today(), scopes={"S2": ScopeAnswer("yes")})


def test_whoever_opened_a_file_gets_a_task_with_a_deadline(cast: Cast, submitted: Testimony, witness: Witness) -> None:
    item = attach_evidence(
        by=cast.interviewer, case=submitted.case, testimony=submitted, content=b"photo", name="p.txt"
    )
    open_evidence(by=cast.lead, item=item, reason="checking")
    withdrawn(cast, witness)
    task = FollowUp.objects.get(kind=FollowUp.Kind.DELETE_COPY)
    assert task.assigned_to == cast.lead
    assert task.due_on == today() + dt.timedelta(days=7)
    assert FollowUp.objects.visible_to(cast.lead).get() == task
    finish_follow_up(by=cast.lead, follow_up=task, outcome="deleted")
    with pytest.raises(Refused, match="done already"):
        finish_follow_up(by=cast.lead, follow_up=task, outcome="again")


def test_the_same_tasks_whether_or_not_the_person_is_counted(cast: Cast, witness: Witness) -> None:
    """Nothing in what staff are told says whether the figures hold this person."""
    withdrawn(cast, witness, whole=False, scopes=["S2"])
    assert set(FollowUp.objects.values_list("kind", flat=True)) == {FollowUp.Kind.TELL_PERSON}
    figures = next(line for line in lines.LINES if line.purposes == {Scope.S2})
    assert figures.found(Witness.objects.filter(pk=witness.pk)) == figures.found(Witness.objects.none())


def test_everything_is_taken_back_once(cast: Cast, witness: Witness) -> None:
    withdrawn(cast, witness)
    with pytest.raises(Refused, match="already"):
        withdrawn(cast, witness)
    assert Withdrawal.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [({"received_on": dt.date(2999, 1, 1)}, "future"), ({"whole": False}, "tick at least one")],
)
def test_refused(cast: Cast, witness: Witness, values: dict[str, object], said: str) -> None:
    before = ConsentScope.objects.count()
    with pytest.raises(Refused, match=said):
        withdrawn(cast, witness, **values)
    assert (ConsentScope.objects.count(), Withdrawal.objects.count()) == (before, 0)
    assert AuditEvent.objects.filter(action="desk.withdraw.refused").exists()


def test_without_s0_everything_goes(cast: Cast, witness: Witness) -> None:
    assert withdrawn(cast, witness, whole=False, scopes=["S0"]).whole


def test_only_the_dpo_of_the_team(cast: Cast, witness: Witness) -> None:
    for person in (cast.interviewer, cast.lead, cast.administrator):
        with pytest.raises(NotAllowed):
            withdraw(by=person, witness=witness, received_on=today(), way="phone", whole=True)


def test_a_record_merged_a_moment_ago_goes_with_its_duplicate(cast: Cast, witness: Witness) -> None:
    """A page may have loaded the record before somebody found its duplicate."""
    twin = register_witness(by=cast.interviewer, case=witness.case)
    loaded = Witness.objects.get(pk=twin.pk)
    match = propose_match(by=cast.interviewer, first=witness, second=twin, answer="same", match_reason="alike")
    decide_match(by=cast.lead, match=match, answer="same")
    withdrawn(cast, loaded)
    assert not Witness.objects.filter(frozen_at=None).exists()


def test_the_table_names_what_there_is(cast: Cast, submitted: Testimony, witness: Witness) -> None:
    item = attach_evidence(by=cast.interviewer, case=submitted.case, testimony=submitted, content=b"a", name="a.txt")
    people = Witness.objects.filter(pk=witness.pk)
    found = {str(line.where): line.found(people) for line in lines.touched_by(lines.EVERYTHING)}
    assert submitted.code in found["Testimonies"][0]
    assert found["Evidence"] == [item.code]
    assert EvidenceItem.objects.count() == 1
    assert all(line.when for line in lines.LINES)
