"""Discarding what merely accompanied the work, once its period is over."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.core.errors import Refused
from cases.core.models import Row
from cases.core.records import action, erase_all, locked
from cases.desk.retention.periods import PERIODS
from cases.desk.retention.queue import is_due


@action
def discard_record(*, by: User, subject: Row) -> None:
    """Delete a record with its history, as DPO: its period is over, and it is not about a person as a whole.

    Raises Refused for anything else: a person's record goes by withdrawal and erasure.
    """
    subject = locked(subject)
    today = timezone.localdate()
    for period in PERIODS:
        if isinstance(subject, period.model) and not period.person and is_due(period, subject, today=today):
            erase_all([subject])
            return
    raise Refused(
        _("Its period is not over, or it is about a person: then the person's record is withdrawn and erased.")
    )
