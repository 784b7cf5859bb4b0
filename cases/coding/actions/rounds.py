"""Two coders of one testimony, and the third record in which both codings are settled.

The acts of the first coding count until then. A second coding never counts; a reconciliation copies the acts that were
chosen, and from then on the copies count. Both codings stay as they were made.
"""

import uuid
from collections.abc import Mapping, Sequence

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.actions import finish_work, take_work
from cases.casework.models import Assignment
from cases.coding import round_policies, rounds
from cases.coding.comparison import Choice, Line
from cases.coding.models import Act, CodingRound, Event
from cases.core.batches import locked_all
from cases.core.errors import Refused
from cases.core.records import action, change_all, locked, remove, write
from cases.intake.actions import move
from cases.intake.models import Status, Testimony

from .copies import copy_all
from .passages import check_all_fit


@action
def take_second_coding(*, by: User, testimony: Testimony) -> CodingRound:
    """Read a testimony for the second time, without knowing what the first coder found. Of two at once, one has it."""
    testimony = locked(testimony)
    round_policies.check_can_take(by, testimony)
    take_work(by=by, subject=testimony, task=Assignment.Task.CODE)
    return write(CodingRound(testimony=testimony, kind=CodingRound.Kind.SECOND, coder=by))


@action
def finish_second_coding(*, by: User, round: CodingRound) -> Testimony:  # noqa: A002
    """Say that the second coding is finished: it has acts, and each cites its words. Both coders then see both."""
    testimony, second = locked(round.testimony), locked(round)
    round_policies.check_can_finish(by, second, testimony)
    check_all_fit(testimony, second)
    second.finished_at = timezone.now()
    write(second)
    finish_work(subject=testimony, task=Assignment.Task.CODE)
    return move(testimony, Status.DOUBLE_CODED)


@action
def waive_second_coding(*, by: User, testimony: Testimony, reason: str) -> Testimony:
    """Let a testimony go on without the second coding for which it was chosen. The reason stands in the audit
    chain: it is no content."""
    testimony = locked(testimony)
    round_policies.check_can_waive(by, testimony, reason)
    testimony.double_coding = Testimony.DoubleCoding.WAIVED
    return write(testimony)


@action
def reconcile(*, by: User, testimony: Testimony, decisions: Mapping[str, str], replaces: str = "") -> CodingRound:
    """Settle two codings in a third record: for each line of the comparison, by its key, what becomes of it.

    A third person's record counts at once. One of both coders proposes it: it waits until the other agrees
    (``agree_reconciliation``) or proposes something else, in which case ``replaces`` is the one that they saw (``rounds.version_of``).
    Raises Refused when a line is undecided or nothing would be left, and when somebody else was quicker.
    """
    testimony = locked(testimony)
    proposed = round_policies.check_can_reconcile(by, testimony, replaces)
    lines, acts = rounds.lines_of(Act.in_every_round.all(), testimony)
    kept = _kept(lines, decisions)
    if proposed is not None:
        _take_back(proposed)
    third = proposed or CodingRound(testimony=testimony, kind=CodingRound.Kind.RECONCILED)
    third.coder = by
    write(third)
    copy_all(by, third, [[acts[key] for key in keys] for keys in kept], _event_of_first(list(acts.values())))
    return third if by.pk in round_policies.coders(testimony) else _settle(third, testimony)


@action
def agree_reconciliation(*, by: User, round: CodingRound, seen: str) -> Testimony:  # noqa: A002
    """Agree, as the other of both coders, with the proposal that was ``seen``; from now on these acts count."""
    testimony, proposed = locked(round.testimony), locked(round)
    round_policies.check_can_agree(by, proposed, seen, testimony)
    proposed.confirmed_by = by
    _settle(proposed, testimony)
    return testimony


def _kept(lines: Sequence[Line], decisions: Mapping[str, str]) -> list[list[uuid.UUID]]:
    """The keys of the acts of which each copy is made."""
    undecided = [line for line in lines if decisions.get(line.key) not in line.choices]
    if undecided or decisions.keys() - {line.key for line in lines}:
        raise Refused(
            _("%(open)s of %(all)s lines are not decided: choose what becomes of each.")
            % {"open": len(undecided), "all": len(lines)}
        )
    kept: list[list[uuid.UUID]] = []
    for line in lines:
        kept += _copies(line, Choice(decisions[line.key]))
    if not kept:
        raise Refused(_("Nothing would be left: keep at least one act."))
    return kept


def _copies(line: Line, choice: Choice) -> list[list[uuid.UUID]]:
    """One copy for a line, except where both are kept under two categories: two."""
    first, second = line.first, line.second
    if choice == Choice.BOTH and first is not None and second is not None:
        together = first.category == second.category
        return [[first.key, second.key]] if together else [[first.key], [second.key]]
    chosen = {Choice.FIRST: first, Choice.SECOND: second}.get(choice)
    return [[chosen.key]] if chosen is not None else []


def _settle(third: CodingRound, testimony: Testimony) -> CodingRound:
    """Let the copies count, and the first coding no more."""
    _count(Act.objects.filter(testimony=testimony, round=None), stands=False)
    _count(rounds.of_round(testimony, CodingRound.Kind.RECONCILED), stands=True)
    third.finished_at = timezone.now()
    write(third)
    move(testimony, Status.RECONCILED)
    return third


def _count(found: QuerySet[Act], *, stands: bool) -> None:
    acts = locked_all(list(found))
    for act in acts:
        act.stands = stands
    change_all(acts, ["stands"])


def _take_back(proposed: CodingRound) -> None:
    """Take the copies of a proposal away; the acts of which they were made stay."""
    for act in rounds.of_round(proposed.testimony, CodingRound.Kind.RECONCILED):
        for row in [*act.links.all(), *act.victims.all(), *act.involvements.all()]:
            remove(row, fields=["act"])
        remove(act, fields=["testimony", "category", "state", "taken_from"])


def _event_of_first(acts: Sequence[Act]) -> Event | None:
    """The event into which copies of the second coding go too, so that one story stays one event; None where the first
    coding tells of several: which of them is meant, only its own event says."""
    events = {act.event for act in acts if act.round_id is None}
    return events.pop() if len(events) == 1 else None
