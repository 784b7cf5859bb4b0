"""Staff page for evidence: attach a file, see its custody, open it with a reason."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ActionAdmin, Step
from cases.core.staff_forms import ActionForm, text_box, text_line

from . import actions
from .models import CustodyEvent, EvidenceItem


class EvidenceForm(ActionForm):
    description = text_box(_("what it shows"))
    obtained_how = text_line(_("from whom and how it was obtained"))
    original_name = text_line(_("original name"))
    sha256 = text_line(_("SHA-256"))
    sealed = ("description", "obtained_how", "original_name", "sha256")

    class Meta:
        model = EvidenceItem
        fields = ("case", "testimony", "source")


class NewEvidenceForm(ActionForm):
    file = forms.FileField(label=_("file"), help_text=_("Up to 25 MB. It is sealed at once and never changed."))
    description = text_box(_("what it shows"))
    obtained_how = text_line(_("from whom and how it was obtained"))

    class Meta:
        model = EvidenceItem
        fields = ("case", "testimony", "source")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if refusal := actions.check_size_text(file.size):
            raise forms.ValidationError(refusal)
        return file

    def values(self) -> dict[str, Any]:
        values = super().values()
        file = values.pop("file")
        return {**values, "content": file.read(), "name": file.name}


class CustodyInline(admin.TabularInline):  # type: ignore[type-arg]
    model = CustodyEvent
    fields = readonly_fields = ("number", "step", "by", "at", "hash")
    extra = 0
    can_delete = False
    template = "admin/cases/read_only_inline.html"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_change_permission = has_add_permission


@admin.register(EvidenceItem)
class EvidenceAdmin(ActionAdmin):
    form = EvidenceForm
    add_action = actions.attach_evidence
    record_argument = "item"
    inlines = (CustodyInline,)
    steps = (Step("open", _("Open the original"), actions.open_evidence, asks="reason"),)
    list_display = ("code", "case", "testimony", "source", "media_type", "size", "received_at")
    list_filter = ("media_type",)
    search_fields = ("code", "case__code", "testimony__code", "source__code")
    list_select_related = ("case", "testimony", "source")

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, **({} if obj else {"form": NewEvidenceForm}), **kwargs)

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        first = ["case", "testimony", "source"]
        more = ["original_name", "sha256"] if obj else ["file"]
        return [(None, {"fields": [*first, *more, "description", "obtained_how"]})]

    def get_inlines(self, request: Any, obj: Any) -> Any:
        return self.inlines if obj else ()

    def step_answer(self, request: HttpRequest, step: Step, record: Any, result: Any) -> HttpResponseBase:
        """The bytes as an attachment that no browser runs, under a name that says nothing."""
        headers = {
            "Content-Disposition": f'attachment; filename="{record.code}.bin"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "no-store",
        }
        return HttpResponse(result, content_type="application/octet-stream", headers=headers)
