"""Who may work in which case, and who may be given what on a record."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.core import permissions
from cases.core.batches import batches
from cases.core.errors import NotAllowed, Refused
from cases.core.models import Row
from cases.core.rights import Role, Scope

from . import subjects
from .models import VERIFIED_STATES, Assignment, Case, CaseMember, Flag, FollowUp, GlassBreaking


def is_member(user: User, case: Case) -> bool:
    """Whether the user is on the case's team."""
    return case.members.filter(user=user).exists()


def check_is_member(user: User, case: Case) -> None:
    """Raise NotAllowed for a stranger to the case. A record of it then answers like one that is not there."""
    if not is_member(user, case):
        raise NotAllowed(_("You are not on this case's team: ask its lead to add you."))


def check_can_work_in(user: User, case: Case) -> None:
    """Raise when the user is a stranger to the case or the case is closed."""
    check_is_member(user, case)
    # Asked of the database: the case may have been closed since it was read.
    if not Case.objects.filter(pk=case.pk, status=Case.Status.OPEN).exists():
        raise Refused(_("%(case)s is closed: its lead must open it again first.") % {"case": case.code})


def check_can_lead(user: User, case: Case) -> None:
    """Raise when the user does not lead the case."""
    if case.lead_id != user.pk:
        raise NotAllowed(_("Only the lead of %(case)s may change its team or status.") % {"case": case.code})


def check_can_break_glass(user: User, case: Case, reason: str) -> None:
    """Raise without a reason, and where the glass is broken already or the team's own way stands open."""
    if not reason.strip():
        raise Refused(_("Say why this case must be read now: the data-protection officer will read it."))
    if is_member(user, case):
        raise Refused(_("You are on this case's team: no glass needs breaking."))
    if case.glass_breakings.filter(user=user, until__gt=timezone.now()).exists():
        raise Refused(_("You can read %(case)s already: the hour is not over.") % {"case": case.code})


def check_can_confirm(user: User, glass_breaking: GlassBreaking) -> None:
    """Raise for one's own, and for what somebody has confirmed before."""
    if glass_breaking.user_id == user.pk:
        raise NotAllowed(_("Nobody confirms what they did themselves: this takes another data-protection officer."))
    if glass_breaking.seen_by_id is not None:
        raise Refused(_("Somebody has confirmed this already."))


def check_is_open(follow_up: FollowUp) -> None:
    """Raise for a task that somebody has finished."""
    if follow_up.done_at is not None:
        raise Refused(_("%(code)s is done already.") % {"code": follow_up.code})


# --- work on records ---

Task = Assignment.Task
Refusals = dict[uuid.UUID, str]

TAKES: Mapping[str, frozenset[Role]] = {
    Task.CODE: frozenset({Role.CODER, Role.LEAD}),
    Task.VERIFY: frozenset({Role.LEAD}),
    Task.LEGAL: frozenset({Role.LEGAL}),
    Task.CLEAR: frozenset({Role.DPO}),
    Task.OTHER: frozenset(Role) - {Role.ADMINISTRATOR},
}
"""The roles of which one is needed for a task."""
NOT_BY: Mapping[str, tuple[str, ...]] = {
    Task.CODE: ("interviewer",),
    Task.VERIFY: ("interviewer", "coded_by"),
    Task.CLEAR: ("verified_by",),
}
"""Who may not do a task, by the record's own columns (four eyes); a record without the column bars nobody."""
DONE_WHEN: Mapping[str, str] = {Task.CODE: "coded_by", Task.VERIFY: "verified_by", Task.CLEAR: "cleared_by"}
"""The column that says that a task is done."""
BY_HAND = (Task.LEGAL, Task.OTHER)
"""The tasks that no step of the record finishes."""


def can_do(person: User, task: str, subject: Any) -> bool:
    """Whether a person who sees the record could do this task on it."""
    return bool(TAKES[task] & person.role_set) and not _why_not_the_record(subject, task, person)


def surely_sees(person: User, subject: Any) -> bool:
    """Whether somebody of the case's team sees the record, as far as the record itself tells: no statement is made."""
    if subjects.is_frozen(subject):
        return Role.DPO in person.role_set
    reach, scope = type(subject).reach, permissions.readable(person, type(subject).section)
    if scope == Scope.OWN:
        return subjects.is_own(subject, person)
    if scope == Scope.VERIFIED:
        return reach.status == "status" and subject.status in VERIFIED_STATES
    return scope is not None


