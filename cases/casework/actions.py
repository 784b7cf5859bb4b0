"""Writes on cases and their teams."""

import datetime as dt
from collections.abc import Iterable
from typing import TypedDict, Unpack

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.core import audit
from cases.core.errors import Refused
from cases.core.models import Row
from cases.core.records import action, fill, locked, remove, write

from . import policies
from .models import Case, CaseMember, FollowUp, GlassBreaking, RetentionReview

GLASS_STAYS_BROKEN = dt.timedelta(hours=1)
KEPT_LONGER_AT_MOST = dt.timedelta(days=3653)


class CaseValues(TypedDict, total=False):
    title: str
    slug: str
    family: str
    status: str
    risk: str
    public_summary: dict[str, str]
    not_stated: list[dict[str, str]]
    not_coded: list[dict[str, str]]


@action
def create_case(*, by: User, **values: Unpack[CaseValues]) -> Case:
    """Open a case folder; whoever opens it leads it and is its first member."""
    case = Case(lead=by)
    fill(case, values)
    write(case)
    write(CaseMember(case=case, user=by))
    return case


@action
def edit_case(*, by: User, case: Case, **values: Unpack[CaseValues]) -> Case:
    """Change a case's own fields."""
    case = locked(case)
    policies.check_is_member(by, case)
    if values.get("status", case.status) != case.status:
        policies.check_can_lead(by, case)
    elif case.status == Case.Status.CLOSED:
        policies.check_can_work_in(by, case)
    fill(case, values)
    return write(case)


@action
def set_case_members(*, by: User, case: Case, users: Iterable[User]) -> Case:
    """Make the team exactly these people; the lead always stays on it."""
    case = locked(case)
    policies.check_can_lead(by, case)
    wanted = {user.pk: user for user in users} | {case.lead_id: case.lead}
    for member in case.members.select_related("user"):
        if wanted.pop(member.user_id, None) is None:
            remove(member, fields=["user"])
    for user in wanted.values():
        write(CaseMember(case=case, user=user))
    return case


@action
def break_glass(*, by: User, case: Case, reason: str) -> GlassBreaking:
    """Let an administrator read one case for an hour in an emergency. The DPO is told, and every reading is logged.

    Identities stay closed, and nothing can be changed.
    """
    policies.check_can_break_glass(by, case, reason)
    return write(GlassBreaking(case=case, user=by, reason=reason.strip(), until=timezone.now() + GLASS_STAYS_BROKEN))


@action
def confirm_glass_breaking(*, by: User, glass_breaking: GlassBreaking) -> GlassBreaking:
    """Say as DPO that one has seen it; the notice goes, the record stays."""
    glass_breaking = locked(glass_breaking)
    policies.check_can_confirm(by, glass_breaking)
    glass_breaking.seen_by, glass_breaking.seen_at = by, timezone.now()
    return write(glass_breaking)


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
def assign_follow_up(*, by: User, follow_up: FollowUp, assigned_to: User | None, due_on: dt.date) -> FollowUp:
    """Give a task to somebody of the team, back to whoever holds its role, or another day."""
    follow_up = locked(follow_up)
    policies.check_is_open(follow_up)
    if assigned_to is None and not follow_up.role:
        raise Refused(_("Say who does it."))
    if assigned_to is not None and not policies.is_member(assigned_to, follow_up.case):
        raise Refused(
            _("%(person)s is not on the team of this case: choose somebody who is.") % {"person": assigned_to}
        )
    if due_on != follow_up.due_on and due_on < timezone.localdate():
        raise Refused(_("That day has passed: give today or a later day."))
    follow_up.assigned_to, follow_up.due_on = assigned_to, due_on
    return write(follow_up)


@action
def finish_follow_up(*, by: User, follow_up: FollowUp, outcome: str) -> FollowUp:
    """Say what came of a task, such as a recipient's reply; it leaves the list of what is due."""
    follow_up = locked(follow_up)
    policies.check_is_open(follow_up)
    if not outcome.strip():
        raise Refused(_("Say what came of it: a reply, or that none came."))
    return _finish(by, follow_up, outcome)


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
