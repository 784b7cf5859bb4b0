"""Who does what on a record: given, taken, answered, handed on, done.

Work that is handed on stays with whoever accepted it until somebody else has accepted it: so at every moment one person
at most is responsible, and nobody becomes so without a word. Actions on a record lock it first, so of two people who
take the same work at once the second is told who has it.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework import policies
from cases.casework.models import Assignment, Notification
from cases.casework.subjects import beside, case_of, check_is_subject, subject_of
from cases.core import audit
from cases.core.batches import locked_all
from cases.core.errors import Refused
from cases.core.models import Row
from cases.core.plain_text import plain
from cases.core.records import action, add_all, fill, locked, write

from .notifications import notify

State, Kind = Assignment.State, Notification.Kind


@action
def give_work(
    *, by: User, subject: Row, task: str, given_to: User, due_on: dt.date | None = None, note: str = ""
) -> Assignment:
    """Offer somebody of the team a piece of work on a record; it is theirs when they accept."""
    [subject] = _checked(by, [subject], task, given_to, due_on)
    offer = _assignment(subject, task, by, given_to, due_on)
    fill(offer, {"note": plain(note).strip()})
    write(offer)
    notify(by=by, subject=subject, users=[given_to], kind=Kind.OFFERED)
    return offer


@action
def give_many(
    *, by: User, subjects: Sequence[Row], task: str, given_to: User, due_on: dt.date | None = None
) -> list[Assignment]:
    """Offer somebody the same work on many records of one kind: all of them or, when one is refused, none.

    The person is told once for each case.
    """
    rows = _checked(by, subjects, task, given_to, due_on)
    offers = add_all([_assignment(row, task, by, given_to, due_on) for row in rows])
    for case in {offer.case_id: offer.case for offer in offers}.values():
        notify(by=by, subject=case, users=[given_to], kind=Kind.OFFERED)
    return offers


@action
def take_work(*, by: User, subject: Row, task: str) -> Assignment:
    """Take a piece of work oneself; what was offered to oneself is accepted by it."""
    check_is_subject(subject)
    subject = locked(subject)
    policies.check_can_work_in(by, case_of(subject))
    policies.check_takes(by, task)
    offer = policies.held([subject.pk], task).filter(given_to=by, state=State.OFFERED).first()
    if offer is not None:
        return _accept(by, locked(offer), subject)
    policies.check_can_be_given([subject], task, by)
    policies.check_is_not_first_coder(by, [subject], task, by)
    _let_go([subject], task, Assignment.OPEN)
    taken = _assignment(subject, task, by, by, None)
    taken.state, taken.answered_at = State.ACCEPTED, timezone.now()
    return write(taken)


@action
def answer_work(*, by: User, assignment: Assignment, accepts: bool, answer: str = "") -> Assignment:
    """Accept what one was offered, or reject it with a reason; what one has accepted is given back the same way."""
    subject = _record_of(by, assignment)
    assignment = locked(assignment)
    policies.check_is_theirs(by, assignment)
    if accepts:
        return _accept(by, assignment, subject)
    text = plain(answer).strip()
    if not text:
        raise Refused(_("Say why you do not do it, so that somebody else can be asked."), field="answer")
    assignment.state, assignment.answered_at = State.REJECTED, timezone.now()
    fill(assignment, {"answer": text})
    write(assignment)
    notify(by=by, subject=subject, users=[assignment.given_by], kind=Kind.REJECTED)
    return assignment


@action
def hand_on_work(*, by: User, assignment: Assignment, given_to: User, note: str = "") -> Assignment:
    """Offer work that one has, or gave, to somebody else. Accepted work stays where it is until they accept."""
    subject = _record_of(by, assignment)
    assignment = locked(assignment)
    policies.check_can_hand_on(by, assignment, given_to)
    policies.check_takes(given_to, assignment.task)
    if assignment.state == State.OFFERED:
        _end(assignment, State.HANDED_ON)
    held = policies.held([subject.pk], assignment.task).filter(state=State.OFFERED).first()
    if held is not None:
        raise Refused(_("It is offered to %(person)s already: they answer first.") % {"person": held.given_to})
    _let_go([subject], assignment.task, [State.OFFERED])
    policies.check_can_receive(subject, assignment.task, given_to)
    policies.check_is_not_first_coder(by, [subject], assignment.task, given_to)
    offer = _assignment(subject, assignment.task, by, given_to, assignment.due_on)
    offer.previous = assignment
    fill(offer, {"note": plain(note).strip()})
    write(offer)
    notify(by=by, subject=subject, users=[given_to], kind=Kind.HANDED_ON)
    return offer


@action
def finish_own_work(*, by: User, assignment: Assignment) -> Assignment:
    """Say that work which no step of the record finishes is done: a legal review, or what a note asked for."""
    _record_of(by, assignment)
    assignment = locked(assignment)
    policies.check_is_theirs(by, assignment)
    if assignment.state != State.ACCEPTED:
        raise Refused(_("Accept %(code)s first.") % {"code": assignment.code})
    if assignment.task not in policies.BY_HAND:
        raise Refused(_("%(code)s is done by the step on the record's own page.") % {"code": assignment.code})
    return _end(assignment, State.DONE)


def finish_work(*, subject: Row, task: str) -> None:
    """End what was given for a task that the running action has just done, whoever did it; called by that action."""
    for assignment in Assignment.objects.filter(subject_uuid=subject.pk, task=task, state__in=Assignment.OPEN):
        _end(locked(assignment), State.DONE)


def _checked(by: User, given: Sequence[Row], task: str, given_to: User, due_on: dt.date | None) -> list[Row]:
    """The records, locked, after every rule about who can be given what was asked."""
    if given_to.pk == by.pk:
        raise Refused(_("Work for yourself is taken, not given: use “I take it”."), field="given_to")
    if not given:
        raise Refused(_("Choose at least one record."))
    for row in given:
        check_is_subject(row)
    policies.check_takes(given_to, task)
    policies.check_due_on(due_on)
    rows = locked_all(given, *beside(type(given[0])))
    for case in {case_of(row) for row in rows}:
        policies.check_can_work_in(by, case)
    policies.check_can_be_given(rows, task, given_to)
    policies.check_is_not_first_coder(by, rows, task, given_to)
    _let_go(rows, task, Assignment.OPEN)
    return rows


def _assignment(subject: Any, task: str, by: User, given_to: User, due_on: dt.date | None) -> Assignment:
    kind, key = subject.key_owner()
    return Assignment(
        case=case_of(subject), subject_label=audit.label(subject), subject_uuid=subject.pk, owner_kind=kind,
        owner_uuid=key, task=task, given_by=by, given_to=given_to, due_on=due_on,
    )  # fmt: skip


def _accept(by: User, assignment: Assignment, subject: Row) -> Assignment:
    if assignment.state != State.OFFERED:
        raise Refused(_("You have accepted %(code)s already.") % {"code": assignment.code})
    policies.check_takes(by, assignment.task)
    policies.check_can_receive(subject, assignment.task, by)
    policies.check_is_not_first_coder(by, [subject], assignment.task, by)
    before = Assignment.objects.filter(subject_uuid=subject.pk, task=assignment.task, state=State.ACCEPTED).first()
    if before is not None:
        _end(locked(before), State.HANDED_ON)
    assignment.state, assignment.answered_at = State.ACCEPTED, timezone.now()
    write(assignment)
    told = [assignment.given_by, before.given_to if before is not None else None]
    notify(by=by, subject=subject, users=told, kind=Kind.ACCEPTED)
    return assignment


def _let_go(rows: Sequence[Row], task: str, states: Sequence[str]) -> None:
    """Take work from people who left the team or the office; asked after ``policies.held`` found nobody else."""
    for assignment in Assignment.objects.filter(subject_uuid__in=[row.pk for row in rows], task=task, state__in=states):
        _end(assignment, State.HANDED_ON)


def _end(assignment: Assignment, state: str) -> Assignment:
    assignment.state = state
    return write(assignment)


def _record_of(by: User, assignment: Assignment) -> Row:
    """The record, locked, so that what happens to the work on it happens one after another."""
    return locked(policies.check_sees_still(by, subject_of(assignment)))
