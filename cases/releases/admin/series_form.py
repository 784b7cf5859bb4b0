"""The choices of a new series."""

import datetime as dt
from fractions import Fraction
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.coding.dimensions import UNKNOWN
from cases.core.errors import Refused
from cases.releases import labels, merging, terms
from cases.releases.disclosure import costs
from cases.releases.disclosure.schema import DEFAULT_SCHEMA

MERGES = 4
"""Rows for merges on the page."""

HORIZONS = dict(
    zip(terms.HORIZONS, (_("4: one year"), _("8: two years"), _("12: three years"), _("20: five years"), _("40: ten years")), strict=True)
)  # fmt: skip


class DayInput(forms.DateInput):
    """A day by the browser's own calendar, or typed where it has none."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SeriesTermsForm(forms.Form):
    """What may be chosen of a series. What is left out is as by default, but the first day."""

    first_slot = forms.DateField(
        label=_("Day of the first release"),
        widget=DayInput(),
        help_text=_("The data are cut off on this day, and every three months after it; from the 1st to the 28th."),
    )
    horizon = forms.TypedChoiceField(
        label=_("Number of releases"),
        choices=list(HORIZONS.items()),
        required=False,
        initial=terms.HORIZON,
        empty_value=str(terms.HORIZON),
        help_text=_("More releases need more blur in each of them, for the same protection."),
    )
    mu = forms.ChoiceField(
        label=_("How often somebody who knows everything else may guess right about one person"),
        required=False,
        initial=terms.MU,
        help_text=_("Pure chance is 50. Better protection means more blur."),
    )
    quotes_per_release = forms.TypedChoiceField(
        label=_("Quotes in each release"),
        choices=[(number, number) for number in terms.QUOTES],
        required=False,
        initial=terms.QUOTES_PER_RELEASE,
        empty_value=str(terms.QUOTES_PER_RELEASE),
        help_text=_("The same number each time: it must not follow from who came."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"first_slot": _next_month(timezone.localdate())})
        self.fields["mu"].choices = [(mu, _times(Fraction(mu))) for mu in terms.MUS]  # type: ignore[attr-defined]
        options = [("", "–"), *_options()]
        for number in range(1, MERGES + 1):
            self.fields |= _merge_fields(number, options)

    @property
    def merges(self) -> list[list[Any]]:
        """The boxes of each merge, a list a row."""
        return [[self[name] for name in _names(number)] for number in range(1, MERGES + 1)]

    @property
    def chosen(self) -> list[tuple[str, Any]]:
        """What was sent, box by box, to be sent on."""
        return [(name, self[name].value()) for name in self.fields if self[name].value() not in (None, "")]

    def clean_mu(self) -> str:
        return self.cleaned_data["mu"] or terms.MU

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        merged: dict[str, dict[str, dict[str, str]]] = {}
        for number in range(1, MERGES + 1):
            self._merge(number, values, merged)
        try:
            merging.check(DEFAULT_SCHEMA, merged)
        except Refused as refusal:
            self.add_error(None, str(refusal))
        return {**values, "merged": merged}

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        found = self.cleaned_data
        return {
            "first_slot": found["first_slot"],
            "horizon": int(found["horizon"]),
            "mu": found["mu"],
            "quotes_per_release": int(found["quotes_per_release"]),
            "merged": found["merged"],
        }

    def _merge(self, number: int, values: dict[str, Any], merged: dict[str, dict[str, dict[str, str]]]) -> None:
        """Add one row to ``merged``, or an error at it."""
        what, into, source = (values.get(name, "") for name in _names(number))
        if not (what or into or source):
            return
        if not (what and into and source):
            self.add_error(_names(number)[0], gettext("Choose both values, and name the source."))
            return
        dimension, value = what.split(":")
        other, target = into.split(":")
        if dimension != other:
            self.add_error(_names(number)[1], gettext("Merge two values of the same list."))
        elif value in merged.get(dimension, {}):
            self.add_error(_names(number)[0], gettext("It is merged twice: once is enough."))
        else:
            merged.setdefault(dimension, {})[value] = {"into": target, "source": source}


def _names(number: int) -> tuple[str, str, str]:
    return f"merge_{number}_what", f"merge_{number}_into", f"merge_{number}_source"


def _merge_fields(number: int, options: list[Any]) -> dict[str, forms.Field]:
    what, into, source = _names(number)
    words = {"number": number}
    return {
        what: forms.ChoiceField(label=gettext("Merge %(number)s: this value") % words, choices=options, required=False),
        into: forms.ChoiceField(label=gettext("Merge %(number)s: into this one") % words, choices=options, required=False),
        source: forms.CharField(
            label=gettext("Merge %(number)s: source for the size of the group abroad") % words,
            max_length=merging.LONGEST_SOURCE,
            required=False,
        ),
    }  # fmt: skip


def _options() -> list[tuple[str, list[tuple[str, str]]]]:
    """What may be merged, by dimension."""
    return [
        (
            capfirst(str(labels.LABELS[key])),
            [(f"{key}:{value}", labels.told(key, value, {})) for value in values if value != UNKNOWN],
        )
        for key, values in DEFAULT_SCHEMA.dimensions.items()
        if key not in merging.NEVER
    ]


def _times(mu: Fraction) -> str:
    number = terms.in_100(costs.recognised(costs.spent(mu)))
    return gettext("%(number)s times in 100") % {"number": number}


def _next_month(today: dt.date) -> dt.date:
    return (today.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
