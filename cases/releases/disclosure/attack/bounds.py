"""The ends of a variable over all equations together, by linear programming (HiGHS)."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import highspy
import numpy as np

from cases.releases.disclosure.attack.system import Floats, System

SLACK = 1e-5
"""How far a solution of HiGHS may be off; whole numbers stay clear of it."""

PRIMAL_SIMPLEX = 4
"""HiGHS's number for it. A new goal keeps the last point feasible, so each program starts where the last one ended."""


@dataclass(frozen=True)
class Wanted:
    """For each variable: the range that would be a finding, from ``least`` to ``most`` and at most ``width`` apart."""

    least: Floats
    most: Floats
    width: Floats

    def possible(self, low: Floats, high: Floats) -> Floats:
        """1 where a range that holds ``low`` to ``high`` for certain can still be a finding, else 0."""
        fits = (low >= self.least) & (high <= self.most) & (high - low <= self.width)
        return fits.astype(np.float64)


class _Silent(highspy.Highs):
    """HiGHS without its banner, which it writes to standard output while it is made."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def enableCallbacks(self) -> None:
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class Program:
    """One linear program, asked again and again with another goal. ``solved`` counts the goals."""

    def __init__(self, system: System) -> None:
        self.solved = 0
        self.low, self.high = system.low, system.high
        self._last = 0
        self._highs = _Silent()
        for option, value in (("threads", 1), ("simplex_strategy", PRIMAL_SIMPLEX)):
            self._highs.setOptionValue(option, value)
        self._highs.addVars(len(self.low), self.low, self.high)
        starts = np.searchsorted(system.rows, np.arange(system.number_of_rows)).astype(np.int32)
        zero = np.zeros(system.number_of_rows)
        columns = system.columns.astype(np.int32)
        self._highs.addRows(len(zero), zero, zero, len(columns), starts, columns, system.signs)

    def point(self, variable: int, sign: int) -> Floats | None:
        """A point where sign·x of the variable is lowest; None when there is no point at all."""
        self._highs.changeColCost(self._last, 0.0)
        self._highs.changeColCost(variable, float(sign))
        self._last = variable
        self._highs.run()
        self.solved += 1
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.array(self._highs.getSolution().col_value)


def bounded(program: Program, wanted: Wanted, step: Callable[[int, int], bool]) -> tuple[Floats, Floats, bool] | None:
    """The ends of every variable that may be a finding; None when no numbers fit all equations.

    Each point found is kept in mind: when the points seen so far show that a variable takes too many values to be a
    finding, no program is spent on it. ``step`` is told how many variables are done, of how many, and says whether to
    go on; the last answer says whether all were done.
    """
    low, high = program.low.copy(), program.high.copy()
    seen = program.point(0, 1)
    if seen is None:
        return None
    seen_low, seen_high = _inside(seen), _inside(seen, -1)
    queue = np.flatnonzero((low < high) & (wanted.possible(seen_low, seen_high) > 0))
    for done, variable in enumerate(queue.tolist()):
        if not step(done, len(queue)):
            return low, high, False
        for sign in (-1, 1):
            if not wanted.possible(seen_low, seen_high)[variable]:
                break
            seen = program.point(variable, sign)
            if seen is None:
                break
            seen_low, seen_high = np.minimum(seen_low, _inside(seen)), np.maximum(seen_high, _inside(seen, -1))
            if sign < 0:
                high[variable] = min(high[variable], math.floor(seen[variable] + SLACK))
            else:
                low[variable] = max(low[variable], math.ceil(seen[variable] - SLACK))
    return low, high, True


def _inside(point: Floats, sign: int = 1) -> Floats:
    """The whole number next to each value: above it, or with sign −1 below it (a whole bound may stop there)."""
    rounded: Floats = sign * np.ceil(sign * point - SLACK)
    return rounded
