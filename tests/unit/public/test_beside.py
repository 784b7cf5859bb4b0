"""Two groups side by side: what stands in a row, when a difference can be told, and what the page refuses."""

from dataclasses import replace

import pytest
from django.test import Client

from cases.public.comparison import beside, part
from cases.public.schema import Counts, Point, Side
from cases.published.data import Cell
from cases.published.models import PublishedCase, PublishedCell, PublishedRelease
from tests.freezing import freeze_as_a_release_would
from tests.sample_release import sample_release

from .conftest import main_of
from .test_views import text_of

ADDRESS = "/en/patterns/?sector=construction&beside=forestry"
LARGER = "A larger part of “construction” stands here"
OVERLAP = "the likely ranges overlap: no difference can be told."
UNSEEN = "Cannot be compared: not both are shown."


def released(**numbers: int | None) -> None:
    """The sample release with another number of foresters for some indicators: ``ilo_08=200`` of 400."""
    sample = sample_release()
    cells = []
    for cell in sample.cells:
        name = cell.d2.lower().replace("-", "_")
        if (cell.d1, cell.v1) == ("sector", "forestry") and name in numbers:
            value = numbers[name]
            shown = (
                {"value": value, "lo": value - 20, "hi": value + 20} if value else dict.fromkeys(("value", "lo", "hi"))
            )
            cells.append(replace(cell, **shown))
        else:
            cells.append(cell)
    freeze_as_a_release_would(replace(sample, cells=tuple(cells)))


def rows(html: str) -> dict[str, str]:
    """Each row with both its bars, by its label."""
    parts = html.split('<tr class="both">')[1:]
    return {part.split('colspan="5">')[1].split(" <span")[0]: part.split("</tbody>")[0] for part in parts}


def test_row_shows_each_group_out_of_its_own_people(client: Client, release: PublishedRelease) -> None:
    row = rows(text_of(client, ADDRESS))["Deception"]
    assert row.count('<td class="drawn"><svg') == 2
    assert 'about <data value="500">500</data>' in row
    assert 'of about <data value="1000">1,000</data>' in row
    assert 'of about <data value="400">400</data>' in row
    assert '<data value="105">105</data> to <data value="145">145</data>' in row


def test_difference_is_told_only_where_the_ranges_are_apart(client: Client, published: PublishedCase) -> None:
    released(ilo_02=200, ilo_03=40, ilo_04=None)
    found = rows(text_of(client, ADDRESS))
    assert OVERLAP in found["Deception"]
    assert LARGER in found["Restriction of movement"]
    assert UNSEEN in found["Isolation"]
    assert found["Isolation"].count('<span class="ns">Not shown</span>') == 1


def test_difference_is_of_parts_not_of_people(client: Client, published: PublishedCase) -> None:
    """500 of 1,000 and 300 of 400: the group with fewer people in the row has the larger part in it."""
    released(ilo_02=300)
    assert "A larger part of “forestry” stands here" in rows(text_of(client, ADDRESS))["Deception"]


def test_part_is_as_wide_as_both_numbers_may_be_off() -> None:
    assert part(Cell(value=50, lo=40, hi=60), Cell(value=100, lo=80, hi=160)) == (0.25, 0.75)
    assert part(Cell(value=50, lo=40, hi=60), Cell(value=50, lo=0, hi=80)) == (0.5, 1.0)


def point(dimension: str, name: str) -> Point:
    return Point(dimension, name, name, {"en": name})


def test_rows_that_neither_group_shows_come_last_by_label(release: PublishedRelease) -> None:
    side = Side("hours", {"en": "Hours"}, tuple(point("hours", name) for name in ("z_hidden", "a_hidden", "up_to_10")))
    groups = (point("sector", "construction"), point("sector", "forestry"))
    found = beside(Counts(PublishedCell.objects.filter(table__release=release)), side, groups, "/")
    assert [row.point.name for row in found.rows] == ["up_to_10", "a_hidden", "z_hidden"]


def test_whole_view_has_an_address_and_each_chip_takes_one_group_away(
    client: Client, release: PublishedRelease
) -> None:
    html = main_of(text_of(client, ADDRESS))
    assert "/en/patterns/?release=2026-08&amp;sector=construction&amp;beside=forestry" in html
    assert '<a class="chip" href="?sector=forestry">' in html
    assert '<a class="chip" href="?sector=construction">' in html


def test_second_select_offers_groups_of_the_same_kind(client: Client, release: PublishedRelease) -> None:
    html = text_of(client, "/en/patterns/?sex=male")
    offered = html[html.index('<select name="beside"') :].split("</select>")[0]
    assert 'value="female"' in offered
    assert 'value="male"' not in offered
    assert 'value="construction"' not in offered


@pytest.mark.parametrize(
    ("query", "words", "remedy"),
    [
        ("beside=forestry", "needs a first one to stand beside", "?sector=forestry"),
        ("sector=construction&beside=construction", "cannot stand beside itself", "?sector=construction&amp;beside=it"),
        ("sector=construction&beside=male", "Only groups of the same kind", "?sector=construction&amp;beside=other"),
        ("sector=construction&sex=male&beside=it", "× Sector × Sex", "?sector=construction"),
    ],
)
def test_pair_outside_the_menu_is_explained(
    client: Client, release: PublishedRelease, query: str, words: str, remedy: str
) -> None:
    html = main_of(text_of(client, f"/en/patterns/?{query}"))
    assert "Not published" in html
    assert words in html
    assert f'<a href="{remedy}">' in html
    assert "<data" not in html


@pytest.mark.parametrize(
    "beside", ["nonsense", "%00", "%ff", "x" * 1_000, "%27%22%3E%3Cscript%3E", "a&beside=b", "it&beside=nonsense"]
)
def test_unknown_second_group_is_named_and_left_out(client: Client, release: PublishedRelease, beside: str) -> None:
    html = main_of(text_of(client, f"/en/patterns/?sector=construction&beside={beside}"))
    assert "There is a problem" in html
    assert "<script" not in html
    assert "interviewed stand in this group" in html


def test_repeated_second_group_counts_once(client: Client, release: PublishedRelease) -> None:
    html = main_of(text_of(client, f"{ADDRESS}&beside=it"))
    assert '<a class="chip" href="?sector=it">' in html


def test_links_offer_what_the_form_offers(client: Client, release: PublishedRelease) -> None:
    links = client.get("/en/patterns/?sector=construction").context["filter"].links
    assert [each.label for each in links] == ["Sector", "Sex", "Beside (same kind of group)"]
    assert "?sex=male" in {chip.href for chip in links[1].choices}
    assert "?sector=construction&beside=forestry" in {chip.href for chip in links[2].choices}
    assert not any("beside=construction" in chip.href for chip in links[2].choices)


def test_links_of_other_filters_keep_what_is_set(client: Client, published: PublishedCase) -> None:
    links = client.get("/en/figures/?kind=projection").context["filter"].links
    assert {chip.href for each in links for chip in each.choices} >= {
        "?kind=statement",
        "?kind=projection&source=SRC-001",
    }
