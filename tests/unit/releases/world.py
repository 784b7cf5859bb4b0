"""Shared by tests of releases: a series of one person, its slots in time, releases as offices make them."""

import datetime as dt

import time_machine

from cases.core.models import Installation
from cases.intake.models import Testimony
from cases.published.data import File
from cases.releases.actions import attach_files, freeze_slot
from cases.releases.models import ReleaseDraft, Series
from cases.witnesses.actions import ScopeAnswer, record_consent
from tests.conftest import Cast
from tests.releasing import sign

FILES = [File("release.json", "application/json", b"{}")]


def in_week(series: Series, number: int) -> time_machine.travel:
    """The end of the day of the cut-off: the release can be built and signed. Later than what the test recorded today,
    at whatever hour it runs."""
    return time_machine.travel(dt.datetime.combine(series.slot(number), dt.time(23, 59), tzinfo=dt.UTC), tick=False)


def at_hour(series: Series, number: int, minutes: int = 0) -> time_machine.travel:
    """The hour of publication, or minutes after it."""
    return time_machine.travel(series.publishes_at(number) + dt.timedelta(minutes=minutes), tick=False)


def build(cast: Cast, series: Series) -> ReleaseDraft:
    """A release with one file of no content: what is made of the cells is not asked here."""
    return attach_files(by=cast.advocacy, draft=freeze_slot(by=cast.advocacy, series=series), files=FILES)


def released(cast: Cast, series: Series, number: int) -> ReleaseDraft:
    """Built and signed in its week; in a demonstration it is out then."""
    with in_week(series, number):
        return sign(cast, build(cast, series))


def become_office() -> None:
    """From here on the calendar is kept as in an office."""
    Installation.objects.update(kind=Installation.Kind.OFFICE)


def take_back(cast: Cast, testimony: Testimony, day: dt.date) -> None:
    """The person no longer allows the statistics."""
    assert testimony.witness is not None
    record_consent(
        by=cast.interviewer, witness=testimony.witness, given_on=day, scopes={"S2": ScopeAnswer("withdrawn")},
        form_version="2", language="ko", way="oral",
    )  # fmt: skip
