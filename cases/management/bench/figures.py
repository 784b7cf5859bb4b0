"""Measured figures, each against the bar it has to hold."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured value. ``bar`` says in words what it has to hold; an empty bar is for information."""

    name: str
    value: float
    bar: str
    unit: str
    passes: bool


def at_most(name: str, value: float, bar: float, unit: str = "") -> Figure:
    """A figure that may not be above the bar."""
    return Figure(name, value, f"≤ {bar:g}", unit, value <= bar)


def at_least(name: str, value: float, bar: float, unit: str = "") -> Figure:
    """A figure that may not be below the bar."""
    return Figure(name, value, f"≥ {bar:g}", unit, value >= bar)


def between(name: str, value: float, low: float, high: float, unit: str = "") -> Figure:
    """A figure that has to lie from ``low`` to ``high``."""
    return Figure(name, value, f"{low:g} to {high:g}", unit, low <= value <= high)


def exactly(name: str, value: float, bar: float, unit: str = "") -> Figure:
    """A figure with one right value."""
    return Figure(name, value, f"= {bar:g}", unit, value == bar)


def not_measured(name: str, reason: str) -> Figure:
    """A line that says why there is no figure."""
    return Figure(f"{name}: {reason}", float("nan"), "", "", passes=True)


def table(figures: Iterable[Figure]) -> str:
    """The figures as aligned lines: name, value, unit, bar, and pass or MISS."""
    rows = [(one.name, _number(one.value), one.unit, one.bar, _verdict(one)) for one in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        f"{name:<{widths[0]}}  {value:>{widths[1]}} {unit:<{widths[2]}}  {bar:<{widths[3]}}  {verdict}".rstrip()
        for name, value, unit, bar, verdict in rows
    )


def _number(value: float) -> str:
    return "–" if value != value else f"{value:,.4g}"  # NaN is the only number unlike itself


def _verdict(figure: Figure) -> str:
    if not figure.passes:
        return "MISS"
    return "pass" if figure.bar else ""
