"""Work on a record: given, taken, answered, handed on, done; one person at most is responsible for it."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from cases.accounts.actions import edit_user
from cases.accounts.models import User
from cases.casework.actions import (
    answer_work,
    edit_case,
    finish_own_work,
    give_work,
    set_case_members,
    take_work,
)
from cases.casework.models import Assignment, Case, Notification
from cases.casework.queries import own_work
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent
from cases.core.sealing import open_sealed
from cases.desk.actions import withdraw
from cases.intake.models import Testimony
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.actions import record_identity
from cases.witnesses.models import Identity, Witness
from tests.conftest import Cast

State, Kind = Assignment.State, Notification.Kind


@pytest.fixture
def offer(cast: Cast, submitted: Testimony) -> Assignment:
    return give_work(by=cast.lead, subject=submitted, task="code", given_to=cast.coder, note="before Friday")


def states(subject: Any) -> dict[str, str]:
    found = Assignment.objects.filter(subject_uuid=subject.pk)
    return {one.given_to.username: one.state for one in found.order_by("created_at")}


def told(user: User) -> list[str]:
    return list(
        Notification.objects.filter(user=user, seen_at=None).order_by("created_at").values_list("kind", flat=True)
    )


def test_given_work_is_theirs_when_they_accept(cast: Cast, submitted: Testimony, offer: Assignment) -> None:
    assert (offer.state, offer.case, offer.key_owner()) == (State.OFFERED, submitted.case, submitted.key_owner())
    assert open_sealed(offer, "note", by=cast.coder, reason="test") == "before Friday"
    assert told(cast.coder) == [Kind.OFFERED]
    accepted = answer_work(by=cast.coder, assignment=offer, accepts=True)
    assert (accepted.state, accepted.answered_at is not None) == (State.ACCEPTED, True)
    assert told(cast.lead) == [Kind.ACCEPTED]
    assert list(own_work(cast.coder)) == [accepted]
    with pytest.raises(Refused, match="accepted ASG-001 already"):
        answer_work(by=cast.coder, assignment=offer, accepts=True)


def test_rejecting_takes_a_reason_and_the_work_can_be_given_again(
    cast: Cast, offer: Assignment, submitted: Testimony
) -> None:
    with pytest.raises(Refused, match="Say why"):
        answer_work(by=cast.coder, assignment=offer, accepts=False, answer=" \n")
    rejected = answer_work(by=cast.coder, assignment=offer, accepts=False, answer="I know the man")
    assert rejected.state == State.REJECTED
    assert open_sealed(rejected, "answer", by=cast.lead, reason="test") == "I know the man"
    assert told(cast.lead) == [Kind.REJECTED]
    with pytest.raises(Refused, match="is over"):
        answer_work(by=cast.coder, assignment=offer, accepts=True)
    assert take_work(by=cast.coder, subject=submitted, task="code").state == State.ACCEPTED


def test_words_never_reach_the_audit_chain(cast: Cast, offer: Assignment) -> None:
    answer_work(by=cast.coder, assignment=offer, accepts=False, answer="WHYNOT")
    said = " ".join(AuditEvent.objects.values_list("body", flat=True))
    assert "WHYNOT" not in said
    assert "before Friday" not in said


def test_only_whoever_was_asked_answers(cast: Cast, offer: Assignment) -> None:
    with pytest.raises(NotAllowed, match="given to them"):
        answer_work(by=cast.lead, assignment=offer, accepts=True)
    with pytest.raises(NotAllowed):
        answer_work(by=cast.stranger, assignment=offer, accepts=True)
    assert states_of(offer) == State.OFFERED


def states_of(assignment: Assignment) -> str:
    assignment.refresh_from_db()
    return assignment.state


def test_two_people_take_the_same_work(cast: Cast, submitted: Testimony) -> None:
    """The second, on a page that was loaded before, is told who was quicker."""
    stale = Testimony.objects.get(pk=submitted.pk)
    take_work(by=cast.coder, subject=submitted, task="code")
    with pytest.raises(Refused, match="“code” on TST-001 is with somebody else"):
        take_work(by=cast.lead, subject=stale, task="code")
    with pytest.raises(Refused, match="is with somebody else already"):
        take_work(by=cast.coder, subject=stale, task="code")
    assert states(submitted) == {"coder": State.ACCEPTED}


def test_taking_what_was_offered_to_oneself_accepts_it(cast: Cast, submitted: Testimony, offer: Assignment) -> None:
    assert take_work(by=cast.coder, subject=submitted, task="code") == offer
    assert states_of(offer) == State.ACCEPTED


def test_what_is_offered_waits_for_the_answer(cast: Cast, submitted: Testimony, offer: Assignment) -> None:
    for step in (
        lambda: take_work(by=cast.lead, subject=submitted, task="code"),
        lambda: give_work(by=cast.dpo, subject=submitted, task="code", given_to=cast.lead),
    ):
        with pytest.raises(Refused, match="is with somebody else already"):
            step()


def test_nobody_gives_to_themselves(cast: Cast, submitted: Testimony) -> None:
    with pytest.raises(Refused, match="taken, not given"):
        give_work(by=cast.lead, subject=submitted, task="code", given_to=cast.lead)


@pytest.mark.parametrize(
    ("task", "name", "said"),
    [
        ("code", "legal", "it takes one of: coder, verification lead"),
        ("verify", "coder", "it takes one of: verification lead"),
        ("legal", "lead", "it takes one of: legal reviewer"),
        ("clear", "lead", "it takes one of: data-protection officer"),
        ("other", "administrator", "it takes one of"),
        ("code", "stranger", "not on the team"),
        ("other", "advocacy", "does not see TST-001"),
        ("dance", "coder", "Choose what is to be done"),
    ],
)
def test_work_goes_to_those_who_can_do_it(cast: Cast, submitted: Testimony, task: str, name: str, said: str) -> None:
    giver = cast.lead if name != "lead" else cast.dpo
    with pytest.raises(Refused, match=said):
        give_work(by=giver, subject=submitted, task=task, given_to=getattr(cast, name))
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("name", ["interviewer", "coder", "legal", "advocacy", "administrator", "stranger"])
def test_only_lead_and_dpo_of_the_team_give(cast: Cast, submitted: Testimony, name: str) -> None:
    with pytest.raises(NotAllowed):
        give_work(by=getattr(cast, name), subject=submitted, task="other", given_to=cast.lead)


def test_a_lead_of_another_team_gives_nothing(cast: Cast, submitted: Testimony) -> None:
    set_case_members(by=cast.coder, case=submitted.case, users=[cast.interviewer])
    for step in (
        lambda: give_work(by=cast.lead, subject=submitted, task="code", given_to=cast.coder),
        lambda: take_work(by=cast.lead, subject=submitted, task="code"),
    ):
        with pytest.raises(NotAllowed):
            step()


def test_four_eyes_by_the_records_own_columns(cast: Cast, verified: Testimony) -> None:
    """The lead verified it; the interviewer would be barred by the same rule."""
    edit_user(by=cast.administrator, user=cast.lead, roles=["lead", "dpo"])
    with pytest.raises(Refused, match="Nobody checks their own work"):
        take_work(by=User.objects.get(pk=cast.lead.pk), subject=verified, task="clear")
    assert take_work(by=cast.dpo, subject=verified, task="clear").state == State.ACCEPTED


def test_no_coding_of_ones_own_interview(cast: Cast, submitted: Testimony) -> None:
    edit_user(by=cast.administrator, user=cast.interviewer, roles=["interviewer", "coder"])
    both = User.objects.get(pk=cast.interviewer.pk)
    with pytest.raises(Refused, match="Nobody checks their own work"):
        give_work(by=cast.lead, subject=submitted, task="code", given_to=both)


def test_what_is_done_is_not_given(cast: Cast, verified: Testimony) -> None:
    with pytest.raises(Refused, match="“code” is done on TST-001 already"):
        give_work(by=cast.dpo, subject=verified, task="code", given_to=cast.coder)


def test_a_witness_is_not_coded_and_an_identity_is_no_subject(cast: Cast, witness: Witness) -> None:
    with pytest.raises(Refused, match="not done on W-001"):
        give_work(by=cast.lead, subject=witness, task="code", given_to=cast.coder)
    assert give_work(by=cast.lead, subject=witness, task="other", given_to=cast.coder).case == witness.case
    identity: Identity = record_identity(by=cast.interviewer, witness=witness, name_hangul="김철수")
    with pytest.raises(Refused, match="beside the record it is about"):
        give_work(by=cast.dpo, subject=identity, task="other", given_to=cast.lead)


def test_vocabulary_lies_in_no_case(cast: Cast, vocabulary: Any, case: Case) -> None:
    with pytest.raises(Refused, match="beside the record it is about"):
        give_work(by=cast.lead, subject=AbuseCategory.objects.all()[0], task="other", given_to=cast.coder)


def test_no_past_day_and_no_closed_case(cast: Cast, submitted: Testimony) -> None:
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    with pytest.raises(Refused, match="has passed"):
        give_work(by=cast.lead, subject=submitted, task="code", given_to=cast.coder, due_on=yesterday)
    edit_case(by=cast.coder, case=submitted.case, status="closed")
    with pytest.raises(Refused, match="closed"):
        give_work(by=cast.lead, subject=submitted, task="code", given_to=cast.coder)


def test_only_what_no_step_finishes_is_done_by_hand(cast: Cast, submitted: Testimony, offer: Assignment) -> None:
    review = give_work(by=cast.lead, subject=submitted, task="legal", given_to=cast.legal)
    with pytest.raises(Refused, match="Accept ASG-002 first"):
        finish_own_work(by=cast.legal, assignment=review)
    answer_work(by=cast.legal, assignment=review, accepts=True)
    assert finish_own_work(by=cast.legal, assignment=review).state == State.DONE
    answer_work(by=cast.coder, assignment=offer, accepts=True)
    with pytest.raises(Refused, match="step on the record"):
        finish_own_work(by=cast.coder, assignment=offer)


def test_of_a_person_who_withdrew_nothing_is_given(cast: Cast, submitted: Testimony, offer: Assignment) -> None:
    assert submitted.witness is not None
    withdraw(by=cast.dpo, witness=submitted.witness, received_on=timezone.localdate(), way="phone", whole=True)
    for step in (
        lambda: answer_work(by=cast.coder, assignment=offer, accepts=True),
        lambda: give_work(by=cast.dpo, subject=submitted, task="legal", given_to=cast.legal),
        lambda: take_work(by=cast.lead, subject=submitted, task="code"),
    ):
        with pytest.raises(NotAllowed):
            step()
    assert not own_work(cast.coder).exists()
