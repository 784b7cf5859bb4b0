"""The map: which subject lies in which area, whole shapes, and areas that look alike whatever their number."""

import csv
import re

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from cases.management.commands import draw_map
from cases.management.map_shapes import Topology, arcs_of, areas_of_subjects, path, projected, rings, simplified
from cases.published.areas import PLACES, shapes
from cases.published.data import Tier
from cases.published.models import PublishedCase, PublishedRelease
from tests.freezing import freeze_as_a_release_would
from tests.sample_release import sample_release

from .conftest import main_of
from .test_views import text_of

FOLDER = settings.BASE_DIR / "data" / "map"
ADDRESS = "/en/places/"


def subjects() -> list[dict[str, str]]:
    with draw_map.PLACES.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["kind"] == "federal_subject"]


def inside(point: tuple[float, float], ring: list[tuple[float, float]]) -> bool:
    """Whether a point lies in a ring: a line from it crosses the ring an odd number of times."""
    x, y = point
    crossings = 0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        crossings += (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax
    return crossings % 2 == 1


def drawn_rings(data: str) -> list[list[tuple[float, float]]]:
    """The rings of a path as points."""
    found = []
    for ring in data.split("z")[:-1]:
        start, steps = ring[1:].split("l")
        x, y = (int(number) for number in re.findall(r"-?\d+", start))
        points = [(float(x), float(y))]
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((float(x), float(y)))
        found.append(points)
    return found


def holds(data: str, point: tuple[float, float]) -> bool:
    return any(inside(point, ring) for ring in drawn_rings(data))


@pytest.fixture(scope="module")
def russia() -> Topology:
    return Topology(FOLDER / "rus.topo.json", "RUS")


def owner(topology: Topology, point: tuple[float, float], name: str) -> set[str]:
    """The geometries of a source that hold a longitude and latitude."""
    return {
        geometry["properties"][name]
        for geometry in topology.geometries
        if any(
            inside(point, ring) for ring in rings(topology.arcs[arc if arc >= 0 else ~arc] for arc in arcs_of(geometry))
        )
    }


def test_every_subject_of_the_vocabulary_is_drawn_once() -> None:
    with (FOLDER / "subjects.csv").open(encoding="utf-8", newline="") as file:
        drawn = [row["code"] for row in csv.DictReader(file)]
    assert sorted(drawn) == sorted(row["code"] for row in subjects())


def test_areas_are_those_of_the_vocabulary(russia: Topology) -> None:
    found = areas_of_subjects(FOLDER, draw_map.PLACES)
    assert set(found) == {name for each in russia.geometries if (name := each["properties"]["name"])}
    assert set(found.values()) == {row["public_area"] for row in subjects()} == set(PLACES)


@pytest.mark.parametrize(
    ("place", "subject", "area"),
    [
        ((132.5, 43.5), "Primor'ye", "far_east"),
        ((113.5, 52.0), "Chita", "far_east"),
        ((107.6, 51.9), "Buryat", "far_east"),
        ((104.0, 56.0), "Irkutsk", "siberia"),
        ((152.0, 62.0), "Maga Buryatdan", "far_east"),
        ((73.4, 55.0), "Omsk", "siberia"),
        ((68.0, 57.5), "Tyumen'", "other_russia"),
        ((37.62, 55.75), "Moskva", "other_russia"),
        ((45.7, 43.3), "Chechnya", "other_russia"),
    ],
)
def test_names_of_the_source_are_where_they_should_be(
    russia: Topology, place: tuple[float, float], subject: str, area: str
) -> None:
    assert owner(russia, place, "name") == {subject}
    assert areas_of_subjects(FOLDER, draw_map.PLACES)[subject] == area


def test_crimea_is_drawn_with_ukraine(russia: Topology) -> None:
    world = Topology(FOLDER / "world-50m.json", "countries")
    assert owner(world, (34.1, 44.95), "a3") == {"UKR"}
    assert owner(russia, (34.1, 44.95), "name") == set()


def test_chukotka_is_whole_across_the_antimeridian() -> None:
    """One ring holds places on both sides, and no line runs back across the map."""
    data = shapes()["areas"]["far_east"]
    mainland = max(drawn_rings(data), key=len)
    steps = [abs(b[0] - a[0]) for a, b in zip(mainland, mainland[1:], strict=False)]
    assert max(steps) < 60
    east, west = projected((-172.5, 66.3)), projected((177.0, 67.0))
    assert east[0] > west[0]
    assert max(x for x, _y in mainland) > 900


@pytest.mark.parametrize("name", PLACES)
def test_name_of_an_area_stands_inside_it(name: str) -> None:
    assert holds(shapes()["areas"][name], PLACES[name])


def test_lines_are_simplified_and_keep_their_ends() -> None:
    assert simplified([(0, 0), (5, 0.5), (10, 0)], 1) == [(0, 0), (10, 0)]
    assert simplified([(0, 0), (5, 3), (10, 0)], 1) == [(0, 0), (5, 3), (10, 0)]


def test_rings_are_joined_whichever_way_their_lines_run() -> None:
    joined = rings([[(0, 0), (1, 0)], [(0, 1), (1, 1), (1, 0)], [(0, 1), (0, 0)]])
    assert [set(ring) for ring in joined] == [{(0, 0), (1, 0), (1, 1), (0, 1)}]
    assert rings([[(0, 0), (1, 0)], [(1, 0), (2, 0)]]) == []


def test_path_is_one_start_and_steps() -> None:
    assert path([[(1.2, 2), (11, 2), (11, 12), (1.2, 2)]]) == "M1 2l10 0 0 10z"


@pytest.mark.slow
def test_drawing_is_the_one_of_its_sources(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    call_command("draw_map", "--check")
    other = draw_map.FOLDER / "README.md"
    monkeypatch.setattr(draw_map, "SHAPES", other)
    with pytest.raises(CommandError, match="run manage.py draw_map"):
        call_command("draw_map", "--check")


def map_of(html: str) -> str:
    return html[html.index('<div class="map">') : html.index('<ul class="boxes">')]


def test_map_names_each_area_with_its_published_number(client: Client, release: PublishedRelease) -> None:
    html = main_of(text_of(client, ADDRESS))
    drawn = map_of(html)
    assert "far east: about 1,000, likely 980 to 1,020" in drawn
    assert "likely 380 to 420" in drawn
    assert "<strong>other country</strong> about <data" in html
    assert "they state no position of ours" in html
    assert len(drawn.encode()) < 35_000


def test_areas_look_alike_whatever_their_number(client: Client, release: PublishedRelease) -> None:
    drawn = map_of(text_of(client, f"{ADDRESS}?sector=forestry"))
    outlines = re.findall(r'<path class="area"([^>]*?) ?d="', drawn)
    assert sorted(set(outlines)) == ["", ' fill="url(#not-shown)"']
    assert drawn.count("Not shown") == outlines.count(' fill="url(#not-shown)"') == 1
    assert "other russia: not shown" in drawn


@pytest.mark.parametrize("tier", [Tier.NOTHING, Tier.RANGES])
def test_without_numbers_there_is_no_map(client: Client, published: PublishedCase, tier: Tier) -> None:
    freeze_as_a_release_would(sample_release(tier=tier))
    assert 'class="map"' not in text_of(client, ADDRESS)


def test_refused_choice_has_no_map(client: Client, release: PublishedRelease) -> None:
    assert 'class="map"' not in text_of(client, f"{ADDRESS}?sex=male")
