"""Charts of blurred numbers as SVG: solid to the low end, hatched to the high end, a tick at the number to quote."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from . import svg
from .geometry import Place, Span, place, span

BAR_LEFT, BAR_RIGHT = 176, 338
ROW, TOP, BAR, LABEL = 19, 36, 10, 170
COLUMNS_LEFT, COLUMNS_TOP, GROUND = 36, 46, 146  # above the highest column is room for its numbers
EDGE = f'stroke="{svg.PAPER}" stroke-width=".6"'


@dataclass(frozen=True)
class Bar:
    """One row or column. Without ``low`` and ``high`` only its text is drawn, and every such row looks the same."""

    label: str
    text: str
    low: int | None = None
    high: int | None = None
    value: int | None = None


@dataclass(frozen=True)
class Legend:
    """What the solid part, the hatched part and the tick mean; no tick where no number is to be quoted."""

    solid: str
    hatched: str
    tick: str = ""


def bar_chart(bars: Sequence[Bar], *, legend: Legend, end: int | None = None, said: Callable[[int], str] = str) -> str:
    """Horizontal bars on one scale from 0 to ``end``, or to the end of the highest band; ``said`` writes its numbers."""
    end = end or _end(bars)
    labels = [svg.lines(bar.label, LABEL) for bar in bars]
    heights = [ROW + svg.LINE * (len(label) - 1) for label in labels]
    bottom = TOP + sum(heights)
    parts = [svg.HATCH, *_legend(legend, svg.line(336, 0, 336, 14, svg.INK, 2)), *_axis(end, bottom, said)]
    top = TOP
    for bar, label, height in zip(bars, labels, heights, strict=True):
        parts += _row(bar, label, top + height / 2, end)
        top += height
    return svg.drawing(bottom + 4, [*parts, svg.line(BAR_LEFT, TOP, BAR_LEFT, bottom, svg.INK)])


def column_chart(bars: Sequence[Bar], *, apart: bool, legend: Legend, said: Callable[[int], str] = str) -> str:
    """Columns from left to right on such a scale; the last may stand ``apart``. A line break in a text starts smaller print."""
    end, places = _end(bars), _places(len(bars), apart=apart)
    labels = [svg.lines(bar.label, _room(at)) for bar, at in zip(bars, places, strict=True)]
    parts = [svg.HATCH, *_legend(legend, svg.line(331, 7, 341, 7, svg.INK, 2)), *_levels(end, said)]
    for bar, label, at in zip(bars, labels, places, strict=True):
        middle = _x(at.middle)
        parts += _column(bar, at, end)
        parts += [svg.centred(middle, GROUND + svg.LINE * nth, words) for nth, words in enumerate(label, 1)]
    parts.append(svg.line(COLUMNS_LEFT, GROUND, svg.WIDTH, GROUND, svg.INK))
    return svg.drawing(GROUND + svg.LINE * max(map(len, labels), default=0) + 6, parts)


def columns_fit(bars: Sequence[Bar], *, apart: bool) -> bool:
    """Whether no word below a column and no text above it is wider than the column."""
    room = _room(place(0, len(bars), gap=apart))
    above = [part for bar in bars for part in bar.text.split("\n")]
    return all(svg.fits(bar.label, room) for bar in bars) and all(svg.length(part) <= room for part in above)


def _end(bars: Sequence[Bar]) -> int:
    return max((bar.high or 0 for bar in bars), default=0) or 1


def _span(bar: Bar, end: int) -> Span | None:
    """Where its number stands; None where it is not shown."""
    return None if bar.low is None or bar.high is None else span(bar.low, bar.high, end, value=bar.value)


def _steps(end: int) -> range:
    """The numbers on a scale: multiples of 1, 2 or 5 times a power of ten, at most five of them after the 0."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if end <= 5 * factor * step:
                return range(0, end + 1, factor * step)
        step *= 10


