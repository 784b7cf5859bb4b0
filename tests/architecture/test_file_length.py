"""A file stays short enough to be read in one go."""

from tests.architecture.sources import ROOT, project_files

LONGEST = 300
KINDS = {".py", ".html", ".css"}


def test_no_file_is_longer_than_300_lines() -> None:
    """A full file becomes a folder of the same name."""
    counted = {
        path.relative_to(ROOT).as_posix(): len(path.read_text().splitlines())
        for path in project_files()
        if path.suffix in KINDS and "migrations" not in path.parts
    }
    assert "casetracker/settings.py" in counted
    assert {name: lines for name, lines in counted.items() if lines > LONGEST} == {}
