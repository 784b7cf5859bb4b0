"""Staff pages for coding: mark words, say who did what to whom."""

import uuid
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.accounts.models import User
from cases.core import permissions, sealing
from cases.core.admin import ActionAdmin, Related, Step
from cases.core.staff_forms import ActionForm, EdtfField, check_boxes, text_box, text_line
from cases.intake.admin import TestimonyAdmin, offers
from cases.intake.models import Source, Status, Testimony
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.admin.promises.cards import PEOPLE
from cases.witnesses.models import Group, Witness

from . import actions
from .models import Act, Actor, Event, Involvement, LabourSituation, Passage

TestimonyAdmin.steps = (
    *TestimonyAdmin.steps,
    Step("coded", _("Coding is finished"), actions.finish_coding, offers(Status.CODED)),
)


class PassageForm(ActionForm):
    exact = text_box(
        _("exact words"), required=True, help_text=_("Copy them from the text; they must stand there once.")
    )
    sealed = ("exact",)

    class Meta:
        model = Passage
        fields = ("testimony", "text")


@admin.register(Passage)
class PassageAdmin(ActionAdmin):
    form = PassageForm
    add_action = actions.mark_passage
    fields = ("testimony", "text", "exact")
    related = (Related("act", "links__passage__uuid", _("Acts that cite it"), _("Code an act")),)
    list_display = ("code", "testimony", "text", "start", "end")
    search_fields = ("code", "testimony__code")
    list_select_related = ("testimony",)


class EventForm(ActionForm):
    date = EdtfField(label=_("when"))
    place_as_said = text_line(_("place in the words used"))
    summary = text_box(_("summary"))
    sealed = ("place_as_said", "summary")
    fixed = ("case",)

    class Meta:
        model = Event
        fields = ("case", "parent", "setting", "date_as_said", "place")


# An event is told by several people: the cards of them all stand on its page.
PEOPLE[Event] = lambda event: Witness.objects.filter(testimonies__acts__event=event).distinct()


@admin.register(Event)
class EventAdmin(ActionAdmin):
    form = EventForm
    add_action = actions.describe_event
    change_action = actions.edit_event
    fields = ("case", "parent", "setting", ("date", "date_as_said"), ("place", "place_as_said"), "summary")
    related = (Related("act", "event", _("Acts"), _("Code an act")),)
    list_display = ("code", "case", "setting", "place", "date_as_said")
    search_fields = ("code", "case__code")
    list_select_related = ("case", "setting", "place")


class SituationForm(ActionForm):
    date = EdtfField(label=_("period"))
    task = text_line(_("task"))
    employers = text_line(_("chain of employers"))
    place_as_said = text_line(_("place in the words used"))
    sealed = ("task", "employers", "place_as_said")
    fixed = ("case", "witness", "group")

    class Meta:
        model = LabourSituation
        fields = (
            "case", "witness", "group", "is_main", "sector", "channel", "date_as_said", "place", "hours_min", "hours_max",
            "hours_basis", "days_off_per_month", "gross_pay", "kept_pay", "pay_currency", "pay_per", "pay_taken_by",
            "papers_held_by",
        )  # fmt: skip


@admin.register(LabourSituation)
class SituationAdmin(ActionAdmin):
    form = SituationForm
    add_action = actions.describe_labour_situation
    change_action = actions.edit_labour_situation
    record_argument = "situation"
    fieldsets = (
        (None, {"fields": ("case", "witness", "group", "is_main")}),
        (
            _("Work"),
            {
                "fields": (
                    "sector",
                    "channel",
                    "task",
                    "employers",
                    ("date", "date_as_said"),
                    ("place", "place_as_said"),
                )
            },
        ),
        (_("Hours"), {"fields": (("hours_min", "hours_max", "hours_basis"), "days_off_per_month")}),
        (
            _("Pay and papers"),
            {"fields": (("gross_pay", "kept_pay"), ("pay_currency", "pay_per"), "pay_taken_by", "papers_held_by")},
        ),
    )
    list_display = ("code", "witness", "group", "is_main", "sector", "public_area", "public_hours")
    list_filter = ("sector", "channel", "is_main")
    search_fields = ("code", "witness__code", "case__code")
    list_select_related = ("witness", "group", "sector")


