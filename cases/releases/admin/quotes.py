"""The page of a quote: the witness's words, the three texts with what could betray somebody, and the two signatures."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from cases.coding import dimensions
from cases.core import permissions
from cases.core.admin import ActionAdmin, Related, Step
from cases.core.errors import Refused
from cases.core.staff_forms import ActionForm, text_box
from cases.core.translated import LANGUAGES, in_language
from cases.intake.admin import TestimonyAdmin
from cases.intake.models import Status
from cases.releases import actions
from cases.releases.models import Quote, Signature
from cases.releases.quotes.scan import sentence_by_sentence
from cases.releases.quotes.shown import TEXT_FIELDS
from cases.vocabulary.models import AbuseCategory, Sector
from cases.witnesses.models import Stream

Choices = list[tuple[str, Any]]

_NEITHER = _("Neither names of people, firms or places, nor numbers, months or dates.")


def _indicators() -> Choices:
    rows = AbuseCategory.objects.filter(facet=AbuseCategory.Facet.INDICATOR, family__isnull=False)
    return [("", "---------"), *((row.code, f"{row.code} {in_language(row.labels)}") for row in rows)]


def _sectors() -> Choices:
    return [("", _("not said")), *((row.code, in_language(row.labels)) for row in Sector.objects.all())]


def _periods() -> Choices:
    return [("", _("not said")), *((key, label) for key, label in dimensions.PERIODS if key != dimensions.UNKNOWN)]


class QuoteForm(ActionForm):
    original = text_box(
        _("the witness's words"), rows=4, help_text=_("Copied from the account, word for word. Never public.")
    )
    text_en = text_box(_("text in English"), rows=4, help_text=_NEITHER)
    text_ko = text_box(_("text in Korean"), rows=4, help_text=_NEITHER)
    text_ru = text_box(_("text in Russian"), rows=4, help_text=_NEITHER)
    indicator = forms.ChoiceField(label=capfirst(_("indicator that it speaks of")), choices=_indicators)
    sector = forms.ChoiceField(label=capfirst(_("sector")), choices=_sectors, required=False)
    period = forms.ChoiceField(label=capfirst(_("period worked")), choices=_periods, required=False)
    sealed = ("original", *TEXT_FIELDS)
    fixed = ("testimony",)

    class Meta:
        model = Quote
        fields = ("testimony", "indicator", "sector", "period")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        testimonies: Any = self.fields["testimony"]
        if not self.stored:
            testimonies.queryset = testimonies.queryset.filter(status=Status.CLEARED, stream=Stream.OWN)


def waits_for(signature: Signature) -> Any:
    """Whether a quote lacks this signature."""

    def open_to(quote: Quote) -> bool:
        return not quote.clearances.filter(signature=signature).exists()

    return open_to


@admin.register(Quote)
class QuoteAdmin(ActionAdmin):
    """Whoever reads a quote sees at once, sentence by sentence, what in it could betray somebody."""

    form = QuoteForm
    change_form_template = "admin/cases/quote_form.html"
    add_action = actions.propose_quote
    change_action = actions.edit_quote
    steps = (
        Step(
            "clear-lead", _("Clear as verification lead"), actions.clear_quote, waits_for(Signature.LEAD),
            values=(("signature", Signature.LEAD),),
        ),
        Step(
            "clear-dpo", _("Clear as data-protection officer"), actions.clear_quote, waits_for(Signature.DPO),
            values=(("signature", Signature.DPO),),
        ),
        Step(
            "retire", _("Take out of all later releases"), actions.retire_quote,
            lambda quote: quote.cleared_at is not None, asks="reason",
        ),
    )  # fmt: skip
    fieldsets = (
        (None, {"fields": ("testimony", "original")}),
        (_("What the public would read"), {"fields": (*TEXT_FIELDS, "indicator", "sector", "period")}),
    )
    list_display = ("code", "testimony", "indicator", "state", "proposed_by")
    search_fields = ("code", "testimony__code")
    list_select_related = ("testimony", "proposed_by")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("clearances")

    def _open_steps(self, request: HttpRequest, record: Any) -> list[Step]:
        """Each is offered the signature of a role that they hold."""
        user: Any = request.user
        steps = super()._open_steps(request, record)
        return [step for step in steps if dict(step.values).get("signature", "") in {"", *user.role_set}]

    def may_change(self, request: HttpRequest, obj: Any) -> bool:
        """Who proposed it, until somebody has cleared it."""
        own = obj.proposed_by_id == request.user.pk and not obj.clearances.exists()
        return own and super().may_change(request, obj)

    @admin.display(description=_("state"))
    def state(self, quote: Quote) -> str:
        if quote.cleared_at is not None:
            return str(_("cleared"))
        signed = len(quote.clearances.all())
        words = (_("proposed"), _("signed once"), _("taken out"))
        return str(words[signed])

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        quote, form = kwargs.get("obj"), context["adminform"].form
        if quote is not None:
            context["quote_state"] = self.state(quote)
            context["clearances"] = quote.clearances.select_related("signer").order_by("signed_at")
            context["languages"], context["scan_refused"] = self._scanned(request, quote, form)
        return super().render_change_form(request, context, *args, **kwargs)

    def _scanned(self, request: HttpRequest, quote: Quote, form: Any) -> tuple[list[dict[str, Any]], str]:
        """The stored texts by language, each with its sentences and their hits; or why they were not looked through."""
        if form.is_bound or not permissions.may(request.user, "releases.scan_quote"):  # type: ignore[arg-type]
            return [], ""
        try:
            found = actions.scan_quote(by=request.user, quote=quote)  # type: ignore[arg-type]
        except (Refused, ValidationError) as refusal:
            return [], str(refusal)
        return [
            {
                "code": language,
                "name": get_language_info(language)["name_translated"],
                "sentences": sentence_by_sentence(language, form.initial.get(f"text_{language}") or "", found),
            }
            for language in LANGUAGES
        ], ""


TestimonyAdmin.related = (
    *TestimonyAdmin.related,
    Related("quote", "testimony", _("Quotes"), _("Propose a quote")),
)