def _legend(legend: Legend, tick: str) -> list[str]:
    """One line above the chart; the places are fixed, so that legends on a page stand below each other."""
    parts = [svg.rect(0, 2, 16, BAR, svg.FILL), svg.text(21, 10, legend.solid)]
    parts += [*svg.band(160, 2, 16, BAR), svg.text(181, 10, legend.hatched)]
    return [*parts, tick, svg.text(346, 10, legend.tick)] if legend.tick else parts


def _across(fraction: float) -> float:
    """The place on the scale of the bars."""
    return round(BAR_LEFT + (BAR_RIGHT - BAR_LEFT) * fraction, 2)


def _axis(end: int, bottom: int, said: Callable[[int], str]) -> list[str]:
    parts = []
    for number in _steps(end):
        x = _across(number / end)
        parts += [svg.line(x, TOP, x, bottom, svg.GRID), svg.centred(x, TOP - 5, said(number), fill=svg.QUIET)]
    return parts


def _row(bar: Bar, label: list[str], middle: float, end: int) -> list[str]:
    first = middle + 3 - svg.LINE * (len(label) - 1) / 2
    parts = [svg.text(0, first + svg.LINE * nth, words) for nth, words in enumerate(label)]
    parts.append(svg.text(svg.WIDTH, middle + 3, bar.text, svg.END))
    if at := _span(bar, end):
        low, high, y = _across(at.low), _across(at.high), middle - BAR / 2
        parts += [svg.rect(BAR_LEFT, y, low - BAR_LEFT, BAR, svg.FILL), *svg.band(low, y, high - low, BAR)]
        if at.tick is not None:
            x = _across(at.tick)
            parts.append(svg.line(x, y - 2, x, y + BAR + 2, svg.INK, 2))
    return parts


def _places(columns: int, *, apart: bool) -> list[Place]:
    return [place(nth, columns, apart=apart and nth == columns - 1, gap=apart) for nth in range(columns)]


def _room(at: Place) -> float:
    """How wide a text at this column may be, so that the next begins clear of it."""
    return (svg.WIDTH - COLUMNS_LEFT) * at.width - 3


def _x(fraction: float) -> float:
    return round(COLUMNS_LEFT + (svg.WIDTH - COLUMNS_LEFT) * fraction, 2)


def _up(fraction: float) -> float:
    """The height on the scale of the columns."""
    return round(GROUND - (GROUND - COLUMNS_TOP) * fraction, 2)


def _levels(end: int, said: Callable[[int], str]) -> list[str]:
    parts = []
    for number in _steps(end):
        y = _up(number / end)
        parts += [
            svg.line(COLUMNS_LEFT, y, svg.WIDTH, y, svg.GRID),
            svg.text(COLUMNS_LEFT - 5, y + 3, said(number), svg.END, svg.QUIET),
        ]
    return parts


def _column(bar: Bar, at: Place, end: int) -> list[str]:
    found = _span(bar, end)
    left, right = _x(at.left), _x(at.left + at.width)
    parts, top = [], float(GROUND)
    if found:
        low, top = _up(found.low), _up(found.high)
        parts = [
            svg.rect(left, low, right - left, GROUND - low, svg.FILL, EDGE),
            *svg.band(left, top, right - left, low - top),
        ]
        if found.tick is not None:
            parts.append(svg.line(left, _up(found.tick), right, _up(found.tick), svg.INK, 2))
    return parts + _above(bar.text, _x(at.middle), top - 5)


def _above(words: str, middle: float, y: float) -> list[str]:
    """The number, and below it its range in smaller print, down to ``y``."""
    number, *ranges = words.split("\n")
    first = y - svg.LINE * len(ranges)
    below = ((first + svg.LINE * nth, part) for nth, part in enumerate(ranges, 1))
    plates = (svg.on_plate(middle, at, part, svg.SMALL, svg.QUIET) for at, part in below)
    return [svg.on_plate(middle, first, number), *plates]
