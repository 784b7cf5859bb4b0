"""What the drawings of a document share: colours, strokes and letters as SVG, in points on white paper."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import chain
from textwrap import wrap
from xml.sax.saxutils import escape

WIDTH = 482  # the width of the text on A4 paper, so that 9 in a drawing is 9 in print
LINE = 11
INK, QUIET, GRID, FILL, PAPER = "#1c2326", "#4a5459", "#d9d4c8", "#2b6f86", "#ffffff"
BLANK, LETTER, WIDE = 2.7, 5.4, 8.5  # widths a little beyond the average of the fonts, so that texts fit
SMALL = 'font-size="8"'

HATCH = (
    '<defs><pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<line x1="0" y1="0" x2="0" y2="4" stroke="{FILL}" stroke-width="2"/></pattern></defs>'
)
HATCHED = f'stroke="{FILL}" stroke-width=".6"'
END = 'text-anchor="end"'
BREAK = re.compile(" (?!%)")
"""Where a line may end: at a blank, but never before a percent sign or inside a number."""


def drawing(height: float, parts: Iterable[str]) -> str:
    """An SVG as wide as the text, and ``height`` points high."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:g}" viewBox="0 0 {WIDTH} {height:g}" '
        f'font-family="Pretendard, sans-serif" font-size="9" fill="{INK}">{"".join(parts)}</svg>'
    )


def rect(x: float, y: float, width: float, height: float, fill: str, extra: str = "") -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}" {extra}/>'


def band(x: float, y: float, width: float, height: float) -> list[str]:
    """White below the hatching, so that no grid line shines through and grey print stays clear."""
    return [rect(x, y, width, height, PAPER), rect(x, y, width, height, "url(#hatch)", HATCHED)]


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 0.6) -> str:
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{colour}" stroke-width="{width:g}"/>'


def text(x: float, y: float, words: str, extra: str = "", fill: str = INK) -> str:
    return f'<text x="{x:g}" y="{y:g}" fill="{fill}" {extra}>{escape(words)}</text>'


def centred(x: float, y: float, words: str, extra: str = "", fill: str = INK) -> str:
    return text(x, y, words, f'text-anchor="middle" {extra}', fill)


def on_plate(x: float, y: float, words: str, extra: str = "", fill: str = INK) -> str:
    """A text around ``x`` on a piece of paper of its own, so that nothing behind it crosses its letters."""
    wide = length(words) + 2
    return rect(x - wide / 2, y - LINE + 3, wide, LINE, PAPER) + centred(x, y, words, extra, fill)


def length(words: str) -> float:
    """How much room a text takes in points, about: the letters of a font are not at hand here."""
    return sum(map(_width, words))


def _width(letter: str) -> float:
    if letter.isspace():
        return BLANK
    return WIDE if unicodedata.east_asian_width(letter) == "W" else LETTER


def lines(words: str, room: float) -> list[str]:
    """A text on as many lines as it needs to fit into ``room`` points."""
    found: list[str] = []
    for part in chain.from_iterable(_parts(word, room) for word in BREAK.split(words)):
        if found and length(f"{found[-1]} {part}") <= room:
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found or [""]


def _parts(word: str, room: float) -> list[str]:
    """The word, cut where it alone is wider than the room."""
    return [word] if length(word) <= room else wrap(word, int(room // WIDE))


def fits(words: str, room: float) -> bool:
    """Whether ``lines`` cuts no word."""
    return all(length(word) <= room for word in BREAK.split(words))
