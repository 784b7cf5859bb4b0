"""Writes on what is still to be done about a record by a day, and on how long a record is kept."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework import policies
from cases.casework.models import Case, FollowUp, Notification, RetentionReview
from cases.casework.subjects import case_of, check_is_subject
from cases.core import audit
from cases.core.batches import locked_all
from cases.core.errors import Refused
from cases.core.models import Row
from cases.core.plain_text import plain
from cases.core.records import action, change_all, fill, locked, write

from .notifications import notify

KEPT_LONGER_AT_MOST = dt.timedelta(days=3653)


def new_follow_up(
    *,
    case: Case,
    subject: Row,
    kind: str,
    due_on: dt.date,
    text: str = "",
    role: str = "",
    assigned_to: User | None = None,
) -> FollowUp:
    """Store a task with a deadline for a role or a person; called by the action that makes it necessary."""
    task = FollowUp(case=case, subject_label=audit.label(subject), subject_uuid=subject.pk, kind=kind, due_on=due_on)
    task.role, task.assigned_to = role, assigned_to
    fill(task, {"text": text})
    return write(task)


def finish_follow_ups(*, by: User, subject: Row, kind: str, outcome: str) -> None:
    """Finish what an action itself has brought about; called by that action."""
    for task in FollowUp.objects.filter(subject_uuid=subject.pk, kind=kind, done_at=None):
        _finish(by, locked(task), outcome)


@action
def open_follow_up(*, by: User, subject: Row, text: str, due_on: dt.date, assigned_to: User | None = None) -> FollowUp:
    """Note what is still to be done about a record, for somebody of the team who sees it or for oneself."""
    check_is_subject(subject)
    policies.check_can_work_in(by, case_of(subject))
    text, person = plain(text).strip(), assigned_to or by
    if not text:
        raise Refused(_("Say what is to be done."), field="text")
    policies.check_due_on(due_on)
    if not policies.is_member(person, case_of(subject)):
        raise Refused(_not_on_team(person), field="assigned_to")
    policies.check_sees(person, subject)
    task = new_follow_up(
        case=case_of(subject), subject=subject, kind=FollowUp.Kind.OTHER, due_on=due_on, text=text, assigned_to=person
    )
    notify(by=by, subject=task, users=[person], kind=Notification.Kind.FOLLOW_UP)
    return task


@action
def assign_follow_up(*, by: User, follow_up: FollowUp, assigned_to: User | None, due_on: dt.date) -> FollowUp:
    """Give a task to somebody of the team, back to whoever holds its role, or another day."""
    follow_up = locked(follow_up)
    policies.check_is_open(follow_up)
    if assigned_to is None and not follow_up.role:
        raise Refused(_("Say who does it."))
    if assigned_to is not None and not policies.is_member(assigned_to, follow_up.case):
        raise Refused(_not_on_team(assigned_to))
    if due_on != follow_up.due_on and due_on < timezone.localdate():
        raise Refused(_("That day has passed: give today or a later day."))
    is_new = assigned_to is not None and assigned_to.pk != follow_up.assigned_to_id
    follow_up.assigned_to, follow_up.due_on = assigned_to, due_on
    write(follow_up)
    if assigned_to is not None and is_new:
        notify(by=by, subject=follow_up, users=[assigned_to], kind=Notification.Kind.FOLLOW_UP)
    return follow_up


@action
def assign_follow_ups(
    *, by: User, follow_ups: Sequence[FollowUp], assigned_to: User, due_on: dt.date
) -> list[FollowUp]:
    """Give many tasks to one person of the team, for one day: all of them or, when one is refused, none."""
    policies.check_due_on(due_on)
    tasks = locked_all(follow_ups, "case")
    if refusals := policies.why_not_follow_ups(tasks, assigned_to):
        raise Refused(next(iter(refusals.values())))
    for task in tasks:
        task.assigned_to, task.due_on = assigned_to, due_on
    change_all(tasks, ["assigned_to", "due_on"])
    for case in {task.case_id: task.case for task in tasks}.values():
        notify(by=by, subject=case, users=[assigned_to], kind=Notification.Kind.FOLLOW_UP)
    return tasks


@action
def finish_follow_up(*, by: User, follow_up: FollowUp, outcome: str) -> FollowUp:
    """Say what came of a task, such as a recipient's reply; it leaves the list of what is due."""
    follow_up = locked(follow_up)
    policies.check_is_open(follow_up)
    if not outcome.strip():
        raise Refused(_("Say what came of it: a reply, or that none came."))
    return _finish(by, follow_up, outcome)


def _not_on_team(person: User) -> str:
    return _("%(person)s is not on the team of this case: choose somebody who is.") % {"person": person}


def _finish(by: User, task: FollowUp, outcome: str) -> FollowUp:
    task.done_by, task.done_at = by, timezone.now()
    fill(task, {"outcome": outcome})
    return write(task)


@action
def keep_longer(*, by: User, case: Case, subject: Row, keep_until: dt.date, keep_reason: str) -> RetentionReview:
    """Decide as DPO that a record is kept beyond its period, until a day. The reason is sealed."""
    today = timezone.localdate()
    if keep_until <= today:
        raise Refused(_("Give a day in the future until which it is kept."))
    if keep_until > today + KEPT_LONGER_AT_MOST:
        raise Refused(_("Ten years at most: then somebody looks at it again."))
    if not keep_reason.strip():
        raise Refused(_("Say why it is kept longer."))
    review = RetentionReview(
        case=case, subject_label=audit.label(subject), subject_uuid=subject.pk, keep_until=keep_until, decided_by=by
    )
    fill(review, {"reason": keep_reason})
    return write(review)
