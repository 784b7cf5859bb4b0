"""Outlines for the map of public areas, made from vendored TopoJSON: projected, dissolved, simplified.

A shape is a list of rings, a ring a list of points. TopoJSON stores each border once, as an arc that its two
sides share; so an area's outline is the arcs that only one of its parts uses.
"""

import csv
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

Point = tuple[float, float]
Line = list[Point]

MIDDLE, LOWER, UPPER, ORIGIN = 100.0, 50.0, 70.0, 56.0
"""Albers' conic projection, which keeps areas true: middle meridian, two standard parallels, middle parallel."""

WIDTH = 1000
LEFT, ABOVE, RIGHT, BELOW = 70, 16, 16, 90
"""The margins around Russia. Neighbours stand in the wider ones, to show where it is."""


class Detail(NamedTuple):
    """How finely a shape is drawn, in units of the drawing, of which there are ``WIDTH``.

    ``tolerance`` is how far a simplified line may stray; rings smaller than ``smallest`` are left out: islands.
    """

    tolerance: float
    smallest: float


AREA, NEIGHBOUR = Detail(1.3, 5), Detail(2.2, 60)

SOUTH, FAR = -12.0, 140.0
"""What reaches beyond this latitude, or so many degrees from the middle, is no neighbour."""
SEAM = 179.97
"""From this longitude on, east or west, a line belongs to the antimeridian, at which the source cuts its rings."""


class Topology:
    """A TopoJSON file with one collection of geometries."""

    def __init__(self, path: Path, collection: str) -> None:
        source = json.loads(path.read_text(encoding="utf-8"))
        (self._sx, self._sy), (self._tx, self._ty) = source["transform"]["scale"], source["transform"]["translate"]
        self.arcs = [list(self._decoded(arc)) for arc in source["arcs"]]
        self.geometries: list[dict[str, Any]] = source["objects"][collection]["geometries"]

    def _decoded(self, arc: Iterable[tuple[int, int]]) -> Iterator[Point]:
        """Longitudes and latitudes of an arc, which holds differences of whole numbers."""
        x = y = 0
        for dx, dy in arc:
            x, y = x + dx, y + dy
            yield x * self._sx + self._tx, y * self._sy + self._ty

    def outline(self, geometries: Iterable[Mapping[str, Any]]) -> list[Line]:
        """The arcs around all of these together: a border that two of them share is no outline."""
        uses = Counter(arc if arc >= 0 else ~arc for geometry in geometries for arc in arcs_of(geometry))
        return [self.arcs[arc] for arc, count in uses.items() if count % 2]


def arcs_of(geometry: Mapping[str, Any]) -> Iterator[int]:
    """The numbers of a geometry's arcs; negative ones run backwards."""
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry.get("arcs", [])
    return (arc for polygon in polygons for ring in polygon for arc in ring)


def without_seam(line: Line) -> Iterator[Line]:
    """The parts of a line that do not run along the antimeridian, so that what it cuts becomes whole again."""
    part = line[:1]
    for one, other in pairwise(line):
        if abs(one[0]) >= SEAM and abs(other[0]) >= SEAM:
            yield part
            part = []
        part.append(other)
    yield part


def turned(longitude: float) -> float:
    """Degrees east of the middle, or west of it where negative."""
    return (longitude - MIDDLE + 180) % 360 - 180


def projected(point: Point) -> Point:
    """A longitude and latitude on the plane, x to the east and y to the south.

    Longitudes are counted from the middle, so that the far side of the antimeridian lies beside its near side.
    """
    longitude, latitude = point
    sines = math.sin(math.radians(LOWER)), math.sin(math.radians(UPPER))
    n = sum(sines) / 2
    c = math.cos(math.radians(LOWER)) ** 2 + 2 * n * sines[0]
    radius, middle = (math.sqrt(c - 2 * n * math.sin(math.radians(each))) / n for each in (latitude, ORIGIN))
    angle = n * math.radians(turned(longitude))
    return radius * math.sin(angle), radius * math.cos(angle) - middle


def rings(lines: Iterable[Line]) -> list[Line]:
    """Lines joined end to end until each ring is closed; what closes nowhere is dropped."""
    loose = [line for line in lines if len(line) > 1]
    closed = []
    while loose:
        ring = list(loose.pop())
        while key(ring[0]) != key(ring[-1]):
            found = next((line for line in loose if key(ring[-1]) in (key(line[0]), key(line[-1]))), None)
            if found is None:
                break
            loose.remove(found)
            ring += found[1:] if key(found[0]) == key(ring[-1]) else found[-2::-1]
        else:
            closed.append(ring)
    return closed


