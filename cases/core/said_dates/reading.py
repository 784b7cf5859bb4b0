"""Reading a date from the words of a person: one point of time, a range, or a range open at one end."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

from cases.core.errors import Refused
from cases.core.partial_dates import PartialDate, Precision, parse

from .points import Point, read_point
from .words import WINTER, YEAR

LONGEST = 200
"""Characters that a record holds of a date's words (core.models.Dated); a longer text is a story, no date."""

_JUCHE = re.compile(r"(?:주체|juche|чучхе)\s*(\d{1,3})\s*(?:\((\d{4})\))?\s*년?")
_EDTF = re.compile(r"[\d-]+~|(?:[\d-]+|\.\.)/(?:[\d-]+|\.\.)~?")
_RANGES = [
    re.compile(pattern)
    for pattern in (
        r"(?:from|between) (.+?) (?:to|until|till|through|and) (.+)",
        r"(.+?) (?:to|until|till|through) (.+)",
        r"(?:с|со|от) (.+?) (?:по|до) (.+)",
        r"между (.+?) и (.+)",
        r"(.+?)(?:부터|에서)\s*(.+?)(?:\s*까지|\s*사이)?에?",
        r"(.+?)[와과] (.+?)\s*사이에?",
    )
]
_DASH = re.compile(r"\s*[-~/]\s*")
_OPEN_ENDS = [
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("before", r"(?:before|prior to|earlier than|раньше|ранее|прежде) (.+)"),
        ("until", r"(?:until|till|up to|by|not later than|до|по|не позднее|не позже) (.+)"),
        ("until", r"(.+) (?:or|and) (?:before|earlier)"),
        ("until", r"(.+?)\s*(?:이전|까지)에?"),
        ("before", r"(.+?)\s*전에?"),
        ("after", r"(?:after|later than|после|позже|позднее) (.+)"),
        ("since", r"(?:since|from|starting|с|со|начиная с|не раньше|не ранее) (.+?)(?: on| onwards?)?"),
        ("since", r"(.+?) (?:onwards?|(?:and|or) (?:later|after))"),
        ("since", r"(.+?)\s*(?:이후|부터)[에로]?"),
        ("after", r"(.+?)\s*(?:후|뒤|지나고|지나서)에?"),
    )
]
_SEOL = r"(?:음력 |양력 )?(?:설날?|새해)(?:\s*명절)?[이을]?\s*(?:지나고|지나서|지난 [뒤후]|쇠고|이후|후|뒤)에?"
_AFTER_NEW_YEAR = [
    re.compile(rf"(?:soon |right )?after (?:the )?new year(?:'s)?(?: day)?(?: of| in)? ({YEAR})"),
    re.compile(rf"после нового (?:года )?({YEAR})(?:-?го)?(?: г\.?| года)?"),
    re.compile(rf"({YEAR})년\s*{_SEOL}"),
]
_SEOL_OF_A_YEAR = re.compile(rf"{_SEOL} (?={YEAR}년)")
_ONE_DAY = dt.timedelta(days=1)


def read_said(words: str, *, told_on: dt.date | None = None) -> PartialDate | None:
    """The date that the words give, with the words; None when they fix no bound.

    Raises Refused when a range is turned round, and when the date lies after the day on which it was told.
    """
    if len(words) > LONGEST or not (text := _plain(words)):
        return None
    readings = (_in_edtf, _one_point, _after_new_year, _range, _open_end)
    date = next((date for reading in readings if (date := reading(text, told_on))), None)
    return date.said(words.strip()) if date else None


def _plain(words: str) -> str:
    """One way of writing: no marks of direction, full-width figures, capitals, ё, typographic dashes or quotes."""
    text = unicodedata.normalize("NFKC", words).casefold().replace("ё", "е")
    text = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    text = re.sub("[‐‑‒–—―−]", "-", re.sub("[〜∼]", "~", re.sub("[‘’´`′]", "'", text)))
    text = re.sub(r"(?<=\d)\. +(?=\d)", ".", " ".join(text.split()))
    return _SEOL_OF_A_YEAR.sub("", _JUCHE.sub(_common_year, text))


