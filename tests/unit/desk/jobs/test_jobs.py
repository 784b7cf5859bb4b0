"""Jobs: put down, carried out by the worker, refused, cut off; and what the queue keeps of them."""

import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import translation
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from cases.accounts.actions import edit_user
from cases.accounts.models import User
from cases.core import keyring, lockdown
from cases.core.errors import Locked, NotAllowed
from cases.desk import auditing
from cases.desk.build import build_release
from cases.desk.jobs import enqueue_audit, enqueue_build, progress, tasks, worker
from cases.desk.jobs.state import Job, State, find
from cases.releases.models import NoiseRow, ReleaseDraft, Series
from tests.conftest import Cast

PASSPHRASE = "a long passphrase of an office, typed once"
SECRET = "the witness said where her brother is"


def job(user: User, key: uuid.UUID) -> Job:
    found = find(user, key)
    assert found is not None
    return found


def stored(key: uuid.UUID) -> str:
    """All that the queue keeps of a job."""
    return json.dumps(DBTaskResult.objects.filter(pk=key).values().get(), default=str)


def fails(monkeypatch: pytest.MonkeyPatch, *errors: Exception) -> list[Exception]:
    """Let builds meet these errors, one at a time, and then do their work."""
    left, build = list(errors), tasks.build_release

    def met(**given: Any) -> ReleaseDraft:
        if left:
            raise left.pop(0)
        return build(**given)

    monkeypatch.setattr(tasks, "build_release", met)
    return left


def cut_off(key: uuid.UUID, times: int = 1) -> None:
    """Leave a job as a process does that is killed in the middle of it."""
    for _time in range(times):
        DBTaskResult.objects.get(pk=key).claim(uuid.uuid4().hex)


def test_a_job_builds_the_release(cast: Cast, series: Series) -> None:
    key = enqueue_build(by=cast.advocacy, series=series)
    assert job(cast.advocacy, key).state == State.WAITING
    assert not ReleaseDraft.objects.exists()
    assert worker.work_off() == 1
    done = job(cast.advocacy, key)
    assert (done.state, done.draft) == (State.DONE, ReleaseDraft.objects.get())
    assert ReleaseDraft.objects.get().manifest_sha256
    assert ReleaseDraft.objects.get().built_by == cast.advocacy


