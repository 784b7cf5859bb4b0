"""The demonstration's three releases, as the office publishes them, pass every check of a stranger."""

from pathlib import Path

import pytest

from cases.desk import demonstration
from cases.published.models import PublishedFile
from cases.reports.verifying.check import verify

PEOPLE = 400


@pytest.mark.slow
def test_the_demonstrations_releases_pass(db: None, tmp_path: Path) -> None:
    demonstration.build(lambda _line: None, people=PEOPLE)
    folder = tmp_path / "downloads"
    for file in PublishedFile.objects.all():
        (folder / file.release_id).mkdir(parents=True, exist_ok=True)
        (folder / file.release_id / file.name).write_bytes(bytes(file.content))
    found = list(verify([folder]))
    assert len(found) == demonstration.RELEASES
    assert [f"{name} {line}" for name, lines in found for line in lines if line.state == "FAIL"] == []
    chained = [line.figure for _name, lines in found for line in lines if line.check == "chain"]
    assert sum("has the sha256 it names" in figure for figure in chained) == demonstration.RELEASES - 1
