"""Imports run one way."""

import re
import sys

from tests.architecture.sources import run


def test_import_contracts_hold() -> None:
    """The contracts of pyproject.toml, as `make check` runs them; a process of its own keeps our modules out."""
    check = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    result = run(sys.executable, "-c", check, "--no-cache", "--no-logo")
    assert result.returncode == 0, result.stdout + result.stderr
    assert re.search(r"Contracts: [1-9]\d* kept, 0 broken", result.stdout)
