"""Writes of verification and clearance."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.actions import finish_work
from cases.casework.models import Assignment
from cases.core.errors import Refused
from cases.core.records import action, fill, locked, write
from cases.intake.actions import move
from cases.intake.models import Status, Testimony
from cases.intake.policies import check_can_move
from cases.verification import policies
from cases.verification.models import Assessment


@action
def begin_verification(*, by: User, testimony: Testimony) -> Testimony:
    """Take a coded interview into verification."""
    testimony = locked(testimony)
    check_can_move(by, testimony, Status.IN_VERIFICATION)
    policies.check_needs_no_second_coder(testimony)
    policies.check_not_own_coding(by, testimony)
    return move(testimony, Status.IN_VERIFICATION)


@action
def assess_testimony(
    *,
    by: User,
    testimony: Testimony,
    reliability: str,
    credibility: str,
    level: str,
    contrary_information: str,
) -> Assessment:
    """Grade a testimony, say what speaks against it, set its level, and so verify it."""
    testimony = locked(testimony)
    check_can_move(by, testimony, Status.VERIFIED)
    policies.check_not_own_coding(by, testimony)
    assessment = new_assessment(
        by, testimony, contrary_information, reliability=reliability, credibility=credibility, level=level
    )
    write(assessment)
    testimony.verified_by, testimony.verified_at = by, timezone.now()
    finish_work(subject=testimony, task=Assignment.Task.VERIFY)
    move(testimony, Status.VERIFIED)
    return assessment


@action
def clear_testimony(*, by: User, testimony: Testimony) -> Testimony:
    """Clear a verified interview for public statistics: consent, risk and public dimensions hold today."""
    testimony = locked(testimony)
    check_can_move(by, testimony, Status.CLEARED)
    policies.check_can_clear(testimony, on=timezone.localdate())
    testimony.cleared_by, testimony.cleared_at = by, timezone.now()
    finish_work(subject=testimony, task=Assignment.Task.CLEAR)
    return move(testimony, Status.CLEARED)


def new_assessment(by: User, testimony: Testimony, contrary_information: str, **grades: str) -> Assessment:
    """An assessment, checked and filled, not yet stored."""
    if not contrary_information.strip():
        raise Refused(_("Say what speaks against it, or what was looked for and not found."))
    assessment = Assessment(testimony=testimony, assessed_by=by)
    fill(assessment, {**grades, "contrary_information": contrary_information})
    return assessment
