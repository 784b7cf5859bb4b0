"""Staff pages for identities: sealed when they are typed, opened on a page of their own."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ActionAdmin, Step
from cases.core.staff_forms import ActionForm, text_line
from cases.witnesses import actions
from cases.witnesses.models import SHOWN_FIELDS, Identity

IDENTITY_LABELS = {
    field.name: field.verbose_name for field in Identity._meta.concrete_fields if field.name in SHOWN_FIELDS
}


class IdentityForm(ActionForm):
    """Texts go in and are not shown again: opening them is a step of its own, with a reason."""

    fixed = ("witness",)

    class Meta:
        model = Identity
        fields = ("witness",)

    def values(self) -> dict[str, Any]:
        # The record of an identity is found by its witness.
        return {**super().values(), "witness": self.instance.witness if self.stored else self.cleaned_data["witness"]}


for _name, _label in IDENTITY_LABELS.items():
    IdentityForm.declared_fields[_name] = text_line(_label, help_text=_("Left empty: stays as it is."))


@admin.register(Identity)
class IdentityAdmin(ActionAdmin):
    form = IdentityForm
    add_action = actions.record_identity
    fields = ("witness", *IDENTITY_LABELS)
    steps = (Step("open", _("Open this identity"), actions.open_identity, asks="reason"),)
    list_display = ("code", "witness")
    search_fields = ("code", "witness__code")
    list_select_related = ("witness",)

    def step_answer(self, request: HttpRequest, step: Step, record: Any, result: Any) -> HttpResponseBase:
        texts = [(IDENTITY_LABELS[name], text) for name, text in result.items() if text]
        context = {**self.admin_site.each_context(request), "opts": self.opts, "object": record, "texts": texts}
        return TemplateResponse(request, "admin/cases/identity_opened.html", context)
