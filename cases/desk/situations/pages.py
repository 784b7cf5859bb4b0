"""/staff/situations/<testimony>/ takes the panel's forms; /staff/indicators/<person>/ is for those who review."""

import uuid
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from cases.coding.actions import describe_labour_situation, edit_labour_situation
from cases.coding.models import LabourSituation
from cases.core import audit, edits, permissions
from cases.core.admin import ActionAdmin
from cases.core.errors import Refused
from cases.core.rights import Section
from cases.core.staff_site import StaffPage, StaffSite
from cases.intake.models import Testimony
from cases.witnesses.models import Witness

from . import review
from .forms import Choices, SituationForm
from .panel import DESCRIBE, EDIT, NEW, Panel, panel, situations_of


def open_to(user: Any) -> bool:
    """For whoever reads codes; which people, their records decide."""
    return permissions.may_look(user, Section.CODING)


def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The panel as a page of its own. A form that is sent leads back to the page it came from, or is shown again."""
    user: Any = request.user
    testimony = Testimony.objects.visible_to(user).select_related("witness", "group", "case").filter(pk=key).first()
    if testimony is None:
        audit.not_shown(by=user, label="testimony", key=key)
        raise Http404
    if request.method != "POST":
        return _shown(request, testimony, panel(user, testimony, _back(request)))
    stored = situations_of(user, testimony).filter(pk__in=_keys(request.POST.get("situation", ""))).first()
    if not permissions.may(user, EDIT if stored else DESCRIBE):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    form = SituationForm(request.POST, prefix=str(stored.pk) if stored else NEW, stored=stored, choices=Choices())
    if form.is_valid() and _saved(request, testimony, form):
        return redirect(_back(request) or request.path)
    return _shown(request, testimony, panel(user, testimony, _back(request)), form)


def _saved(request: HttpRequest, testimony: Testimony, form: SituationForm) -> bool:
    """Store the form; what an action refuses stands at its box, with everything typed still there."""
    user: Any = request.user
    try:
        if form.stored is None:
            whose = {"witness": testimony.witness} if testimony.witness else {"group": testimony.group}
            saved = describe_labour_situation(by=user, case=testimony.case, **whose, **form.values())
        else:
            saved = _edited(request, form.stored, form.values())
    except (Refused, ValidationError) as refusal:
        _say(form, refusal)
        return False
    messages.success(request, _("%(code)s is stored.") % {"code": saved.code})
    return True


def _edited(request: HttpRequest, situation: LabourSituation, values: dict[str, Any]) -> LabourSituation:
    user: Any = request.user
    note = edits.read(request.POST.get(edits.FIELD, ""), user)
    with edits.based_on(note.based_on if note else None, situation.pk):
        return edit_labour_situation(by=user, situation=situation, **values)


def _say(form: SituationForm, refusal: Refused | ValidationError) -> None:
    if isinstance(refusal, ValidationError):
        for sentence in refusal.messages:
            form.add_error(None, sentence)
    else:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def _shown(request: HttpRequest, testimony: Testimony, shown: Panel, form: SituationForm | None = None) -> HttpResponse:
    """``form`` is one that was sent and not stored: it stands in place of the stored one, with what is wrong."""
    context = {
        **admin.site.each_context(request),
        "title": _("Work and indicators: %(code)s") % {"code": testimony.code},
        "panel": shown,
        "sent": form,
        "opts": None,
    }
    return TemplateResponse(request, "admin/cases/situations/page.html", context)


def _back(request: HttpRequest) -> str:
    """Where the form came from: a page of our own, or nothing."""
    asked = request.POST.get("back", "")
    local = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if local and asked.startswith("/staff/") else ""


def _keys(text: str) -> list[uuid.UUID]:
    """The key that a form names; none for a new situation, and for anything that is no key."""
    try:
        return [uuid.UUID(text)]
    except ValueError:
        return []


def card(request: HttpRequest, _form: Any, record: Any) -> list[Any]:
    """On the page of a person, and of a situation of theirs: the way to the indicators."""
    witness = record.witness if isinstance(record, LabourSituation) else record
    if not isinstance(witness, Witness) or not open_to(request.user):
        return []
    return [{"template": "admin/cases/situations/card.html", "witness": witness}]


site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("situations/<uuid:key>/", "situations", page, open_to))
site.add_page(StaffPage("indicators/<uuid:key>/", "indicators", review.page, open_to))
ActionAdmin.cards.append(card)
