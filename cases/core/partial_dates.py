"""Dates as people know them: earliest and latest day, how precise, about or exactly, in which words.

The exchange form is a part of EDTF (ISO 8601-2): ``2019``, ``2019-05``, ``2019-05-03``, seasons
``2019-21`` (spring) to ``2019-24`` (winter, into February), intervals ``2019/2021``, open ends ``../2020`` and
``2020/..``, and a trailing ``~`` for "about". Bounds are computed here and are never wider than the words.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .errors import Refused


class Precision(models.TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")
    SEASON = "season", _("season")
    YEAR = "year", _("year")
    RANGE = "range", _("range")
    BEFORE = "before", _("before or in")
    AFTER = "after", _("in or after")


@dataclass(frozen=True)
class PartialDate:
    """A day range with its precision; all empty when nothing is known."""

    earliest: dt.date | None = None
    latest: dt.date | None = None
    precision: str = ""
    approximate: bool = False
    as_said: str = ""

    def __bool__(self) -> bool:
        return bool(self.precision or self.as_said)

    def said(self, words: str) -> "PartialDate":
        """The same date with the words in which it was given."""
        return replace(self, as_said=words)

    def to_edtf(self) -> str:
        """The EDTF form; empty when no bound is known."""
        if not self.precision:
            return ""
        if self.precision in (Precision.RANGE, Precision.BEFORE, Precision.AFTER):
            text = f"{_start_to_edtf(self.earliest)}/{_end_to_edtf(self.latest)}"
        else:
            assert self.earliest is not None  # the precision names one day, month, season or year
            text = _point_to_edtf(self.earliest, self.precision)
        return text + ("~" if self.approximate else "")


_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")
_SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}


def parse(text: str) -> PartialDate:
    """Read the EDTF forms named above. Raises Refused with an example for anything else."""
    text = text.strip()
    if not text:
        return PartialDate()
    approximate = text.endswith("~")
    body = text.removesuffix("~")
    try:
        if "/" not in body:
            return replace(_parse_point(body), approximate=approximate)
        return replace(_parse_interval(*body.split("/")), approximate=approximate)
    except (ValueError, TypeError) as error:
        raise Refused(
            gettext(
                "“%(text)s” is not a date: write 2019, 2019-05, 2019-05-03, 2019-23 (autumn), 2019/2021 or ../2020."
            )
            % {"text": text}
        ) from error


def _parse_interval(start: str, end: str) -> PartialDate:
    earliest = None if start in ("", "..") else _parse_point(start).earliest
    latest = None if end in ("", "..") else _parse_point(end).latest
    if earliest and latest:
        if earliest > latest:
            raise ValueError("range turned round")
        return PartialDate(earliest, latest, Precision.RANGE)
    if latest:
        return PartialDate(None, latest, Precision.BEFORE)
    if earliest:
        return PartialDate(earliest, None, Precision.AFTER)
    raise ValueError("no bound")


def _parse_point(text: str) -> PartialDate:
    match = _POINT.match(text)
    if match is None:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # the pattern requires it
    if day is not None and month is not None:
        exact = dt.date(year, month, day)
        return PartialDate(exact, exact, Precision.DAY)
    if month is None:
        return PartialDate(dt.date(year, 1, 1), dt.date(year, 12, 31), Precision.YEAR)
    if month in _SEASON_STARTS:
        return _season(year, _SEASON_STARTS[month])
    return PartialDate(dt.date(year, month, 1), _last_day(year, month), Precision.MONTH)


def _season(year: int, first_month: int) -> PartialDate:
    end_year, end_month = (year + 1, 2) if first_month == 12 else (year, first_month + 2)
    return PartialDate(dt.date(year, first_month, 1), _last_day(end_year, end_month), Precision.SEASON)


def _last_day(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _start_to_edtf(day: dt.date | None) -> str:
    """The shortest form that begins on this day, so that "2019" never turns into 1 January."""
    if day is None:
        return ".."
    if day.day > 1:
        return day.isoformat()
    return f"{day.year:04}" if day.month == 1 else f"{day.year:04}-{day.month:02}"


def _end_to_edtf(day: dt.date | None) -> str:
    """The shortest form that ends on this day."""
    if day is None:
        return ".."
    if day != _last_day(day.year, day.month):
        return day.isoformat()
    return f"{day.year:04}" if day.month == 12 else f"{day.year:04}-{day.month:02}"


def _point_to_edtf(earliest: dt.date, precision: str) -> str:
    if precision == Precision.YEAR:
        return f"{earliest.year:04}"
    if precision == Precision.MONTH:
        return f"{earliest.year:04}-{earliest.month:02}"
    if precision == Precision.SEASON:
        season = next(code for code, month in _SEASON_STARTS.items() if month == earliest.month)
        return f"{earliest.year:04}-{season}"
    return earliest.isoformat()
