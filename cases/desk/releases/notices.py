"""What whoever works on releases is told on the first page: what waits for them, and what did not come out."""

import datetime as dt
from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cases.core import permissions
from cases.core.rights import Section
from cases.core.staff_site import StaffSite
from cases.releases import calendar, policies
from cases.releases.models import ReleaseDraft, ReleaseWithdrawal, Series, Signature

from .standing import moment, waits_for_its_hour

LATE = dt.timedelta(minutes=10)

BUILDING = "releases.freeze_slot"
CONFIRMING = "releases.confirm_release_withdrawal"


def due(user: Any) -> list[str]:
    """One sentence, with its link, for each release to build, audit or sign, or that ought to be out."""
    if permissions.readable(user, Section.RELEASE) is None:
        return []
    return [*_to_build(user), *_open(user), *_to_confirm(user)]


def buildable() -> list[tuple[Series, str]]:
    """The series whose next release can be built now, each with the sentence that says so."""
    now = timezone.now()
    return [
        (
            series,
            _("Release %(number)s of %(code)s can be built.") % {"number": number, "code": series.code} + _hour(when),
        )
        for series in Series.objects.all()
        if series.runs(timezone.localdate(now))
        and (number := calendar.open_number(series, now=now)) is not None
        and (when := series.publishes_at(number))
    ]


def _to_build(user: Any) -> list[str]:
    if not permissions.may(user, BUILDING):
        return [text for _series, text in buildable()]
    address = reverse("admin:cases_releasedraft_add")
    return [_linked(text, address, _("Build it")) for _series, text in buildable()]


def _open(user: Any) -> list[str]:
    drafts = [draft for draft in ReleaseDraft.objects.filter(published_at=None) if not calendar.is_missed(draft)]
    return [
        _linked(
            text, reverse("admin:cases_releasedraft_change", args=[draft.pk]), _("Open %(code)s") % {"code": draft.code}
        )
        for draft in drafts
        if (text := _of(user, draft))
    ]


def _of(user: Any, draft: ReleaseDraft) -> str:
    code, hour = {"code": draft.code}, _hour(draft.publishes_at)
    if draft.is_signed:
        return _late(draft) if timezone.now() > draft.publishes_at + LATE else ""
    if not draft.manifest_sha256:
        return _("%(code)s has no files: make them, so that it can be audited and signed.") % code + hour
    report = policies.newest_audit(draft)
    if report is None:
        return _("%(code)s waits for its audit; after it, it can be signed.") % code + hour
    if not report.passed:
        return _("The audit of %(code)s failed: read which line, and send it back.") % code + hour
    if _waits_for(user, draft):
        return _("%(code)s waits for your signature: read what changes in public, then sign.") % code + hour
    return _("%(code)s waits for signatures: its audit passed.") % code + hour


def _late(draft: ReleaseDraft) -> str:
    return _(
        "%(code)s is signed and did not come out on %(moment)s: open the keys, and if they are open, tell whoever "
        "runs the server: it was altered since it was signed, or the program met a fault."
    ) % {"code": draft.code, "moment": moment(draft.publishes_at)}


def _waits_for(user: Any, draft: ReleaseDraft) -> bool:
    given = draft.approvals.filter(attempt=draft.attempt)
    if user.pk in (draft.frozen_by_id, draft.built_by_id) or given.filter(approver=user).exists():
        return False
    missing = set(Signature) - set(given.values_list("signature", flat=True))
    return any(signature in user.role_set for signature in missing)


def _to_confirm(user: Any) -> list[str]:
    if not permissions.may(user, CONFIRMING):
        return []
    waiting = ReleaseWithdrawal.objects.filter(confirmed_at=None).exclude(proposed_by=user).select_related("draft")
    return [
        _linked(
            _("Somebody proposed to withdraw %(code)s: read the note for the public, and confirm it if it is right.")
            % {"code": one.draft.code},
            reverse("admin:cases_releasewithdrawal_change", args=[one.pk]),
            _("Open %(code)s") % {"code": one.code},
        )
        for one in waiting
    ]


def _hour(when: dt.datetime) -> str:
    """Until when it has time, as a sentence of its own; a demonstration does not wait for the hour."""
    if not waits_for_its_hour():
        return ""
    return " " + _("It comes out on %(moment)s; unsigned by then, it does not come out.") % {"moment": moment(when)}


def _linked(text: str, address: str, label: str) -> str:
    return format_html('{} <a href="{}">{}</a>', text, address, label)


site: Any = admin.site
assert isinstance(site, StaffSite)
site.notices.append(due)
