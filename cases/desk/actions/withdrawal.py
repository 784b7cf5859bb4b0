"""Withdrawal in one action, and what follows it: erasing the person's record, or sealing it under a legal hold."""

import datetime as dt
from collections.abc import Collection
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.actions import finish_follow_ups, new_follow_up
from cases.casework.models import FollowUp
from cases.core import scrubbing
from cases.core.errors import Refused
from cases.core.records import action, fill, locked, write
from cases.desk.withdrawal import erasing, freezing, lines
from cases.desk.withdrawal.persons import locked_records, records_of
from cases.evidence import storage
from cases.witnesses.models import ErasureCertificate, Scope, Withdrawal, Witness
from cases.witnesses.policies import check_not_in_future


@action
def withdraw(
    *,
    by: User,
    witness: Witness,
    received_on: dt.date,
    way: str,
    scopes: Collection[str] = (),
    whole: bool = False,
    note: str = "",
) -> Withdrawal:
    """Take back what a person no longer allows, everywhere at once; with ``whole``, everything.

    The consent is withdrawn, the record frozen, what was about to leave is stopped, and everybody who has to do
    something gets a follow-up with its deadline. Nothing public changes before the next calendar date.

    Raises Refused for a day in the future, when nothing was named, and when everything was taken back before.
    """
    freezing.after_releases()
    people = locked_records(witness)
    check_not_in_future(received_on)
    # Without S0 the record may not be kept: that is everything.
    whole = whole or Scope.S0 in scopes
    taken = lines.EVERYTHING if whole else frozenset(scopes) & lines.EVERYTHING
    if not taken:
        raise Refused(_("Say what is taken back: tick at least one purpose, or everything."))
    if any(person.frozen_at is not None for person in people):
        raise Refused(_("%(code)s has taken everything back already.") % {"code": witness.code})
    withdrawal = Withdrawal(witness=witness, received_on=received_on, way=way, whole=whole, taken_by=by)
    withdrawal.scopes = sorted(taken, key=lambda scope: int(scope[1:]))
    fill(withdrawal, {"note": note})
    write(withdrawal)
    freezing.take_back(by, people[0], taken, on=received_on)
    freezing.stop_exports(people, taken)
    _give_tasks(withdrawal, taken)
    if whole:
        freezing.freeze(by, people)
    return withdrawal


@action
def seal_person(*, by: User, withdrawal: Withdrawal, hold_reason: str) -> Withdrawal:
    """Keep a frozen record closed instead of erasing it: a court or authority requires that. The reason is sealed."""
    withdrawal = locked(withdrawal)
    _check_can_decide(withdrawal)
    if not hold_reason.strip():
        raise Refused(_("Say who requires that it is kept, and in which matter."))
    return _decide(by, withdrawal, Withdrawal.Decision.SEAL, hold_reason)


@action
def erase_person(*, by: User, withdrawal: Withdrawal, code: str) -> ErasureCertificate:
    """Destroy the record of a person who took everything back: what was sealed for them never opens again.

    ``code`` is the witness's code typed again, since nothing brings the record back. A vector that figures still need
    is sealed under a key of its own until the release that the person leaves in.
    """
    withdrawal = locked(withdrawal)
    _check_can_decide(withdrawal)
    if code.strip().upper() != withdrawal.witness.code:
        raise Refused(_("Type the code of the record, %(code)s, to erase it.") % {"code": withdrawal.witness.code})
    freezing.after_releases()
    people = locked_records(withdrawal.witness)
    _decide(by, withdrawal, Withdrawal.Decision.ERASE, "")
    files = [partial(storage.remove, name) for name in erasing.stored_files(people)]
    counts = erasing.erase(people)
    today = timezone.localdate()
    certificate = ErasureCertificate(witness=withdrawal.witness, erased_by=by, counts=counts)
    certificate.figures_until = lines.next_calendar_date(today)
    certificate.backups_until = today + dt.timedelta(days=settings.BACKUPS_ARE_KEPT_DAYS)
    write(certificate)
    erasing.shred(people)
    transaction.on_commit(lambda: scrubbing.scrub(files))
    return certificate


def _give_tasks(withdrawal: Withdrawal, taken: frozenset[str]) -> None:
    people, today = records_of(withdrawal.witness), timezone.localdate()
    for line in lines.touched_by(taken):
        for task in line.tasks(people, taken):
            new_follow_up(
                case=withdrawal.witness.case,
                subject=withdrawal,
                kind=task.kind,
                due_on=today + task.due,
                text=task.text,
                role=task.role,
                assigned_to=task.assigned_to,
            )


def _check_can_decide(withdrawal: Withdrawal) -> None:
    if not withdrawal.whole:
        raise Refused(_("Only some purposes were taken back: the record stays."))
    if withdrawal.decision == Withdrawal.Decision.ERASE:
        raise Refused(_("%(code)s was erased already.") % {"code": withdrawal.witness.code})


def _decide(by: User, withdrawal: Withdrawal, decision: str, reason: str) -> Withdrawal:
    withdrawal.decision, withdrawal.decided_by, withdrawal.decided_at = decision, by, timezone.now()
    fill(withdrawal, {"decision_reason": reason})
    finish_follow_ups(
        by=by, subject=withdrawal, kind=FollowUp.Kind.DECIDE_ERASURE, outcome=str(withdrawal.get_decision_display())
    )
    return write(withdrawal)
