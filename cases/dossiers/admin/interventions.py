"""Staff pages of interventions: who writes fills the form, who publishes reads exactly what becomes public."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from cases.core import permissions
from cases.core.admin import ActionAdmin, Step
from cases.core.errors import Refused
from cases.core.staff_forms import ActionForm, EdtfField, text_box, text_line
from cases.core.translated import LANGUAGES
from cases.dossiers import actions, publication
from cases.dossiers.models import Intervention
from cases.published.models import PublishedRelease

_CAREFUL = _(
    "Neither names of people, firms or places, nor numbers, months or dates: figures stand in the release, and the day "
    "is told as a quarter."
)
_PUBLIC = tuple(tuple(f"public_{name}_{language}" for language in LANGUAGES) for name in publication.TEXTS)


def _releases() -> list[tuple[str, Any]]:
    return [("", _("none")), *((row.pk, row.pk) for row in PublishedRelease.objects.order_by("-slot"))]


class InterventionForm(ActionForm):
    addressee = text_line(_("to whom"), help_text=_("The office, body or company; not public."), required=True)
    date = EdtfField(label=_("day"), required=True)
    note = text_box(_("internal note"), help_text=_("Sealed, and never public."))
    release = forms.ChoiceField(label=_("Release whose figures it used"), choices=_releases, required=False)
    url = forms.URLField(
        label=_("Public address of the document"),
        required=False,
        assume_scheme="https",
        help_text=_("Where anybody can read it, if anybody can. The search does not look into it: read it yourself."),
    )
    public_addressee_en = text_line(_("to whom, in English"))
    public_addressee_ko = text_line(_("to whom, in Korean"))
    public_addressee_ru = text_line(_("to whom, in Russian"))
    public_summary_en = text_box(_("what was asked, in English"), help_text=_CAREFUL)
    public_summary_ko = text_box(_("what was asked, in Korean"))
    public_summary_ru = text_box(_("what was asked, in Russian"))
    public_reply_en = text_box(
        _("what was answered, in English"), help_text=_("In quotation marks where it is word for word.")
    )
    public_reply_ko = text_box(_("what was answered, in Korean"))
    public_reply_ru = text_box(_("what was answered, in Russian"))
    sealed = ("note",)
    translated = tuple(f"public_{name}" for name in publication.TEXTS)
    fixed = ("case",)

    class Meta:
        model = Intervention
        fields = ("case", "kind", "addressee", "date_as_said", "outcome", "replied_on", "release", "url")


@admin.register(Intervention)
class InterventionAdmin(ActionAdmin):
    form = InterventionForm
    change_form_template = "admin/cases/intervention_form.html"
    add_action = actions.record_intervention
    change_action = actions.edit_intervention
    steps = (
        Step(
            "publish", _("Publish"), actions.publish_intervention, lambda one: one.published_at is None,
            takes=("content_sha256",),
        ),
    )  # fmt: skip
    fieldsets = (
        (None, {"fields": ("case", "kind", "addressee", ("date", "date_as_said"), "note")}),
        (_("What came of it"), {"fields": ("outcome", "replied_on")}),
        (
            _("What the public would read"),
            {"fields": (*_PUBLIC[0], *_PUBLIC[1], *_PUBLIC[2], "release", "url")},
        ),
    )
    list_display = ("code", "case", "kind", "addressee", "outcome", "state", "recorded_by")
    list_filter = ("kind", "outcome")
    search_fields = ("code", "case__code", "addressee")
    list_select_related = ("case", "recorded_by")

    def get_queryset(self, request: HttpRequest) -> Any:
        queryset: Any = super().get_queryset(request)
        return queryset.with_public()

    @admin.display(description=_("state"))
    def state(self, intervention: Any) -> str:
        if intervention.published_at is not None:
            return str(_("public as it stands"))
        return str(_("public, and changed since") if intervention.is_public else _("not public"))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        intervention = kwargs.get("obj")
        if intervention is not None:
            context["intervention_state"] = self.state(intervention)
            if not context["adminform"].form.is_bound:
                context |= _preview(request, intervention)
        return super().render_change_form(request, context, *args, **kwargs)


def _preview(request: HttpRequest, intervention: Intervention) -> dict[str, Any]:
    """What would become public, by language, with what the search found in it for whoever may publish."""
    try:
        content = publication.content(intervention)
        found = _found(request, intervention)
    except (Refused, ValidationError) as refusal:
        return {"preview_refused": str(refusal)}
    return {
        "preview": content,
        "preview_sha256": publication.sha256(content),
        "searched": found is not None,
        "betrays": bool(found),
        "languages": [_in(language, content, found or []) for language in LANGUAGES],
    }


def _found(request: HttpRequest, intervention: Intervention) -> list[Any] | None:
    """The hits; None for whoever may not publish, and once it is public as it stands."""
    user: Any = request.user
    if intervention.published_at is not None or not permissions.may(user, "dossiers.scan_intervention"):
        return None
    return actions.scan_intervention(by=user, intervention=intervention)


def _in(language: str, content: publication.Content, found: list[Any]) -> dict[str, Any]:
    told = ("kind_label", "addressee", "summary", "outcome_label", "reply")
    return {
        "code": language,
        "name": get_language_info(language)["name_translated"],
        **{name: content[name].get(language, "") for name in told},
        "hits": [hit for hit in found if hit.language == language],
    }
