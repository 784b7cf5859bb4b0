"""Work and flags on many records at once: one event, all or none; and follow-ups."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from cases.accounts.models import User
from cases.casework.actions import (
    assign_follow_ups,
    create_case,
    finish_follow_up,
    flag_many,
    give_many,
    open_follow_up,
    set_case_members,
    take_work,
)
from cases.casework.models import Assignment, Case, Flag, FollowUp, Notification
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent, Revision
from cases.core.sealing import open_sealed
from cases.intake.actions import log_testimony
from cases.intake.models import Testimony
from cases.witnesses.actions import register_witness
from tests.conftest import Cast
from tests.interviews import interviews


@pytest.fixture
def several(cast: Cast, case: Case) -> list[Testimony]:
    return interviews(cast, case, 3)


def test_many_are_given_under_one_event(cast: Cast, several: list[Testimony]) -> None:
    before = AuditEvent.objects.count()
    offers = give_many(by=cast.lead, subjects=several, task="code", given_to=cast.coder)
    assert [offer.subject_uuid for offer in offers] == [one.pk for one in several]
    assert AuditEvent.objects.count() == before + 1
    event = AuditEvent.objects.latest("seq")
    assert '["assignment",3,' in event.body
    assert Revision.objects.filter(subject_uuid__in=[offer.pk for offer in offers]).count() == 3
    told = Notification.objects.get(user=cast.coder)
    assert (told.kind, told.subject_uuid) == (Notification.Kind.OFFERED, several[0].case_id)


def test_when_one_is_refused_none_is_given(cast: Cast, several: list[Testimony]) -> None:
    take_work(by=cast.coder, subject=several[1], task="code")
    with pytest.raises(Refused, match="“code” on TST-002 is with somebody else"):
        give_many(by=cast.dpo, subjects=several, task="code", given_to=cast.lead)
    assert Assignment.objects.count() == 1
    with pytest.raises(Refused, match="at least one"):
        give_many(by=cast.dpo, subjects=[], task="code", given_to=cast.lead)


def test_one_of_another_team_among_many_refuses_all(cast: Cast, several: list[Testimony]) -> None:
    other = create_case(by=cast.interviewer, title="Other", slug="other")
    theirs = log_testimony(
        by=cast.interviewer, case=other, witness=register_witness(by=cast.interviewer, case=other), account="x"
    )
    for step in (
        lambda: give_many(by=cast.lead, subjects=[*several, theirs], task="code", given_to=cast.coder),
        lambda: flag_many(by=cast.lead, subjects=[*several, theirs], kind="urgent"),
    ):
        with pytest.raises(NotAllowed):
            step()
    assert not Assignment.objects.exists()
    assert not Flag.objects.exists()


def test_the_number_of_statements_does_not_grow_with_the_records(
    cast: Cast, several: list[Testimony], django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(45) as few:
        give_many(by=cast.lead, subjects=several[:1], task="code", given_to=cast.coder)
    with django_assert_max_num_queries(len(few.captured_queries)):
        give_many(by=cast.lead, subjects=several[1:], task="code", given_to=cast.coder)


def test_many_are_flagged_under_one_event(cast: Cast, several: list[Testimony]) -> None:
    before = AuditEvent.objects.count()
    flags = flag_many(by=cast.lead, subjects=several, kind="translation", why="one interpreter")
    assert AuditEvent.objects.count() == before + 1
    assert open_sealed(flags[2], "reason", by=cast.coder, reason="test") == "one interpreter"
    assert {flag.concerns for flag in flags} == {cast.interviewer}
    assert Notification.objects.filter(user=cast.interviewer, kind="flagged").count() == 1
    with pytest.raises(Refused, match="up on TST-001 already"):
        flag_many(by=cast.lead, subjects=several, kind="translation")


# --- follow-ups ---


def test_a_follow_up_is_for_oneself_unless_somebody_is_named(cast: Cast, submitted: Testimony) -> None:
    day = timezone.localdate() + dt.timedelta(days=3)
    own = open_follow_up(by=cast.interviewer, subject=submitted, text="call again\r\n", due_on=day)
    assert (own.assigned_to, own.case, own.kind) == (cast.interviewer, submitted.case, FollowUp.Kind.OTHER)
    assert open_sealed(own, "text", by=cast.interviewer, reason="test") == "call again"
    assert not Notification.objects.exists()
    theirs = open_follow_up(by=cast.lead, subject=submitted, text="ask", due_on=day, assigned_to=cast.coder)
    told = Notification.objects.get(user=cast.coder)
    assert (told.kind, told.subject_uuid) == (Notification.Kind.FOLLOW_UP, theirs.pk)


def test_a_follow_up_is_refused_with_the_remedy(cast: Cast, submitted: Testimony) -> None:
    today = timezone.localdate()

    def add(by: User = cast.lead, text: str = "x", day: dt.date = today, person: User | None = None) -> None:
        open_follow_up(by=by, subject=submitted, text=text, due_on=day, assigned_to=person)

    with pytest.raises(Refused, match="what is to be done"):
        add(text=" ")
    with pytest.raises(Refused, match="has passed"):
        add(day=today - dt.timedelta(days=1))
    with pytest.raises(Refused, match="not on the team"):
        add(person=cast.stranger)
    with pytest.raises(Refused, match="advocacy does not see TST-001"):
        add(person=cast.advocacy)
    with pytest.raises(NotAllowed):
        add(by=cast.stranger)
    assert not FollowUp.objects.exists()


def test_many_follow_ups_go_to_one_person(cast: Cast, submitted: Testimony) -> None:
    day = timezone.localdate() + dt.timedelta(days=3)
    tasks = [open_follow_up(by=cast.lead, subject=submitted, text=text, due_on=day) for text in "ab"]
    before = AuditEvent.objects.count()
    assign_follow_ups(by=cast.lead, follow_ups=tasks, assigned_to=cast.coder, due_on=day)
    assert AuditEvent.objects.count() == before + 1
    assert {task.assigned_to for task in FollowUp.objects.all()} == {cast.coder}
    finish_follow_up(by=cast.coder, follow_up=tasks[0], outcome="done")
    with pytest.raises(Refused, match="FUP-001 is done already"):
        assign_follow_ups(by=cast.dpo, follow_ups=tasks, assigned_to=cast.lead, due_on=day)
    with pytest.raises(Refused, match="not on the team"):
        assign_follow_ups(by=cast.dpo, follow_ups=tasks[1:], assigned_to=cast.stranger, due_on=day)
    set_case_members(by=cast.coder, case=submitted.case, users=[cast.dpo])
    with pytest.raises(NotAllowed):
        assign_follow_ups(by=cast.lead, follow_ups=tasks[1:], assigned_to=cast.dpo, due_on=day)
