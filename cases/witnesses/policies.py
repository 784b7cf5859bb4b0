"""Who may write about a person."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.policies import check_can_work_in, check_is_member
from cases.core.errors import NotAllowed, Refused
from cases.core.permissions import Role

from .models import Stream, Witness


def check_can_promise(user: User, witness: Witness) -> None:
    """Raise unless the user works in the case and the witness is one we met ourselves."""
    check_can_work_in(user, witness.case)
    check_is_own(witness)


def check_is_own(witness: Witness) -> None:
    """Raise for somebody known from a public source."""
    if witness.stream == Stream.PRESS:
        raise Refused(
            _("%(code)s is known from a public source: consent and risk are for our own interviews.")
            % {"code": witness.code}
        )


def check_can_open_identity(user: User, witness: Witness) -> None:
    """Raise unless the user interviewed this person, or is the DPO on the case's team."""
    check_is_member(user, witness.case)
    if Role.DPO not in user.role_set and not witness.testimonies.filter(interviewer=user).exists():
        raise NotAllowed(_("Only the person's own interviewer and the DPO open an identity."))


def check_not_in_future(day: dt.date) -> None:
    """Raise for a day after today."""
    if day > timezone.localdate():
        raise Refused(_("The date lies in the future: give the day on which it happened."))
