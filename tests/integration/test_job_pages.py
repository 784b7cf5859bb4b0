"""The page of a job: its state in words and in the title, whom it is shown to, and when it looks again by itself."""

import datetime as dt
import uuid
from http import HTTPStatus

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from cases.accounts.actions import edit_user
from cases.accounts.models import User
from cases.desk.jobs import enqueue_build, progress, tasks, worker
from cases.releases.actions import set_site, start_series
from cases.releases.models import ReleaseDraft, Series
from cases.vocabulary.loading import VocabularyFiles
from tests.conftest import Cast
from tests.integration.conftest import SignIn, page

REFRESH = '<meta http-equiv="refresh" content="3">'


@pytest.fixture
def series(cast: Cast, vocabulary: VocabularyFiles, settings: Settings) -> Series:
    """A release is due, and the cache keeps what jobs say."""
    local = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {name: {"BACKEND": local, "LOCATION": f"pages-of-jobs-{name}"} for name in ("default", "pages")}
    cache.clear()
    set_site(by=cast.administrator, organisation="Casetracker tests")
    return start_series(by=cast.dpo, first_slot=timezone.localdate())


@pytest.fixture
def key(cast: Cast, series: Series) -> uuid.UUID:
    """The advocacy officer asked for a build."""
    return enqueue_build(by=cast.advocacy, series=series)


def shown(client: Client, key: uuid.UUID, query: str = "") -> str:
    answer = client.get(reverse("admin:job", args=[key]) + query)
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()


def title(text: str) -> str:
    return text.split("<title>")[1].partition(" | ")[0]


def test_a_job_from_waiting_to_done(cast: Cast, key: uuid.UUID, sign_in: SignIn) -> None:
    client = sign_in(cast.advocacy)
    waits = shown(client, key)
    assert title(waits) == "Building the next release of SER-001: waiting"
    assert REFRESH in waits
    DBTaskResult.objects.get(pk=key).claim("w")
    progress.note(key, "Making the files …", 2, 2)
    runs = shown(client, key)
    assert title(runs) == "Building the next release of SER-001: running"
    assert "Making the files …" in runs
    assert "Step 2 of 2" in runs
    assert REFRESH in runs
    worker.work_off()
    done = shown(client, key)
    assert title(done) == "Building the next release of SER-001: done"
    assert page(ReleaseDraft, "change", ReleaseDraft.objects.get().pk) in done
    assert "refresh" not in done


def test_a_refusal_is_shown_as_it_was_said(cast: Cast, key: uuid.UUID, sign_in: SignIn, series: Series) -> None:
    worker.work_off()
    again = enqueue_build(by=cast.advocacy, series=series)
    worker.work_off()
    text = shown(sign_in(cast.advocacy), again)
    assert title(text) == "Building the next release of SER-001: not done"
    assert "REL-001 is built and waits for its signatures" in text
    assert "refresh" not in text


def test_a_fault_is_named_by_its_kind_only(
    cast: Cast, key: uuid.UUID, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def met(**_given: object) -> None:
        raise ValueError("the words of a witness")

    monkeypatch.setattr(tasks, "build_release", met)
    worker.work_off()
    text = shown(sign_in(cast.advocacy), key)
    assert "The program met a fault (ValueError)" in text
    assert "the words of a witness" not in text


def test_a_job_that_was_given_up_says_so(cast: Cast, key: uuid.UUID, sign_in: SignIn) -> None:
    for _time in range(1 + worker.RETRIES):
        DBTaskResult.objects.get(pk=key).claim("w")
    worker.work_off()
    assert "time and again" in shown(sign_in(cast.advocacy), key)


@pytest.mark.parametrize("who", ["lead", "dpo"])
def test_whoever_may_build_sees_it_too(cast: Cast, key: uuid.UUID, sign_in: SignIn, who: str) -> None:
    assert "SER-001" in shown(sign_in(getattr(cast, who)), key)


@pytest.mark.parametrize("who", ["interviewer", "coder", "legal", "administrator", "stranger"])
def test_nobody_else_does(cast: Cast, key: uuid.UUID, sign_in: SignIn, who: str) -> None:
    answer = sign_in(getattr(cast, who)).get(reverse("admin:job", args=[key]))
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert b"SER-001" not in answer.content


def test_who_asked_and_lost_the_role_still_reads_the_refusal(cast: Cast, key: uuid.UUID, sign_in: SignIn) -> None:
    edit_user(by=cast.administrator, user=cast.advocacy, roles=["coder"])
    worker.work_off()
    assert "Your roles do not allow this step" in shown(sign_in(User.objects.get(pk=cast.advocacy.pk)), key)


def test_a_job_that_is_not_there_or_not_ours(cast: Cast, key: uuid.UUID, sign_in: SignIn) -> None:
    client = sign_in(cast.advocacy)
    assert client.get(reverse("admin:job", args=[uuid.uuid4()])).status_code == HTTPStatus.NOT_FOUND
    DBTaskResult.objects.filter(pk=key).update(task_path="another.task")
    assert client.get(reverse("admin:job", args=[key])).status_code == HTTPStatus.NOT_FOUND


def test_the_page_can_be_told_to_stay(cast: Cast, key: uuid.UUID, sign_in: SignIn) -> None:
    text = shown(sign_in(cast.advocacy), key, "?stay=1")
    assert REFRESH not in text
    assert "Look again" in text


def test_the_page_stops_looking_again_after_ten_minutes(cast: Cast, key: uuid.UUID, sign_in: SignIn) -> None:
    """Else the session of somebody who left would never be idle."""
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=10, seconds=1), tick=False):
        text = shown(sign_in(cast.advocacy), key)
        assert REFRESH not in text
        assert "no longer looks again" in text


def test_the_page_says_when_the_keys_are_missing(
    cast: Cast, key: uuid.UUID, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    DBTaskResult.objects.get(pk=key).claim("a process that is gone")
    client = sign_in(cast.advocacy)
    monkeypatch.setattr(worker, "may_work", lambda: False)
    text = shown(client, key)
    assert title(text).endswith("waiting")
    assert reverse("accounts_unlock") in text
