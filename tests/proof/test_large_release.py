"""A release of 100,000 people from their records to its audit, in a process of its own."""

import sys

import pytest

from cases.management.bench import releases
from cases.management.bench.figures import table


@pytest.mark.skipif(sys.platform != "linux", reason="the most memory is counted in other units elsewhere")
def test_every_bar_holds() -> None:
    figures = list(releases.measure(full=True))
    sys.stdout.write(f"\n{table(figures)}\n")
    assert [figure for figure in figures if not figure.passes] == []
