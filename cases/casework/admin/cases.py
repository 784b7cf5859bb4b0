"""Staff page for cases and their teams."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.accounts.models import User
from cases.casework import actions, glass  # noqa: F401  (glass puts its page beside the records)
from cases.casework.models import Case, CaseMember
from cases.core.admin import ActionAdmin, Related
from cases.core.staff_forms import ActionForm, text_box


class CaseForm(ActionForm):
    summary = text_box(_("summary for the public page"), help_text=_("Own words, from public sources only."), rows=5)
    not_stated_lines = text_box(_("what the sources do not say"), help_text=_("One a line."))

    class Meta:
        model = Case
        fields = ("title", "slug", "family", "status", "risk")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.stored:
            self.initial["summary"] = self.instance.public_summary.get("en", "")
            self.initial["not_stated_lines"] = "\n".join(line["en"] for line in self.instance.not_stated)

    def values(self) -> dict[str, Any]:
        values = super().values()
        summary, lines = values.pop("summary"), values.pop("not_stated_lines").splitlines()
        kept = {line["en"]: line for line in self.instance.not_stated}
        stated = [kept.get(line, {"key": line[:40], "en": line}) for line in map(str.strip, lines) if line]
        text = {**self.instance.public_summary, "en": summary} if summary else {}
        return {**values, "public_summary": text, "not_stated": stated}


class MemberInline(admin.StackedInline):  # type: ignore[type-arg]
    """The team. Rows are handed to one action as a whole."""

    model = CaseMember
    fields = ("user",)
    extra = 1

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return obj is not None and obj.lead_id == request.user.pk

    has_change_permission = has_delete_permission = has_add_permission

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = User.objects.filter(is_active=True)
        return field


@admin.register(Case)
class CaseAdmin(ActionAdmin):
    form = CaseForm
    add_action = actions.create_case
    change_action = actions.edit_case
    formset_action = actions.set_case_members
    inlines = (MemberInline,)
    related = (
        Related("witness", "case", _("Witnesses"), _("Add a witness")),
        Related("source", "case", _("Sources"), _("Register a source")),
        Related("testimony", "case", _("Testimonies"), _("Log a testimony")),
        Related("event", "case", _("Events"), _("Describe an event")),
        Related("evidenceitem", "case", _("Evidence"), _("Attach a file")),
        Related("presscasedraft", "case", _("Drafts for the public"), _("Build a draft for the public")),
    )
    list_display = ("code", "title", "status", "risk", "lead")
    list_filter = ("status", "risk")
    search_fields = ("code", "title", "slug")

    def formset_values(self, formset: Any) -> dict[str, Any]:
        kept = (row for row in formset.cleaned_data if row.get("user") and not row.get("DELETE"))
        return {"users": [row["user"] for row in kept]}
