"""Staff pages of withdrawals and of certificates of erasure: read, never edited; the decision is a step."""

import uuid
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.core import audit, privacy, sealing
from cases.core.admin import ActionAdmin, Step
from cases.core.staff_forms import ActionForm, text_box
from cases.core.staff_site import StaffPage, StaffSite
from cases.desk import actions
from cases.witnesses.models import ErasureCertificate, Withdrawal

from . import words
from .withdraw import open_to

DECISIONS = {"": _("to be decided"), Withdrawal.Decision.ERASE: _("erased"), Withdrawal.Decision.SEAL: _("sealed")}


class ErasedForm(ActionForm):
    """Of a person who was erased: what was sealed for them opens for nobody any more."""

    class Meta:
        model = Withdrawal
        fields = ("witness", "received_on", "way")


class WithdrawalForm(ErasedForm):
    note = text_box(_("note"))
    decision_reason = text_box(_("why it is sealed"))
    sealed = ("note", "decision_reason")


def _can_seal(withdrawal: Withdrawal) -> bool:
    return withdrawal.whole and not withdrawal.decision


def _can_erase(withdrawal: Withdrawal) -> bool:
    return withdrawal.whole and withdrawal.decision != Withdrawal.Decision.ERASE


@admin.register(Withdrawal)
class WithdrawalAdmin(ActionAdmin):
    form = WithdrawalForm
    steps = (
        Step("erase", _("Erase"), actions.erase_person, _can_erase, asks="code"),
        Step("seal", _("Seal"), actions.seal_person, _can_seal, asks="hold_reason"),
    )
    change_form_template = "admin/cases/withdrawal.html"
    readonly_fields = ("taken", "taken_by_whom", "decided", "decided_by_whom", "decided_at")
    list_display = ("code", "witness", "received_on", "taken", "decided")
    list_filter = ("whole", "decision", "way")
    search_fields = ("code", "witness__code")
    list_select_related = ("witness",)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = ErasedForm if obj is not None and sealing.is_shredded(obj.key_owner()) else WithdrawalForm
        return super().get_form(request, obj, change, **{"form": form, **kwargs})

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = ["witness", "received_on", "way", "taken", "taken_by_whom"]
        if obj is not None and not sealing.is_shredded(obj.key_owner()):
            fields.append("note")
        if obj is not None and obj.decision:
            fields += ["decided", "decided_by_whom", "decided_at"]
        return [*fields, "decision_reason"] if obj and obj.decision == Withdrawal.Decision.SEAL else fields

    @admin.display(description=_("taken back"))
    def taken(self, withdrawal: Withdrawal) -> str:
        return ", ".join(words.taken_in_words(withdrawal))

    # Names as words: their own pages are the administrator's.
    @admin.display(description=_("taken by"))
    def taken_by_whom(self, withdrawal: Withdrawal) -> str:
        return str(withdrawal.taken_by)

    @admin.display(description=_("decided by"))
    def decided_by_whom(self, withdrawal: Withdrawal) -> str:
        return str(withdrawal.decided_by)

    @admin.display(description=_("decision"), ordering="decision")
    def decided(self, withdrawal: Withdrawal) -> Promise | str:
        return DECISIONS[withdrawal.decision] if withdrawal.whole else "–"

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """With what it touched, what is left to do, and the decision with its own words."""
        withdrawal = kwargs.get("obj")
        if withdrawal is not None:
            user: Any = request.user
            context["decisions"] = {step.name for step in super()._open_steps(request, withdrawal)}
            context["touched"] = words.touched(withdrawal.witness, withdrawal.scopes)
            context["tasks"] = words.tasks_of(withdrawal, user)
            context["certificate"] = ErasureCertificate.objects.filter(witness=withdrawal.witness).first()
        return super().render_change_form(request, context, *args, **kwargs)

    def _open_steps(self, request: HttpRequest, record: Any) -> list[Step]:
        return []  # the page's own template shows them, each with what it means

    def step_answer(self, request: HttpRequest, step: Step, record: Any, result: Any) -> HttpResponseBase | None:
        if isinstance(result, ErasureCertificate):
            return redirect("admin:erasure_certificate", result.pk)
        return super().step_answer(request, step, record, result)


@admin.register(ErasureCertificate)
class ErasureCertificateAdmin(ActionAdmin):
    fields = ("witness", "created_at", "erased_by_whom", "figures_until", "backups_until", "destroyed")
    readonly_fields = ("created_at", "erased_by_whom", "destroyed")
    change_form_template = "admin/cases/erasure_record.html"
    list_display = ("code", "witness", "created_at", "figures_until", "backups_until")
    search_fields = ("code", "witness__code")
    list_select_related = ("witness",)

    @admin.display(description=_("erased by"))
    def erased_by_whom(self, certificate: ErasureCertificate) -> str:
        return str(certificate.erased_by)

    @admin.display(description=_("what was destroyed"))
    def destroyed(self, certificate: ErasureCertificate) -> str:
        return ", ".join(f"{name}: {count}" for name, count in destroyed(certificate))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """With the page to print."""
        if kwargs.get("obj") is not None:
            context["print_url"] = reverse("admin:erasure_certificate", args=[kwargs["obj"].pk])
        return super().render_change_form(request, context, *args, **kwargs)


def destroyed(certificate: ErasureCertificate) -> list[tuple[str, int]]:
    """How many records of each kind are gone or empty, by the kinds' names."""
    names = {model._meta.model_name: str(model._meta.verbose_name_plural) for model in privacy.own_models()}
    return sorted((names.get(kind, kind), count) for kind, count in certificate.counts.items())


def certificate_page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The certificate, to be printed for the office's files."""
    user: Any = request.user
    found = ErasureCertificate.objects.visible_to(user).select_related("witness", "erased_by").filter(pk=key).first()
    if found is None:
        audit.not_shown(by=user, label="erasurecertificate", key=key)
        raise Http404
    audit.record_shown(by=user, subject=found)
    context = {
        **admin.site.each_context(request),
        "title": _("Certificate of erasure %(code)s") % {"code": found.code},
        "certificate": found,
        "destroyed": destroyed(found),
        "withdrawal": found.witness.withdrawals.filter(decision=Withdrawal.Decision.ERASE).first(),
    }
    return TemplateResponse(request, "admin/cases/erasure_certificate.html", context)


site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("erasure/<uuid:key>/", "erasure_certificate", certificate_page, open_to))
