"""Bars and columns as places from 0 to 100 %, written into SVG attributes. Knows numbers only."""

from dataclasses import dataclass, replace

from cases.documents import geometry


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
    span = geometry.span(low, high, full, value=value, track=track)
    return Drawing(percent(span.track), percent(span.low), percent(span.band), percent(span.tick))


def percent(fraction: float | None) -> str:
    """A fraction as SVG wants it, with a point in every language: ``57.5%``."""
    return "" if fraction is None else f"{100 * fraction:.4g}%"


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
    at = geometry.place(position, columns, apart=apart, gap=gap)
    return Column(percent(at.left), percent(at.middle), percent(at.width))


def raised(column: Column, low: float, high: float, full: float, *, value: float) -> Column:
    """The column with its heights, on a scale that ends at ``full``."""
    span = geometry.span(low, high, full, value=value)
    return replace(
        column,
        top=_from_top(span.high),
        band=percent(span.band),
        solid=_from_top(span.low),
        height=percent(span.low),
        tick=_from_top(span.tick),
    )


def _from_top(fraction: float | None) -> str:
    return "" if fraction is None else percent(1 - fraction)
