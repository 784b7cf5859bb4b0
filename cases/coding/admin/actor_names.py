"""Boxes for the further names of an actor, and lists of actors by name."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases.casework.models import Case
from cases.coding import queries
from cases.coding.actions import GivenName
from cases.coding.actor_names import scripts
from cases.coding.models import Actor, ActorName
from cases.core.plain_text import LONGEST_LINE, plain
from cases.core.staff_forms import ActionForm

BLANK = 3
"""Empty lines for new names; more appear after saving."""


class NamesWidget(forms.Widget):
    """A line for each name: its kind, the name, and the script that it is in."""

    template_name = "admin/cases/actors/names_widget.html"

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """By the project's own templates: the forms' renderer knows Django's only."""
        return render_to_string(self.template_name, self.get_context(name, value, attrs))

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> list[str]:
        return list(data.getlist(name)) if hasattr(data, "getlist") else list(data.get(name, []))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = [*_rows(value or []), *([("", "", "")] * BLANK)]
        context["widget"]["rows"] = [
            {"key": key, "kind": kind, "name": text, "scripts": scripts(text)} for key, kind, text in rows
        ]
        context["widget"]["kinds"] = ActorName.Kind.choices
        return context

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_1"


class NamesField(forms.Field):
    """Further names, as key, kind and name one after the other: what a browser sends of lines with one name for all."""

    widget = NamesWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # Where two people changed the names at once, the kinds are shown in words.
        self.choices = ActorName.Kind.choices

    @staticmethod
    def flat(names: Iterable[tuple[ActorName, str]], *, of: Actor) -> list[str]:
        """The stored names of one actor as the field takes them."""
        return [part for row, name in names if row.actor_id == of.pk for part in (str(row.pk), row.kind, name)]

    def clean(self, value: Any) -> list[GivenName]:
        found = []
        for key, kind, text in _rows(value or []):
            name = plain(text).strip()
            if len(name) > LONGEST_LINE or kind not in ActorName.Kind.values:
                raise ValidationError(_("Give each further name one of the kinds, and at most 1,000 characters."))
            if name or key:
                found.append(GivenName(name, kind, _key(key)))
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Empty lines say nothing."""
        return [row for row in _rows(initial or []) if row[0] or row[2]] != [
            row for row in _rows(data or []) if row[0] or row[2]
        ]


def offer_actors(form: ActionForm, name: str, case: Case | None, *, besides: Actor | None) -> None:
    """Let a form choose among the actors of a case that are not merged, by name; those chosen before stay.

    Without a case there is nothing to choose from; the form says so.
    """
    field: Any = form.fields[name]
    chosen = getattr(form.instance, f"{name}_id", None)
    if case is None:
        field.queryset = field.queryset.none()
        field.help_text = _("Choose among the actors of a case: open this form from an act, an actor or a case.")
        return
    user: Any = form.request.user
    offered = {str(one.actor.pk): str(one) for one in queries.actors_of_case(user, case)}
    keys = [key for key in offered if besides is None or key != str(besides.pk)]
    field.queryset = field.queryset.filter(pk__in=[*keys, *([chosen] if chosen else [])])
    field.label_from_instance = lambda actor: offered.get(str(actor.pk), actor.code)


def _rows(flat: list[str]) -> list[tuple[str, str, str]]:
    return list(zip(flat[::3], flat[1::3], flat[2::3], strict=False))


def _key(text: str) -> str:
    """The key of a stored name; an altered one is none."""
    try:
        return str(uuid.UUID(text)) if text else ""
    except ValueError:
        raise ValidationError(_("Load the page anew: a further name has changed.")) from None
