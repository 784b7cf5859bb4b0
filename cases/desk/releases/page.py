"""The page of a release, and the page on which the next one is built: both are the desk's, which knows all sides."""

from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from cases.core import permissions
from cases.core.admin import ActionAdmin, Step
from cases.core.errors import Refused
from cases.core.staff_forms import ActionForm
from cases.desk import jobs
from cases.desk.agreement import beside
from cases.desk.auditing.words import spoken
from cases.releases import actions, calendar, frame, policies, queries
from cases.releases.disclosure.schema import Schema
from cases.releases.models import ReleaseDraft, ReleaseRejection, ReleaseWithdrawal, Signature

from . import notices, shown, standing

BUILDING = notices.BUILDING
"""The right to build a release, and so to see releases before they are public."""

AUDITING = "releases.store_audit"


_DONE = {
    "sign-lead": _("You have signed as verification lead."),
    "sign-dpo": _("You have signed as data-protection officer."),
    "send-back": _("It is sent back. Next: somebody makes the files anew, from the same figures."),
    "withdraw": _("The withdrawal is proposed. The release stays public until a second person confirms it."),
}


class ReleaseForm(ActionForm):
    fixed = ("series",)

    class Meta:
        model = ReleaseDraft
        fields = ("series",)


def _is_open(draft: ReleaseDraft) -> bool:
    return draft.published_at is None and not calendar.is_missed(draft)


def _waits_for(signature: Signature) -> Any:
    def open_to(draft: ReleaseDraft) -> bool:
        report = policies.newest_audit(draft)
        given = draft.approvals.filter(attempt=draft.attempt, signature=signature).exists()
        return _is_open(draft) and report is not None and report.passed and not given

    return open_to


def _can_be_sent_back(draft: ReleaseDraft) -> bool:
    return _is_open(draft) and bool(draft.manifest_sha256)


def _reasons(draft: ReleaseDraft) -> list[tuple[str, Any]]:
    """The reasons for sending back that can be true now: a failed line is one only where the audit failed."""
    report = policies.newest_audit(draft)
    has_failed = report is not None and not report.passed
    return [
        (value, label)
        for value, label in ReleaseRejection.Reason.choices
        if has_failed or value != ReleaseRejection.Reason.FAILED_CHECK
    ]


def _can_be_withdrawn(draft: ReleaseDraft) -> bool:
    return draft.published_at is not None and not ReleaseWithdrawal.objects.filter(draft=draft).exists()


def _is_theirs(user: Any, draft: ReleaseDraft, step: Step) -> bool:
    """A signature is offered to whoever holds its role, did not build the release, and has not signed it."""
    signature = dict(step.values).get("signature")
    if signature is None:
        return True
    has_part = user.pk in (draft.frozen_by_id, draft.built_by_id)
    has_signed = draft.approvals.filter(attempt=draft.attempt, approver=user).exists()
    return signature in user.role_set and not has_part and not has_signed


