"""The time axis: bars as wide as what is known, and nothing more precise than that."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from cases.core.partial_dates import parse
from cases.desk.events.acts import CaseView
from cases.desk.events.timeline import END, LABELS, NARROWEST, Axis, Entry, axis_of, draw, read
from tests.conftest import Cast
from tests.sign_in import signed_in

from .conftest import Told


def entry(edtf: str) -> Entry:
    return Entry("act", uuid.uuid4(), "ACT-000001", "x", parse(edtf))


@pytest.mark.parametrize(
    ("edtf", "days"),
    [("2019", 365), ("2020-02", 29), ("2019-23", 91), ("2019/2020", 731), ("2020-05-05", 1)],
)
def test_a_bar_covers_all_that_is_possible(edtf: str, days: int) -> None:
    axis = Axis(2019, 2022)
    (bar,) = draw([entry(edtf)], axis).bars
    per_day = (END - LABELS) / (dt.date(2022, 1, 1) - dt.date(2019, 1, 1)).days
    assert bar.width == pytest.approx(max(days * per_day, NARROWEST), abs=0.2)
    assert not bar.broken


@pytest.mark.parametrize("edtf", ["../2020", "2020/..", "2019~", "2019/2020~"])
def test_what_is_unsure_is_broken(edtf: str) -> None:
    (bar,) = draw([entry(edtf)], Axis(2019, 2022)).bars
    assert bar.broken


def test_open_ends_reach_the_edge() -> None:
    before, after = draw([entry("../2020"), entry("2020/..")], Axis(2019, 2022)).bars
    assert before.x == LABELS
    assert after.x + after.width == pytest.approx(END)


def test_bars_stay_on_the_drawing() -> None:
    entries = [entry("2021-12-31"), entry("1999"), entry("2021/..")]
    for bar in draw(entries, axis_of(entries)).bars:
        assert LABELS <= bar.x <= bar.x + bar.width <= END


def test_ticks_can_be_read() -> None:
    assert [year for year, _x in Axis(2019, 2022).ticks] == [2019, 2020, 2021, 2022]
    assert len(Axis(1950, 2026).ticks) <= 13


def test_what_has_no_time_stands_apart(cast: Cast, told: Told) -> None:
    answer = signed_in(cast.lead).get(reverse("admin:case_timeline", args=[told.case.pk]))
    assert [one.code for one in answer.context["shown"]] == [told.event.code, told.acts["hours"].code]
    assert [one.code for one in answer.context["undated"]] == [told.later.code]


def test_an_event_says_how_many_acts_have_no_time_of_their_own(cast: Cast, told: Told) -> None:
    found = {one.code: one for one in read(CaseView(cast.lead, told.case, restricted=False))}
    assert (found[told.event.code].acts, found[told.later.code].acts) == (1, 1)
    hours = found[told.acts["hours"].code]
    assert (hours.when, hours.precision) == ("about autumn 2019", "about: season")
    assert told.acts["restricted"].code not in found


def test_an_event_of_restricted_acts_alone_is_hidden_with_them(cast: Cast, told: Told) -> None:
    for name in ("hours", "papers"):
        told.acts[name].event_id = told.later.pk
        type(told.acts[name]).objects.filter(pk=told.acts[name].pk).update(event=told.later)
    hidden = {one.code for one in read(CaseView(cast.lead, told.case, restricted=False))}
    shown = {one.code for one in read(CaseView(cast.lead, told.case, restricted=True))}
    assert told.event.code not in hidden
    assert told.event.code in shown


def test_an_empty_case_has_a_sentence(cast: Cast, case: object) -> None:
    answer = signed_in(cast.lead).get(reverse("admin:case_timeline", args=[case.pk]))  # type: ignore[attr-defined]
    assert "No event or act has a time" in answer.content.decode()
