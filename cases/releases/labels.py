"""The words for dimensions, their values and the indicators, in every language, as they stand at a build."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from cases.coding import dimensions
from cases.coding.models import LabourSituation
from cases.core.translated import in_all_languages
from cases.published.data import REPORTED, Dimension, Value, Words
from cases.vocabulary.models import AbuseCategory, Sector
from cases.witnesses.models import Witness

from .disclosure.schema import Schema

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


def of_dimensions(schema: Schema) -> tuple[Dimension, ...]:
    """Each exclusive dimension of the schema with its values."""
    return tuple(
        Dimension(key, in_all_languages(LABELS[key]), tuple(Value(value, _words(key, value)) for value in values))
        for key, values in schema.dimensions.items()
    )


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
