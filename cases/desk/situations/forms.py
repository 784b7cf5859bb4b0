"""The form of a labour situation beside the text: hours from start and end, times in the words used."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.coding.models import LabourSituation
from cases.core.errors import Refused
from cases.core.partial_dates import PartialDate
from cases.core.quick_boxes import QUICK
from cases.core.quick_select import LongList, QuickSelect
from cases.core.said_dates import read_said
from cases.core.translated import in_language
from cases.desk.logging.details import place_choices
from cases.desk.logging.fields import StepForm, line
from cases.desk.logging.numbers import AmountField, MinutesField, TimeOfDayField
from cases.intake.details import CURRENCIES, HoursDetails, PayDetails, PayPer, PayTakenBy
from cases.vocabulary.models import Place, Sector

from .words import SEALED, Texts


@dataclass(frozen=True)
class Choices:
    """What the lists of all forms on a page offer, read once."""

    sectors: list[tuple[str, str]] = field(
        default_factory=lambda: [("", "–"), *((str(one.pk), in_language(one.labels)) for one in Sector.objects.all())]
    )
    places: list[tuple[str, Any]] = field(default_factory=place_choices)


class SituationForm(StepForm):
    """One situation. An unchanged box keeps what is stored, also where the words alone would say less."""

    default_renderer = QUICK

    is_main = forms.BooleanField(label=_("This is the person's main work: figures count it"), required=False)
    period = line(_("When, in the words used"), help_text=_("autumn 2019; 2018년 봄부터; после Нового года 2019"))
    sector = forms.ChoiceField(label=_("Sector"), required=False, widget=QuickSelect)
    place = forms.ChoiceField(label=_("Where"), required=False, widget=QuickSelect)
    place_as_said = line(_("Where, in the words used"))
    channel = forms.ChoiceField(
        label=_("Dispatch channel"),
        required=False,
        choices=[("", "–"), *LabourSituation.Channel.choices],
        widget=QuickSelect,
    )
    task = line(_("What they did"))
    employers = line(_("For whom"))
    start = TimeOfDayField(label=_("Work began"), help_text="06:30")
    end = TimeOfDayField(label=_("Work ended"), help_text="22:00")
    breaks = MinutesField(label=_("All breaks together, minutes"))
    hours_min = AmountField(label=_("Hours a day as stated, least"))
    hours_max = AmountField(label=_("Hours a day as stated, most"))
    days_off = AmountField(label=_("Days off a month"))
    gross = AmountField(label=_("Paid for the work"))
    kept = AmountField(label=_("Of it, kept by the person"))
    currency = forms.CharField(
        label=_("Currency"), required=False, max_length=3, help_text=", ".join(CURRENCIES),
        widget=forms.TextInput(attrs={"size": 6, "autocomplete": "off"}),
    )  # fmt: skip
    per = forms.ChoiceField(label=_("For a"), choices=[("", "–"), *PayPer.choices], required=False, widget=QuickSelect)
    taken_by = forms.ChoiceField(
        label=_("Who took the difference"),
        choices=[("", "–"), *PayTakenBy.choices],
        required=False,
        widget=QuickSelect,
    )
    papers_held_by = forms.CharField(label=_("Papers held by"), required=False, max_length=100)

    def __init__(self, *args: Any, choices: Choices, stored: LabourSituation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored = stored
        self.fields["sector"].choices = choices.sectors  # type: ignore[attr-defined]
        self.fields["place"].choices = LongList(lambda: choices.places)  # type: ignore[attr-defined]

    def clean_period(self) -> PartialDate:
        words = self.cleaned_data["period"]
        if self.stored is not None and words == self.stored.date_as_said:
            return self.stored.date
        try:
            return (read_said(words) if words else None) or PartialDate(as_said=words)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).strip().upper()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not self.errors:
            for name, sentence in {**self._hours().problems(), **self._pay().problems()}.items():
                self.add_error(name, sentence)
        return values

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        given, hours, pay = self.cleaned_data, self._hours(), self._pay()
        least, most = hours.hours
        same = ("is_main", "channel", "place_as_said", "task", "employers", "papers_held_by")
        return {
            **{name: given[name] for name in same},
            "date": given["period"],
            "sector": Sector.objects.get(pk=given["sector"]) if given["sector"] else None,
            "place": Place.objects.get(code=given["place"]) if given["place"] else None,
            "hours_min": least,
            "hours_max": most,
            "hours_basis": self._basis(hours),
            "days_off_per_month": hours.days_off,
            "gross_pay": pay.gross,
            "kept_pay": pay.kept,
            "pay_currency": pay.currency,
            "pay_per": pay.per,
            "pay_taken_by": pay.taken_by,
        }

    def _hours(self) -> HoursDetails:
        """Times that are typed now stand above hours that were stored before and left alone."""
        found = HoursDetails(**self._given(HoursDetails.readers))
        if (found.start or found.end) and not self._hours_changed():
            return replace(found, hours_min=None, hours_max=None)
        return found

    def _basis(self, hours: HoursDetails) -> str:
        if self.stored is not None and hours.hours == (self.stored.hours_min, self.stored.hours_max):
            return self.stored.hours_basis
        return hours.basis

    def _hours_changed(self) -> bool:
        least, most = (self.stored.hours_min, self.stored.hours_max) if self.stored else (None, None)
        return (self.cleaned_data.get("hours_min"), self.cleaned_data.get("hours_max")) != (least, most)

    def _pay(self) -> PayDetails:
        return PayDetails(**self._given(PayDetails.readers))

    def _given(self, names: Iterable[str]) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in names}


def initial_of(situation: LabourSituation, texts: Texts) -> dict[str, Any]:
    """What stands in the boxes of a stored situation. ``texts`` are its opened sealed fields."""
    same = ("is_main", "channel", "hours_min", "hours_max", "papers_held_by")
    return {
        **{name: getattr(situation, name) for name in same},
        **{name: texts[name] or "" for name in SEALED},
        "period": situation.date_as_said or situation.date.to_edtf(),
        "sector": str(situation.sector_id or ""),
        "place": situation.place.code if situation.place else "",
        "days_off": situation.days_off_per_month,
        "gross": situation.gross_pay,
        "kept": situation.kept_pay,
        "currency": situation.pay_currency,
        "per": situation.pay_per,
        "taken_by": situation.pay_taken_by,
    }
