"""The project's own files and commands, for the tests that read code."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str, **options: object) -> subprocess.CompletedProcess[str]:
    """Run a command in the project's folder and keep what it says."""
    arguments = {"cwd": ROOT, "capture_output": True, "text": True, "check": False} | options
    return subprocess.run(command, **arguments)  # type: ignore[call-overload,no-any-return]  # noqa: S603


def project_files() -> list[Path]:
    """Every file that git tracks or would take in at the next `git add`."""
    git = shutil.which("git")
    assert git, "git is missing: install it, the project's files are read from its index."
    # A checkout that another user owns is read all the same: nothing in it is run by git.
    listing = run(
        git, "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard", check=True
    ).stdout
    return [ROOT / name for name in listing.split("\0") if name and (ROOT / name).is_file()]


def own_modules() -> Iterator[Path]:
    """Every Python file of the program; migrations and tests aside."""
    for path in project_files():
        parts = path.relative_to(ROOT).parts
        if path.suffix == ".py" and parts[0] in ("cases", "casetracker") and "migrations" not in parts:
            yield path
