"""Staff pages for sources, their figures, and testimonies."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.casework.admin.bulk import BulkWork
from cases.core import permissions
from cases.core.admin import ActionAdmin, Related, Step
from cases.core.rights import Section
from cases.core.staff_forms import ActionForm, EdtfField, text_box, text_line
from cases.core.translated import in_language
from cases.witnesses.models import Stream

from . import actions, queries, states
from .models import ContextFigure, Source, Status, Testimony
from .policies import EDITABLE


class SourceForm(ActionForm):
    date = EdtfField(label=_("date of publication"))
    url = forms.URLField(label=_("address on the web"), required=False, assume_scheme="https")
    cites = text_box(_("sources it cites"), help_text=_("One a line."))
    fixed = ("case",)

    class Meta:
        model = Source
        fields = (
            "case", "kind", "title", "language", "publisher", "author", "url", "retrieved_on", "date_as_said", "sha256",
            "note", "derived_from", "reliability", "credibility",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.stored:
            self.initial["cites"] = "\n".join(self.instance.cites)

    def values(self) -> dict[str, Any]:
        values = super().values()
        return {**values, "cites": [line.strip() for line in values["cites"].splitlines() if line.strip()]}


@admin.register(Source)
class SourceAdmin(ActionAdmin):
    form = SourceForm
    add_page = "source_new"
    add_action = actions.register_source
    change_action = actions.edit_source
    fields = (
        "case", "kind", "title", "language", "publisher", "author", ("date", "date_as_said"), "url", "retrieved_on",
        "sha256", "cites", "note", "derived_from", ("reliability", "credibility"),
    )  # fmt: skip
    related = (
        Related("contextfigure", "source", _("Figures and statements"), _("Record a figure")),
        Related("testimony", "source", _("Accounts in this source"), _("Log an account")),
        Related("evidenceitem", "source", _("Files"), _("Attach the original")),
    )
    list_display = ("code", "title", "kind", "publisher", "reliability", "credibility")
    list_filter = (("case", admin.RelatedOnlyFieldListFilter), "kind", "reliability")
    search_fields = ("code", "title", "publisher", "author")


class ContextFigureForm(ActionForm):
    measure_en = text_line(_("what is counted or said, in own words, English"), required=True)
    measure_ko = text_line(_("the same, Korean"))
    measure_ru = text_line(_("the same, Russian"))
    date = EdtfField(label=_("period it speaks of"))
    translated = ("measure",)
    fixed = ("source",)

    class Meta:
        model = ContextFigure
        fields = (
            "source", "reference", "kind", "value_min", "value_max", "comparator", "population",
            "date_as_said", "horizon", "said_by", "reported_by", "locator", "copied_from", "variant_of", "category",
            "needs_legal_review",
        )  # fmt: skip


@admin.register(ContextFigure)
class ContextFigureAdmin(ActionAdmin):
    form = ContextFigureForm
    add_action = actions.record_context_figure
    change_action = actions.edit_context_figure
    record_argument = "figure"
    fields = (
        "source", "locator", "reference", "kind", "measure_en", "measure_ko", "measure_ru", ("comparator", "value_min", "value_max"), "population",
        ("date", "date_as_said"), "horizon", "said_by", "reported_by", "copied_from", "variant_of", "category",
        "needs_legal_review",
    )  # fmt: skip
    list_display = ("code", "reference", "said", "comparator", "value_min", "value_max", "said_by")
    list_filter = ("kind",)
    search_fields = ("code", "measure__en", "measure__ko", "measure__ru", "said_by")

    @admin.display(description=_("what is counted or said"), ordering="measure__en")
    def said(self, figure: ContextFigure) -> str:
        return in_language(figure.measure)


SEALED = (
    "account", "translation", "translator", "interpreter", "prior_statements", "reimbursement", "contrary_information",
    "paraphrase", "reinterview_need",
)  # fmt: skip


REASONS = ("return_reason", "reopen_reason")
"""Said by a step; the form shows them only."""


class TestimonyFactsForm(ActionForm):
    """What is not sealed: for those who may know of a testimony and not read what was told."""

    __test__ = False
    date = EdtfField(label=_("day of the interview"))
    fixed = ("case", "witness", "group", "source")

    class Meta:
        model = Testimony
        fields = (
            "case", "witness", "group", "source", "locator", "reference", "date_as_said", "method", "language",
            "translation_language",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.stored:
            self._offer_what_was_chosen()

    def _offer_what_was_chosen(self) -> None:
        """A choice made once is shown, not offered again: a case can have very many witnesses."""
        for name in self.fixed:
            widget: Any = self.fields[name].widget
            chosen = getattr(self.instance, name)
            widget.choices = [(chosen.pk, str(chosen))] if chosen else [("", "---------")]


class TestimonyForm(TestimonyFactsForm):
    """One form for both streams: an own interview names a witness, an account in a source names the source too."""

    reinterview_need = text_box(
        _("why a new interview is needed"),
        rows=2,
        help_text=_("Only when this person has told us before: read that first. Nobody is asked twice without a need."),
    )
    account = text_box(_("account, in the original language"), rows=18)
    translation = text_box(_("translation"), rows=12)
    translator = text_line(_("translator"))
    interpreter = text_line(_("interpreter"))
    prior_statements = text_box(_("earlier statements by the same person"))
    reimbursement = text_line(_("what was paid (travel, meal, amount)"))
    contrary_information = text_box(_("what speaks against it"))
    paraphrase = text_box(_("paraphrase in own words"), help_text=_("For accounts in public sources."))
    return_reason = text_box(_("why it was returned"))
    reopen_reason = text_box(_("why it was reopened"))
    sealed = (*SEALED, *REASONS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for reason in REASONS:
            self.fields[reason].disabled = True

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name not in REASONS}

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not self.stored and not values.get("source") and not values.get("witness"):
            self.add_error("witness", forms.ValidationError(_("Choose the person who told it.")))
        return values


BLIND = ("coded_by", "coded_at", "double_coding")


def _unsealed(fields: Sequence[Any]) -> list[Any]:
    return [name for name in fields if name not in TestimonyForm.sealed]


def offers(target: Status) -> Any:
    """Whether the table of states leads from a testimony's state to ``target``."""

    def open_to(testimony: Testimony) -> bool:
        step = states.find(testimony.status, target, testimony.stream)
        return step is not None and step.works

    return open_to


