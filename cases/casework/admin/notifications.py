"""/staff/notifications/: what one was told, the unseen first; seeing it is said by a button, never by looking."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cases.casework import actions, queries, subjects
from cases.casework.models import Notification
from cases.core import permissions
from cases.core.rights import Section
from cases.core.staff_site import StaffPage, StaffSite

from .assignments import address_of

SHOWN = 100
Kind = Notification.Kind

SENTENCES = {
    Kind.OFFERED: _("%(by)s offers you work on %(record)s."),
    Kind.ACCEPTED: _("%(by)s has accepted work on %(record)s."),
    Kind.REJECTED: _("%(by)s has rejected or given back work on %(record)s: ask somebody else."),
    Kind.HANDED_ON: _("%(by)s would hand on to you work on %(record)s."),
    Kind.MENTIONED: _("%(by)s named you in a comment on %(record)s."),
    Kind.COMMENTED: _("%(by)s commented on your record %(record)s."),
    Kind.FLAGGED: _("%(by)s raised a flag on %(record)s."),
    Kind.RETURNED: _("%(by)s returned %(record)s to you."),
    Kind.REOPENED: _("%(by)s reopened %(record)s."),
    Kind.FOLLOW_UP: _("%(by)s gave you a follow-up: %(record)s."),
}


@dataclass(frozen=True)
class Told:
    """One notification in words, with the way to its record where the reader sees that."""

    row: Notification
    sentence: str
    address: str


def page(request: HttpRequest) -> HttpResponse:
    """What one was told; by POST, that one has seen all of it up to the newest that was shown."""
    user: Any = request.user
    if request.method == "POST":
        until = _moment(request.POST.get("until", ""))
        if until is not None:
            count = len(actions.see_notifications(by=user, until=until))
            text = ngettext("%(count)s is marked as seen.", "%(count)s are marked as seen.", count)
            messages.success(request, text % {"count": count})
        return redirect("admin:notifications")
    rows = list(queries.told(user)[:SHOWN])
    found = subjects.named(rows, user)
    told = [_in_words(row, found.get(row.subject_uuid)) for row in rows]
    context = {
        **admin.site.each_context(request),
        "title": _("Notifications"),
        "unseen": [one for one in told if one.row.seen_at is None],
        "seen": [one for one in told if one.row.seen_at is not None],
        "until": max((row.created_at for row in rows), default=timezone.now()).isoformat(),
        "most": SHOWN,
        "is_cut": len(rows) == SHOWN,
    }
    return TemplateResponse(request, "admin/cases/work/notifications.html", context)


def _moment(text: str) -> dt.datetime | None:
    """When the page was shown, as it says itself; None for anything else."""
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if timezone.is_aware(found) else None


def _in_words(row: Notification, record: Any) -> Told:
    hidden = gettext("a record that you do not see now")
    sentence = str(SENTENCES[Kind(row.kind)]) % {"by": row.by, "record": record if record is not None else hidden}
    return Told(row, sentence, address_of(record) if record is not None else "")


def open_to(user: Any) -> bool:
    """For everybody who works on records."""
    return permissions.may_look(user, Section.NOTIFICATION)


def notice(user: Any) -> list[str]:
    """How much one was told and has not seen, for the first page."""
    count = queries.unseen(user)
    text = ngettext(
        "One notification waits for you: see under “Notifications”.",
        "%(count)s notifications wait for you: see under “Notifications”.",
        count,
    )
    return [text % {"count": count}] if count else []


site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("notifications/", "notifications", page, open_to, _("Notifications")))
site.notices.append(notice)
