"""Staff pages for consents and risk assessments."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cases.core import sealing
from cases.core.admin import ActionAdmin
from cases.core.staff_forms import ActionForm, text_box, text_line
from cases.witnesses import actions
from cases.witnesses.models import Consent, ConsentScope, RiskAssessment, Scope


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
