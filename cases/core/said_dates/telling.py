"""Saying a date in the reader's language, so that a form can show what was understood."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from cases.core.partial_dates import PartialDate, Precision

_YEAR, _MONTH, _DAY = range(3)


def in_words(date: PartialDate) -> str:
    """The bounds in words, "between May 2018 and November 2019"; empty when none is known."""
    if not date.precision:
        return ""
    if date.precision in (Precision.RANGE, Precision.BEFORE, Precision.AFTER):
        said = _interval(date.earliest, date.latest)
        return gettext("roughly %(date)s") % {"date": said} if date.approximate else said
    assert date.earliest is not None  # the precision names one day, month, season or year
    said = _point(date.earliest, date.precision)
    return gettext("about %(date)s") % {"date": said} if date.approximate else said


def _interval(earliest: dt.date | None, latest: dt.date | None) -> str:
    if earliest is None:
        assert latest is not None  # an interval has one end at least
        return gettext("%(date)s or before") % {"date": _day(latest, _fineness_of_end(latest))}
    if latest is None:
        return gettext("%(date)s or later") % {"date": _day(earliest, _fineness_of_start(earliest))}
    fineness = max(_fineness_of_start(earliest), _fineness_of_end(latest))
    return gettext("between %(first)s and %(last)s") % {
        "first": _day(earliest, fineness),
        "last": _day(latest, fineness),
    }


def _point(earliest: dt.date, precision: str) -> str:
    if precision == Precision.SEASON:
        return _season(earliest)
    fineness = {Precision.YEAR.value: _YEAR, Precision.MONTH.value: _MONTH}.get(precision, _DAY)
    return _day(earliest, fineness)


def _season(first: dt.date) -> str:
    return {
        3: gettext("spring %(year)s"),
        6: gettext("summer %(year)s"),
        9: gettext("autumn %(year)s"),
        12: gettext("winter %(year)s/%(next)s"),
    }[first.month] % {"year": first.year, "next": first.year + 1}


def _fineness_of_start(day: dt.date) -> int:
    """How finely a day has to be named that begins something: the first of a year is no day that was said."""
    if day.day > 1:
        return _DAY
    return _MONTH if day.month > 1 else _YEAR


def _fineness_of_end(day: dt.date) -> int:
    return _fineness_of_start(day + dt.timedelta(days=1))


def _day(day: dt.date, fineness: int) -> str:
    if fineness == _YEAR:
        return str(day.year)
    said = date_format(day, "YEAR_MONTH_FORMAT" if fineness == _MONTH else "DATE_FORMAT")
    # Django's Russian months begin with a capital letter, which stands only at the start of a sentence.
    return said if get_language() == "en" else said.lower()
