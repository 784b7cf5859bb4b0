"""Dates as people know them: read, bounded and written without adding anything to what was said."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.core.errors import Refused
from cases.core.partial_dates import PartialDate, parse

Day = dt.date

FORMS = {
    "2019": (Day(2019, 1, 1), Day(2019, 12, 31), "year"),
    "2019-05": (Day(2019, 5, 1), Day(2019, 5, 31), "month"),
    "2019-02": (Day(2019, 2, 1), Day(2019, 2, 28), "month"),
    "2020-02": (Day(2020, 2, 1), Day(2020, 2, 29), "month"),
    "2019-05-03": (Day(2019, 5, 3), Day(2019, 5, 3), "day"),
    "2020-02-29": (Day(2020, 2, 29), Day(2020, 2, 29), "day"),
    "2019-21": (Day(2019, 3, 1), Day(2019, 5, 31), "season"),
    "2019-22": (Day(2019, 6, 1), Day(2019, 8, 31), "season"),
    "2019-23": (Day(2019, 9, 1), Day(2019, 11, 30), "season"),
    "2018-24": (Day(2018, 12, 1), Day(2019, 2, 28), "season"),
    "2019-24": (Day(2019, 12, 1), Day(2020, 2, 29), "season"),
    "2019/2021": (Day(2019, 1, 1), Day(2021, 12, 31), "range"),
    "2019/2019": (Day(2019, 1, 1), Day(2019, 12, 31), "range"),
    "2019-05/2020-02": (Day(2019, 5, 1), Day(2020, 2, 29), "range"),
    "2019-05-03/2019-05-04": (Day(2019, 5, 3), Day(2019, 5, 4), "range"),
    "2018-24/2019": (Day(2018, 12, 1), Day(2019, 12, 31), "range"),
    "../2020": (None, Day(2020, 12, 31), "before"),
    "../2020-02": (None, Day(2020, 2, 29), "before"),
    "../2020-05-03": (None, Day(2020, 5, 3), "before"),
    "2020/..": (Day(2020, 1, 1), None, "after"),
    "2020-05-03/..": (Day(2020, 5, 3), None, "after"),
}
years = st.integers(1, 9998).map(lambda year: f"{year:04}")
months = st.builds("{}-{:02}".format, years, st.integers(1, 12))
seasons = st.builds("{}-{}".format, years, st.integers(21, 24))
days = st.dates().map(dt.date.isoformat)
points = st.one_of(years, months, seasons, days)


@pytest.mark.parametrize(("text", "expected"), FORMS.items(), ids=FORMS.keys())
def test_form(text: str, expected: tuple[Day | None, Day | None, str]) -> None:
    """Bounds and precision of every form, exact and about."""
    for form, about in ((text, False), (f"{text}~", True), (f"  {text} ", False)):
        date = parse(form)
        assert (date.earliest, date.latest, date.precision) == expected
        assert date.approximate is about


@pytest.mark.parametrize("text", FORMS)
def test_round_trip_keeps_the_date(text: str) -> None:
    """Saving a form unchanged changes nothing, whatever the form."""
    for form in (text, f"{text}~"):
        assert parse(parse(form).to_edtf()) == parse(form)


@pytest.mark.parametrize(
    "text", [text for text in FORMS if "/" not in text] + ["2019-05-03/2019-05-04", "../2020-05-03"]
)
def test_round_trip_keeps_the_form(text: str) -> None:
    assert parse(text).to_edtf() == text


@pytest.mark.parametrize("text", ["2019", "2019~", "2019/2021", "2019/2019", "../2020", "2020/.."])
def test_bare_year_never_shows_a_day(text: str) -> None:
    """Nobody said 1 January or 31 December; staff who open the record must not read it either."""
    assert parse(text).to_edtf() == text


@given(points, st.booleans())
def test_round_trip_of_any_point(text: str, about: bool) -> None:
    edtf = text + "~" * about
    assert parse(edtf).to_edtf() == edtf


@given(points | st.just(".."), points | st.just(".."))
def test_round_trip_of_any_interval(start: str, end: str) -> None:
    try:
        date = parse(f"{start}/{end}")
    except Refused:
        return
    assert parse(date.to_edtf()) == date


@given(points)
def test_bounds_hold_what_was_said(text: str) -> None:
    """In order, no wider than a season, and both begin with the year that was written (winter ends in the next)."""
    date = parse(text)
    assert date.earliest is not None
    assert date.latest is not None
    assert date.earliest <= date.latest
    assert (date.latest - date.earliest).days <= {"day": 0, "month": 30, "season": 91, "year": 365}[date.precision]
    assert date.earliest.year == int(text[:4])


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_known(text: str) -> None:
    date = parse(text)
    assert date == PartialDate()
    assert not date
    assert date.to_edtf() == ""


def test_words_alone_are_a_date() -> None:
    """ "When the snow melted" is kept although no bound is known."""
    date = parse("").said("눈이 녹을 때")
    assert date
    assert date.to_edtf() == ""
    assert (date.earliest, date.latest) == (None, None)


def test_said_changes_the_words_only() -> None:
    assert parse("2019~").said("around then") == PartialDate(
        Day(2019, 1, 1), Day(2019, 12, 31), "year", approximate=True, as_said="around then"
    )


@pytest.mark.parametrize(
    "text",
    [
        "yesterday", "19", "20190503", "2019-5", "2019-13", "2019-00", "2019-20", "2019-25", "2019-02-29", "2019-05-32",
        "2019-21-01", "2019-05-03T10:00", "03.05.2019", "2019-05-03-04", "-2019", "0000", "10000", "9999-24", "2019\n1",
        "~", "~2019", "2019~~", "2019?", "2019~/2020", "/", "../..", "..", "2021/2019", "2019-06/2019-05",
        "2019/2020/2021", "2019/x", "2019//2020", "٢٠١٩x",
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    """With an example of what to write; a turned-round range among them."""
    with pytest.raises(Refused, match="2019-05-03"):
        parse(text)


@given(st.text(max_size=12) | st.text("0123456789-/.~", max_size=12))
def test_garbage_is_refused_or_read_never_an_error(text: str) -> None:
    try:
        date = parse(text)
    except Refused:
        return
    assert date.earliest is None or date.latest is None or date.earliest <= date.latest
