"""The boxes of the three topics that have values of their own: work, hours, pay; and those values in words."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cases.core.errors import Refused
from cases.core.partial_dates import PartialDate
from cases.core.said_dates import in_words as date_in_words
from cases.core.said_dates import read_said
from cases.core.translated import in_language
from cases.intake.details import CURRENCIES, HoursDetails, PayDetails, PayPer, PayTakenBy, WorkDetails
from cases.intake.topics import HOURS, KINDS, PAY, WORK, Details
from cases.vocabulary.models import Place

from .fields import line
from .numbers import AmountField, MinutesField, TimeOfDayField
from .topic_forms import TopicForm


class DetailsForm(TopicForm):
    """A topic with values of its own; what cannot be so is said at its box."""

    kind: ClassVar[type[Details]]

    def made(self) -> Details:
        """The values of the boxes."""
        names = self.kind.readers
        return self.kind(**{name: value for name, value in self.cleaned_data.items() if name in names})

    def details(self) -> str:
        return self.made().to_json()

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not self.errors:
            for name, sentence in self.made().problems().items():
                self.add_error(name, sentence)
        return values

    @classmethod
    def initial_of(cls, details: str) -> dict[str, Any]:
        made = cls.kind.from_json(details)
        return {name: getattr(made, name) for name in cls.kind.readers}


class PlaceField(forms.ChoiceField):
    """A place of the vocabulary; Russia and its parts stand first."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=place_choices, required=False, **kwargs)


def named_places() -> list[tuple[str, str, str]]:
    """Name, code and kind of every place, in the order of the page's language."""
    language, found = get_language(), Place.objects.values_list("labels", "code", "kind")
    return sorted((in_language(labels, language), code, kind) for labels, code, kind in found)


def place_choices(known: Sequence[tuple[str, str, str]] | None = None) -> list[tuple[str, Any]]:
    """Nothing, Russia and its parts, the other countries, each group in the order of the page's language. ``known`` are
    all places, where a page has read them already."""
    named = [one for one in (named_places() if known is None else known) if one[2] != Place.Kind.SITE]
    home = [(code, name) for name, code, kind in named if code == "RU" or kind != Place.Kind.COUNTRY]
    abroad = [(code, name) for name, code, kind in named if kind == Place.Kind.COUNTRY and code != "RU"]
    home.sort(key=lambda place: place[0] != "RU")
    return [("", "–"), (_("Russia"), home), (_("Other countries"), abroad)]


class WorkForm(DetailsForm):
    """When, where, for whom, what."""

    kind = WorkDetails
    period = line(
        gettext_lazy("When, as the person says it"),
        help_text=gettext_lazy("autumn 2019; 2018년 봄부터; после Нового года 2019"),
    )
    place_as_said = line(gettext_lazy("Where, as the person says it"))
    place = PlaceField(label=gettext_lazy("That is in"))
    employer_as_said = line(gettext_lazy("For whom"))
    task_as_said = line(gettext_lazy("What they did"))

    def clean_period(self) -> PartialDate:
        """What the words fix; where they fix nothing, the words alone."""
        words = self.cleaned_data["period"]
        try:
            return (read_said(words) if words else None) or PartialDate(as_said=words)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal

    @classmethod
    def initial_of(cls, details: str) -> dict[str, Any]:
        initial = super().initial_of(details)
        return {**initial, "period": initial["period"].as_said, "understood": date_in_words(initial["period"])}

    @property
    def understood(self) -> str:
        """What was read from the words for the time, so that a misreading is seen."""
        return str(self.initial.get("understood", "")) if not self.is_bound else ""


class HoursForm(DetailsForm):
    """From getting up to the end of work, or the hours as stated."""

    kind = HoursDetails
    start = TimeOfDayField(label=gettext_lazy("Work began"), help_text="06:30")
    end = TimeOfDayField(label=gettext_lazy("Work ended"), help_text="22:00")
    breaks = MinutesField(label=gettext_lazy("All breaks together, minutes"))
    hours_min = AmountField(label=gettext_lazy("Hours a day as stated, least"))
    hours_max = AmountField(label=gettext_lazy("Hours a day as stated, most"))
    days_off = AmountField(label=gettext_lazy("Days off a month"))


class PayForm(DetailsForm):
    """What was paid, what was kept, who took the rest."""

    kind = PayDetails
    gross = AmountField(label=gettext_lazy("Paid for the work"))
    kept = AmountField(label=gettext_lazy("Of it, kept by the person"))
    currency = forms.CharField(
        label=gettext_lazy("Currency"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"list": "currencies", "size": 6, "autocomplete": "off"}),
        help_text=", ".join(CURRENCIES),
    )
    per = forms.ChoiceField(label=gettext_lazy("For a"), choices=[("", "–"), *PayPer.choices], required=False)
    taken_by = forms.ChoiceField(
        label=gettext_lazy("Who took the rest"), choices=[("", "–"), *PayTakenBy.choices], required=False
    )

    def clean_currency(self) -> str:
        """In capitals, as the code is written."""
        return str(self.cleaned_data["currency"]).strip().upper()


FORMS: Mapping[str, type[TopicForm]] = {WORK: WorkForm, HOURS: HoursForm, PAY: PayForm}


def in_words(topic: str, details: str) -> list[tuple[str, str]]:
    """The name and value of each detail that was said; hours that follow from start and end among them."""
    if topic not in KINDS or not details:
        return []
    made = KINDS[topic].from_json(details)
    said = [(str(FORMS[topic].base_fields[name].label), _value(made, name)) for name in made.readers]
    return [*((label, value) for label, value in said if value), *_computed(made)]


def _value(made: Details, name: str) -> str:
    value = getattr(made, name)
    if isinstance(value, PartialDate):
        understood = date_in_words(value)
        return f"{value.as_said} ({understood})" if understood else value.as_said
    if name == "place" and value:
        place = Place.objects.filter(code=value).first()
        return in_language(place.labels) if place else str(value)
    if name in ("per", "taken_by") and value:
        return capfirst(str((PayPer if name == "per" else PayTakenBy)(value).label))
    return "" if value is None else str(value)


def _computed(made: Details) -> list[tuple[str, str]]:
    if not isinstance(made, HoursDetails) or made.basis != "computed":
        return []
    least, most = made.hours
    hours = str(most) if least is not None else _("up to %(hours)s") % {"hours": most}
    return [(_("Hours a day, computed from start and end"), hours)]
