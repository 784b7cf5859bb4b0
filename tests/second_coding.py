"""Whether tests need a second coder: only those of the second coding itself do, and they say so."""

import pytest

from cases.coding import selection

REAL = {"FIRST": selection.FIRST, "SHARE": selection.SHARE, "RESTRICTED": selection.RESTRICTED}
"""The office's own rule, as the module has it."""


@pytest.fixture(autouse=True)
def _no_second_coder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is chosen for a second coding, so that tests of what comes after it need no second coder."""
    for name, value in {"FIRST": 0, "SHARE": 0.0, "RESTRICTED": False}.items():
        monkeypatch.setattr(selection, name, value)


@pytest.fixture
def everything_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every own interview goes to a second coder: the first 20 of its case do."""
    for name, value in REAL.items():
        monkeypatch.setattr(selection, name, value)
