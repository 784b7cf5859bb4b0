"""Whoever runs the program finds each of its settings described."""

import ast
import re

from tests.architecture.sources import ROOT


def variables_read() -> set[str]:
    """The names given to ``env.…("NAME")`` in the settings file."""
    tree = ast.parse((ROOT / "casetracker/settings.py").read_text())
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def variables_documented() -> list[str]:
    """The first column of the table."""
    text = (ROOT / "docs/settings.md").read_text()
    return re.findall(r"^\| `(\w+)` \| .+ \| .+ \|$", text, flags=re.MULTILINE)


def test_settings_are_documented() -> None:
    """docs/settings.md describes each variable once, and none that is not read."""
    assert "DATABASE_URL" in variables_read()
    assert sorted(variables_documented()) == sorted(variables_read())


def test_environment_is_read_through_env_only() -> None:
    """A variable read in another way would escape the test above."""
    assert "environ[" not in (text := (ROOT / "casetracker/settings.py").read_text())
    assert "getenv" not in text
