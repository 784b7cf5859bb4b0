"""Telling people that something happened, in the program only: which record and what, never its content."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from cases.accounts.models import User
from cases.casework.models import Notification
from cases.casework.subjects import case_of
from cases.core import audit
from cases.core.batches import locked_all
from cases.core.models import Row
from cases.core.records import action, change_all, write


def notify(*, by: User, subject: Row, users: Iterable[User | None], kind: str) -> None:
    """Tell each of these people once what the running action did to a record; nobody is told of their own doing."""
    told = {user.pk: user for user in users if user is not None and user.is_active and user.pk != by.pk}
    case = case_of(subject)
    for user in told.values():
        write(
            Notification(
                case=case, subject_label=audit.label(subject), subject_uuid=subject.pk, user=user, by=by, kind=kind
            )
        )


@action
def see_notifications(*, by: User, until: dt.datetime) -> list[Notification]:
    """Say that one has seen what one was told up to a moment; what came later stays unseen."""
    told = locked_all(Notification.objects.filter(user=by, seen_at=None, created_at__lte=until))
    for notification in told:
        notification.seen_at = timezone.now()
    change_all(told, ["seen_at"])
    return told