@admin.register(Testimony)
class TestimonyAdmin(BulkWork):
    __test__ = False
    form = TestimonyForm
    add_page = "logging_start"
    change_form_template = "admin/cases/testimony_form.html"
    add_action = actions.log_press_account
    change_action = actions.edit_testimony
    steps: ClassVar[tuple[Step, ...]] = (
        Step("submit", _("Submit for coding"), actions.submit_testimony, offers(Status.SUBMITTED)),
        Step(
            "return",
            _("Return to the interviewer"),
            actions.return_testimony,
            offers(Status.RETURNED),
            asks="return_reason",
        ),
        Step("reopen", _("Open again"), actions.reopen_testimony, offers(Status.REOPENED), asks="reopen_reason"),
    )
    related: ClassVar[tuple[Related, ...]] = (
        Related("passage", "testimony", _("Passages"), _("Mark a passage")),
        Related("act", "testimony", _("Acts"), _("Code an act")),
        Related("evidenceitem", "testimony", _("Files"), _("Attach a file")),
        Related("assessment", "testimony", _("Assessments"), _("Assess and verify")),
    )
    fieldsets = (
        (_("Who and where"), {"fields": ("case", "witness", "reinterview_need", "date", "date_as_said", "method")}),
        (_("The account"), {"fields": ("language", "account", "interpreter")}),
        (_("Translation"), {"fields": ("translation_language", "translation", "translator")}),
        (_("Doubt"), {"fields": ("prior_statements", "reimbursement", "contrary_information")}),
        (
            _("Only for an account in a public source"),
            {"fields": ("source", "group", "locator", "reference", "paraphrase")},
        ),
    )
    list_display = ("code", "case", "stream", "witness", "status", "interviewer", "date_as_said")
    list_filter = ("status", "stream")
    search_fields = ("code", "case__code", "witness__code")

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).select_related("case", "witness", "interviewer")

    def lookup_allowed(self, lookup: str, value: str, request: Any = None) -> bool:
        """Not by who coded it, when, or why a second coder reads it: a list would tell them, who read it blind."""
        return lookup.partition("__")[0] not in BLIND and super().lookup_allowed(lookup, value, request)

    def has_add_permission(self, request: Any) -> bool:
        return super().has_add_permission(request) or permissions.may(request.user, "intake.log_testimony")

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        """A new testimony is an own interview unless it names a source: each has its own action."""
        if change:
            return super().save_model(request, obj, form, change)
        values = form.values()
        case, source = values.pop("case"), values.pop("source")
        if source is not None:
            saved = actions.log_press_account(by=request.user, source=source, **values)
        else:
            values.pop("group")
            saved = actions.log_testimony(by=request.user, case=case, **values)
        obj.__dict__.update(saved.__dict__)

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> Any:
        """What a person has told us before is shown before a new interview with them is logged."""
        chosen = str(context["adminform"].form["witness"].value() or "") if "add" in kwargs and kwargs["add"] else ""
        testimony = kwargs.get("obj")
        context["log"] = (
            testimony is not None and testimony.stream == Stream.OWN and self._may_read_account(request, testimony)
        )
        context["editable"] = EDITABLE
        context["prior"] = queries.prior_statements(chosen, request.user)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        chosen = {} if obj is None or self._may_read_account(request, obj) else {"form": TestimonyFactsForm}
        return super().get_form(request, obj, change, **chosen, **kwargs)

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        """A testimony that came back, or was opened again, says why, first of all."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None and not self._may_read_account(request, obj):
            return [(title, {"fields": _unsealed(options["fields"])}) for title, options in fieldsets]
        said = [(_("Returned"), "return_reason")] if obj and obj.status == Status.RETURNED else []
        said += [(_("Opened again"), "reopen_reason")] if obj and obj.reopened_at else []
        return [*((title, {"fields": (reason,)}) for title, reason in said), *fieldsets]

    def _may_read_account(self, request: Any, testimony: Testimony) -> bool:
        scopes = {permissions.readable(request.user, section) for section in (Section.TESTIMONY, Section.ACCOUNT)}
        if len(scopes) == 1:
            return True  # as far as the right by which it was found
        return Testimony.objects.readable_by(request.user, Section.ACCOUNT).filter(pk=testimony.pk).exists()

    def may_change(self, request: Any, obj: Any) -> bool:
        editable = obj.status in (Status.DRAFT, Status.RETURNED)
        own = obj.stream == Stream.PRESS or obj.interviewer_id == request.user.pk
        return editable and own and super().may_change(request, obj)
