"""What the data-protection officer is told on the first page, from the audit chain."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import ngettext

from cases.core import permissions
from cases.core.models import AuditEvent
from cases.core.rights import Section

TOLD_FOR = dt.timedelta(days=7)


def reset_sign_ins(user: Any) -> list[str]:
    """Whose way in was taken away and given anew: whoever holds the new link signs in as that person."""
    if permissions.readable(user, Section.AUDIT) is None:
        return []
    since = timezone.now() - TOLD_FOR
    count = AuditEvent.objects.filter(action="accounts.reset_sign_in", at__gt=since).count()
    text = ngettext(
        "An administrator gave somebody a new way to sign in within the last 7 days: ask that person whether they "
        "wanted it. “Who saw what” says who it was.",
        "Administrators gave people new ways to sign in %(count)s times within the last 7 days: ask them whether they "
        "wanted it. “Who saw what” says who they were.",
        count,
    )
    return [text % {"count": count}] if count else []
