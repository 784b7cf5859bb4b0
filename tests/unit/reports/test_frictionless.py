"""Frictionless, the tool that reads data packages, accepts ours and reads the same cells."""

import json
import warnings
from pathlib import Path
from typing import Any

import pytest

from cases.published.data import Tier

from .conftest import Built

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import frictionless

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


@pytest.fixture(params=Tier)
def folder(built: Built, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    for name, file in built[request.param].items():
        (tmp_path / name).write_bytes(file.content)
    return tmp_path


def report_of(folder: Path) -> Any:
    return frictionless.validate(str(folder / "datapackage.json"))


def test_the_package_is_valid(folder: Path) -> None:
    report = report_of(folder)
    assert report.valid, report.flatten(["name", "rowNumber", "type", "note"])
    names = {task.place for task in report.tasks}
    assert names >= {"cells.csv", "cells.json", "indicators.csv", "tables.xlsx"}
    assert report.stats["errors"] == report.stats["warnings"] == 0


def test_it_reads_the_cells_and_no_row_of_tags(folder: Path) -> None:
    package = frictionless.Package(str(folder / "datapackage.json"))
    found = package.get_resource("cells-csv").read_rows()
    expected = json.loads((folder / "cells.json").read_text())
    # An empty key is "" in cells.json and nothing in a CSV file.
    assert [{name: value or None for name, value in row.items()} for row in expected] == [
        {name: value or None for name, value in row.to_dict().items()} for row in found
    ]
    indicators = package.get_resource("indicators-csv").read_rows()
    assert len(indicators) == 99
    assert {row["Code"][:4] for row in indicators} == {"ILO-"}


@pytest.mark.parametrize(
    ("name", "old", "new"), [("cells.csv", b",shown,", b",shown ,"), ("cells.json", b"ILO", b"ILO ")]
)
def test_it_refuses_other_bytes(built: Built, tmp_path: Path, name: str, old: bytes, new: bytes) -> None:
    for one, file in built[Tier.MENU].items():
        (tmp_path / one).write_bytes(file.content.replace(old, new, 1) if one == name else file.content)
    errors = {row[0] for row in report_of(tmp_path).flatten(["type"])}
    assert errors == {"hash-count", "byte-count"}


def test_labels_say_what_each_key_of_the_cells_means(folder: Path) -> None:
    labels = json.loads((folder / "datapackage.json").read_text())["labels"]
    schema = json.loads((folder / "release.json").read_text())["schema"]
    assert {key: sorted(one["values"]) for key, one in labels.items()} == {key: sorted(v) for key, v in schema.items()}
    words = [words for one in labels.values() for words in (one["label"], *one["values"].values())]
    assert all(set(one) == {"en", "ko", "ru"} and all(one.values()) for one in words)
