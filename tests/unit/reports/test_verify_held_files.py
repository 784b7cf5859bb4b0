"""The checks of downloads on files in memory: as strict as on a folder."""

from pathlib import Path

import pytest

from cases.reports.verifying.check import verify_files
from cases.reports.verifying.outcome import State

from .test_verify_release import three, whole

pytestmark = pytest.mark.slow


def failures(*releases: dict[str, bytes]) -> set[str]:
    """The checks that fail of the last release."""
    *_others, (_name, lines) = verify_files(releases)
    return {line.check for line in lines if line.state is State.FAIL}


def test_what_passes_in_a_folder_passes_in_memory() -> None:
    assert failures(whole()) == set()


def test_a_chain_in_memory(tmp_path: Path) -> None:
    folder = three(tmp_path / "all")
    held = [{path.name: path.read_bytes() for path in one.iterdir()} for one in sorted(folder.iterdir())]
    assert failures(*held) == set()
    assert failures(held[0], held[2]) == {"chain"}


def test_a_changed_missing_or_extra_file() -> None:
    files = whole()
    assert "checksums.txt" in failures({**files, "report-en.pdf": files["report-en.pdf"] + b" "})
    assert "folder" in failures({name: content for name, content in files.items() if name != "cells.json"})
    assert "folder" in failures({**files, "more.csv": b"x"})


def test_the_last_one_given_is_the_one_asked_about() -> None:
    """Also when it cannot be read, and so has no date."""
    assert "release.json" in failures(whole(), {**whole(), "release.json": b"{"})
