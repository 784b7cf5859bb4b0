"""What the data-protection officer is told on the first page: exact figures that were said all the same."""

import datetime as dt
from typing import Any

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import ngettext

from cases.core import permissions
from cases.core.rights import Role, Section
from cases.core.staff_site import StaffSite
from cases.releases.models import OutgoingFigure

TOLD_FOR = dt.timedelta(days=90)


def said_anyway(user: Any) -> list[str]:
    """How many figures that are not published were registered within 90 days, or are about to be said."""
    if Role.DPO not in getattr(user, "role_set", ()) or permissions.readable(user, Section.OUTGOING) is None:
        return []
    day = timezone.localdate() - TOLD_FOR
    count = OutgoingFigure.objects.filter(said_anyway=True, said_on__gte=day).count()
    text = ngettext(
        "One figure that is not published was said all the same within the last 90 days: read its entry among the "
        "figures said outside a release.",
        "%(count)s figures that are not published were said all the same within the last 90 days: read their entries "
        "among the figures said outside a release.",
        count,
    )
    return [text % {"count": count}] if count else []


site: Any = admin.site
assert isinstance(site, StaffSite)
site.notices.append(said_anyway)