def test_a_build_says_each_of_its_steps(cast: Cast, series: Series, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that build_release gains or loses is counted in BUILD_STEPS and named for the catalogue (page.py)."""
    said: list[tuple[object, ...]] = []
    monkeypatch.setattr(progress, "note", lambda *given: said.append(given))
    key = enqueue_build(by=cast.lead, series=series)
    worker.work_off()
    assert said == [
        (str(key), "Freezing who counts, the noise and the cells …", 1, 2),
        (str(key), "Making the files …", 2, 2),
    ]


def test_the_same_job_asked_for_twice_is_one(cast: Cast, series: Series) -> None:
    key = enqueue_build(by=cast.lead, series=series)
    assert enqueue_build(by=cast.dpo, series=series) == key
    worker.work_off()
    assert enqueue_build(by=cast.dpo, series=series) != key


@pytest.mark.parametrize("who", ["interviewer", "coder", "legal", "administrator"])
def test_who_may_not_build_puts_nothing_down(cast: Cast, series: Series, who: str) -> None:
    with pytest.raises(NotAllowed):
        enqueue_build(by=getattr(cast, who), series=series)
    assert not DBTaskResult.objects.exists()


@pytest.mark.parametrize(
    "change", [{"roles": ["coder"]}, {"roles": ["advocacy"], "is_active": False}], ids=["role", "account"]
)
def test_who_lost_the_right_meanwhile_is_refused(cast: Cast, series: Series, change: dict[str, Any]) -> None:
    key = enqueue_build(by=cast.advocacy, series=series)
    edit_user(by=cast.administrator, user=User.objects.get(pk=cast.advocacy.pk), **change)
    worker.work_off()
    refused = job(cast.lead, key)
    assert refused.state == State.FAILED
    assert "Your roles do not allow this step" in refused.refusal
    assert not ReleaseDraft.objects.exists()


def test_a_refusal_is_told_in_the_language_it_was_asked_in(cast: Cast, series: Series) -> None:
    """One release waits for its signatures, so the next is refused."""
    enqueue_build(by=cast.advocacy, series=series)
    worker.work_off()
    with translation.override("ru"):
        key = enqueue_build(by=cast.advocacy, series=series)
    worker.work_off()
    refused = job(cast.advocacy, key)
    assert refused.state == State.FAILED
    assert any("а" <= letter <= "я" for letter in refused.refusal)
    assert "REL-001" in refused.refusal
    assert refused.fault == ""


def test_a_fault_leaves_its_kind_and_no_word_of_its_message(
    cast: Cast, series: Series, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = ValueError(SECRET)
    error.add_note(SECRET)
    error.__cause__ = KeyError(SECRET)
    fails(monkeypatch, error)
    key = enqueue_build(by=cast.lead, series=series)
    worker.work_off()
    failed = job(cast.lead, key)
    assert (failed.state, failed.fault, failed.refusal) == (State.FAILED, "ValueError", "")
    assert SECRET not in stored(key)
    assert "Traceback" not in stored(key)


def test_the_library_s_own_worker_keeps_no_content_either(
    cast: Cast, series: Series, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody may start `manage.py db_worker` by hand."""
    error = ValueError(SECRET)
    error.__context__ = KeyError(SECRET)
    fails(monkeypatch, error)
    key = enqueue_build(by=cast.lead, series=series)
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)  # it would end the test's transaction
    given: dict[str, Any] = {"queue_names": ["default"], "excluded_queue_names": [], "backend_name": "default"}
    db_worker.Worker(**given, interval=0, batch=True, startup_delay=False, max_tasks=1, worker_id="w").run()
    assert SECRET not in stored(key)
    assert job(cast.lead, key).fault == "ValueError"


def test_what_is_put_down_is_uuids_and_codes(cast: Cast, series: Series) -> None:
    key = enqueue_build(by=cast.lead, series=series)
    given = DBTaskResult.objects.get(pk=key).args_kwargs
    assert given == {"args": [], "kwargs": {"by": str(cast.lead.pk), "record": str(series.pk), "language": "en"}}


# --- keys ---


@pytest.fixture
def _locked(cast: Cast, series: Series, settings: Settings, tmp_path: Path) -> None:
    """An office after a restart: the same keys, sealed by a passphrase that nobody typed yet."""
    from cases.core import key_files

    ring = key_files.parse(settings.KEY_FILE.read_bytes(), settings.KEY_FILE)
    settings.KEY_FILE = tmp_path / "sealed"
    key_files.create(settings.KEY_FILE, key_files.seal(ring, PASSPHRASE))
    keyring.lock()


@pytest.mark.usefixtures("_locked")
def test_jobs_wait_while_the_keys_are_locked(cast: Cast, series: Series) -> None:
    key = enqueue_build(by=cast.lead, series=series)
    assert worker.work_off() == 0
    assert (job(cast.lead, key).state, job(cast.lead, key).keys_are_open) == (State.WAITING, False)
    assert worker.waits_for_keys()
    keyring.unlock(PASSPHRASE)
    assert worker.work_off() == 1
    assert job(cast.lead, key).state == State.DONE


