"""Boxes for times and amounts as people write them. What cannot be read stays in the box, with a sentence."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_BLANKS = re.compile(r"\s+")
_THOUSANDS = re.compile(r",(?=\d{3}(?:\D|$))")
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,2})?")
_TIME = re.compile(r"(\d{1,2})(?:시|ч\.?|h)?(?:[:.]?(\d{2})(?:분|мин\.?)?)?")


class AmountField(forms.CharField):
    """A number: "30 000", "30,000" and "12,5" are read as they are meant. Empty is empty, never 0.

    Not the browser's box for numbers: that one forgets what it cannot read.
    """

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 8, "autocomplete": "off"})
        super().__init__(**{"required": False, "widget": widget, **kwargs})

    def clean(self, value: Any) -> Any:
        text = _THOUSANDS.sub("", _BLANKS.sub("", super().clean(value))).replace(",", ".")
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            raise ValidationError(_("Write a number with digits only, such as 12 or 12.5."))
        return Decimal(text)


class MinutesField(AmountField):
    """Whole minutes."""

    def clean(self, value: Any) -> Any:
        minutes = super().clean(value)
        if minutes is not None and minutes != int(minutes):
            raise ValidationError(_("Write whole minutes, such as 45."))
        return None if minutes is None else int(minutes)


class TimeOfDayField(forms.CharField):
    """A time: "6:30", "6", "06.30", "6시 30분". What is no time is left as it is, for the details to refuse."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"size": 6, "autocomplete": "off"})
        super().__init__(**{"required": False, "max_length": 20, "widget": widget, **kwargs})

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        match = _TIME.fullmatch(_BLANKS.sub("", text))
        return f"{int(match[1]):02}:{match[2] or '00'}" if match else text
