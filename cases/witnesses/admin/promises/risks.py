"""The staff page of risk assessments: of a person in general, or of giving their identity away in one export."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.accounts.models import User
from cases.core.admin import ActionAdmin, Panel
from cases.core.staff_forms import ActionForm, text_box, text_line
from cases.witnesses import actions
from cases.witnesses.models import IdentityExport, RiskAssessment, Witness

from .consent_form import day_box


class RiskForm(ActionForm):
    export = forms.ModelChoiceField(
        IdentityExport.objects.all(),
        label=_("what it is about"),
        required=False,
        empty_label=_("the person in general"),
        help_text=_("Before an identity is given away, both are assessed: the person, and this export."),
    )
    threats = text_box(_("threats"), help_text=_("From whom, how likely, and what would happen."))
    family_inside = text_line(_("family still inside"))
    others_exposed = text_box(_("other people exposed"))
    digital_traces = text_box(_("digital traces"))
    mitigation = text_box(_("what lowers the risk"))
    sealed = ("threats", "family_inside", "others_exposed", "digital_traces", "mitigation")
    fixed = ("witness",)

    class Meta:
        model = RiskAssessment
        fields = ("witness", "assessed_on", "level")
        widgets = {"assessed_on": day_box()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assessed_on"].help_text = _("It counts for six months from that day.")
        field = cast(Any, self.fields["export"])
        if self.stored:
            field.queryset = field.queryset.filter(pk=self.instance.product_uuid)
            self.initial["export"] = self.instance.product_uuid
        else:
            field.queryset = self._exports(field.queryset)

    def _exports(self, visible: Any) -> Any:
        """What waits to be made and holds the person, where one is chosen already."""
        waiting = visible.filter(made_at=None, stopped_at=None)
        chosen = Witness.objects.visible_to(cast(User, self.request.user)).filter(pk=_key(self["witness"].value()))
        person = chosen.values_list("person", flat=True).first()
        return waiting.filter(people__witness__person=person).distinct() if person else waiting


def _key(value: Any) -> Any:
    """A key that was chosen, or None for anything else."""
    try:
        return forms.UUIDField(required=False).clean(str(value or ""))
    except forms.ValidationError:
        return None


def validity(assessment: RiskAssessment) -> list[str]:
    """What its page says of an assessment: what it is about, until when it counts, and what follows when it has ended."""
    day = assessment.valid_until
    about = gettext("the export of an identity") if assessment.product_uuid else gettext("the person in general")
    found = [
        gettext("About: %(about)s.") % {"about": about},
        gettext("Valid until %(day)s.") % {"day": day.isoformat()},
    ]
    if day < timezone.localdate():
        found.append(gettext("It has expired: assess the risk anew before anything leaves the office."))
    return found


@admin.register(RiskAssessment)
class RiskAdmin(ActionAdmin):
    form = RiskForm
    add_action = actions.assess_risk
    panels = (Panel(_("How long it counts"), validity),)
    radio_fields = {"level": admin.HORIZONTAL}
    list_display = ("code", "witness", "level", "assessed_on", "valid_until")
    list_filter = ("level",)
    search_fields = ("code", "witness__code")
    list_select_related = ("witness",)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Without the question what it is about where nothing but the person can be meant."""
        about = ("export",) if IdentityExport.objects.visible_to(cast(User, request.user)).exists() else ()
        first = ("witness", *about, "assessed_on", "level")
        return (
            (None, {"fields": first}),
            (_("What could happen"), {"fields": ("threats", "family_inside", "others_exposed", "digital_traces")}),
            (_("What helps"), {"fields": ("mitigation",)}),
        )
