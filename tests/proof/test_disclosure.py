"""The engine's figures at full size, each against its bar."""

import sys
from types import ModuleType

import pytest

from cases.management.bench.disclosure import PARTS
from cases.management.bench.figures import table


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__.rsplit(".", 1)[-1])
def test_every_bar_holds(part: ModuleType) -> None:
    """One line for each figure, and none of them a MISS."""
    figures = part.figures(True)
    sys.stdout.write(f"\n{table(figures)}\n")
    assert [figure for figure in figures if not figure.passes] == []
