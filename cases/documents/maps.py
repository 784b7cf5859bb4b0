"""A map as SVG: areas with their names and numbers, and rows below it for what is no place on it.

Colour says only whether a number is shown: no area is darker than another, because its size says nothing about people.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from . import svg

GROUND, COUNTRY = "#f6f4ef", "#e6e2d8"
FILLS = {True: "#d3e2e7", False: "url(#hidden)"}
"""By whether a number is shown."""
PATTERN = (
    '<pattern id="hidden" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">'
    f'<rect width="5" height="5" fill="{svg.PAPER}"/>'
    '<line x1="0" y1="0" x2="0" y2="5" stroke="#8a8f92" stroke-width="1"/></pattern>'
)
BOX, ROW = 10, 16
BOLD = 'font-weight="bold"'


@dataclass(frozen=True)
class Region:
    """An area on the map: its outline, and ``x`` and ``y``, where the first line of its name stands, in units of the map.

    ``name`` and ``text`` are lines; the text says the number, or that it is not shown.
    """

    name: tuple[str, ...]
    text: tuple[str, ...]
    shown: bool
    outline: str
    x: float
    y: float


@dataclass(frozen=True)
class Box:
    """A row below the map: what it is about with its number, or that this is not shown."""

    text: str
    shown: bool


def area_map(width: float, height: float, countries: str, regions: Sequence[Region], boxes: Sequence[Box]) -> str:
    """A map of ``width`` by ``height`` units, as wide as the text. Outlines are data of SVG paths; ``countries`` lie around."""
    scale = svg.WIDTH / width
    bottom = round(height * scale, 2)
    frame = svg.rect(0, 0, svg.WIDTH, bottom, "{}")
    parts = [
        f'<defs>{PATTERN}<clipPath id="frame">{frame.format(svg.PAPER)}</clipPath></defs>',
        f'<g clip-path="url(#frame)">{frame.format(GROUND)}{_outlines(scale, countries, regions)}</g>',
        *(part for region in regions for part in _names(region, scale)),
        *(part for nth, box in enumerate(boxes, 1) for part in _box(box, bottom + ROW * nth)),
    ]
    return svg.drawing(bottom + ROW * len(boxes) + 4, parts)


def _outlines(scale: float, countries: str, regions: Sequence[Region]) -> str:
    """The shapes in units of the map, made as small as the drawing; strokes are in those units too."""
    areas = (_path(region.outline, FILLS[region.shown], svg.QUIET, 1.5) for region in regions)
    return f'<g transform="scale({scale:g})">{_path(countries, COUNTRY, svg.GRID, 1)}{"".join(areas)}</g>'


def _path(outline: str, fill: str, stroke: str, width: float) -> str:
    return f'<path d="{outline}" fill="{fill}" stroke="{stroke}" stroke-width="{width:g}" stroke-linejoin="round"/>'


def _names(region: Region, scale: float) -> list[str]:
    x, first = round(region.x * scale, 2), round(region.y * scale, 2)
    styled = [*((words, BOLD) for words in region.name), *((words, "") for words in region.text)]
    # Only hatching makes letters hard to read; a plate on one colour would hide where the area ends.
    written = svg.centred if region.shown else svg.on_plate
    return [written(x, first + svg.LINE * nth, words, style) for nth, (words, style) in enumerate(styled)]


def _box(box: Box, y: float) -> list[str]:
    swatch = svg.rect(0.5, y - BOX + 1.5, BOX, BOX, FILLS[box.shown], f'stroke="{svg.QUIET}" stroke-width=".7"')
    return [swatch, svg.text(BOX + 6, y, box.text)]