def check_sees(person: User, subject: Row) -> None:
    """Raise for somebody who cannot see the record: nobody is called to what stays closed to them."""
    manager: Any = type(subject)._default_manager
    if not person.is_active or not manager.visible_to(person).filter(pk=subject.pk).exists():
        raise Refused(_cannot_see(person, subject))


def check_sees_still(user: User, subject: Row | None) -> Row:
    """The record, for somebody who acts on what hangs on it. Raises NotAllowed when they do not see it (any more)."""
    if subject is not None:
        manager: Any = type(subject)._default_manager
        if manager.visible_to(user).filter(pk=subject.pk).exists():
            return subject
    raise NotAllowed(_("You do not see the record that this is about: ask the lead of its case."))


def check_takes(person: User, task: str) -> None:
    """Raise for somebody whose roles do not hold the task, and for an account that is closed."""
    if task not in Task.values:
        raise Refused(_("Choose what is to be done."), field="task")
    if not person.is_active:
        raise Refused(_("The account of %(person)s is closed: choose somebody else.") % {"person": person})
    if not TAKES[task] & person.role_set:
        roles = ", ".join(str(role.label) for role in Role if role in TAKES[task])
        raise Refused(
            _("%(person)s cannot do “%(task)s”: it takes one of: %(roles)s.")
            % {"person": person, "task": Task(task).label, "roles": roles}
        )


def check_due_on(due_on: dt.date | None) -> None:
    """Raise for a day that has passed."""
    if due_on is not None and due_on < timezone.localdate():
        raise Refused(_("That day has passed: give today or a later day."), field="due_on")


def check_can_be_given(rows: Sequence[Any], task: str, person: User) -> None:
    """Raise the first reason why this person cannot be given this task on these records."""
    if refusals := why_not(rows, task, person):
        raise Refused(next(iter(refusals.values())))


def check_can_receive(subject: Row, task: str, person: User) -> None:
    """Raise unless the person can have work that somebody has already: handed on to them, or offered and accepted."""
    check_sees(person, subject)
    if because := _why_not_the_record(subject, task, person):
        raise Refused(because)


def check_can_be_flagged(rows: Sequence[Any], kind: str) -> None:
    """Raise for a flag that is none, and for one that is up already."""
    if kind not in Flag.Kind.values:
        raise Refused(_("Choose a flag."), field="kind")
    if flagged := flags_up(rows, kind):
        raise Refused(next(iter(flagged.values())))


def check_is_not_first_coder(by: User, rows: Sequence[Any], task: str, person: User) -> None:
    """Raise when a second coding goes to whoever coded first; a coder who gives it is not told: they may read it blind."""
    for row in rows if task == Task.CODE and (by.pk == person.pk or Role.CODER not in by.role_set) else ():
        if getattr(row, "waits_for_second_coder", False) and row.coded_by_id == person.pk:
            raise Refused(
                _("%(person)s coded %(record)s first: choose somebody else.") % {"person": person, "record": row}
            )


def flags_up(rows: Sequence[Any], kind: str) -> Refusals:
    """For each of these records on which this flag is up already: that it is."""
    up: dict[uuid.UUID, str] = {}
    for some in batches(rows):
        found = Flag.objects.filter(subject_uuid__in=[row.pk for row in some], kind=kind, lowered_at=None)
        up |= dict(found.values_list("subject_uuid", "code"))
    text = _("This flag is up on %(record)s already: %(code)s.")
    return {row.pk: text % {"record": row, "code": up[row.pk]} for row in rows if row.pk in up}


def why_not(rows: Sequence[Any], task: str, person: User) -> Refusals:
    """For each of these records of one model that the person cannot be given for a task: why, and what helps."""
    if not rows:
        return {}
    manager: Any = type(rows[0])._default_manager
    cases = set(CaseMember.objects.filter(user=person).values_list("case", flat=True))
    seen: set[uuid.UUID] = set()
    doing: dict[uuid.UUID, Assignment] = {}
    for some in batches(rows):
        keys = [row.pk for row in some]
        seen.update(manager.visible_to(person).filter(pk__in=keys).values_list("pk", flat=True))
        doing |= {one.subject_uuid: one for one in held(keys, task)}
    found = {}
    for row in rows:
        if subjects.case_key(row) not in cases:
            found[row.pk] = _not_on_team(person, row)
        elif row.pk not in seen:
            found[row.pk] = _cannot_see(person, row)
        elif row.pk in doing:
            found[row.pk] = _done_by_another(row, doing[row.pk])
        elif because := _why_not_the_record(row, task, person):
            found[row.pk] = because
    return found


