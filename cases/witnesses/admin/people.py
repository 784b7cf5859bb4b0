"""Staff pages for witnesses and groups."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ActionAdmin, Related
from cases.core.staff_forms import ActionForm, text_box, text_line
from cases.witnesses import actions
from cases.witnesses.models import Group, Stream, Witness

from .finding import may_find


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
    change_form_template = "admin/cases/witness_form.html"
    list_display = ("code", "case", "stream", "sex", "age_band")
    list_filter = ("stream", "sex", "age_band")
    search_fields = ("code", "case__code")
    list_select_related = ("case",)

    def _related_links(self, request: HttpRequest, record: Any) -> list[dict[str, Any]]:
        """And the page that compares the record with others of a like name. Nobody known from a public source gives
        consent, and whoever they are stays with the source."""
        links = super()._related_links(request, record)
        if record.stream == Stream.PRESS:
            of_own = {
                str(link.label) for link in self.related if link.model in ("consent", "riskassessment", "identity")
            }
            links = [link for link in links if str(link["label"]) not in of_own]
        if may_find(request.user) and hasattr(record, "identity"):
            url = reverse("admin:namesakes", args=[record.pk])
            links.append({"label": _("Records with a like name"), "url": url, "add_url": ""})
        return links


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
