"""The day of the tests: slots of a series lie from the 1st to the 28th, so on later days the tests live on the 28th."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

LAST = 28
MORNING = dt.time(6, tzinfo=dt.UTC)
"""Early enough that no run of the tests comes to the 29th."""


def shift() -> time_machine.travel | None:
    """The journey back to the 28th, to be started; None on a day that every month has."""
    today = dt.datetime.now(dt.UTC).date()
    if today.day <= LAST:
        return None
    return time_machine.travel(dt.datetime.combine(today.replace(day=LAST), MORNING), tick=True)


@pytest.fixture(scope="session", autouse=True)
def _day() -> Iterator[None]:
    journey = shift()
    if journey is None:
        yield
        return
    with journey:
        yield