def _common_year(match: re.Match[str]) -> str:
    """The year in which a Juche year lies; left as it is when it stands beside another one."""
    year = str(int(match[1]) + 1911)
    return f"{year}년" if match[2] in (None, year) else match[0]


def _in_edtf(text: str, told_on: dt.date | None) -> PartialDate | None:
    """Only in forms that nobody means in another way."""
    if not _EDTF.fullmatch(text):
        return None
    try:
        date = parse(text)
        sides = [parse(side) for side in text.removesuffix("~").split("/") if side != ".."]
    except Refused:
        return None
    for side in sides:
        _checked(side, told_on)
    return date


def _one_point(text: str, told_on: dt.date | None) -> PartialDate | None:
    point = read_point(text, told_on)
    return _bounds(point, told_on) if point else None


def _after_new_year(text: str, told_on: dt.date | None) -> PartialDate | None:
    match = next((match for form in _AFTER_NEW_YEAR if (match := form.fullmatch(text))), None)
    return _checked(parse(f"{match[1]}/.."), told_on) if match else None


def _range(text: str, told_on: dt.date | None) -> PartialDate | None:
    for start, end in _halves(text):
        first, last = read_point(start, told_on), read_point(end, told_on)
        if first and last and (date := _between(first, last, told_on)):
            return date
    return None


def _halves(text: str) -> Iterator[tuple[str, str]]:
    for form in _RANGES:
        if match := form.fullmatch(text):
            yield match[1], match[2]
    for dash in _DASH.finditer(text):
        yield text[: dash.start()], text[dash.end() :]


def _between(first: Point, last: Point, told_on: dt.date | None) -> PartialDate | None:
    if first.season == WINTER and last.bare:
        return None  # "winter 2017-2019" may be several winters, the last one into 2020
    end = _bounds(last.or_year_of(first), told_on)
    if end is None or end.latest is None:
        return None
    # A winter with which a range begins is the one before its end.
    start = first.or_year_of(last).bounds(min(end.latest, told_on or end.latest))
    if start is None or start.earliest is None:
        return None
    if start.earliest <= end.latest:
        about = start.approximate or end.approximate
        return _checked(PartialDate(start.earliest, end.latest, Precision.RANGE, about), told_on)
    if first.dated and last.dated:
        raise Refused(_("The dates are turned round: the first lies after the last. Write the earlier one first."))
    return None  # "from autumn to spring 2019": the year is not that of the autumn


def _open_end(text: str, told_on: dt.date | None) -> PartialDate | None:
    for kind, form in _OPEN_ENDS:
        match = form.fullmatch(text)
        point = read_point(match[1], told_on) if match else None
        if point and (date := _bounds(point, told_on)):
            return _checked(_opened(date, kind, sharp=not point.fuzzy), told_on)
    return None


def _opened(date: PartialDate, kind: str, *, sharp: bool) -> PartialDate:
    assert date.earliest is not None  # a point has both ends
    assert date.latest is not None
    if kind in ("before", "until"):
        latest = date.earliest - _ONE_DAY if sharp and kind == "before" else date.latest
        return PartialDate(None, latest, Precision.BEFORE, date.approximate)
    earliest = date.latest + _ONE_DAY if sharp and kind == "after" else date.earliest
    return PartialDate(earliest, None, Precision.AFTER, date.approximate)


def _bounds(point: Point, told_on: dt.date | None) -> PartialDate | None:
    date = point.bounds(told_on)
    return _checked(date, told_on) if date else None


def _checked(date: PartialDate, told_on: dt.date | None) -> PartialDate:
    if told_on and date.earliest and date.earliest > told_on:
        raise Refused(_("The date lies after the day of the interview: correct the one that is wrong."))
    return date
