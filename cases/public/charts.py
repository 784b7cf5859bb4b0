"""Bars as places on a line from 0 to 100 %, written into SVG attributes. Knows numbers only."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Drawing:
    """A bar: solid from 0 to ``low``, hatched from there over ``band``, a tick at ``tick``, all on a ``track``.

    The track is as long as everybody asked about; empty where that number is not shown.
    """

    track: str
    low: str
    band: str
    tick: str


def draw(low: int, high: int, full: int, *, value: int | None = None, track: int | None = None) -> Drawing:
    """A bar on a scale that ends at ``full``. Nothing is drawn that is not a published number."""
    return Drawing(
        track=percent(track, full),
        low=percent(low, full),
        band=percent(high - low, full),
        tick=percent(value, full),
    )


def percent(part: int | None, full: int) -> str:
    """A part of the scale as SVG wants it, with a point in every language: ``57.5%``."""
    return "" if part is None else f"{100 * part / full:.4g}%"
