"""The map of public areas: the outlines that ``manage.py draw_map`` made, and where the name of each area stands."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings

SHAPES = settings.BASE_DIR / "data" / "map" / "shapes.json"

AREA = "area"
"""The dimension whose values are areas."""

PLACES = {"other_russia": (280, 235), "siberia": (535, 345), "far_east": (735, 265)}
"""Where the name of an area stands, in units of the drawing. Other values of the dimension are no place on the map."""

ONE_LINE = 12
"""Letters that fit on one line of the map."""


@cache
def shapes() -> Mapping[str, Any]:
    """The outlines, read once: ``width``, ``height``, ``countries``, and ``areas`` by name."""
    found: Mapping[str, Any] = json.loads(SHAPES.read_text(encoding="utf-8"))
    return found


def on_two_lines(name: str) -> tuple[str, str]:
    """The name of an area, a long one broken at the blank nearest to its middle."""
    if len(name) <= ONE_LINE:
        return name, ""
    words = name.split(" ")
    breaks = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words) + 1)]
    return min(breaks, key=lambda lines: max(map(len, lines)))
