"""The words for dimensions, their values and the indicators, in every language, as they stand at a build."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.coding import dimensions
from cases.coding.models import LabourSituation
from cases.core.translated import in_all_languages, in_language
from cases.published.data import REPORTED, Dimension, Value, Words
from cases.vocabulary.models import AbuseCategory, Sector
from cases.witnesses.models import Witness

from . import merging
from .disclosure.schema import DEFAULT_SCHEMA, Schema
from .merging import Merged

LABELS = {
    "area": _("Area"),
    "period": _("Period worked"),
    "sector": _("Sector"),
    "age_band": _("Age band at work"),
    "sex": _("Sex"),
    "channel": _("Dispatch channel"),
    "hours": _("Hours of work a day"),
    "pay_withheld": _("Share of pay withheld"),
    "indicator_count": _("Number of indicators reported, of 11"),
}

VALUES: dict[str, Iterable[tuple[str, object]]] = {
    "area": dimensions.AREAS,
    "period": dimensions.PERIODS,
    "age_band": Witness.AgeBand.choices,
    "sex": Witness.Sex.choices,
    "channel": LabourSituation.Channel.choices,
    "hours": dimensions.HOURS,
    "pay_withheld": dimensions.PAY_WITHHELD,
    "indicator_count": [
        ("0_2", _("0 to 2")),
        ("3_4", _("3 to 4")),
        ("5_6", _("5 to 6")),
        ("7_8", _("7 to 8")),
        ("9_11", _("9 to 11")),
        (dimensions.UNKNOWN, _("not known: not every indicator was asked about")),
    ],
}


JOINED: dict[str, dict[tuple[bool, bool], Promise]] = {
    # Whether the range has a lower and an upper end.
    "period": {(False, True): _("before %(next)s"), (True, True): _("%(low)s to %(high)s"), (True, False): _("%(low)s and later")},
    "age_band": {(False, True): _("under %(next)s"), (True, True): _("%(low)s to %(high)s"), (True, False): _("%(low)s and over")},
    "hours": {(False, True): _("%(high)s or fewer"), (True, True): _("%(low)s to %(high)s"), (True, False): _("%(low)s and over")},
    "pay_withheld": {(True, True): _("%(low)s to %(high)s %%")},
}  # fmt: skip
"""How a range of values that follow each other reads."""

ENDS: dict[str, dict[str, tuple[int | None, int | None]]] = {
    "period": {"until_2016": (None, 2016), "2017_2019": (2017, 2019), "2020_2021": (2020, 2021), "from_2022": (2022, None)},
    "age_band": {"under_30": (None, 29), "30_44": (30, 44), "45_over": (45, None)},
    "hours": {"up_to_10": (None, 10), "11_12": (11, 12), "13_14": (13, 14), "15_16": (15, 16), "17_over": (17, None)},
    "pay_withheld": {"0_24": (0, 24), "25_49": (25, 49), "50_74": (50, 74), "75_89": (75, 89), "90_100": (90, 100)},
}  # fmt: skip
"""The first and last number of each of these values (they stand so in their labels, too)."""


def of_dimensions(schema: Schema, merged: Merged) -> tuple[Dimension, ...]:
    """Each exclusive dimension of the schema with its values; a value that others were merged into says so."""
    return tuple(
        Dimension(
            key, in_all_languages(LABELS[key]), tuple(Value(value, of_value(key, value, merged)) for value in values)
        )
        for key, values in schema.dimensions.items()
    )


def of_value(dimension: str, value: str, merged: Merged) -> Words:
    """The words for a value in every language: “other, with IT”, “15 and over”."""
    parts = merging.parts(merged, dimension, value)
    if not parts:
        return _words(dimension, value)
    if dimension in merging.ORDERED:
        return in_all_languages(_range(dimension, [value, *parts]))
    # In the order of the schema: a stored object forgets its own.
    parts.sort(key=DEFAULT_SCHEMA.dimensions[dimension].index)
    return in_all_languages(_With(_words(dimension, value), [_words(dimension, part) for part in parts]))


class _With:
    """A label with what was merged into it, in the active language when it is asked."""

    def __init__(self, whole: Words, parts: list[Words]) -> None:
        self.whole, self.parts = whole, parts

    def __str__(self) -> str:
        parts = ", ".join(map(in_language, self.parts))
        return gettext("%(whole)s, with %(parts)s") % {"whole": in_language(self.whole), "parts": parts}


class _Range:
    """A range in words, in the active language when it is asked."""

    def __init__(self, words: Promise, ends: dict[str, int | None]) -> None:
        self.words, self.ends = words, ends

    def __str__(self) -> str:
        return str(self.words) % self.ends


def _range(dimension: str, values: list[str]) -> _Range:
    """From the lowest to the highest of values that follow each other."""
    ends = [ENDS[dimension][value] for value in sorted(values, key=list(ENDS[dimension]).index)]
    low, high = ends[0][0], ends[-1][1]
    words = JOINED[dimension][low is not None, high is not None]
    return _Range(words, {"low": low, "high": high, "next": None if high is None else high + 1})


def of_indicators(schema: Schema) -> tuple[Dimension, ...]:
    """Each indicator with its one value."""
    categories = AbuseCategory.objects.in_bulk(schema.indicators, field_name="code")
    reported = (Value(REPORTED, in_all_languages(_("reported"))),)
    return tuple(Dimension(code, categories[code].labels, reported) for code in schema.indicators)


def _words(dimension: str, value: str) -> Words:
    if dimension == "sector" and value != dimensions.UNKNOWN:
        labels: Words = Sector.objects.get(code=value).labels
        return labels
    if dimension == "sector":
        return in_all_languages(_("unknown"))
    return in_all_languages(dict(VALUES[dimension])[value])


def told(dimension: str, value: str, merged: Merged) -> str:
    """The same in the active language, for staff; a sector that no vocabulary has yet by its code."""
    try:
        return in_language(of_value(dimension, value, merged))
    except Sector.DoesNotExist:
        return value
