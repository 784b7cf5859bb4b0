"""An export takes its place whole or not at all, and never that of something else."""

import fcntl
import os
from pathlib import Path

import pytest

from cases.core.errors import Refused
from cases.public.export.folder import SUMS, is_export, replacing, seal, sums_of
from tests.architecture.sources import run


def written(target: Path, text: str) -> None:
    with replacing(target) as folder:
        (folder / "en").mkdir()
        (folder / "en/index.html").write_text(text)
        seal(folder, "https://example.org", {})


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """An export that stands already."""
    written(tmp_path / "site", "old")
    return tmp_path / "site"


def text_of(target: Path) -> str:
    return (target / "en/index.html").read_text()


def test_new_export_takes_the_place_of_the_old(target: Path) -> None:
    written(target, "new")
    assert text_of(target) == "new"
    assert is_export(target)
    assert os.listdir(target.parent) == ["site"]


def test_checksums_are_read_by_sha256sum(target: Path) -> None:
    done = run("sha256sum", "--check", "--strict", SUMS, cwd=target)
    assert done.returncode == 0, done.stderr
    assert list(sums_of(target)) == ["en/index.html", "export.json"]


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt(), Refused("x")])
def test_fault_leaves_the_old_one(target: Path, fault: BaseException) -> None:
    def stops() -> None:
        with replacing(target) as folder:
            (folder / "half").write_text("x")
            raise fault

    with pytest.raises(type(fault)):
        stops()
    assert text_of(target) == "old"
    assert os.listdir(target.parent) == ["site"]


def test_new_place_and_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("empty", "new"):
        written(tmp_path / name, name)
        assert text_of(tmp_path / name) == name


def test_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("x")
    with pytest.raises(Refused, match="something else than an export"):
        written(tmp_path, "new")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_strange_file_in_an_export_is_not_lost(target: Path) -> None:
    (target / "notes.txt").write_text("x")
    with pytest.raises(Refused, match="holds notes.txt, which is none of the export"):
        written(target, "new")
    assert text_of(target) == "old"


def test_file_and_link_are_refused(target: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(target)
    for name in ("file", "link"):
        with pytest.raises(Refused, match="is no folder"):
            written(tmp_path / name, "new")
    assert text_of(target) == "old"


def test_missing_folder_above_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no folder"):
        written(tmp_path / "a/b", "new")


def test_what_a_killed_run_left_is_removed(target: Path) -> None:
    part = target.with_name(".site.casetracker-part")
    (part / "en").mkdir(parents=True)
    (part / "en/x.html").write_text("half")
    written(target, "new")
    assert sorted(path.name for path in target.rglob("*.html")) == ["index.html"]
    assert os.listdir(target.parent) == ["site"]


def test_run_that_was_killed_between_the_renames_is_mended(target: Path) -> None:
    target.rename(target.with_name(".site.casetracker-old"))
    with replacing(target) as folder:
        assert text_of(target) == "old"
        seal(folder, "https://example.org", {})
    assert not (target / "en").exists()


def test_two_runs_do_not_mix(target: Path) -> None:
    part = target.with_name(".site.casetracker-part")
    part.mkdir()
    other = os.open(part, os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)
    try:
        with pytest.raises(Refused, match="Another export is being written"):
            written(target, "new")
        assert part.exists()
    finally:
        os.close(other)
    assert text_of(target) == "old"


def test_rename_that_fails_puts_the_old_one_back(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def fails(path: Path, to: Path) -> Path:
        if path.name.endswith("-part"):
            raise OSError(5, "Input/output error")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(OSError, match="Input/output"):
        written(target, "new")
    assert text_of(target) == "old"
