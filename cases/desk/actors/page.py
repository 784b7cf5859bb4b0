"""/staff/cases/…/network/: the actors of a case, drawn and as a table."""

import uuid
from typing import Any

from django import forms
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.coding.models import Actor, Involvement
from cases.core import audit, permissions
from cases.core.rights import Section

from . import network
from .drawing import draw
from .new import may_register


class ChosenForm(forms.Form):
    """What the network shows; sent by GET, since nothing in it names anybody."""

    on = forms.IntegerField(
        label=_("Command in the year"),
        min_value=1900,
        max_value=2100,
        required=False,
        widget=forms.NumberInput(attrs={"placeholder": "2021"}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("every kind")), *Actor.Kind.choices], required=False)
    role = forms.ChoiceField(
        label=_("Role in acts"),
        choices=[("", _("every role")), *Involvement.InvolvementRole.choices],
        required=False,
    )
    restricted = forms.BooleanField(label=_("Count restricted codes too"), required=False)


def may_look(user: Any) -> bool:
    """For those who may read what was coded; of which case, the case decides."""
    return permissions.may_look(user, Section.CODING)


def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The network of one case, from what the user sees."""
    user: Any = request.user
    case = Case.objects.visible_to(user).filter(pk=key).first()
    if case is None:
        audit.not_shown(by=user, label="case", key=key)
        raise Http404
    form = ChosenForm(request.GET)
    chosen = network.Chosen(**form.cleaned_data) if form.is_valid() else network.Chosen()
    nodes = network.read(user, case, chosen)
    context = {
        **admin.site.each_context(request),
        "title": _("Actors of %(code)s") % {"code": case.code},
        "case": case,
        "form": form,
        "chosen": chosen,
        "nodes": nodes,
        "drawing": draw(nodes),
        "commands": sum(len(node.over) for node in nodes),
        "may_register": may_register(user),
    }
    return TemplateResponse(request, "admin/cases/actors/network.html", context)
