"""Staff pages for witnesses, groups, identities, consents and risks."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cases.core import sealing
from cases.core.admin import ActionAdmin, Related, Step
from cases.core.staff_forms import ActionForm, text_box, text_line

from . import actions
from .models import Consent, ConsentScope, Group, Identity, RiskAssessment, Scope, Witness


class WitnessForm(ActionForm):
    press_alias = text_line(_("name in the public source"), help_text=_("Only for people known from a public source."))
    note = text_box(_("note"))
    sealed = ("press_alias", "note")
    fixed = ("case", "stream")

    class Meta:
        model = Witness
        fields = ("case", "stream", "sex", "sex_basis", "age_band", "alias_status")


@admin.register(Witness)
class WitnessAdmin(ActionAdmin):
    form = WitnessForm
    add_action = actions.register_witness
    change_action = actions.edit_witness
    fields = ("case", "stream", "sex", "sex_basis", "age_band", "press_alias", "alias_status", "note")
    related = (
        Related("consent", "witness", _("Consents"), _("Record consent")),
        Related("riskassessment", "witness", _("Risk assessments"), _("Assess the risk")),
        Related("testimony", "witness", _("Testimonies"), _("Log a testimony")),
        Related("laboursituation", "witness", _("Labour situations"), _("Describe a labour situation")),
        Related("identity", "witness", _("Identity"), _("Seal the identity")),
    )
    list_display = ("code", "case", "stream", "sex", "age_band")
    list_filter = ("stream", "sex", "age_band")
    search_fields = ("code", "case__code")
    list_select_related = ("case",)


class GroupForm(ActionForm):
    description = text_box(_("described as"))
    sealed = ("description",)
    fixed = ("case",)

    class Meta:
        model = Group
        fields = ("case", "count_min", "count_max", "count_basis")


@admin.register(Group)
class GroupAdmin(ActionAdmin):
    form = GroupForm
    add_action = actions.register_group
    change_action = actions.edit_group
    list_display = ("code", "case", "count_min", "count_max", "count_basis")
    search_fields = ("code", "case__code")
    list_select_related = ("case",)


IDENTITY_LABELS = {
    field.name: field.verbose_name for field in Identity._meta.concrete_fields if field.name in Identity.Privacy.sealed
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


class ConsentForm(ActionForm):
    note = text_box(_("note"))
    sealed = ("note",)
    fixed = ("witness",)

    class Meta:
        model = Consent
        fields = ("witness", "given_on", "form_version", "language", "way", "understood", "how_to_withdraw_told")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.stored:
            rows = list(self.instance.scopes.all())
            limits = sealing.open_rows(rows, "limits", by=self.request.user, reason="staff page")  # type: ignore[arg-type]
            for row in rows:
                self.initial.update({row.scope: row.answer, f"{row.scope}_expires": row.expires_on})
                self.initial[f"{row.scope}_limits"] = limits[row.pk]
        else:
            self.initial.setdefault("given_on", timezone.localdate())

    def values(self) -> dict[str, Any]:
        values = super().values()
        values["scopes"] = {
            scope: actions.ScopeAnswer(
                answer=values.pop(scope),
                limits=values.pop(f"{scope}_limits"),
                expires_on=values.pop(f"{scope}_expires"),
            )
            for scope in Scope
        }
        return values


for _scope in Scope:
    ConsentForm.declared_fields[_scope.value] = forms.ChoiceField(
        label=_("answer"),
        choices=ConsentScope.Answer.choices,
        initial=ConsentScope.Answer.NOT_ASKED,
        widget=forms.RadioSelect(attrs={"class": "radiolist inline"}),
    )
    ConsentForm.declared_fields[f"{_scope.value}_limits"] = text_line(_("limits"))
    ConsentForm.declared_fields[f"{_scope.value}_expires"] = forms.DateField(label=_("expires on"), required=False)


@admin.register(Consent)
class ConsentAdmin(ActionAdmin):
    form = ConsentForm
    add_action = actions.record_consent
    fieldsets: ClassVar[Any] = (
        (
            None,
            {
                "fields": (
                    "witness",
                    "given_on",
                    "form_version",
                    "language",
                    "way",
                    "understood",
                    "how_to_withdraw_told",
                )
            },
        ),
        *[
            (
                format_lazy("{} {}", scope.value, scope.label),
                {"fields": (scope.value, (f"{scope.value}_limits", f"{scope.value}_expires"))},
            )
            for scope in Scope
        ],
        (_("Note"), {"fields": ("note",)}),
    )
    list_display = ("code", "witness", "given_on", "way", "language")
    search_fields = ("code", "witness__code")
    list_select_related = ("witness",)


class RiskForm(ActionForm):
    threats = text_box(_("threats"))
    family_inside = text_line(_("family still inside"))
    others_exposed = text_box(_("other people exposed"))
    digital_traces = text_box(_("digital traces"))
    mitigation = text_box(_("what lowers the risk"))
    sealed = ("threats", "family_inside", "others_exposed", "digital_traces", "mitigation")
    fixed = ("witness",)

    class Meta:
        model = RiskAssessment
        fields = ("witness", "assessed_on", "level")


@admin.register(RiskAssessment)
class RiskAdmin(ActionAdmin):
    form = RiskForm
    add_action = actions.assess_risk
    list_display = ("code", "witness", "level", "assessed_on", "valid_until")
    list_filter = ("level",)
    search_fields = ("code", "witness__code")
    list_select_related = ("witness",)
