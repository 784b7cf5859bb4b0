"""Who may work in which case."""

from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.core.errors import NotAllowed, Refused

from .models import Case


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