@admin.register(ReleaseDraft)
class ReleaseDraftAdmin(ActionAdmin):
    """Everything that would be public, on one page, with what is to be done next."""

    form = ReleaseForm
    record_argument = "draft"
    change_form_template = "admin/cases/release.html"
    add_form_template = "admin/cases/release_add.html"
    steps = (
        Step(
            "sign-lead", _("Sign as verification lead"), actions.approve_release, _waits_for(Signature.LEAD),
            values=(("signature", Signature.LEAD),), takes=("difference_sha256",),
        ),
        Step(
            "sign-dpo", _("Sign as data-protection officer"), actions.approve_release, _waits_for(Signature.DPO),
            values=(("signature", Signature.DPO),), takes=("difference_sha256",),
        ),
        Step("send-back", _("Send back"), actions.reject_release, _can_be_sent_back, takes=("rejection",)),
        Step(
            "withdraw", _("Propose to withdraw it"), actions.propose_release_withdrawal, _can_be_withdrawn,
            takes=("fault", "note_en", "note_ko", "note_ru"),
        ),
    )  # fmt: skip
    list_display = ("code", "where", "comes_out", "series", "number", "slot")
    search_fields = ("code", "series__code")
    list_select_related = ("series", "built_by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Building starts with freezing the slot; who may do that may build."""
        return permissions.may(request.user, BUILDING)  # type: ignore[arg-type]

    @admin.display(description=_("comes out"), ordering="publishes_at")
    def comes_out(self, draft: ReleaseDraft) -> str:
        return standing.moment(draft.publishes_at)

    @admin.display(description=_("where it stands"))
    def where(self, draft: ReleaseDraft) -> str:
        stages = standing.of(draft).stages
        here = next((stage for stage in reversed(stages) if stage.state in ("failed", "done")), None)
        return here.what if here else str(_("without files"))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A stored release has no form: its page says everything."""
        return [] if obj is not None else [(None, {"fields": ["series"]})]

    def get_urls(self) -> list[URLPattern]:
        file = path(
            "<path:object_id>/files/<str:name>",
            self.admin_site.admin_view(self.file_view),
            name="cases_releasedraft_file",
        )
        return [file, *super().get_urls()]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Building takes long for many people: it is put down as a job, whose page follows it."""
        if not self.has_add_permission(request):
            raise Http404
        ready = notices.buildable()
        extra_context = {
            **(extra_context or {}), "ready": [text for _series, text in ready], "title": _("Build a release")
        }  # fmt: skip
        if request.method != "POST":
            return super().add_view(request, form_url, extra_context)
        form = self.get_form(request)(request.POST)
        if not form.is_valid():
            return super().add_view(request, form_url, extra_context)
        user: Any = request.user
        return redirect("admin:job", jobs.enqueue_build(by=user, series=form.cleaned_data["series"]))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The series whose release is due, where it is one."""
        ready = notices.buildable()
        return {"series": ready[0][0]} if len(ready) == 1 else {}

    def step_answer(self, request: HttpRequest, step: Step, record: Any, result: Any) -> HttpResponseBase | None:
        """Back on the page, what was done and what it means."""
        if dict(step.values).get("signature") and result.published_at is not None:
            messages.success(request, _("Signed. %(code)s is public now.") % {"code": record.code})
        else:
            messages.success(request, str(_DONE[step.name]))
        return None

    def step_view(self, request: HttpRequest, object_id: str, step: str) -> HttpResponseBase:
        """Two steps are jobs: the audit, and the files of a build that was cut off or sent back."""
        if step not in ("audit", "build"):
            return super().step_view(request, object_id, step)
        draft = self.get_object(request, object_id)
        if draft is None or request.method != "POST":
            raise Http404
        user: Any = request.user
        try:
            if step == "audit":
                return redirect("admin:job", jobs.enqueue_audit(by=user, draft=draft))
            return redirect("admin:job", jobs.enqueue_build(by=user, series=draft.series))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("admin:cases_releasedraft_change", object_id)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """With where the release stands, its audit, the change in public, its quotes and its files."""
        draft = kwargs.get("obj")
        if draft is not None:
            user: Any = request.user
            context |= {
                "release": draft,
                "standing": standing.of(draft),
                "part": standing.part(user, draft) if _is_open(draft) else "",
                "identifier": frame.identifier(draft.publishes_at.date()),
                "waits": standing.waits_for_its_hour(),
                "comes_out": standing.moment(draft.publishes_at),
                "audit": policies.newest_audit(draft),
                "audit_lines": spoken(policies.newest_audit(draft)),
                "difference": shown.of(draft),
                "agreement": beside.of_schema(Schema.from_json(draft.series.schema)) if _is_open(draft) else None,
                "quotes": actions.read_batch(by=user, draft=draft),
                "files": queries.file_hashes(draft),
                "may_audit": _can_be_sent_back(draft) and permissions.may(user, AUDITING),
                "may_build": _is_open(draft) and not draft.manifest_sha256 and permissions.may(user, BUILDING),
                "reasons": _reasons(draft),
                "faults": ReleaseWithdrawal.Reason.choices,
                "rejections": draft.rejections.select_related("rejected_by"),
                "withdrawal": ReleaseWithdrawal.objects.filter(draft=draft).first(),
                "offered": {step.name for step in super()._open_steps(request, draft) if _is_theirs(user, draft, step)},
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def _open_steps(self, request: HttpRequest, record: Any) -> list[Step]:
        return []  # the page's own template shows them, each with what it means

    def file_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        """A file of the release as it would be public, to be read before signing."""
        draft = self.get_object(request, object_id)
        file = draft and draft.files.filter(name=name).first()
        if not file:
            raise Http404
        headers = {"Content-Disposition": f'attachment; filename="{file.name}"', "Cache-Control": "no-store"}
        return HttpResponse(bytes(file.content), content_type=file.media_type, headers=headers)
