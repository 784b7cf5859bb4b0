"""One point of time in a person's words: a year, with part, season, month or day as far as they were said."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from cases.core.errors import Refused
from cases.core.partial_dates import PartialDate, parse

from .words import WINTER, YEAR, tokens

_PARTS_OF_A_YEAR = {
    "early": "{0}-01/{0}-04~",
    "mid": "{0}-04/{0}-09~",
    "late": "{0}-09/{0}-12~",
    "end": "{0}-10/{0}-12~",
    "first half": "{0}-01/{0}-06",
    "second half": "{0}-07/{0}-12",
}
_MONTH = "(1[0-2]|0?[1-9])"
_YEAR_FIRST = re.compile(rf"({YEAR})([./-]){_MONTH}(?:\2(\d{{1,2}}))?")
_DAY_FIRST = re.compile(rf"(?:(\d{{1,2}})\.)?{_MONTH}\.({YEAR})(?:\s*г(?:ода)?)?")
_MONTH_FIRST = re.compile(rf"{_MONTH}/({YEAR})")
_YEAR_KINDS = {"year", "years", "two digits", "two digits beside", "decade"}


@dataclass(frozen=True)
class Point:
    """What was said of one point of time; numbers are not checked before ``bounds``."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    part: str = ""
    decade: int | None = None
    about: bool = False
    other_winter: bool = False
    """The year may be that in which the winter ended."""

    @property
    def dated(self) -> bool:
        return self.year is not None or self.decade is not None

    @property
    def bare(self) -> bool:
        """Nothing but a year."""
        return self == Point(year=self.year)

    def or_year_of(self, other: "Point") -> "Point":
        """With the year of the other one when it has none: "from May to October 2019"."""
        return self if self.dated else replace(self, year=other.year)

    @property
    def fuzzy(self) -> bool:
        """Its first and last day are not sharp, so that "before" and "after" leave nothing out."""
        return self.about or bool(self.part)

    def bounds(self, not_after: dt.date | None) -> PartialDate | None:
        """None without a year, or for a day that no calendar has. Of two winters, the one that is not to come."""
        if (edtf := self._edtf(not_after)) is None:
            return None
        try:
            return parse(edtf + "~" * (self.about and not edtf.endswith("~")))
        except Refused:  # 30 February
            return None

    def _edtf(self, not_after: dt.date | None) -> str | None:
        if self.decade is not None:
            return f"{self.decade}/{self.decade + 9}" + "~" * bool(self.part)
        if self.year is None or (self.day is not None and self.month is None):
            return None
        if self.season is not None:
            return f"{self._first_year(not_after)}-{self.season}" + "~" * bool(self.part)
        if self.day is not None:
            return f"{self.year}-{self.month:02}-{self.day:02}"
        if self.month is not None:
            return f"{self.year}-{self.month:02}" + "~" * bool(self.part)
        return _PARTS_OF_A_YEAR[self.part].format(self.year) if self.part else str(self.year)

    def _first_year(self, not_after: dt.date | None) -> int:
        assert self.year is not None  # asked only of a point with a year
        to_come = not_after is not None and dt.date(self.year, 12, 1) > not_after
        return self.year - 1 if self.other_winter and to_come else self.year


def read_point(text: str, told_on: dt.date | None) -> Point | None:
    """A point in figures or in words, perhaps without its year; None when it is anything else."""
    return _in_figures(text) or _in_words(text, told_on)


def _in_figures(text: str) -> Point | None:
    text = text.rstrip(". ")
    if match := _YEAR_FIRST.fullmatch(text):
        year, dash, month, day = match.groups()
        if day is None and dash == "-" and int(month) > int(year[2:]):
            return None  # "2010-12": December, or 2010 to 2012
        return Point(year=int(year), month=int(month), day=int(day) if day else None)
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
        return Point(year=int(year), month=int(month), day=int(day) if day else None)
    if match := _MONTH_FIRST.fullmatch(text):
        return Point(month=int(match[1]), year=int(match[2]))
    return None


def _in_words(text: str, told_on: dt.date | None) -> Point | None:
    found = [token for token in tokens(text) or [] if token.kind not in ("filler", "about")]
    said = {token.kind: token.value for token in found}
    if len(said) < len(found) or not _fits(said):
        return None
    return Point(
        year=_year(said, told_on),
        month=said.get("month"),
        day=said.get("day"),
        season=said.get("season"),
        part=said.get("part", ""),
        decade=_in_full(said["decade"], told_on) if "decade" in said else None,
        about="about" in {token.kind for token in tokens(text) or []},
        other_winter=said.get("season") == WINTER and "years" not in said,
    )


def _fits(said: Mapping[str, Any]) -> bool:
    """The kinds of words make one point of time together, and can mean nothing else."""
    years, finer = said.keys() & _YEAR_KINDS, said.keys() & {"month", "season", "part"}
    if len(years) > 1 or {"month", "season"} <= said.keys() or ("day" in said and finer != {"month"}):
        return False
    if "years" in said:
        first, second = said["years"]
        return said.get("season") == WINTER and second in (first + 1, (first + 1) % 100)
    if "decade" in said:
        return finer <= {"part"}
    return bool(finer) if "two digits beside" in said else bool(years or finer)


def _year(said: Mapping[str, Any], told_on: dt.date | None) -> int | None:
    if "years" in said:
        return int(said["years"][0])
    for kind in ("year", "two digits", "two digits beside"):
        if kind in said:
            return _in_full(said[kind], told_on)
    return None


def _in_full(year: int, told_on: dt.date | None) -> int:
    """Two digits are a year of the last hundred."""
    last = (told_on or timezone.localdate()).year
    return year if year > 99 else last - (last - year) % 100
