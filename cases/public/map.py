"""The map of public areas with the published figures written into it."""

from dataclasses import dataclass

from cases.core.translated import in_language
from cases.published.areas import PLACES, on_two_lines, shapes

from .figures import Bar, Figure


@dataclass(frozen=True)
class Region:
    """An area on the map: its row, its outline, and where its name stands, on one line or two."""

    bar: Bar
    outline: str
    x: int
    y: int

    @property
    def name(self) -> tuple[str, str]:
        return on_two_lines(in_language(self.bar.point.label))


@dataclass(frozen=True)
class Map:
    """The areas of a figure as a map, and as boxes those that are no place on it."""

    width: int
    height: int
    countries: str
    regions: tuple[Region, ...]
    boxes: tuple[Bar, ...]


def of_areas(figure: Figure) -> Map:
    """The map of a figure whose rows are areas. An area is drawn alike whatever its number."""
    drawn = shapes()
    by_name = {bar.point.name: bar for bar in figure.bars}
    regions = [Region(by_name[name], drawn["areas"][name], *at) for name, at in PLACES.items() if name in by_name]
    boxes = [by_name[point.name] for point in figure.side.points if point.name not in PLACES]
    return Map(drawn["width"], drawn["height"], drawn["countries"], tuple(regions), tuple(boxes))
