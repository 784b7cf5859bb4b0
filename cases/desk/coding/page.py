"""/staff/code/…/: a testimony's words and the codes on them. What changed comes back alone to the page's own script."""

import uuid
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.coding import policies
from cases.core import audit, permissions
from cases.core.admin import ActionAdmin
from cases.core.rights import Section
from cases.core.staff_site import StaffPage, StaffSite
from cases.desk import situations
from cases.desk.logging.details import place_choices
from cases.intake.models import Testimony

from . import codes, listing, posting, shown, texts
from .state import Desk, Outcome

CODE = "coding.code_passages"
FRAGMENTS = "X-Fragments"
"""The header by which the page's script asks for what changed, and nothing else."""


def open_to(user: Any) -> bool:
    """For those who may code in one of their cases."""
    return bool(getattr(user, "is_staff", False)) and permissions.may(user, CODE)


def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The page, or after a button of its script what changed on it."""
    user: Any = request.user
    testimony = _testimony(user, key)
    round_, opened = policies.round_of(user, testimony), texts.read_texts(testimony, user)
    desk = Desk(user, testimony, round_, opened)
    outcome = Outcome(request.POST.copy())
    if request.method == "POST":
        outcome = posting.carry_out(Desk(user, testimony, round_, opened, named=False), request.POST)
        if outcome.left:
            messages.success(request, gettext("The coding of %(code)s is finished.") % {"code": testimony.code})
            return redirect("admin:cases_testimony_change", testimony.pk)
        desk = Desk(user, _testimony(user, key), round_, opened)
    if FRAGMENTS in request.headers:
        return TemplateResponse(request, "admin/cases/coding/fragments.html", shown.changed(desk, outcome))
    find, restricted = _asked(request)
    found = codes.codes_for(user, testimony.case, find=find, restricted=restricted)
    offered = situations.Choices(places=place_choices(desk.offered.places))
    context = {
        **admin.site.each_context(request),
        **shown.whole(desk, outcome),
        "title": _("Code %(code)s") % {"code": testimony.code},
        "cards": shown.cards(request, desk.testimony),
        "panel": situations.panel(user, desk.testimony, f"{request.path}#work", derived=False, choices=offered),
        "codes": found,
        "listed": listing.listed(found),
    }
    return TemplateResponse(request, "admin/cases/coding/page.html", context)


def _testimony(user: Any, key: uuid.UUID) -> Testimony:
    """The testimony with all that stands around it, and whether its words are open to the user: one statement."""
    words_open = Testimony.objects.readable_by(user, Section.ACCOUNT).filter(pk=OuterRef("pk"))
    found = Testimony.objects.visible_to(user).select_related("case", "witness", "group", "source")
    testimony = found.annotate(words_open=Exists(words_open)).filter(pk=key).first()
    if testimony is None:
        audit.not_shown(by=user, label="testimony", key=key)
        raise Http404
    if not testimony.words_open:
        raise PermissionDenied
    # The same case, which is not read three times.
    for beside in (testimony.witness, testimony.source):
        if beside is not None and beside.case_id == testimony.case_id:
            beside.case = testimony.case
    return testimony


def _asked(request: HttpRequest) -> tuple[str, bool]:
    """What is looked for among the codes, and whether restricted ones are shown."""
    asked = request.POST if request.method == "POST" else request.GET
    return asked.get("find", "")[:100], "restricted" in asked


def card(request: HttpRequest, _form: Any, record: Any) -> list[Any]:
    """On a testimony's page: the way to its codes."""
    if not isinstance(record, Testimony) or not open_to(request.user):
        return []
    return [{"template": "admin/cases/coding/card.html", "testimony": record}]


site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("code/<uuid:key>/", "coding_page", page, open_to))
ActionAdmin.cards.append(card)
