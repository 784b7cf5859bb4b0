"""/staff/who-counts/: how many people count in public statistics today, and why the others do not."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.core import audit
from cases.core.staff_site import StaffPage, StaffSite
from cases.intake.models import Status

from . import reasons
from .open_to import open_to
from .reasons import Reason, Tally


@dataclass(frozen=True)
class Words:
    """A reason, what repairs it, and of which state the testimonies are that wait for it."""

    what: Promise
    remedy: Promise
    status: str = ""


WORDS = {
    Reason.NO_INTERVIEW: Words(
        _("no interview of our own with this person alone"),
        _("Accounts in public sources and of groups are never counted. Of these people nothing else is asked."),
    ),
    Reason.WITHDREW: Words(
        _("took back consent S2, or everything"),
        _("Nobody is asked again. Who stands in a series leaves it at the next release."),
    ),
    Reason.NO_CONSENT: Words(
        _("consent S2 (public statistics) is not in force"),
        _("Not asked yet, answered no, expired, or a child's that is not signed: ask the person, or leave it."),
    ),
    Reason.NOT_VERIFIED: Words(
        _("no interview verified at V1 or more"), _("A verification lead assesses it."), Status.IN_VERIFICATION
    ),
    Reason.NOT_CLEARED: Words(
        _("no such interview cleared"), _("The data-protection officer clears it."), Status.VERIFIED
    ),
    Reason.NO_RISK: Words(_("no risk assessment in date"), _("Make a new one: it holds for six months.")),
}


@dataclass(frozen=True)
class Line:
    """A reason in the table."""

    tally: Tally
    words: Words
    url: str


def page(request: HttpRequest) -> HttpResponse:
    """The numbers of today. Looking is an event, written before anything is shown."""
    user: Any = request.user
    today = timezone.localdate()
    numbers = reasons.numbers(today)
    audit.searched(by=user, label="exactfigure", found=len(numbers.reasons))
    context = {
        **admin.site.each_context(request),
        "title": _("Who counts (not for publication)"),
        "today": today,
        "numbers": numbers,
        "lines": [_line(tally) for tally in numbers.reasons],
        "beside": reasons.beside(today),
    }
    return TemplateResponse(request, "admin/cases/who_counts.html", context)


def _line(tally: Tally) -> Line:
    words = WORDS[tally.reason]
    query = f"?status__exact={words.status}&stream__exact=own"
    return Line(tally, words, reverse("admin:cases_testimony_changelist") + query if words.status else "")


site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("who-counts/", "who_counts", page, open_to, _("Who counts (not for publication)")))
