"""Charts of blurred numbers as SVG: solid to the low end, hatched to the high end, a tick at the number to quote."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from xml.sax.saxutils import escape

WIDTH = 482  # points: the width of the text on A4 paper, so that 9 in a chart is 9 in print
BAR_LEFT, BAR_RIGHT = 176, 338
LINE, ROW, TOP, BAR = 11, 19, 36, 10
INK, QUIET, GRID, FILL = "#1c2326", "#4a5459", "#d9d4c8", "#2b6f86"
LETTERS = 33  # of a label on one line; Hangul letters are nearly twice as wide

HATCH = (
    '<defs><pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<line x1="0" y1="0" x2="0" y2="4" stroke="{FILL}" stroke-width="2"/></pattern></defs>'
)


@dataclass(frozen=True)
class Bar:
    """One row. Without ``low`` and ``high`` only its text is drawn, and every such row looks the same."""

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
    end = end or max((bar.high or 0 for bar in bars), default=0) or 1
    step = _step(end)
    labels = [_label_lines(bar.label) for bar in bars]
    heights = [ROW + LINE * (len(lines) - 1) for lines in labels]
    bottom = TOP + sum(heights)
    parts = [HATCH, *_legend(legend), *_axis(step, end, bottom, said)]
    top = TOP
    for bar, lines, height in zip(bars, labels, heights, strict=True):
        parts += _row(bar, lines, top, height, end)
        top += height
    parts.append(_line(BAR_LEFT, TOP, BAR_LEFT, bottom, INK))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{bottom + 4}" '
        f'viewBox="0 0 {WIDTH} {bottom + 4}" font-family="Pretendard" font-size="9" fill="{INK}">{"".join(parts)}</svg>'
    )


def _step(end: int) -> int:
    """The distance of grid lines: 1, 2 or 5 times a power of ten, at most five of them."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if end <= 5 * factor * step:
                return factor * step
        step *= 10


def _label_lines(label: str) -> list[str]:
    wide = any(unicodedata.east_asian_width(letter) == "W" for letter in label)
    return wrap(label, LETTERS // 2 if wide else LETTERS) or [""]


def _x(number: int, end: int) -> float:
    return round(BAR_LEFT + (BAR_RIGHT - BAR_LEFT) * number / end, 2)


def _legend(legend: Legend) -> list[str]:
    """One line above the chart; the places are fixed, because the width of a text is not known here."""
    parts = [_rect(0, 2, 16, FILL), _text(21, 10, legend.solid)]
    parts += [*_band(160, 176, 2), _text(181, 10, legend.hatched)]
    if legend.tick:
        parts += [_line(336, 0, 336, 14, INK, 2), _text(343, 10, legend.tick)]
    return parts


def _axis(step: int, end: int, bottom: int, said: Callable[[int], str]) -> list[str]:
    parts = []
    for number in range(0, end + 1, step):
        x = _x(number, end)
        parts += [_line(x, TOP, x, bottom, GRID), _text(x, TOP - 5, said(number), 'text-anchor="middle"', QUIET)]
    return parts


def _row(bar: Bar, lines: list[str], top: int, height: int, end: int) -> list[str]:
    middle = top + height / 2
    first = middle + 3 - LINE * (len(lines) - 1) / 2
    parts = [_text(0, first + LINE * place, line) for place, line in enumerate(lines)]
    parts.append(_text(WIDTH, middle + 3, bar.text, 'text-anchor="end"'))
    if bar.low is not None and bar.high is not None:
        low, high, y = _x(bar.low, end), _x(bar.high, end), middle - BAR / 2
        parts += [_rect(BAR_LEFT, y, low - BAR_LEFT, FILL), *_band(low, high, y)]
    if bar.value is not None:
        x = _x(bar.value, end)
        parts.append(_line(x, middle - BAR / 2 - 2, x, middle + BAR / 2 + 2, INK, 2))
    return parts


def _band(left: float, right: float, y: float) -> list[str]:
    """White below the hatching, so that no grid line shines through and grey print stays clear."""
    width = right - left
    return [
        _rect(left, y, width, "#ffffff"),
        _rect(left, y, width, "url(#hatch)", f'stroke="{FILL}" stroke-width=".6"'),
    ]


def _rect(x: float, y: float, width: float, fill: str, extra: str = "") -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{BAR}" fill="{fill}" {extra}/>'


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 0.6) -> str:
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{colour}" stroke-width="{width:g}"/>'


def _text(x: float, y: float, text: str, extra: str = "", fill: str = INK) -> str:
    return f'<text x="{x:g}" y="{y:g}" fill="{fill}" {extra}>{escape(text)}</text>'
