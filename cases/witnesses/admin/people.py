"""Staff pages for witnesses and groups."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ActionAdmin, Related
from cases.core.staff_forms import ActionForm, text_box, text_line
from cases.witnesses import actions
from cases.witnesses.models import Group, Witness


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
