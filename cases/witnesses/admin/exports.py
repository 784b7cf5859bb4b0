"""The staff page for identities that leave the office."""

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.accounts import sessions
from cases.core.admin import ActionAdmin, Panel, Step
from cases.core.errors import Refused
from cases.core.staff_forms import ActionForm, text_line
from cases.witnesses import actions, consent, risk
from cases.witnesses.models import IdentityExport, Witness


class ExportForm(ActionForm):
    people = text_line(_("people"), help_text=_("Codes of witnesses of this case, with commas: W-003, W-007."))
    export_reason = text_line(_("reason"), help_text=_("Why this recipient needs to know who they are."))

    class Meta:
        model = IdentityExport
        fields = ("case", "kind", "purpose", "recipient", "recipient_key")

    def clean_people(self) -> list[Witness]:
        """The witnesses with these codes, as far as the user sees them."""
        user: Any = self.request.user
        codes = [
            code.strip().upper() for code in self.cleaned_data["people"].replace(";", ",").split(",") if code.strip()
        ]
        found = {witness.code: witness for witness in Witness.objects.visible_to(user).filter(code__in=codes)}
        if missing := [code for code in codes if code not in found]:
            raise ValidationError(
                gettext("There is no %(codes)s here: look at the codes again.") % {"codes": ", ".join(missing)}
            )
        if not codes:
            raise ValidationError(gettext("Name at least one witness by code."))
        return [found[code] for code in dict.fromkeys(codes)]


def _readiness(export: IdentityExport) -> list[str]:
    """Who is in it, and what still stops it."""
    today, lines = timezone.localdate(), []
    for person in export.people.select_related("witness").order_by("witness__code"):
        lines.append(f"{person.witness.code}: {_what_stops(export, person.witness, today)}")
    if export.made_at:
        lines.append(gettext("The file was made and is not kept here."))
    elif export.stopped_at:
        lines.append(gettext("It was stopped."))
    elif export.not_before is None:
        lines.append(gettext("Somebody else has to allow it: the lead or another data-protection officer."))
    else:
        lines.append(
            gettext("It can be made from %(moment)s.")
            % {"moment": f"{timezone.localtime(export.not_before):%Y-%m-%d %H:%M}"}
        )
    return lines


def _what_stops(export: IdentityExport, witness: Witness, today: Any) -> str:
    if not consent.allows(witness, export.purpose, on=today):
        return gettext("has not consented to this purpose")
    try:
        risk.check_in_date(witness, on=today, product=export)
    except Refused as refusal:
        return str(refusal)
    return gettext("consent and risk assessments are in force")


def _is_waiting(export: Any) -> bool:
    return export.made_at is None and export.stopped_at is None


@admin.register(IdentityExport)
class IdentityExportAdmin(ActionAdmin):
    form = ExportForm
    add_action = actions.ask_for_identity_export
    panels = (Panel(_("Who is in it, and what it waits for"), _readiness),)
    steps: ClassVar[tuple[Step, ...]] = (
        Step(
            "allow", _("Allow it"), actions.allow_identity_export,
            open_to=lambda export: _is_waiting(export) and export.approved_by_id is None,
        ),
        Step("stop", _("Stop it"), actions.stop_identity_export, open_to=_is_waiting),
        Step(
            "make", _("Make the sealed file, once"), actions.make_identity_export,
            open_to=lambda export: _is_waiting(export) and export.approved_by_id is not None,
        ),
    )  # fmt: skip
    list_display = ("code", "case", "kind", "purpose", "recipient", "requested_by", "approved_by", "made_at")
    list_select_related = ("case", "requested_by", "approved_by")
    search_fields = ("code", "case__code")

    @property
    def record_argument(self) -> str:
        return "identity_export"

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        given = ("case", "kind", "purpose", "recipient", "recipient_key")
        if obj is None:
            return (*given, "people", "export_reason")
        return (*given, "reason", "requested_by", "approved_by", "not_before", "made_at", "stopped_at")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.get_fields(request, obj) if obj is not None else ()

    def step_view(self, request: HttpRequest, object_id: str, step: str) -> HttpResponseBase:
        """Identities leave only by the hand of somebody who has just shown their second factor."""
        if step == "make" and not sessions.has_fresh_second_factor(request, request.user):  # type: ignore[arg-type]
            own = reverse("admin:cases_identityexport_change", args=[object_id])
            return sessions.ask_second_factor(request.user, then=own)  # type: ignore[arg-type]
        return super().step_view(request, object_id, step)

    def step_answer(self, request: HttpRequest, step: Step, record: Any, result: Any) -> HttpResponseBase | None:
        if step.name != "make":
            return super().step_answer(request, step, record, result)
        headers = {"Content-Disposition": f'attachment; filename="{record.code}.age"', "Cache-Control": "no-store"}
        return HttpResponse(result, content_type="application/octet-stream", headers=headers)
