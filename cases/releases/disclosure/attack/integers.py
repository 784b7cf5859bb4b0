"""Exact counts attacked: what certain knowledge follows from all releases of a series together."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from cases.releases.disclosure.attack.bounds import Program, Wanted, bounded
from cases.releases.disclosure.attack.download import Download
from cases.releases.disclosure.attack.propagation import narrowed
from cases.releases.disclosure.attack.report import Finding, Kind
from cases.releases.disclosure.attack.system import UNLIMITED, Floats, System, build, windows

SMALL = 4
"""The most people of a small cell."""

FEW = 9
"""The most arrivals that are a few: the smallest cell an honest release shows holds one more."""

NARROW = 1
"""A range is narrow when its ends are no further apart."""

WINDOW = 4
"""So many releases in a row share a linear program, and the last is the first of the next. The ranges they start from
hold over all releases together; one program over 12 releases of crossed tables rounded to 5 did not end within four minutes."""

ASSUMPTIONS = ((True, True), (False, True), (True, False), (False, False))
"""(nobody leaves, hidden means few): the boldest first. The first that fits the figures at all is believed."""


@dataclass(frozen=True)
class Deduced:
    """Findings, the number of equations and of linear programs, whether time sufficed, the range of each variable."""

    findings: tuple[Finding, ...] = ()
    equations: int = 0
    programs: int = 0
    complete: bool = True
    ranges: tuple[Floats, Floats] = (np.zeros(0), np.zeros(0))


def deduce(releases: Sequence[Download], step: Callable[[int, int], bool]) -> Deduced:
    """Findings about releases of one series, taken as exact counts under the rounding and minimum they declare.

    Nothing when the figures fit no people at all. ``step``: as in ``bounded``.
    """
    for only_arrivals, hidden_is_few in ASSUMPTIONS:
        system = build(releases, only_arrivals=only_arrivals, hidden_is_few=hidden_is_few)
        ranges = narrowed(system)
        found = None if ranges is None else _by_program(replace(system, low=ranges[0], high=ranges[1]), step)
        if found:
            return replace(found, findings=tuple(_findings(system, releases[0].series, *found.ranges)))
    return Deduced()


def _by_program(system: System, step: Callable[[int, int], bool]) -> Deduced | None:
    """The ranges of the system, narrowed window by window; None when no numbers fit."""
    low, high = system.low.copy(), system.high.copy()
    solved, complete = 0, True
    for places, window in windows(system, WINDOW):
        window = replace(window, low=low[places], high=high[places])
        program = Program(window)
        found = bounded(program, _wanted(window), step)
        if found is None:
            return None
        low[places], high[places] = found[0], found[1]
        solved += program.solved
        complete = complete and found[2]
    return Deduced((), system.number_of_rows, solved, complete, (low, high))


def _wanted(system: System) -> Wanted:
    """Of releases: cells of at most 4 to within one, gaps of none. Of arrivals: at least one, at most 9."""
    size = len(system.low)
    least, most, width = np.full(size, -UNLIMITED), np.full(size, -UNLIMITED), np.full(size, UNLIMITED)
    many = len(system.cells)
    for layer in system.layers:
        counted = slice(layer.start, layer.start + many)
        if layer.is_arrival:
            least[counted], most[counted] = 1, FEW
        else:
            most[counted], width[counted] = SMALL, NARROW
            most[layer.start + many : layer.start + many + len(system.gaps)] = 0
    return Wanted(least, most, width)


def _findings(system: System, series: str, low: Floats, high: Floats) -> Iterator[Finding]:
    for layer in system.layers:
        for place, cell in enumerate(system.cells, layer.start):
            found = (_arrival if layer.is_arrival else _cell)(int(low[place]), int(high[place]))
            if found:
                yield Finding(found[0], series, layer.releases, found[1], cell)
        if not layer.is_arrival:
            place_of = {cell: place for place, cell in enumerate(system.cells, layer.start)}
            for place, (whole, part) in enumerate(system.gaps, layer.start + len(system.cells)):
                if high[place] <= 0 and low[place_of[whole]] >= 1:
                    yield Finding(Kind.FULL_GROUP, series, layer.releases, float(low[place_of[whole]]), part)


def _cell(low: int, high: int) -> tuple[Kind, float] | None:
    if high > SMALL or high < 1 or high - low > NARROW:
        return None
    return (Kind.EXACT_SMALL if low == high else Kind.NARROW_SMALL), high


def _arrival(low: int, high: int) -> tuple[Kind, float] | None:
    """Of people who left both ends are below 0; the figure is then the end next to 0."""
    if max(abs(low), abs(high)) > FEW or (low < 1 and high > -1):
        return None
    return (Kind.ARRIVAL_EXACT if low == high else Kind.ARRIVAL_PROVEN), low if low > 0 else high
