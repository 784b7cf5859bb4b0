"""Bars and columns as places from 0 to 100 %, written into SVG attributes. Knows numbers only."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Drawing:
    """A bar: solid from 0 to ``low``, hatched from there over ``band``, a tick at ``tick``, all on a ``track``.

    The track is as long as everybody asked about; empty where that number is not shown.
    """

    track: str
    low: str
    band: str
    tick: str


def draw(low: float, high: float, full: float, *, value: float | None = None, track: float | None = None) -> Drawing:
    """A bar on a scale that ends at ``full``. Nothing is drawn that is not a published number."""
    return Drawing(
        track=percent(track, full),
        low=percent(low, full),
        band=percent(high - low, full),
        tick=percent(value, full),
    )


def percent(part: float | None, full: float) -> str:
    """A part of the scale as SVG wants it, with a point in every language: ``57.5%``."""
    return "" if part is None else f"{100 * part / full:.4g}%"


GAP = 0.5
"""Between the ordered columns and the one apart, in columns."""


@dataclass(frozen=True)
class Column:
    """A column that stands on the ground: solid up to ``solid``, hatched above it up to ``top``, a tick between.

    ``left``, ``middle`` and ``width`` are places from left to right; ``top``, ``solid`` and ``tick`` from the top
    down, as SVG counts; ``band`` and ``height`` are lengths. Where the number is not shown, only its place is known.
    """

    left: str
    middle: str
    width: str
    top: str = ""
    band: str = ""
    solid: str = ""
    height: str = ""
    tick: str = ""


def place(position: int, columns: int, *, apart: bool = False, gap: bool = False) -> Column:
    """The place of a column among ``columns``. With a ``gap`` the last one stands ``apart``."""
    full = columns + (GAP if gap else 0)
    left = position + (GAP if apart else 0)
    return Column(left=percent(left, full), middle=percent(left + 0.5, full), width=percent(1, full))


def raised(column: Column, low: float, high: float, full: float, *, value: float) -> Column:
    """The column with its heights, on a scale that ends at ``full``."""
    return replace(
        column,
        top=percent(full - high, full),
        band=percent(high - low, full),
        solid=percent(full - low, full),
        height=percent(low, full),
        tick=percent(full - value, full),
    )
