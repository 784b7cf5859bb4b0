"""Who may work in which case."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.core.errors import NotAllowed, Refused

from .models import Case, FollowUp, GlassBreaking


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
