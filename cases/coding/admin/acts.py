"""The staff page of an act: its category and state, the words that say so, to whom it was done."""

import uuid
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.accounts.models import User
from cases.coding import actions
from cases.coding.models import Act, Passage
from cases.core import permissions, sealing
from cases.core.admin import ActionAdmin, Related, Step
from cases.core.staff_forms import ActionForm, EdtfField, check_boxes, text_box, text_line
from cases.intake.models import Source, Testimony
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.models import Group, Witness

from . import raising


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


class RestrictedFilter(admin.SimpleListFilter):
    """🔒 codes are not in the list unless they are asked for."""

    title = _("restricted codes")
    parameter_name = "restricted"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("shown", _("shown"))]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        yield {**first, "display": _("hidden")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Act]) -> QuerySet[Act]:
        return queryset if self.value() == "shown" else queryset.exclude(category__restricted=True)


ActionAdmin.cards.append(raising.card)


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
    list_filter = ("state", RestrictedFilter, "category__family")
    steps = (raising.RAISE, raising.LOWER)
    search_fields = ("code", "category__code", "testimony__code", "event__code", "reference")
    list_select_related = ("category", "testimony", "event")

    def _open_steps(self, request: HttpRequest, record: Act) -> list[Step]:
        """None as a plain button: the card of legal findings holds both forms."""
        return []

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Also by the passage that acts cite: a passage's page leads there, for those who read passages."""
        by_passage = lookup == "links__passage__uuid__exact"  # not “exact” alone: passages have a column of that name
        if by_passage and request is not None:
            return permissions.may_look(request.user, Passage.section)
        return lookup == RestrictedFilter.parameter_name or super().lookup_allowed(lookup, value, request)
