"""What is asked for when acts that say the same become a code."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.coding.models import Act
from cases.core.errors import Refused
from cases.core.plain_text import PlainTextField
from cases.core.staff_forms import text_box, text_line
from cases.core.translated import LANGUAGES
from cases.vocabulary.models import AbuseCategory
from cases.vocabulary.new_codes import next_code

DIMENSIONS = [
    ("UF", _("unfree recruitment")),
    ("WL", _("work and life under duress")),
    ("IL", _("impossibility of leaving")),
]
NONE = ("", _("none"))


class IndicatorChoices(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Indicators by code and label."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj)


class NewCodeForm(forms.Form):
    """A new code of one family, made of ticked acts of a month."""

    acts = forms.ModelMultipleChoiceField(
        Act.objects.none(), error_messages={"required": _("Tick the acts that are the same thing.")}
    )
    code = PlainTextField(
        longest=20,
        label=_("Code"),
        help_text=_("The next free number. A code is never used for anything else, also after it was retired."),
        widget=forms.TextInput(attrs={"size": 8, "autocapitalize": "characters"}),
    )
    labels_en = text_line(_("label, English"), required=True)
    labels_ko = text_line(_("label, Korean"), required=True)
    labels_ru = text_line(_("label, Russian"), required=True)
    definition_en = text_box(_("definition, English"), rows=2, required=True, help_text=_("The one that counts."))
    definition_ko = text_box(_("definition, Korean"), rows=2)
    definition_ru = text_box(_("definition, Russian"), rows=2)
    indicators = IndicatorChoices(
        AbuseCategory.objects.none(),
        label=_("ILO indicators it points to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None for what is a result, such as an injury: an accident alone is no sign of forced labour."),
    )
    ilo_dimension = forms.MultipleChoiceField(
        label=_("ILO dimensions"), choices=DIMENSIONS, required=False, widget=forms.CheckboxSelectMultiple
    )
    ilo_element = forms.ChoiceField(label=_("Element"), choices=[NONE, *AbuseCategory.Element.choices], required=False)
    ilo_strength = forms.ChoiceField(
        label=_("Strength (proposed)"), choices=[NONE, *AbuseCategory.Strength.choices], required=False
    )
    restricted = forms.BooleanField(
        label=_("🔒 restricted"), required=False, help_text=_("Read by a second coder each time, and hidden in lists.")
    )
    legal_review = forms.BooleanField(
        label=_("† only a legal reviewer may set it"),
        required=False,
        help_text=_("The ticked acts then keep their code, until a legal reviewer raises them."),
    )

    def __init__(self, family: AbuseCategory, acts: Sequence[Act], data: Any = None) -> None:
        super().__init__(data, prefix=family.code, initial={"code": next_code(family)})
        self.family = family
        for name, queryset in (
            ("acts", Act.objects.filter(pk__in=[act.pk for act in acts])),
            ("indicators", AbuseCategory.objects.filter(facet=AbuseCategory.Facet.INDICATOR, family__isnull=False)),
        ):
            self._choose_from(name, queryset)

    @property
    def ticked(self) -> set[uuid.UUID]:
        """The acts that were ticked, as sent."""
        return {act.pk for act in self.cleaned_data.get("acts", [])} if self.is_bound else set()

    def values(self) -> dict[str, Any]:
        """What ``promote_other`` takes."""
        given = dict(self.cleaned_data)
        for name in ("labels", "definition"):
            texts = {language: given.pop(f"{name}_{language}").strip() for language in LANGUAGES}
            given[name] = {language: text for language, text in texts.items() if text}
        chosen = given.pop("ilo_dimension")
        lists = {name: list(given.pop(name)) for name in ("acts", "indicators")}
        return {**given, **lists, "ilo_dimension": "/".join(chosen), "family": self.family}

    def refuse(self, refusal: Refused) -> None:
        """Show at its box what the action refused."""
        name = "labels_en" if refusal.field == "labels" else refusal.field
        name = "definition_en" if name == "definition" else name
        self.add_error(name if name in self.fields else None, str(refusal))

    def _choose_from(self, name: str, queryset: Any) -> None:
        field: Any = self.fields[name]
        field.queryset = queryset


class FinishForm(forms.Form):
    """That a month was reviewed."""

    note = text_box(_("what came of it"), help_text=_("Which became codes, which did not and why. It is sealed."))
