"""/staff/sources/new/ registers a source; /staff/sources/…/reading/ shows its text, line by line."""

import re
import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.accounts import drafts
from cases.core import audit, edits, permissions
from cases.core.admin import ActionAdmin
from cases.core.errors import Refused
from cases.core.models import KeyOwner
from cases.core.rights import Section
from cases.core.staff_site import StaffPage, StaffSite
from cases.desk.actions.sources import register_source_with_file
from cases.evidence.models import EvidenceItem
from cases.intake.actions import edit_source, record_context_figure, register_source
from cases.intake.models import ContextFigure, Source

from . import reading as readings
from .claim_form import ClaimForm, claim_form
from .forms import SourceForm, TextForm, source_form
from .locators import locator

REGISTER, EDIT, CLAIM, ACCOUNT = (
    "intake.register_source", "intake.edit_source", "intake.record_context_figure", "intake.log_press_account",
)  # fmt: skip


def may_register(user: Any) -> bool:
    """For those who may register a source in one of their cases."""
    return bool(getattr(user, "is_staff", False)) and permissions.may(user, REGISTER)


def may_read(user: Any) -> bool:
    """For those who may look at sources; which, the source decides."""
    return permissions.may_look(user, Section.SOURCE)


def register(request: HttpRequest) -> HttpResponse:
    """One page, one button: the source, its text and its file, or nothing. What is typed is kept until then."""
    user: Any = request.user
    note = edits.Note(str(user.pk), "source/new", KeyOwner.office())
    form = source_form(request, sent=request.method == "POST")
    drafts.bring_back(request, note, [form])
    if form.is_bound and form.is_valid():
        try:
            source = _register(request, form)
        except (Refused, ValidationError) as refusal:
            request.refusal = refusal  # type: ignore[attr-defined]  # the form shows it at its box
            form = source_form(request, sent=True)
        else:
            drafts.discard(user, note.form)
            messages.success(request, gettext("%(code)s is registered.") % {"code": source.code})
            return redirect("admin:source_reading", source.pk)
    context = {**admin.site.each_context(request), "title": _("Register a source"), "form": form, "note": note}
    context["draft_card"] = drafts.card_of(request, note)
    return TemplateResponse(request, "admin/cases/sources/register.html", context)


def _register(request: HttpRequest, form: SourceForm) -> Source:
    user: Any = request.user
    values = form.values()
    file, how = values.pop("file", None), values.pop("obtained_how", "")
    if file is None:
        return register_source(by=user, **values)
    return register_source_with_file(by=user, content=file.read(), name=file.name, obtained_how=how, **values)


def reading(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The text with numbered lines; claims and accounts beside theirs; a claim recorded at a line."""
    user: Any = request.user
    source = Source.objects.visible_to(user).select_related("case").filter(pk=key).first()
    if source is None:
        audit.not_shown(by=user, label="source", key=key)
        raise Http404
    if request.method == "POST" and not permissions.may(user, CLAIM):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if "text" in request.POST:
        text_form = TextForm(request.POST)
        return _save_text(request, source, text_form) or _shown(request, source, text_form=text_form)
    if request.method == "POST":
        claim = claim_form(request, source, data=request.POST)
        return _save_claim(request, source, claim) or _shown(
            request, source, claim=_with_refusal(request, source, claim)
        )
    return _shown(request, source)


def _save_claim(request: HttpRequest, source: Source, form: ClaimForm) -> HttpResponse | None:
    """To the claim at its line; None where the form is to be shown again."""
    user: Any = request.user
    if not form.is_valid():
        return None
    try:
        figure = record_context_figure(by=user, source=source, **form.values())
    except (Refused, ValidationError) as refusal:
        request.refusal = refusal  # type: ignore[attr-defined]  # the form shows it at its box
        return None
    messages.success(request, gettext("%(code)s is recorded.") % {"code": figure.code})
    return redirect(f"{reverse('admin:source_reading', args=[source.pk])}#{figure.code}")


def _with_refusal(request: HttpRequest, source: Source, form: ClaimForm) -> ClaimForm:
    """The form as sent, with what the action refused."""
    return claim_form(request, source, data=request.POST) if hasattr(request, "refusal") else form


def _save_text(request: HttpRequest, source: Source, form: TextForm) -> HttpResponse | None:
    user: Any = request.user
    if source.text is not None:
        messages.error(
            request, gettext("This source has its text already: claims are cited by its lines, so it stays.")
        )
    elif form.is_valid():
        edit_source(by=user, source=source, text=form.cleaned_data["text"])
        messages.success(request, gettext("The text of %(code)s is stored.") % {"code": source.code})
    else:
        return None
    return redirect("admin:source_reading", source.pk)


def _shown(
    request: HttpRequest, source: Source, *, claim: ClaimForm | None = None, text_form: TextForm | None = None
) -> HttpResponse:
    context = _context(request, source, claim=claim, text_form=text_form or TextForm())
    return TemplateResponse(request, "admin/cases/sources/reading.html", context)


def _context(request: HttpRequest, source: Source, *, claim: ClaimForm | None, text_form: TextForm) -> dict[str, Any]:
    user: Any = request.user
    shown = readings.read(source, user)
    may_claim = permissions.may(user, CLAIM)
    asked = locator(int(number)) if (number := request.GET.get("line", "")).isdecimal() and len(number) < 7 else ""
    line = shown.line_of(str(claim["locator"].value() or "") if claim else asked)
    if claim is None and may_claim:
        claim = claim_form(request, source, locator=asked if line else "", line=line.text if line else "")
    return {
        **admin.site.each_context(request),
        "title": _("Reading %(code)s") % {"code": source.code},
        "source": source,
        "reading": shown,
        "summary": readings.summary(shown),
        "files": EvidenceItem.objects.visible_to(user).filter(source=source),
        "language": source.language if re.fullmatch("[a-z]{2}", source.language) else "",
        "claim": claim if may_claim else None,
        "claim_line": line.number if line and may_claim else None,
        "claim_warning": shown.warning(str(claim["locator"].value() or "")) if claim else "",
        "full_claim": _add(ContextFigure, source),
        "add_account": _account(source) if permissions.may(user, ACCOUNT) else "",
        "text_form": text_form if source.text is None and permissions.may(user, EDIT) else None,
    }


def _add(model: type[ContextFigure], source: Source) -> str:
    return f"{reverse(f'admin:cases_{model._meta.model_name}_add')}?{urlencode({'source': source.pk})}"


def _account(source: Source) -> str:
    """The form of a press account, with its case and source; the page adds the line."""
    return f"{reverse('admin:cases_testimony_add')}?{urlencode({'case': source.case_id, 'source': source.pk})}"


def card(request: HttpRequest, _form: Any, record: Any) -> list[Any]:
    """On a source's page: the way to its text."""
    if not isinstance(record, Source) or not may_read(request.user):
        return []
    return [{"template": "admin/cases/sources/card.html", "source": record}]


site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("sources/new/", "source_new", register, may_register, _("Register a source")))
site.add_page(StaffPage("sources/<uuid:key>/reading/", "source_reading", reading, may_read))
ActionAdmin.cards.append(card)
