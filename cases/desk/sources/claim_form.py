"""A claim in one go: what the source says at a line, with its speaker and where it was copied from."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.core.partial_dates import PartialDate
from cases.core.staff_forms import ActionForm, text_line
from cases.core.translated import LANGUAGES
from cases.intake.models import ContextFigure, Source
from cases.intake.repeats import words_of

from .words import named


class ClaimForm(ActionForm):
    """What ``record_context_figure`` takes; the rarer boxes stand in the full form."""

    measure_en = text_line(_("what is counted or said, in own words, English"), required=True)
    measure_ko = text_line(_("the same, Korean"))
    measure_ru = text_line(_("the same, Russian"))
    population = text_line(_("who is counted"))
    said_by = text_line(_("said by"), help_text=_("Only where the source names who said it."))
    reported_by = text_line(_("reported by"), help_text=_("The outlet or person that passed it on."))
    date_as_said = text_line(_("period it speaks of, in the words used"))
    locator = text_line(_("where in the source"), required=True, help_text=_("Such as “line 7” or “page 3”."))
    translated = ("measure",)
    field_order = (
        "locator", "measure_en", "measure_ko", "measure_ru", "kind", "comparator", "value_min", "value_max", "population",
        "said_by", "reported_by", "date_as_said", "copied_from",
    )  # fmt: skip

    class Meta:
        model = ContextFigure
        fields = ("kind", "comparator", "value_min", "value_max", "copied_from")

    source: Source

    def clean(self) -> dict[str, Any]:
        """What the database would refuse, said at the box where it is put right."""
        values = super().clean()
        kind, comparator = values.get("kind"), values.get("comparator")
        numbers = [values[name] for name in ("value_min", "value_max") if values.get(name) is not None]
        if kind == ContextFigure.Kind.STATEMENT and (numbers or comparator):
            self.add_error(
                "kind", ValidationError(gettext("A statement without a number has no number: empty the boxes."))
            )
        elif kind and kind != ContextFigure.Kind.STATEMENT:
            if not comparator:
                self.add_error(
                    "comparator", ValidationError(gettext("Say how the number is meant, such as “more than”."))
                )
            if not numbers and not {"value_min", "value_max"} & self.errors.keys():
                self.add_error(
                    "value_min", ValidationError(gettext("Give the number, or choose “statement without a number”."))
                )
        if len(numbers) == 2 and numbers[0] > numbers[1]:
            self.add_error("value_max", ValidationError(gettext("“To” is smaller than “from”: turn them round.")))
        return values

    def values(self) -> dict[str, Any]:
        values = super().values()
        return {**values, "date": PartialDate(as_said=values.pop("date_as_said"))}


def claim_form(
    request: HttpRequest, source: Source, *, data: Any = None, locator: str = "", line: str = ""
) -> ClaimForm:
    """The form for one source; ``line`` is the text it is about, by whose words like claims come first."""
    kind = type("ClaimForm", (ClaimForm,), {"request": request, "may_change": True})
    form: ClaimForm = kind(data, initial={"locator": locator})
    box: Any = form.fields["copied_from"]
    box.queryset = box.queryset.exclude(source=source).select_related("source")
    typed = " ".join(str(form[f"measure_{language}"].value() or "") for language in LANGUAGES)
    nearest = sorted(box.queryset, key=lambda figure: -_likeness(figure, words_of(typed if typed.strip() else line)))
    box.choices = [("", gettext("not known to be copied")), *((figure.pk, named(figure)) for figure in nearest)]
    box.help_text = _("Claims of other sources, those in like words first. Leave it where you do not know.")
    form.fields["value_min"].widget.attrs["inputmode"] = form.fields["value_max"].widget.attrs["inputmode"] = "numeric"
    return form


def _likeness(figure: ContextFigure, words: tuple[str, ...]) -> float:
    """Which part of a claim's words, in whichever language fits best, stands in these words; its number counts too."""
    values = {str(value) for value in (figure.value_min, figure.value_max) if value is not None}
    measures = [set(words_of(text)) for text in figure.measure.values()]
    best = max((len(measure & set(words)) / len(measure) for measure in measures if measure), default=0.0)
    return best + bool(values & set(words))