class ActForm(ActionForm):
    date = EdtfField(label=_("when"))
    passages = check_boxes(Passage.objects.all(), _("passages that say so"))
    source = forms.ModelChoiceField(Source.objects.all(), label=_("source"), required=False)
    locator = text_line(_("where in the source"))
    attribution = text_line(_("said by"))
    people = check_boxes(Witness.objects.all(), _("victims: people"))
    groups = check_boxes(Group.objects.all(), _("victims: groups"))
    method = text_line(_("method"))
    note = text_box(_("note"))
    sealed = ("method", "note")
    fixed = ("event", "testimony")

    class Meta:
        model = Act
        fields = (
            "event",
            "testimony",
            "category",
            "state",
            "situation",
            "reference",
            "date_as_said",
            "place",
            "confidence",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = _by_family()  # type: ignore[attr-defined]
        testimony = self._testimony()
        if testimony is not None:
            self._offer(testimony)
        if self.stored:
            self._show_stored()

    def values(self) -> dict[str, Any]:
        values = super().values()
        return {**values, "victims": [*values.pop("people"), *values.pop("groups")]}

    @property
    def _user(self) -> User:
        return cast(User, self.request.user)

    def _testimony(self) -> Testimony | None:
        if self.stored:
            return cast(Testimony | None, self.instance.testimony)
        given = self.data.get("testimony") or self.initial.get("testimony")
        try:
            key = uuid.UUID(str(given))
        except ValueError:  # none, or an address typed by hand
            return None
        return Testimony.objects.visible_to(self._user).filter(pk=key).first()

    def _offer(self, testimony: Testimony) -> None:
        """Only this testimony's passages, in words, and its case's people; its own witness is the usual victim."""
        passages = Passage.objects.visible_to(self._user).filter(testimony=testimony).order_by("start")
        words = sealing.open_rows(list(passages), "exact", by=self._user, reason="staff page")
        field = self.fields["passages"]
        field.queryset = passages  # type: ignore[attr-defined]
        field.label_from_instance = lambda passage: f"{passage.code}: {(words[passage.pk] or '')[:120]}"  # type: ignore[attr-defined]
        for name in ("people", "groups", "situation", "event"):
            field = self.fields[name]
            field.queryset = field.queryset.filter(case=testimony.case)  # type: ignore[attr-defined]
        if not self.stored and testimony.witness_id:
            self.initial.setdefault("people", [testimony.witness_id])

    def _show_stored(self) -> None:
        links = list(self.instance.links.all())
        victims = list(self.instance.victims.all())
        self.initial["passages"] = [link.passage_id for link in links if link.passage_id]
        self.initial["people"] = [row.witness_id for row in victims if row.witness_id]
        self.initial["groups"] = [row.group_id for row in victims if row.group_id]
        for link in links:
            self.initial["attribution"] = link.attribution
            if link.source_id:
                self.initial["source"], self.initial["locator"] = link.source_id, link.locator


def _by_family() -> list[tuple[str, list[tuple[str, str]]]]:
    """The acts that can be coded, under the name of their family."""
    families: dict[str, list[tuple[str, str]]] = {}
    for category in AbuseCategory.objects.filter(facet="act", selectable=True, valid_to=None).select_related("family"):
        marks = ("† " if category.legal_review else "") + ("🔒 " if category.restricted else "")
        families.setdefault(str(category.family), []).append((str(category.pk), f"{marks}{category}"))
    return [("", [("", "---------")]), *families.items()]


@admin.register(Act)
class ActAdmin(ActionAdmin):
    form = ActForm
    add_action = actions.code_act
    change_action = actions.edit_act
    fieldsets = (
        (None, {"fields": ("testimony", "event", "category", "state", "note")}),
        (_("Which words say so"), {"fields": ("passages", "source", "locator", "attribution")}),
        (_("To whom"), {"fields": ("people", "groups")}),
        (
            _("Details"),
            {"fields": ("situation", ("date", "date_as_said"), "place", "method", "confidence", "reference")},
        ),
    )
    related = (Related("involvement", "act", _("Who did it"), _("Involve an actor")),)
    list_display = ("code", "category", "state", "testimony", "event", "reference")
    list_filter = ("state", "category__family")
    search_fields = ("code", "category__code", "testimony__code", "event__code", "reference")
    list_select_related = ("category", "testimony", "event")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Also by the passage that acts cite: a passage's page leads there, for those who read passages."""
        by_passage = lookup == "links__passage__uuid__exact"  # not “exact” alone: passages have a column of that name
        if by_passage and request is not None:
            return permissions.may_look(request.user, Passage.section)
        return super().lookup_allowed(lookup, value, request)


class ActorForm(ActionForm):
    name = text_line(_("name, as said"), required=True)
    sealed = ("name",)
    fixed = ("case",)

    class Meta:
        model = Actor
        fields = ("case", "kind")


@admin.register(Actor)
class ActorAdmin(ActionAdmin):
    form = ActorForm
    add_action = actions.register_actor
    change_action = actions.edit_actor
    list_display = ("code", "case", "kind")
    list_filter = ("kind",)
    search_fields = ("code", "case__code")
    list_select_related = ("case",)


class InvolvementForm(ActionForm):
    class Meta:
        model = Involvement
        fields = ("act", "actor", "role", "degree", "identified_by", "confidence")


@admin.register(Involvement)
class InvolvementAdmin(ActionAdmin):
    form = InvolvementForm
    add_action = actions.involve_actor
    list_display = ("act", "actor", "role", "degree", "confidence")
    search_fields = ("act__code", "actor__code")
    list_select_related = ("act", "actor")