def why_not_follow_ups(tasks: Sequence[FollowUp], person: User) -> Refusals:
    """For each follow-up that the person cannot be given: why."""
    cases = set(CaseMember.objects.filter(user=person).values_list("case", flat=True))
    found = {}
    for task in tasks:
        if task.done_at is not None:
            found[task.pk] = _("%(code)s is done already.") % {"code": task.code}
        elif not person.is_active or task.case_id not in cases:
            found[task.pk] = _not_on_team(person, task)
    return found


def held(keys: Sequence[uuid.UUID], task: str) -> "QuerySet[Assignment]":
    """Who is doing a task on these records, or is asked to; whoever left the team or the office holds nothing."""
    team = CaseMember.objects.filter(case=OuterRef("case"), user=OuterRef("given_to"), user__is_active=True)
    open_ones = Assignment.objects.filter(subject_uuid__in=keys, task=task, state__in=Assignment.OPEN)
    # Accepted last: by record, it is the one that stays.
    return open_ones.filter(Exists(team)).select_related("given_to").order_by("-state")


def check_can_hand_on(user: User, assignment: Assignment, given_to: User) -> None:
    """Raise unless it is open work that the user holds or gave, and goes to somebody else."""
    check_is_not_over(assignment)
    if user.pk not in (assignment.given_to_id, assignment.given_by_id):
        raise NotAllowed(_("Only whoever has this work, or gave it, hands it on."))
    if given_to.pk == assignment.given_to_id:
        raise Refused(_("%(person)s has it already: choose somebody else.") % {"person": given_to}, field="given_to")


def check_is_theirs(user: User, assignment: Assignment) -> None:
    """Raise for work that was given to somebody else, or that is over."""
    check_is_not_over(assignment)
    if assignment.given_to_id != user.pk:
        raise NotAllowed(_("Only %(person)s answers this: it was given to them.") % {"person": assignment.given_to})


def check_is_not_over(assignment: Assignment) -> None:
    """Raise for work that was rejected, handed on or done."""
    if assignment.state not in Assignment.OPEN:
        raise Refused(
            _("%(code)s is over: it is %(state)s.")
            % {"code": assignment.code, "state": Assignment.State(assignment.state).label}
        )


def _why_not_the_record(subject: Any, task: str, person: User) -> str:
    """Why a record is not for this task, or this person not for it; empty when nothing speaks against it."""
    named = {"record": subject, "task": Task(task).label, "person": person}
    second = task == Task.CODE and getattr(subject, "waits_for_second_coder", False)
    if task not in subjects.tasks_of(subject):
        return _("“%(task)s” is not done on %(record)s: choose something else.") % named
    if second and Role.CODER not in person.role_set:
        return _("%(record)s waits for a second coder, who has not seen the first coding: choose a coder.") % named
    if not second and getattr(subject, f"{DONE_WHEN.get(task, '')}_id", None) is not None:
        return _("“%(task)s” is done on %(record)s already.") % named
    if any(getattr(subject, f"{column}_id", None) == person.pk for column in NOT_BY.get(task, ())):
        return _("Nobody checks their own work: “%(task)s” on %(record)s is for somebody else than %(person)s.") % named
    return ""


def _not_on_team(person: User, subject: Any) -> str:
    return _("%(person)s is not on the team of the case of %(record)s: choose somebody who is.") % {
        "person": person,
        "record": subject,
    }


def _cannot_see(person: User, subject: Any) -> str:
    text = _("%(person)s does not see %(record)s: ask the lead of the case to add them to its team, or choose others.")
    return text % {"person": person, "record": subject}


def _done_by_another(subject: Any, work: Assignment) -> str:
    named = {"person": work.given_to, "record": subject, "task": Task(work.task).label, "code": work.code}
    if work.task == Task.CODE:
        # Without a name: it may be read by whoever codes the same record blind.
        text = _("“%(task)s” on %(record)s is with somebody else already: they, or who gave it, hand it on.")
    elif work.state == Assignment.State.OFFERED:
        text = _("“%(task)s” on %(record)s is offered to %(person)s already (%(code)s): they answer first.")
    else:
        text = _("%(person)s does “%(task)s” on %(record)s already (%(code)s): they, or who gave it, hand it on.")
    return text % named
