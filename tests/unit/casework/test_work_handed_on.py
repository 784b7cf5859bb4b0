"""Work that changes hands: handed on, given anew when somebody left, ended by the record's own step."""

from typing import Any

import pytest

from cases.accounts.actions import create_user, edit_user
from cases.accounts.models import User
from cases.casework.actions import (
    answer_work,
    create_case,
    finish_work,
    give_work,
    hand_on_work,
    set_case_members,
    take_work,
)
from cases.casework.models import Assignment, Case, Notification
from cases.casework.queries import own_work
from cases.core.errors import NotAllowed, Refused
from cases.core.records import _Act, _running
from cases.intake.models import Testimony
from tests.conftest import Cast, enrolled

State, Kind = Assignment.State, Notification.Kind


def person(cast: Cast, case: Case, name: str, *roles: str) -> User:
    """Somebody new of the team."""
    made = enrolled(create_user(by=cast.administrator, username=name, name="", roles=roles), by=cast.administrator)
    team = [member.user for member in case.members.select_related("user")]
    set_case_members(by=case.lead, case=case, users=[*team, made])
    return made


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


def states_of(assignment: Assignment) -> str:
    assignment.refresh_from_db()
    return assignment.state


def test_handed_on_work_stays_until_somebody_else_accepts(cast: Cast, submitted: Testimony, offer: Assignment) -> None:
    answer_work(by=cast.coder, assignment=offer, accepts=True)
    second = person(cast, submitted.case, "second", "coder")
    offered = hand_on_work(by=cast.coder, assignment=offer, given_to=second, note="holidays")
    assert states(submitted) == {"coder": State.ACCEPTED, "second": State.OFFERED}
    assert (told(second), offered.previous) == ([Kind.HANDED_ON], offer)
    with pytest.raises(Refused, match="offered to second already"):
        hand_on_work(by=cast.coder, assignment=offer, given_to=cast.lead)
    answer_work(by=second, assignment=offered, accepts=False, answer="no time")
    assert states_of(offer) == State.ACCEPTED
    again = hand_on_work(by=cast.coder, assignment=offer, given_to=cast.lead)
    answer_work(by=cast.lead, assignment=again, accepts=True)
    assert states(submitted) == {"coder": State.HANDED_ON, "second": State.REJECTED, "lead": State.ACCEPTED}


def test_what_nobody_accepted_moves_at_once_and_by_its_giver(
    cast: Cast, submitted: Testimony, offer: Assignment
) -> None:
    second = person(cast, submitted.case, "second", "coder")
    with pytest.raises(NotAllowed):
        hand_on_work(by=second, assignment=offer, given_to=second)
    with pytest.raises(Refused, match="has it already"):
        hand_on_work(by=cast.lead, assignment=offer, given_to=cast.coder)
    hand_on_work(by=cast.lead, assignment=offer, given_to=second)
    assert states(submitted) == {"coder": State.HANDED_ON, "second": State.OFFERED}


def test_a_refused_handing_on_changes_nothing(cast: Cast, offer: Assignment) -> None:
    with pytest.raises(Refused, match="it takes one of"):
        hand_on_work(by=cast.coder, assignment=offer, given_to=cast.legal)
    with pytest.raises(Refused, match="does not see"):
        hand_on_work(by=cast.coder, assignment=offer, given_to=cast.stranger)
    assert states_of(offer) == State.OFFERED


def test_work_of_somebody_who_left_can_be_given_again(cast: Cast, submitted: Testimony) -> None:
    second = person(cast, submitted.case, "second", "coder")
    take_work(by=second, subject=submitted, task="code")
    edit_user(by=cast.administrator, user=second, roles=["coder"], is_active=False)
    give_work(by=cast.lead, subject=submitted, task="code", given_to=cast.coder)
    assert states(submitted) == {"second": State.HANDED_ON, "coder": State.OFFERED}


def test_whoever_left_the_team_answers_no_more(cast: Cast, submitted: Testimony) -> None:
    second = person(cast, submitted.case, "second", "coder")
    offered = give_work(by=cast.lead, subject=submitted, task="code", given_to=second)
    team = [cast.interviewer, cast.coder, cast.lead]
    set_case_members(by=cast.coder, case=submitted.case, users=team)
    with pytest.raises(NotAllowed):
        answer_work(by=second, assignment=offered, accepts=True)
    create_case(by=second, title="Other", slug="other")
    assert not own_work(second).exists()


def test_the_records_own_step_ends_the_work(cast: Cast, submitted: Testimony, offer: Assignment) -> None:
    """Called by other stages inside their action; here as an action of ours stands in for it."""
    token = _running.set(_Act("test", cast.coder, ""))
    try:
        finish_work(subject=submitted, task="code")
    finally:
        _running.reset(token)
    assert states_of(offer) == State.DONE
    assert not own_work(cast.coder).exists()
