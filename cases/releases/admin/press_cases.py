"""The page of a press case's draft: what would be published, and its two signatures."""

import json
from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ActionAdmin, Step
from cases.core.staff_forms import ActionForm, text_box
from cases.releases import actions
from cases.releases.models import Approval, PressCaseDraft, Signature

from .shared import ReadOnlyInline, waits_for


class DraftForm(ActionForm):
    shown = text_box(_("what would be published"), rows=30)

    class Meta:
        model = PressCaseDraft
        fields = ("case",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.stored:
            self.initial["shown"] = json.dumps(self.instance.content, indent=2, ensure_ascii=False)

    def values(self) -> dict[str, Any]:
        return {"case": self.cleaned_data["case"]}


class ApprovalInline(ReadOnlyInline):
    model = Approval
    fields = readonly_fields = ("signature", "approver", "approved_at", "content_sha256")


@admin.register(PressCaseDraft)
class PressCaseDraftAdmin(ActionAdmin):
    form = DraftForm
    add_action = actions.draft_press_case
    record_argument = "draft"
    inlines = (ApprovalInline,)
    steps = (
        Step(
            "sign-lead", _("Sign as verification lead"), actions.approve_press_case, waits_for(Signature.LEAD),
            values=(("signature", Signature.LEAD),),
        ),
        Step(
            "sign-dpo", _("Sign as data-protection officer"), actions.approve_press_case,
            waits_for(Signature.DPO), values=(("signature", Signature.DPO),),
        ),
    )  # fmt: skip
    list_display = ("code", "case", "built_by", "created_at", "published_at")
    search_fields = ("code", "case__code")
    list_select_related = ("case", "built_by")

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        return [(None, {"fields": ["case", "shown"] if obj else ["case"]})]

    def get_inlines(self, request: Any, obj: Any) -> Any:
        return self.inlines if obj else ()
