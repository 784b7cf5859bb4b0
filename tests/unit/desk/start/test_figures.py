"""The office's figures: exact counts of own interviews, for who may read them; charts that say the same as their table."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.accounts.models import User
from cases.casework.models import Case
from cases.desk.actions import withdraw
from cases.desk.start.charts import HEIGHT, LOWEST, chart
from cases.desk.start.figures import Figures, figures, months_until
from cases.intake.models import Testimony
from cases.management.bench import staff_records
from cases.witnesses.models import Witness
from tests.conftest import Cast


def read(user: User) -> Figures:
    found = figures(User.objects.get(pk=user.pk))
    assert found is not None
    return found


def numbers(pairs: object) -> list[int]:
    return [number for _name, number in pairs]  # type: ignore[attr-defined]


def test_only_who_may_read_exact_numbers(cast: Cast, submitted: Testimony) -> None:
    for user in (cast.interviewer, cast.coder, cast.legal, cast.advocacy, cast.administrator):
        assert figures(User.objects.get(pk=user.pk)) is None
    assert numbers(read(cast.lead).totals) == numbers(read(cast.dpo).totals) == [1, 0, 0, 0]


def test_each_step_is_counted_and_what_waits_for_the_next(cast: Cast, verified: Testimony) -> None:
    found = read(cast.dpo)
    assert numbers(found.totals) == [1, 1, 1, 0]
    assert numbers(found.waiting) == [0, 0, 0, 0, 1]
    month = f"{timezone.localdate():%Y-%m}"
    assert found.lines[-1] == (month, [1, 1, 1, 0])
    assert sum(sum(line) for _month, line in found.lines) == 3
    assert found.days_to_coding == found.days_to_verification == 0


def test_days_are_counted_from_submission(cast: Cast, verified: Testimony) -> None:
    assert verified.submitted_at is not None
    # Past every action, since none takes a step in the past.
    Testimony.objects.filter(pk=verified.pk).update(submitted_at=verified.submitted_at - dt.timedelta(days=3))
    assert read(cast.lead).days_to_coding == 3.0


def test_a_draft_and_a_public_source_are_not_received(cast: Cast, testimony: Testimony, first_case: Case) -> None:
    assert Testimony.objects.filter(stream="press").exists()
    assert numbers(read(cast.lead).totals) == [0, 0, 0, 0]


def test_what_was_withdrawn_is_not_counted(cast: Cast, verified: Testimony, witness: Witness) -> None:
    withdraw(by=cast.dpo, witness=witness, received_on=timezone.localdate(), way="phone", whole=True)
    assert numbers(read(cast.lead).totals) == [0, 0, 0, 0]


def test_months_that_are_past_leave_the_charts_and_stay_in_the_total(cast: Cast, submitted: Testimony) -> None:
    with time_machine.travel(timezone.now() + dt.timedelta(days=400), tick=False):
        found = read(cast.lead)
        assert numbers(found.totals) == [1, 0, 0, 0]
        assert all(not any(line) for _month, line in found.lines)
        assert found.charts[0].description == "None in the last 12 months."


def test_seven_statements_for_one_and_for_many(cast: Cast, case: Case, submitted: Testimony) -> None:
    for more in (0, 30):
        if more:
            staff_records.more(case, more, interviewer=cast.interviewer)
        user = User.objects.get(pk=cast.lead.pk)
        assert user.role_set
        with CaptureQueriesContext(connection) as captured:
            figures(user)
        # One for the states, one for the second coders, one for each chart, one for how long the steps took.
        assert len(captured) == 7


def test_twelve_months_over_the_new_year() -> None:
    months = months_until(dt.date(2026, 3, 31))
    assert (len(months), months[0], months[-1]) == (12, dt.date(2025, 4, 1), dt.date(2026, 3, 1))


@pytest.mark.parametrize(("counts", "heights"), [([0, 0], [0, 0]), ([1, 1000], [LOWEST, HEIGHT]), ([5, 10], [30, 60])])
def test_bars_are_as_high_as_their_numbers(counts: list[int], heights: list[float]) -> None:
    months = [dt.date(2026, 1, 1), dt.date(2026, 2, 1)]
    drawn = chart("Received", "x", months, dict(zip(months, counts, strict=True)))
    assert [bar.height for bar in drawn.bars] == heights
    assert all(bar.y + bar.height == HEIGHT for bar in drawn.bars if bar.count)
    assert [bar.count for bar in drawn.bars] == counts


def test_a_chart_says_its_highest_month() -> None:
    months = [dt.date(2026, 1, 1), dt.date(2026, 2, 1)]
    drawn = chart("Received", "x", months, {months[1]: 4, months[0]: 1})
    assert drawn.description == "5 in the last 12 months; most in 2026-02: 4."
