"""Staff pages for what goes public: drafts of press cases, series of releases, and releases to sign."""

import json
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cases.core import permissions
from cases.core.admin import ActionAdmin, Panel, Step
from cases.core.staff_forms import ActionForm, text_box
from cases.intake.admin import TestimonyAdmin

from . import actions, queries, who_counts
from .models import Approval, PressCaseDraft, ReleaseApproval, ReleaseDraft, Series, Signature

BUILDING = "releases.freeze_slot"
"""The right to build a release, and so to see releases before they are public."""

TestimonyAdmin.panels = (*TestimonyAdmin.panels, Panel(_("Public statistics"), who_counts.said))


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


def _waits_for(signature: Signature) -> Any:
    def open_to(draft: PressCaseDraft | ReleaseDraft) -> bool:
        return draft.published_at is None and not draft.approvals.filter(signature=signature).exists()

    return open_to


class ReadOnlyInline(admin.TabularInline):  # type: ignore[type-arg]
    extra = 0
    can_delete = False
    template = "admin/cases/read_only_inline.html"

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    has_change_permission = has_add_permission


class ApprovalInline(ReadOnlyInline):
    model = Approval
    fields = readonly_fields = ("signature", "approver", "approved_at", "content_sha256")


class ReleaseApprovalInline(ReadOnlyInline):
    model = ReleaseApproval
    fields = readonly_fields = ("signature", "approver", "approved_at", "manifest_sha256")


@admin.register(PressCaseDraft)
class PressCaseDraftAdmin(ActionAdmin):
    form = DraftForm
    add_action = actions.draft_press_case
    record_argument = "draft"
    inlines = (ApprovalInline,)
    steps = (
        Step(
            "sign-lead", _("Sign as verification lead"), actions.approve_press_case, _waits_for(Signature.LEAD),
            values=(("signature", Signature.LEAD),),
        ),
        Step(
            "sign-dpo", _("Sign as data-protection officer"), actions.approve_press_case,
            _waits_for(Signature.DPO), values=(("signature", Signature.DPO),),
        ),
    )  # fmt: skip
    list_display = ("code", "case", "built_by", "created_at", "published_at")
    search_fields = ("code", "case__code")
    list_select_related = ("case", "built_by")

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        return [(None, {"fields": ["case", "shown"] if obj else ["case"]})]

    def get_inlines(self, request: Any, obj: Any) -> Any:
        return self.inlines if obj else ()


class SeriesForm(ActionForm):
    fixed = ("first_slot",)

    class Meta:
        model = Series
        fields = ("first_slot",)


@admin.register(Series)
class SeriesAdmin(ActionAdmin):
    """A series is started once and never changed."""

    form = SeriesForm
    add_action = actions.start_series
    readonly_fields = ("number", "design", "horizon", "mu")
    list_display = ("code", "number", "first_slot", "design", "horizon", "started_by")
    search_fields = ("code",)
    list_select_related = ("started_by",)

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        fields = ["number", "first_slot", "horizon", "design", "mu"] if obj else ["first_slot"]
        return [(None, {"fields": fields})]


class ReleaseForm(ActionForm):
    fixed = ("series",)

    class Meta:
        model = ReleaseDraft
        fields = ("series",)


@admin.register(ReleaseDraft)
class ReleaseDraftAdmin(ActionAdmin):
    """Everything that would be public, on one page, with the two signatures. Building one is the desk's."""

    form = ReleaseForm
    record_argument = "draft"
    inlines = (ReleaseApprovalInline,)
    readonly_fields = ("number", "slot", "built_by", "published_at", "manifest_sha256", "files")
    steps = (
        Step(
            "sign-lead", _("Sign as verification lead"), actions.approve_release, _waits_for(Signature.LEAD),
            values=(("signature", Signature.LEAD),),
        ),
        Step(
            "sign-dpo", _("Sign as data-protection officer"), actions.approve_release, _waits_for(Signature.DPO),
            values=(("signature", Signature.DPO),),
        ),
    )  # fmt: skip
    list_display = ("code", "series", "number", "slot", "built_by", "published_at")
    search_fields = ("code", "series__code")
    list_select_related = ("series", "built_by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Building starts with freezing the slot; who may do that may build."""
        return permissions.may(request.user, BUILDING)  # type: ignore[arg-type]

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        shown = ["series", "number", "slot", "built_by", "published_at", "files", "manifest_sha256"]
        return [(None, {"fields": shown if obj else ["series"]})]

    def get_inlines(self, request: Any, obj: Any) -> Any:
        return self.inlines if obj else ()

    def get_urls(self) -> list[URLPattern]:
        file = path(
            "<path:object_id>/files/<str:name>",
            self.admin_site.admin_view(self.file_view),
            name="cases_releasedraft_file",
        )
        return [file, *super().get_urls()]

    def file_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        """A file of the release as it would be public, to be read before signing."""
        draft = self.get_object(request, object_id)
        file = draft and draft.files.filter(name=name).first()
        if not file:
            raise Http404
        headers = {"Content-Disposition": f'attachment; filename="{file.name}"', "Cache-Control": "no-store"}
        return HttpResponse(bytes(file.content), content_type=file.media_type, headers=headers)

    @admin.display(description=_("files, as they would be public"))
    def files(self, draft: ReleaseDraft) -> SafeString | str:
        rows = [
            (reverse("admin:cases_releasedraft_file", args=[draft.pk, n]), n, h) for n, h in queries.file_hashes(draft)
        ]
        return format_html_join("", '<div><a href="{}">{}</a> <code>{}</code></div>', rows) or "–"
