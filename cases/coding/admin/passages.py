"""Staff pages of passages, and the step that ends coding on a testimony's page."""

from typing import Any

from django.contrib import admin
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from cases.coding import actions
from cases.coding.models import Passage
from cases.core.admin import ActionAdmin, Related, Step
from cases.core.staff_forms import ActionForm, text_box
from cases.intake.admin import TestimonyAdmin, offers
from cases.intake.models import Status

TestimonyAdmin.steps = (
    *TestimonyAdmin.steps,
    Step("coded", _("Coding is finished"), actions.finish_coding, offers(Status.CODED)),
)


class PassageForm(ActionForm):
    exact = text_box(
        _("exact words"), required=True, help_text=_("Copy them from the text; they must stand there once.")
    )
    sealed = ("exact",)

    class Meta:
        model = Passage
        fields = ("testimony", "text")


@admin.register(Passage)
class PassageAdmin(ActionAdmin):
    form = PassageForm
    add_action = actions.mark_passage
    steps = (
        Step("remove", _("Take this mark away"), actions.remove_passage, lambda passage: not passage.links.exists()),
    )
    fields = ("testimony", "text", "exact")
    related = (Related("act", "links__passage__uuid", _("Acts that cite it"), _("Code an act")),)
    list_display = ("code", "testimony", "text", "start", "end")
    search_fields = ("code", "testimony__code")
    list_select_related = ("testimony",)

    def step_answer(self, request: Any, step: Step, record: Passage, result: Any) -> Any:
        """A passage that was taken away has no page any more: back to its testimony."""
        super().step_answer(request, step, record, result)
        return redirect("admin:cases_testimony_change", record.testimony_id)
