"""Releases exchanged, missing or made anew fail where one is chained to the next."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .test_verify_release import checked, edited, failures, three, whole, with_json, written

pytestmark = pytest.mark.slow


def test_the_anchor_is_read_and_counts_nothing(tmp_path: Path) -> None:
    line = "HR-ANCHOR-1 2026-02-01" + " 0123abcd" * 8
    assert checked(tmp_path, with_json(whole(), lambda plain: plain.update(anchor=line))) == {}
    counting = line.replace("-01 ", "-01 #412# ") + " 0a1b"
    found = failures(written(tmp_path / "other", with_json(whole(), lambda plain: plain.update(anchor=counting))))
    assert set(found) == {"audit anchor"}


def test_two_releases_exchanged(tmp_path: Path) -> None:
    folder = three(tmp_path / "all")
    (folder / "2026-02").rename(folder / "x")
    (folder / "2026-05").rename(folder / "2026-02")
    (folder / "x").rename(folder / "2026-05")
    assert failures(folder) == {"name of the folder": "the folder 2026-02 holds release 2026-05: two were exchanged"}


def test_two_releases_with_each_others_date(tmp_path: Path) -> None:
    folder = three(tmp_path / "all")
    for name, date in (("2026-02", "2026-05-01"), ("2026-05", "2026-02-01")):
        files = {path.name: path.read_bytes() for path in (folder / name).iterdir()}
        for one, content in with_json(files, lambda plain, d=date: plain.update(date=d, cutoff=d)).items():  # type: ignore[misc]
            (folder / name / one).write_bytes(content)
    assert "chain" in failures(folder)


def test_a_release_missing_in_between(tmp_path: Path) -> None:
    folder = three(tmp_path / "all")
    (folder / "2026-05").rename(tmp_path / "elsewhere")
    assert failures(folder)["chain"].startswith("2026-02 is not the release before it: one is missing in between")


def test_a_release_made_anew_breaks_the_next_ones_chain(tmp_path: Path) -> None:
    """Whoever changes an old release and all its hashes cannot change what the next one says of it."""
    folder = three(tmp_path / "all")
    files = {path.name: path.read_bytes() for path in (folder / "2026-02").iterdir()}
    for name, content in edited(files, "report-en.pdf", "1.7", "1.6").items():
        (folder / "2026-02" / name).write_bytes(content)
    assert set(failures(folder)) == {"chain"}


def test_one_release_twice(tmp_path: Path) -> None:
    folder = three(tmp_path / "all")
    copy = written(folder / "copy", {path.name: path.read_bytes() for path in (folder / "2026-05").iterdir()})
    assert failures(folder)["chain"] == f"two folders hold release 2026-05: 2026-05 and {copy.name}"


@pytest.mark.parametrize(
    ("change", "figure"),
    [
        (lambda plain: plain["menu"].pop(), "menu changed within series 1"),
        (lambda plain: plain["mechanism"]["show_rule"].update(minimum=5), "mechanism changed within series 1"),
        (lambda plain: plain.update(tier="one_way"), "the tier moved down"),
        (lambda plain: plain.update(fictional=False), "is fictional, the other not"),
        (lambda plain: plain.update(previous_sha256=""), ""),
    ],
)
def test_a_series_that_changes(tmp_path: Path, change: Callable[[Any], object], figure: str) -> None:
    folder = three(tmp_path / "all")
    files = {path.name: path.read_bytes() for path in (folder / "2026-08").iterdir()}
    for name, content in with_json(files, change).items():
        (folder / "2026-08" / name).write_bytes(content)
    assert figure in failures(folder)["series" if figure else "chain"]