def key(point: Point) -> tuple[int, int]:
    """Two points are one where they agree to a hundredth of a unit."""
    return round(point[0] * 100), round(point[1] * 100)


def simplified(line: Line, tolerance: float) -> Line:
    """A line without the points that it hardly needs (Douglas and Peucker); its ends stay."""
    if len(line) < 3:
        return line
    far, at = max((distance(point, line[0], line[-1]), place) for place, point in enumerate(line[1:-1], start=1))
    if far <= tolerance:
        return [line[0], line[-1]]
    return simplified(line[: at + 1], tolerance)[:-1] + simplified(line[at:], tolerance)


def distance(point: Point, one: Point, other: Point) -> float:
    """From a point to a line through two; to the first where both are the same."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    length = math.hypot(dx, dy)
    if length == 0:
        return math.dist(point, one)
    return abs(dy * (point[0] - one[0]) - dx * (point[1] - one[1])) / length


def size(ring: Line) -> float:
    """Its area."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]]))) / 2


def path(shape: Iterable[Line]) -> str:
    """Rings as the data of an SVG path, in whole units: one absolute start, then steps."""
    parts = []
    for ring in shape:
        points = [(round(x), round(y)) for x, y in ring]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points) if a != b][:-1]
        if len(steps) > 1:
            parts.append(f"M{points[0][0]} {points[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps) + "z")
    return "".join(parts).replace(" -", "-")


def areas_of_subjects(folder: Path, places: Path) -> dict[str, str]:
    """The public area of each subject, by its name in the source."""
    with places.open(encoding="utf-8", newline="") as file:
        areas = {row["code"]: row["public_area"] for row in csv.DictReader(file)}
    with (folder / "subjects.csv").open(encoding="utf-8", newline="") as file:
        return {row["name_in_source"]: areas[row["code"]] for row in csv.DictReader(file)}


def draw(folder: Path, places: Path) -> dict[str, Any]:
    """The map as data: its size, an SVG path for each public area, and one for all other countries."""
    russia, world = Topology(folder / "rus.topo.json", "RUS"), Topology(folder / "world-50m.json", "countries")
    members: dict[str, list[dict[str, Any]]] = {}
    area_of = areas_of_subjects(folder, places)
    for geometry in russia.geometries:
        if area := area_of.get(geometry["properties"]["name"]):
            members.setdefault(area, []).append(geometry)
    outlines = {area: flat(russia.outline(parts)) for area, parts in sorted(members.items())}
    frame = Frame([point for lines in outlines.values() for line in lines for point in line])
    elsewhere = [each for each in world.geometries if each["properties"]["a3"] != "RUS"]
    near = [flat(line for line in world.outline([each]) if is_near(line)) for each in elsewhere]
    others = [ring for lines in near for ring in frame.shape(lines, NEIGHBOUR)]
    return {
        "width": WIDTH,
        "height": frame.height,
        "areas": {area: path(frame.shape(lines, AREA)) for area, lines in outlines.items()},
        "countries": path(others),
    }


def is_near(line: Line) -> bool:
    """Whether a line stays on the side of the earth that the projection shows without tearing it."""
    return all(latitude > SOUTH and abs(turned(longitude)) < FAR for longitude, latitude in line)


def flat(lines: Iterable[Line]) -> list[Line]:
    return [[projected(point) for point in part] for line in lines for part in without_seam(line)]


class Frame:
    """The part of the plane that is drawn, and its scale."""

    def __init__(self, points: Iterable[Point]) -> None:
        xs, ys = zip(*points, strict=True)
        self._left, self._top = min(xs), min(ys)
        self._scale = (WIDTH - LEFT - RIGHT) / (max(xs) - min(xs))
        self.height = round((max(ys) - min(ys)) * self._scale) + ABOVE + BELOW

    def shape(self, lines: Iterable[Line], detail: Detail) -> list[Line]:
        """The rings that these lines make, those outside the frame and very small ones left out."""
        placed = ([self._placed(point) for point in line] for line in lines)
        found = rings(simplified(line, detail.tolerance) for line in placed)
        return [ring for ring in found if size(ring) >= detail.smallest and self._meets(ring)]

    def _placed(self, point: Point) -> Point:
        return (point[0] - self._left) * self._scale + LEFT, (point[1] - self._top) * self._scale + ABOVE

    def _meets(self, ring: Line) -> bool:
        return any(0 < x < WIDTH and 0 < y < self.height for x, y in ring)
