"""Kill −9 in the middle of a job: the next process finds it, carries it out, and it is done once."""

import shutil
from pathlib import Path

import pytest

from tests.job_process import finished, killed_at, started

DONE_ONCE = "['SUCCESSFUL', {taken_up}, 1, True, True, True]\n"
"""State, how often it was taken up, rows of noise, whether the files are there, cells once each, the draft named."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    finished(folder, "make")
    return folder


@pytest.fixture
def folder(office: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(office, tmp_path / "var"))


@pytest.mark.slow
@pytest.mark.parametrize("point", ["begun", "freezing", "frozen"])
def test_a_killed_job_is_done_by_the_next_process(folder: Path, point: str) -> None:
    killed_at(folder, point)
    assert finished(folder, "finish") == DONE_ONCE.format(taken_up=2)


@pytest.mark.slow
def test_killed_three_times_it_is_still_done_once(folder: Path) -> None:
    for point in ("begun", "freezing", "frozen"):
        killed_at(folder, point)
    assert finished(folder, "finish") == DONE_ONCE.format(taken_up=4)


@pytest.mark.slow
def test_a_second_process_takes_nothing_up_while_the_first_lives(folder: Path) -> None:
    first = started(folder, "frozen")
    assert first.stdout is not None
    assert first.stdout.readline() == b"frozen\n"
    killed_at(folder, "refused")
    first.kill()
    first.wait(timeout=60)
    first.stdout.close()
    assert finished(folder, "finish") == DONE_ONCE.format(taken_up=2)
