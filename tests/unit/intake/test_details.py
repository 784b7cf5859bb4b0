"""Hours, pay and work as they were said: what is empty stays empty, and what cannot be is named at its field."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.coding.models import LabourSituation
from cases.core.errors import Refused
from cases.core.partial_dates import PartialDate
from cases.core.said_dates import LONGEST, read_said
from cases.intake.details import (
    CURRENCIES,
    HoursBasis,
    HoursDetails,
    PayDetails,
    PayPer,
    PayTakenBy,
    WorkDetails,
    computed_hours,
)

D = Decimal

WORK = WorkDetails(
    period=read_said("2018년 봄부터 2019년 가을까지") or PartialDate(),
    place="RU-D-FE",
    place_as_said="바다 가까운 도시",
    employer_as_said="«무역회사»",
    task_as_said="벌채",
)
HOURS = HoursDetails("20:00", "06:30", 30, D("9.5"), D(11), D(0))
PAY = PayDetails(D("45000.50"), D(0), "RUB", PayPer.MONTH.value, PayTakenBy.SEVERAL.value)
Details = WorkDetails | HoursDetails | PayDetails


@pytest.mark.parametrize(
    "details",
    [
        WORK,
        HOURS,
        PAY,
        WorkDetails(),
        HoursDetails(),
        PayDetails(),
        WorkDetails(period=PartialDate().said("눈이 녹을 때")),
    ],
)
def test_round_trip(details: Details) -> None:
    assert type(details).from_json(details.to_json()) == details
    assert details.problems() == {}


def test_empty_stays_empty_and_nought_stays_nought() -> None:
    for kind in (WorkDetails, HoursDetails, PayDetails):
        assert kind().to_json() == ""
        assert not kind()
        assert kind.from_json("") == kind.from_json("{}") == kind()
    assert json.loads(HoursDetails(days_off=D(0)).to_json()) == {"days_off": "0"}
    assert HoursDetails(days_off=D(0))
    assert HoursDetails(breaks=0)
    assert PayDetails.from_json('{"kept": "0"}') == PayDetails(kept=D(0))


@given(
    st.builds(
        HoursDetails,
        st.text(),
        st.text(),
        st.none() | st.integers(),
        *[st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=2)] * 3,
    )
)
def test_round_trip_of_anything(details: HoursDetails) -> None:
    """Half-typed values too: a draft keeps what has problems."""
    assert HoursDetails.from_json(details.to_json()) == details
    details.problems()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (PayDetails, '{"gross": "1", "net": "2"}'),
        (PayDetails, '{"gross": 1}'),
        (PayDetails, '{"gross": "NaN"}'),
        (PayDetails, '{"gross": "1e5"}'),
        (PayDetails, '{"gross": ""}'),
        (PayDetails, '{"currency": null}'),
        (HoursDetails, '{"breaks": "30"}'),
        (HoursDetails, '{"breaks": true}'),
        (HoursDetails, '{"breaks": 0.5}'),
        (WorkDetails, '{"period": "2019"}'),
        (WorkDetails, '{"period": {"edtf": "2019"}}'),
        (WorkDetails, '{"period": {"edtf": "yesterday", "as_said": ""}}'),
        (WorkDetails, '{"period": {"edtf": "2019", "as_said": "", "more": ""}}'),
        (WorkDetails, '["place"]'),
        (WorkDetails, "{place"),
        (WorkDetails, "null"),
    ],
)
def test_other_forms_are_refused(kind: type[Details], text: str) -> None:
    with pytest.raises(Refused, match="form that this version does not know"):
        kind.from_json(text)


def test_period_has_room_for_a_date_not_for_a_story() -> None:
    assert WorkDetails(period=PartialDate().said("봄" * LONGEST)).problems() == {}
    assert set(WorkDetails(period=PartialDate().said("봄" * (LONGEST + 1))).problems()) == {"period"}


@pytest.mark.parametrize(
    ("start", "end", "breaks", "hours"),
    [
        ("08:00", "22:00", 60, "13.0"),
        ("8:00", "22:00", None, "14.0"),
        ("20:00", "06:00", 0, "10.0"),
        ("07:00", "24:00", 30, "16.5"),
        ("07:00", "00:00", 30, "16.5"),
        ("06:00", "15:50", 0, "9.8"),
        ("06:00", "05:59", 0, "24.0"),
    ],
)
def test_computed_hours(start: str, end: str, breaks: int | None, hours: str) -> None:
    assert computed_hours(start, end, breaks) == D(hours)


@pytest.mark.parametrize(
    ("start", "end", "breaks"),
    [
        ("", "22:00", 0),
        ("08:00", "", 0),
        ("", "", None),
        ("08:00", "26:00", 0),
        ("08:00", "08:00", 0),
        ("08:00", "09:00", 60),
    ],
)
def test_nothing_is_computed_without_two_times_and_something_between(start: str, end: str, breaks: int | None) -> None:
    assert computed_hours(start, end, breaks) is None


@pytest.mark.parametrize(
    ("details", "hours", "basis"),
    [
        (HoursDetails(), (None, None), ""),
        (HoursDetails("08:00", "22:00", 60), (D(13), D(13)), HoursBasis.COMPUTED),
        (HoursDetails("08:00", "22:00"), (None, D(14)), HoursBasis.COMPUTED),
        (HoursDetails("08:00", ""), (None, None), ""),
        (HoursDetails("08:00", "22:00", 60, D(12), D(15)), (D(12), D(15)), HoursBasis.STATED),
        (HoursDetails(hours_min=D(12)), (D(12), None), HoursBasis.STATED),
        (HoursDetails(hours_min=D(0), hours_max=D(0)), (D(0), D(0)), HoursBasis.STATED),
    ],
)
def test_hours_are_stated_or_computed(details: HoursDetails, hours: Any, basis: str) -> None:
    """Breaks that were not told are not taken for none: only the most is known then."""
    assert (details.hours, details.basis) == (hours, basis)


@pytest.mark.parametrize(
    ("details", "fields"),
    [
        (HoursDetails(hours_min=D(26)), {"hours_min"}),
        (HoursDetails(hours_max=D(-1)), {"hours_max"}),
        (HoursDetails(hours_min=D(14), hours_max=D(12)), {"hours_max"}),
        (HoursDetails(hours_min=D(12), hours_max=D(12)), set()),
        (HoursDetails(hours_min=D(24), hours_max=D(24), days_off=D(31)), set()),
        (HoursDetails(days_off=D(32)), {"days_off"}),
        (HoursDetails(days_off=D("-0.5")), {"days_off"}),
        (HoursDetails(start="25:00", end="7"), {"start", "end"}),
        (HoursDetails(start="24:00", end="٠٧:00"), {"end"}),
        (HoursDetails(start="22:00", end="06:00"), set()),
        (HoursDetails(start="08:00", end="08:00"), {"end"}),
        (HoursDetails(start="08:00", end="17:00", breaks=540), {"breaks"}),
        (HoursDetails(start="08:00", end="17:00", breaks=-1), {"breaks"}),
        (HoursDetails(breaks=-1), {"breaks"}),
    ],
)
def test_problems_of_hours(details: HoursDetails, fields: set[str]) -> None:
    assert set(details.problems()) == fields


@pytest.mark.parametrize(
    ("details", "fields"),
    [
        (PayDetails(gross=D(5), per="month"), {"currency"}),
        (PayDetails(kept=D(0), currency="USD"), {"per"}),
        (PayDetails(gross=D(0)), {"currency", "per"}),
        (PayDetails(gross=D(5), kept=D("5.01"), currency="RUB", per="day"), {"kept"}),
        (PayDetails(gross=D(5), kept=D(5), currency="RUB", per="day"), set()),
        (PayDetails(gross=D(-5), currency="RUB", per="day"), {"gross"}),
        (PayDetails(gross=D(10) ** 12, currency="RUB", per="day"), {"gross"}),
        (PayDetails(currency="rub"), {"currency"}),
        (PayDetails(currency="ROUBLES"), {"currency"}),
        (PayDetails(currency="MNT", taken_by="company"), set()),
        (PayDetails(per="week"), {"per"}),
        (PayDetails(taken_by="someone"), {"taken_by"}),
    ],
)
def test_problems_of_pay(details: PayDetails, fields: set[str]) -> None:
    assert set(details.problems()) == fields


def test_currencies_offered_are_ones_that_are_taken() -> None:
    for currency in CURRENCIES:
        assert PayDetails(D(1), D(1), currency, "month").problems() == {}


def test_choices_are_those_of_a_labour_situation() -> None:
    """A coder's row takes what an interviewer's answer holds."""
    assert PayTakenBy.choices == LabourSituation.PayTakenBy.choices
    assert HoursBasis.choices == LabourSituation.Basis.choices
    assert PayPer.choices == LabourSituation._meta.get_field("pay_per").choices
