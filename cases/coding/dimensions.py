"""The public values of a labour situation: derived from what is known, never typed.

Bands are those of the published schema (disclosure control). What is not known is "unknown", never a guess;
a range that reaches over two bands is unknown too.
"""

import datetime as dt
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

UNKNOWN = "unknown"

AREAS = [
    ("far_east", _("Far East")),
    ("siberia", _("Siberia")),
    ("other_russia", _("other Russia")),
    ("other_country", _("other country")),
    (UNKNOWN, _("unknown")),
]
PERIODS = [
    ("until_2016", _("before 2017")),
    ("2017_2019", _("2017 to 2019")),
    ("2020_2021", _("2020 to 2021")),
    ("from_2022", _("2022 and later")),
    (UNKNOWN, _("unknown")),
]
HOURS = [
    ("up_to_10", _("10 or fewer")),
    ("11_12", _("11 to 12")),
    ("13_14", _("13 to 14")),
    ("15_16", _("15 to 16")),
    ("17_over", _("17 and over")),
    (UNKNOWN, _("unknown")),
]
PAY_WITHHELD = [
    ("0_24", _("0 to 24 %")),
    ("25_49", _("25 to 49 %")),
    ("50_74", _("50 to 74 %")),
    ("75_89", _("75 to 89 %")),
    ("90_100", _("90 to 100 %")),
    (UNKNOWN, _("unknown")),
]

_PERIOD_STARTS = [(2022, "from_2022"), (2020, "2020_2021"), (2017, "2017_2019")]
_HOURS_TOPS = [(10, "up_to_10"), (12, "11_12"), (14, "13_14"), (16, "15_16")]
_PAY_TOPS = [(25, "0_24"), (50, "25_49"), (75, "50_74"), (90, "75_89")]


def area(place_area: str | None) -> str:
    """The public area of a place; Russia without a known district has none."""
    return place_area or UNKNOWN


def period(earliest: dt.date | None, latest: dt.date | None) -> str:
    """The band that holds most of the days worked; unknown when an end is open (schema: "most of the work")."""
    if earliest is None or latest is None:
        return UNKNOWN
    days: dict[str, int] = {}
    for year in range(earliest.year, latest.year + 1):
        first, last = max(earliest, dt.date(year, 1, 1)), min(latest, dt.date(year, 12, 31))
        band = _year_band(year)
        days[band] = days.get(band, 0) + (last - first).days + 1
    return max(days, key=lambda band: days[band])


def hours(lowest: Decimal | None, highest: Decimal | None) -> str:
    """The band of daily hours, when both ends lie in one; part hours count to the band above."""
    if lowest is None or highest is None:
        return UNKNOWN
    low, high = _hours_band(lowest), _hours_band(highest)
    return low if low == high else UNKNOWN


def pay_withheld(gross: Decimal | None, kept: Decimal | None) -> str:
    """The band of 100 · (gross − kept) / gross."""
    if not gross or kept is None:
        return UNKNOWN
    share = 100 * (gross - kept) / gross
    return next((band for top, band in _PAY_TOPS if share < top), "90_100")


def _year_band(year: int) -> str:
    return next((band for start, band in _PERIOD_STARTS if year >= start), "until_2016")


def _hours_band(value: Decimal) -> str:
    return next((band for top, band in _HOURS_TOPS if value <= top), "17_over")
