"""/staff/indicators/<person>/: one person's indicators with reasons, the screen, overrides and their history."""

import uuid
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.accounts.models import User
from cases.coding import overrides, rounds
from cases.coding.actions import override_indicator
from cases.coding.models import Act, Override
from cases.coding.screen import profile
from cases.core import audit, permissions
from cases.core.errors import Refused
from cases.core.translated import in_language
from cases.desk.logging.fields import StepForm, ToldField
from cases.intake.models import Testimony
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.models import Witness

OVERRIDE = "coding.override_indicator"


class OverrideForm(StepForm):
    """Another answer than the acts give, and why."""

    indicator = forms.ModelChoiceField(
        AbuseCategory.objects.filter(facet=AbuseCategory.Facet.INDICATOR, family__isnull=False).order_by("code"),
        label=gettext_lazy("Indicator"),
        to_field_name="code",
    )
    answer = forms.ChoiceField(label=gettext_lazy("The answer that is to count"), choices=Override.choices)
    override_reason = ToldField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Which words or documents say so. It is sealed, and shown to whoever reads codes."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named: Any = self.fields["indicator"]
        named.label_from_instance = lambda one: f"{one.code} {in_language(one.labels)}"


def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """For whoever reads codes; the form is for a lead or legal reviewer who neither interviewed nor coded."""
    user: Any = request.user
    witness = Witness.objects.visible_to(user).select_related("case").filter(pk=key).first()
    if witness is None:
        audit.not_shown(by=user, label="witness", key=key)
        raise Http404
    audit.record_shown(by=user, subject=witness)
    if is_blind(user, witness):
        return _shown(request, witness, None, is_blind=True)
    if request.method != "POST":
        form = OverrideForm() if permissions.may(user, OVERRIDE) else None
        return _shown(request, witness, form)
    if not permissions.may(user, OVERRIDE):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    form = OverrideForm(request.POST)
    if form.is_valid() and _saved(request, witness, form):
        return redirect("admin:indicators", witness.pk)
    return _shown(request, witness, form)


def is_blind(user: User, witness: Witness) -> bool:
    """Whether a testimony of the person may still go to this user for a blind second coding: all here would tell them."""
    told = Testimony.objects.filter(witness__person=witness.person)
    return any(rounds.is_blind(user, testimony) for testimony in told)


def _saved(request: HttpRequest, witness: Witness, form: OverrideForm) -> bool:
    user: Any = request.user
    try:
        override = override_indicator(by=user, witness=witness, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    messages.success(request, _("%(code)s is stored.") % {"code": override.code})
    return True


def _shown(
    request: HttpRequest, witness: Witness, form: OverrideForm | None, *, is_blind: bool = False
) -> HttpResponse:
    user: Any = request.user
    context = {
        **admin.site.each_context(request),
        "title": _("Indicators: %(code)s") % {"code": witness.code},
        "witness": witness,
        "is_blind": is_blind,
        "form": form,
        "took_part": form is not None and not overrides.can_override(user, witness),
        "opts": None,
    }
    if not is_blind:
        told = overrides.history(user, witness)
        found = profile(Act.objects.visible_to(user), witness.person)
        context["profile"] = found
        context["lines"] = [(line, told.get(line.category.code, [])) for line in found.lines]
    return TemplateResponse(request, "admin/cases/situations/indicators.html", context)
