"""The calendar: fixed in advance, never waiting for how many came."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from cases.core.errors import Refused
from cases.core.models import Installation
from cases.releases import calendar
from cases.releases.actions import start_series
from cases.releases.models import Series
from tests.conftest import Cast
from tests.replay import replayed

FIRST = dt.date(2026, 1, 1)


def noon(year: int, month: int, day: int) -> dt.datetime:
    return dt.datetime(year, month, day, 12, tzinfo=dt.UTC)


@pytest.fixture
@replayed
def series(cast: Cast) -> Series:
    return start_series(by=cast.dpo, first_slot=FIRST)


def test_slots_are_quarterly(series: Series) -> None:
    days = [series.slot(number) for number in (1, 2, 4, 5, 12)]
    assert [day.isoformat() for day in days] == ["2026-01-01", "2026-04-01", "2026-10-01", "2027-01-01", "2028-10-01"]


def test_a_series_of_few_people_has_the_small_design(series: Series) -> None:
    assert (series.design, series.number, series.horizon, series.mu) == ("small", 1, 12, "1")


def test_only_one_series_runs_at_a_time(cast: Cast, series: Series) -> None:
    with pytest.raises(Refused, match="still running"):
        start_series(by=cast.lead, first_slot=timezone.localdate())
    with time_machine.travel("2028-10-09", tick=False):
        assert start_series(by=cast.lead, first_slot=dt.date(2028, 10, 25)).number == 2


@pytest.mark.parametrize("day", [29, 30, 31])
def test_a_day_that_some_months_lack_is_refused(cast: Cast, day: int) -> None:
    with pytest.raises(Refused, match="28th"):
        start_series(by=cast.dpo, first_slot=dt.date(2030, 1, day))


@pytest.mark.parametrize("who", ["administrator", "interviewer", "coder", "legal", "advocacy"])
def test_only_a_lead_or_dpo_starts_a_series(cast: Cast, who: str) -> None:
    with pytest.raises(Refused, match="roles"):
        start_series(by=getattr(cast, who), first_slot=FIRST)


def test_an_office_never_starts_in_the_past(cast: Cast) -> None:
    Installation.objects.update(kind="office")
    with pytest.raises(Refused, match="past"):
        start_series(by=cast.dpo, first_slot=timezone.localdate() - dt.timedelta(days=1))


def test_a_demonstration_may_catch_up(series: Series) -> None:
    assert calendar.next_number(series, now=noon(2026, 11, 1)) == 1


def test_nothing_is_due_before_the_first_day(series: Series) -> None:
    with pytest.raises(Refused, match="2026-01-01"):
        calendar.next_number(series, now=noon(2025, 12, 31))


def test_an_office_builds_in_the_week_before_the_hour_and_a_missed_slot_is_missed(series: Series) -> None:
    Installation.objects.update(kind="office")
    assert calendar.next_number(series, now=noon(2026, 4, 1)) == 2
    with pytest.raises(Refused, match="2026-07-01"):
        calendar.next_number(series, now=noon(2026, 4, 8))


def test_after_the_last_day_a_series_is_over_in_an_office(series: Series) -> None:
    Installation.objects.update(kind="office")
    with pytest.raises(Refused, match="new series"):
        calendar.next_number(series, now=noon(2028, 10, 8))
