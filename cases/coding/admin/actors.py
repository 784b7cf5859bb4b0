"""Staff pages of actors, of their part in acts, and of who stands over whom."""

import uuid
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.coding import actions, queries
from cases.coding.models import Act, Actor, CommandLink, Involvement, Passage
from cases.core.admin import ActionAdmin, Related, Step
from cases.core.staff_forms import ActionForm, EdtfField, text_box, text_line

from .actor_names import NamesField, offer_actors


class ActorForm(ActionForm):
    name = text_line(_("name, as said"), required=True)
    names = NamesField(label=_("Further names"), required=False)
    registrations = text_box(_("registration numbers"), rows=2, help_text=_("One a line, with the register."))
    sealed = ("name", "registrations")
    fixed = ("case",)

    class Meta:
        model = Actor
        fields = ("case", "kind", "parent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case = self.instance.case if self.stored else _given(self, "case", Case)
        offer_actors(self, "parent", case, besides=self.instance)
        if self.stored and not self.is_bound:
            user: Any = self.request.user
            self.initial["names"] = NamesField.flat(queries.further_names(user, [self.instance]), of=self.instance)


@admin.register(Actor)
class ActorAdmin(ActionAdmin):
    form = ActorForm
    add_action = actions.register_actor
    change_action = actions.edit_actor
    add_page = "actor_new"
    fields = ("case", "kind", "name", "names", "registrations", "parent")
    steps = (Step("part", _("Part it again"), actions.part_actors, lambda actor: actor.merged_into_id is not None),)
    related = (
        Related("involvement", "actor", _("Its part in acts"), _("Involve it in an act")),
        Related("commandlink", "superior", _("Over whom it stands"), _("Put somebody under it")),
        Related("commandlink", "subordinate", _("Under whom it stands"), _("Put it under somebody")),
    )
    list_display = ("code", "case", "kind", "parent", "merged_into")
    list_filter = ("kind", ("merged_into", admin.EmptyFieldListFilter))
    search_fields = ("code", "case__code")
    list_select_related = ("case", "parent", "merged_into")


class InvolvementForm(ActionForm):
    class Meta:
        model = Involvement
        fields = ("act", "actor", "role", "degree", "identified_by", "confidence")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        act = self.instance.act if self.stored else _given(self, "act", Act)
        actor = None if self.stored or act else _given(self, "actor", Actor)
        case = act.event.case if act is not None else getattr(actor, "case", None)
        offer_actors(self, "actor", case, besides=None)
        if case is not None:
            acts: Any = self.fields["act"]
            acts.queryset = acts.queryset.filter(event__case=case)


@admin.register(Involvement)
class InvolvementAdmin(ActionAdmin):
    form = InvolvementForm
    add_action = actions.involve_actor
    list_display = ("act", "actor", "role", "degree", "confidence")
    list_filter = ("role", "degree")
    search_fields = ("act__code", "actor__code")
    list_select_related = ("act", "actor")


class PassageByCode(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A passage typed by its code: a case has more of them than a list could hold."""

    widget = forms.TextInput

    def prepare_value(self, value: Any) -> Any:
        """Its code, of a stored one too."""
        queryset: Any = self.queryset
        found = queryset.filter(pk=value).first() if isinstance(value, uuid.UUID) else None
        return found.code if found else super().prepare_value(value)


class CommandForm(ActionForm):
    date = EdtfField(label=_("period"))
    passage = PassageByCode(
        Passage.objects.all(),
        to_field_name="code",
        label=_("Passage that says so"),
        required=False,
        help_text=_("Its code, as it stands on the page of the passage."),
        error_messages={"invalid_choice": _("You see no passage with this code: copy it from the passage's page.")},
    )
    note = text_box(_("note"))
    sealed = ("note",)

    class Meta:
        model = CommandLink
        fields = ("superior", "subordinate", "basis", "date_as_said", "source", "locator", "confidence")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known: Any = self.instance.superior if self.stored else self._known_actor()
        case = known.case if known is not None else None
        for name in ("superior", "subordinate"):
            offer_actors(self, name, case, besides=None)
        if case is not None:
            sources: Any = self.fields["source"]
            sources.queryset = sources.queryset.filter(case=case)
        if self.stored:
            self.initial["passage"] = self.instance.passage_id
            self._keep_what_is_not_shown()

    def values(self) -> dict[str, Any]:
        """A passage that the user may not read stays."""
        values = super().values()
        if self.fields["passage"].disabled:
            del values["passage"]
        return values

    def _known_actor(self) -> Any:
        return _given(self, "superior", Actor) or _given(self, "subordinate", Actor)

    def _keep_what_is_not_shown(self) -> None:
        field: Any = self.fields["passage"]
        if self.instance.passage_id and not field.queryset.filter(pk=self.instance.passage_id).exists():
            field.disabled = True
            self.initial["passage"] = None
            field.help_text = _("It rests on a passage that you do not read now; that stays as it is.")


@admin.register(CommandLink)
class CommandLinkAdmin(ActionAdmin):
    form = CommandForm
    add_action = actions.link_command
    change_action = actions.edit_command_link
    record_argument = "command_link"
    fieldsets = (
        (None, {"fields": ("superior", "subordinate", ("date", "date_as_said"))}),
        (_("Where it is said"), {"fields": ("basis", "passage", "source", "locator", "note", "confidence")}),
    )
    list_display = ("code", "superior", "subordinate", "date_as_said", "period", "basis", "confidence")
    list_filter = ("basis", "confidence")
    search_fields = ("code", "superior__code", "subordinate__code")
    list_select_related = ("superior", "subordinate")

    @admin.display(description=_("period"))
    def period(self, link: CommandLink) -> str:
        """When it was so, as a date."""
        return link.date.to_edtf() or gettext("not known")

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the case of both, which its form asks for."""
        return super().get_queryset(request).select_related("superior__case", "subordinate__case")


def _given(form: ActionForm, name: str, model: Any) -> Any:
    """The record that a form was opened for, or sent with, as far as the user sees it."""
    given = form.data.get(name) or form.initial.get(name)
    try:
        key = uuid.UUID(str(getattr(given, "pk", given)))
    except ValueError:  # none, or an address typed by hand
        return None
    return model.objects.visible_to(form.request.user).filter(pk=key).first()
