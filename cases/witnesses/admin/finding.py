"""Pages to look for a person by name, and to compare records that may be the same person."""

import uuid
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.core import audit, permissions
from cases.core.errors import Refused
from cases.core.staff_site import StaffPage, StaffSite
from cases.witnesses import actions, queries
from cases.witnesses.models import MatchDecision, Witness


class NameForm(forms.Form):
    """Sent by POST only: a name must not stand in an address."""

    name = forms.CharField(
        label=_("Name, in any script and spelling"),
        max_length=200,
        widget=forms.TextInput(attrs={"size": 40, "autocomplete": "off", "autofocus": True}),
        help_text=_("김철수, Kim Chol Su, Gim Cheolsu, Ким Чхоль Су: each finds the others."),
    )


class MatchForm(forms.Form):
    """What one reviewer says about two records; another one decides."""

    other = forms.ModelChoiceField(Witness.objects.none(), widget=forms.HiddenInput)
    answer = forms.ChoiceField(choices=MatchDecision.Answer.choices)
    score = forms.FloatField(min_value=0, max_value=1, required=False, widget=forms.HiddenInput)
    match_reason = forms.CharField(max_length=500)

    def __init__(self, data: Any, *, user: Any) -> None:
        super().__init__(data)
        others: Any = self.fields["other"]
        others.queryset = Witness.objects.visible_to(user)


def may_find(user: Any) -> bool:
    """Who may look for people."""
    return bool(getattr(user, "is_staff", False)) and permissions.may(user, "witnesses.find_people")


def find(request: HttpRequest) -> HttpResponse:
    """Look for a person by name, before a new record is made."""
    user: Any = request.user
    form = NameForm(request.POST if request.method == "POST" else None)
    found = None
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.find_people(by=user, name=form.cleaned_data["name"])
        except Refused as refusal:
            form.add_error("name", str(refusal))
    context = {
        **admin.site.each_context(request),
        "title": _("Find a person"),
        "form": form,
        "found": found,
        "may_register": permissions.may(user, "witnesses.register_witness"),
    }
    return TemplateResponse(request, "admin/cases/find_person.html", context)


def compare(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The records with a like name, and what was said about each."""
    user: Any = request.user
    witness = visible_witness(request, key)
    if request.method == "POST" and _proposed(request, user, witness):
        return redirect("admin:namesakes", witness.pk)
    said = {}
    for match in queries.matches_of(witness, user):
        said[match.second_id if match.first_id == witness.pk else match.first_id] = match
    namesakes = actions.find_namesakes(by=user, witness=witness)
    context = {
        **admin.site.each_context(request),
        "title": _("Is it the same person?"),
        "witness": witness,
        "namesakes": [(one, said.get(one.witness.pk)) for one in namesakes],
        "answers": MatchDecision.Answer.choices,
        "may_propose": permissions.may(user, "witnesses.propose_match"),
    }
    return TemplateResponse(request, "admin/cases/namesakes.html", context)


def visible_witness(request: HttpRequest, key: uuid.UUID) -> Witness:
    """The witness of an address. Raises Http404, after the chain says so, for one that the user may not see."""
    user: Any = request.user
    witness = Witness.objects.visible_to(user).select_related("case").filter(pk=key).first()
    if witness is None:
        audit.not_shown(by=user, label="witness", key=key)
        raise Http404
    return witness


def _proposed(request: HttpRequest, user: Any, witness: Witness) -> bool:
    form = MatchForm(request.POST, user=user)
    if not form.is_valid():
        messages.error(request, gettext("Say why: what is alike, what differs."))
        return False
    values = form.cleaned_data
    try:
        match = actions.propose_match(
            by=user, first=witness, second=values["other"], answer=values["answer"],
            match_reason=values["match_reason"], score=values["score"],
        )  # fmt: skip
    except (Refused, ValidationError) as refusal:
        messages.error(request, str(refusal) if isinstance(refusal, Refused) else " ".join(refusal.messages))
        return False
    messages.success(request, gettext("%(code)s waits for a second reviewer.") % {"code": match.code})
    return True


site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("find-person/", "find_person", find, may_find, _("Find a person")))
site.add_page(StaffPage("namesakes/<uuid:key>/", "namesakes", compare, may_find))
