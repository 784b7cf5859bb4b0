"""The map of public areas: outlines that ``manage.py draw_map`` made, with the published figures written into them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings

from cases.core.translated import in_language

from .figures import Bar, Figure

SHAPES = settings.BASE_DIR / "data" / "map" / "shapes.json"

PLACES = {"other_russia": (280, 235), "siberia": (535, 345), "far_east": (735, 265)}
"""Where the name of an area stands, in units of the drawing."""

ONE_LINE = 12
"""Letters that fit on one line of the map."""


@dataclass(frozen=True)
class Region:
    """An area on the map: its row, its outline, and where its name stands, on one line or two."""

    bar: Bar
    outline: str
    x: int
    y: int

    @property
    def name(self) -> tuple[str, str]:
        """The name, a long one broken at the blank nearest to its middle."""
        if len(in_language(self.bar.point.label)) <= ONE_LINE:
            return in_language(self.bar.point.label), ""
        words = in_language(self.bar.point.label).split(" ")
        breaks = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words) + 1)]
        return min(breaks, key=lambda lines: max(map(len, lines)))


@dataclass(frozen=True)
class Map:
    """The areas of a figure as a map, and as boxes those that are no place on it."""

    width: int
    height: int
    countries: str
    regions: tuple[Region, ...]
    boxes: tuple[Bar, ...]


@cache
def shapes() -> Mapping[str, Any]:
    """The outlines, read once."""
    found: Mapping[str, Any] = json.loads(SHAPES.read_text(encoding="utf-8"))
    return found


def of_areas(figure: Figure) -> Map:
    """The map of a figure whose rows are areas. An area is drawn alike whatever its number."""
    drawn = shapes()
    by_name = {bar.point.name: bar for bar in figure.bars}
    regions = [Region(by_name[name], drawn["areas"][name], *at) for name, at in PLACES.items() if name in by_name]
    boxes = [by_name[point.name] for point in figure.side.points if point.name not in PLACES]
    return Map(drawn["width"], drawn["height"], drawn["countries"], tuple(regions), tuple(boxes))
