"""The network as a drawing: boxes and lines with all their numbers, ready for a template."""

import unicodedata
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from . import layout
from .layout import HEIGHT, WIDTH
from .network import Node

MOST_TOGETHER = 60
"""Dashed lines that are drawn, the strongest first: more would hide one another. The table has all."""
_FITS = 18
"""Letters of a name that fit into a box; those of Korean, Hanja and full width take two."""
_WIDTHS = (1, 2, 4, 8)
"""Acts together from which on a dashed line is drawn in the next width."""

Place = tuple[int, int]


@dataclass(frozen=True)
class Box:
    """An actor's box: its corner, where its two lines of text begin, and the texts."""

    x: str
    y: str
    text_x: str
    name_y: str
    acts_y: str
    name: str
    node: Node


@dataclass(frozen=True)
class Line:
    """A line between two boxes; ``width`` from 1 to 4."""

    path: str
    width: str = "1"


@dataclass(frozen=True)
class Drawing:
    """Everything that stands in the picture."""

    width: str
    height: str
    boxes: Sequence[Box]
    commands: Sequence[Line]
    together: Sequence[Line]
    left_out: int


def draw(nodes: Sequence[Node]) -> Drawing:
    """The picture of a network; the same for the same network."""
    at = layout.places([node.key for node in nodes], [(a, b) for a, b in _commands(nodes)])
    width, height = layout.size(at)
    together = _together(nodes)
    return Drawing(
        str(width),
        str(height),
        [_box(node, at[node.key]) for node in nodes],
        [Line(_downwards(at[over], at[under])) for over, under in _commands(nodes)],
        [Line(_beside(at[one], at[other]), _width(count)) for one, other, count in together[:MOST_TOGETHER]],
        max(0, len(together) - MOST_TOGETHER),
    )


def shortened(name: str) -> str:
    """A name cut to the width of a box."""
    room = _FITS
    for place, letter in enumerate(name):
        room -= 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if room < 0:
            return name[: place - 1].rstrip() + "…"
    return name


def _commands(nodes: Sequence[Node]) -> list[tuple[uuid.UUID, uuid.UUID]]:
    return [(node.key, below.actor.actor.pk) for node in nodes for below in node.over]


def _together(nodes: Sequence[Node]) -> list[tuple[uuid.UUID, uuid.UUID, int]]:
    """Each pair once, those with the most acts first."""
    number = {node.key: place for place, node in enumerate(nodes)}
    found = [
        (node.key, other.actor.actor.pk, other.acts)
        for node in nodes
        for other in node.together
        if number[node.key] < number[other.actor.actor.pk]
    ]
    return sorted(found, key=lambda pair: -pair[2])


def _box(node: Node, at: Place) -> Box:
    x, y = at
    return Box(str(x), str(y), str(x + 12), str(y + 24), str(y + 44), shortened(node.actor.name), node)


def _downwards(start: Place, end: Place) -> str:
    """From the foot of one box to the head of another; around the side where the other does not stand below."""
    x1, y1, x2, y2 = start[0] + WIDTH // 2, start[1] + HEIGHT, end[0] + WIDTH // 2, end[1]
    if y2 > y1:
        bend = (y2 - y1) // 2
        return f"M{x1} {y1} C{x1} {y1 + bend} {x2} {y2 - bend} {x2} {y2 - 3}"
    side = max(start[0], end[0]) + WIDTH
    return (
        f"M{start[0] + WIDTH} {start[1] + HEIGHT // 2} C{side + 26} {start[1] + HEIGHT // 2} "
        f"{side + 26} {end[1] + HEIGHT // 2} {end[0] + WIDTH + 3} {end[1] + HEIGHT // 2}"
    )


def _beside(one: Place, other: Place) -> str:
    """Between two boxes: under a row, or from row to row, a little beside the middle where command lines run."""
    if one[1] == other[1]:
        left, right = sorted((one[0], other[0]))
        if right - left == layout.STEP_X:
            return f"M{left + WIDTH} {one[1] + 40} L{right} {one[1] + 40}"
        foot, middle = one[1] + HEIGHT, (left + right + WIDTH) // 2
        return f"M{left + WIDTH - 30} {foot} Q{middle} {foot + 48} {right + 30} {foot}"
    upper, lower = sorted((one, other), key=lambda place: place[1])
    return f"M{upper[0] + WIDTH - 40} {upper[1] + HEIGHT} L{lower[0] + WIDTH - 40} {lower[1]}"


def _width(count: int) -> str:
    return str(sum(count >= least for least in _WIDTHS))
