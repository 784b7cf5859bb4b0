"""The card “Work” on every record's page, and the page that its forms are sent to."""

import uuid
from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext

from cases.accounts.models import User
from cases.casework import queries, subjects, work_card
from cases.casework.forms import FORMS, BesideForm
from cases.core import permissions
from cases.core.admin import ActionAdmin
from cases.core.errors import Refused
from cases.core.records import action_name
from cases.core.staff_site import StaffPage, StaffSite


def cards(request: HttpRequest, _form: Any, record: Any) -> list[Any]:
    """The card of a stored record."""
    card = work_card.card_of(record, by=cast(User, request.user)) if record is not None else None
    return [card] if card is not None else []


def page(request: HttpRequest, label: str, key: uuid.UUID, what: str) -> HttpResponse:
    """One form beside a record: by itself, or with what is wrong in it and everything typed still there."""
    user: Any = request.user
    kind = FORMS.get(what)
    if kind is None or not permissions.may(user, action_name(kind.action)):
        raise Http404
    record = _record(request, label, key)
    people = queries.team_of(subjects.case_key(record))
    form = kind(request.POST if request.method == "POST" else None, by=user, subject=record, people=people)
    if form.is_bound and done(request, form):
        return redirect(reverse(f"admin:cases_{label}_change", args=[key]) + "#work-title")
    comments = list(work_card.comments_on(record, user)) if what == "comment" and not form.is_bound else []
    context = {
        **admin.site.each_context(request),
        "title": form.title,
        "form": form,
        "record": record,
        "label": label,
        "back": reverse(f"admin:cases_{label}_change", args=[key]),
        "comments": work_card.opened(comments[::-1], "text", user),
    }
    return TemplateResponse(request, "admin/cases/work/form.html", context)


def done(request: HttpRequest, form: BesideForm) -> bool:
    """Whether the form was carried out; if not, it says why."""
    if not form.is_valid():
        return False
    try:
        result = form.carry_out()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    except ValidationError as error:
        form.add_error(None, error.messages)
    else:
        name = getattr(result, "code", "")
        messages.success(request, gettext("%(code)s is stored.") % {"code": name} if name else gettext("Stored."))
        return True
    return False


def _record(request: HttpRequest, label: str, key: uuid.UUID) -> Any:
    """The record, found as on its own page; what one may not see answers like what is not there."""
    for model, one in admin.site._registry.items():
        if model._meta.model_name == label and isinstance(one, ActionAdmin) and subjects.is_subject(model):
            record = one.get_object(request, str(key))
            if record is not None:
                return record
    raise Http404


def open_to(user: Any) -> bool:
    """For all staff; which form and which record, their own rights decide."""
    return bool(getattr(user, "is_staff", False))


ActionAdmin.cards.append(cards)
site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("work/<slug:label>/<uuid:key>/<slug:what>/", "work", page, open_to))