def test_a_job_during_which_the_keys_are_locked_goes_on_later(
    cast: Cast, series: Series, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = enqueue_build(by=cast.lead, series=series)
    fails(monkeypatch, Locked("x"))
    assert worker.turn()
    assert DBTaskResult.objects.get(pk=key).status == "RUNNING"
    assert worker.turn()
    assert job(cast.lead, key).state == State.DONE


def test_nothing_is_carried_out_during_a_lockdown(cast: Cast, series: Series, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in the moment in which the keys are still in memory."""
    enqueue_build(by=cast.lead, series=series)
    monkeypatch.setattr(lockdown, "standing", lambda: True)
    assert worker.work_off() == 0


# --- cut off ---


def test_a_job_that_was_cut_off_is_carried_out_before_what_waits(cast: Cast, series: Series) -> None:
    key = enqueue_build(by=cast.lead, series=series)
    cut_off(key)
    assert worker.work_off() == 1
    assert job(cast.lead, key).state == State.DONE
    assert len(DBTaskResult.objects.get(pk=key).worker_ids) == 2


def test_it_is_taken_up_three_times_and_then_given_up(cast: Cast, series: Series) -> None:
    key = enqueue_build(by=cast.lead, series=series)
    cut_off(key, times=1 + worker.RETRIES)
    worker.work_off()
    given_up = job(cast.lead, key)
    assert (given_up.state, given_up.was_cut_off) == (State.FAILED, True)
    assert (given_up.refusal, given_up.fault) == ("", "")
    assert not NoiseRow.objects.exists()


def test_the_third_retry_is_still_carried_out(cast: Cast, series: Series) -> None:
    key = enqueue_build(by=cast.lead, series=series)
    cut_off(key, times=worker.RETRIES)
    worker.work_off()
    assert job(cast.lead, key).state == State.DONE


def test_a_database_that_is_always_busy_ends_the_job(
    cast: Cast, series: Series, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = enqueue_build(by=cast.lead, series=series)
    left = fails(monkeypatch, *[OperationalError(SECRET)] * 10)
    assert worker.work_off() == 1 + worker.RETRIES
    assert len(left) == 10 - 1 - worker.RETRIES
    assert job(cast.lead, key).fault == "OperationalError"
    assert SECRET not in stored(key)


def test_a_job_of_a_task_that_is_gone_fails_and_the_next_is_carried_out(cast: Cast, series: Series) -> None:
    """After going back to an older version, say."""
    first = enqueue_build(by=cast.lead, series=series)
    DBTaskResult.objects.filter(pk=first).update(task_path="cases.desk.jobs.tasks.gone")
    second = enqueue_build(by=cast.lead, series=series)
    assert worker.work_off() == 2
    assert DBTaskResult.objects.get(pk=first).status == "FAILED"
    assert job(cast.lead, second).state == State.DONE
    assert find(cast.lead, first) is None


# --- one worker ---


def test_one_process_works_at_a_time(settings: Settings, tmp_path: Path) -> None:
    import os

    settings.VAR_DIR = tmp_path / "var"
    assert not worker.somebody_works()
    handle = worker._try_lock()
    assert handle is not None
    assert worker.somebody_works()
    assert worker._try_lock() is None
    os.close(handle)
    assert not worker.somebody_works()


# --- audits ---


def test_an_audit_is_a_job_too(cast: Cast, series: Series, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it says of its progress stands on the page while it runs; its release is what the page leads to."""
    draft = build_release(by=cast.lead, series=series)
    seen: list[object] = []

    def audited(*, by: User, draft: ReleaseDraft, progress: Any) -> None:
        progress("Attacking the releases", 3, 8)
        seen.extend([by, draft, job(by, key).progress])

    monkeypatch.setattr(auditing, "audit_release", audited, raising=False)
    key = enqueue_audit(by=cast.dpo, draft=draft)
    worker.work_off()
    assert seen == [cast.dpo, draft, progress.Progress("Attacking the releases", 3, 8)]
    assert (job(cast.dpo, key).state, job(cast.dpo, key).draft) == (State.DONE, draft)
    assert job(cast.dpo, key).title == "Audit of REL-001"


@pytest.mark.parametrize("who", ["interviewer", "coder", "legal", "administrator"])
def test_who_may_not_audit_puts_nothing_down(cast: Cast, series: Series, who: str) -> None:
    draft = build_release(by=cast.lead, series=series)
    with pytest.raises(NotAllowed):
        enqueue_audit(by=getattr(cast, who), draft=draft)
    assert not DBTaskResult.objects.exists()
