"""The doctor's line on jobs."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cases.core.doctor import Line, State
from cases.desk.jobs import doctor, enqueue_build, worker
from cases.releases.models import Series
from tests.conftest import Cast


def later(minutes: int) -> Line:
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=minutes), tick=False):
        [line] = doctor.lines()
    return line


@pytest.fixture
def _job(cast: Cast, series: Series, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "somebody_works", lambda: True)
    enqueue_build(by=cast.lead, series=series)


@pytest.mark.usefixtures("_job")
@pytest.mark.parametrize("taken_up", [False, True])
def test_a_job_may_wait_and_run_for_ten_minutes(taken_up: bool) -> None:
    if taken_up:
        DBTaskResult.objects.get().claim("w")
    assert later(9).state == State.OK
    line = later(11)
    assert (line.state, "more than 10 minutes: 1." in line.text) == (State.WARN, True)


@pytest.mark.usefixtures("_job")
def test_without_a_server_it_says_to_start_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "somebody_works", lambda: False)
    assert "no server" in later(11).text
    assert "manage.py serve" in later(11).remedy


@pytest.mark.usefixtures("_job")
def test_waiting_for_the_passphrase_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "may_work", lambda: False)
    monkeypatch.setattr(worker, "waits_for_keys", lambda: True)
    assert (later(11).state, "passphrase" in later(11).text) == (State.OK, True)


@pytest.mark.usefixtures("_job")
def test_what_is_over_is_not_counted() -> None:
    worker.work_off()
    assert later(60).state == State.OK
