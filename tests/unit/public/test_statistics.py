"""Pages of figures: what they show in each tier, for each filter, and for each odd address."""

import gzip
import re
from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cases.published.models import PublishedCase, PublishedCell, PublishedRelease, PublishedSite
from tests.freezing import freeze_as_a_release_would
from tests.sample_release import sample_release

from .conftest import FIGURES, main_of
from .test_views import BANNED, text_of

PAGES = [
    "",
    "patterns/",
    "patterns/?sector=construction",
    "patterns/?sex=male&sector=construction",
    "patterns/?area=siberia",
    "patterns/?sector=construction&beside=forestry",
    "patterns/interviewed/",
    "patterns/together/",
    "patterns/ILO-11/",
    "hours-and-pay/",
    "hours-and-pay/?sector=construction",
    "hours-and-pay/?sector=construction&beside=other",
    "pathway/",
    "time/",
    "time/?area=far_east",
    "places/",
    "places/?period=until_2016",
    "places/?sector=construction",
    "releases/",
    "releases/2026-08/",
    "releases/2026-08/indicators/",
    "releases/2026-08/sex-by-sector/",
    "releases/2026-08/sector-by-indicators/",
]
ADDRESSES = [f"/{language}/{page}" for language in ("en", "ko", "ru") for page in PAGES]
HIDDEN = '<td class="drawn"><span class="ns">Not shown</span></td><td class="about"><span aria-hidden="true">–</span></td><td class="range"></td>'

ICON = 1000
"""Bytes, and more than it has."""


def loaded(html: str) -> int:
    """Bytes of the style sheets that a page names, as a reader without Brotli loads them, and of the icon."""
    sheets = set(re.findall(r'href="/static/([\w-]+\.css)"', html))
    assert sheets
    return ICON + sum(len(gzip.compress((settings.BASE_DIR / "static" / name).read_bytes())) for name in sheets)


def without_map(html: str) -> str:
    """A page without the drawing of its map, which the budget of a first load puts aside."""
    return re.sub(r'<div class="map"><svg.*?</svg>', "", html, flags=re.DOTALL)


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_is_cheap_small_and_plain(
    client: Client, release: PublishedRelease, django_assert_max_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    with django_assert_max_num_queries(4):
        response = client.get(address)
    html = response.content.decode()
    assert response.status_code == 200
    assert not response.cookies
    assert len(without_map(html).encode()) + loaded(html) < 60_000
    assert not re.search(r"<script|<style| style=| on\w+=|\{%|\{\{ ", html)
    assert not BANNED.findall(re.sub(r"<[^>]+>", " ", html))
    ids = re.findall(r'\bid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert "" not in ids


@pytest.mark.parametrize("page", PAGES)
def test_links_within_a_page_lead_somewhere(client: Client, release: PublishedRelease, page: str) -> None:
    html = text_of(client, f"/en/{page}")
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(re.findall(r'\bid="([^"]*)"', html))


@pytest.mark.parametrize("page", PAGES)
def test_head_answers_like_get(client: Client, release: PublishedRelease, page: str) -> None:
    response = client.head(f"/en/{page}")
    assert response.status_code == 200
    assert response.content == b""


def test_every_figure_can_be_used_alone(client: Client, release: PublishedRelease) -> None:
    """People, release, caveat, address, citation and files stand with it."""
    html = main_of(text_of(client, "/en/patterns/"))
    for words in (
        'About <data value="2000">2,000</data> people',
        "2026-08",
        "They were not chosen at random",
        "only about 69 times in 100",
        "http://testserver/en/releases/2026-08/indicators/",
        "[fictional data]",
        "/data/2026-08/cells.csv",
        "/data/2026-08/report-en.pdf",
        "Fictional data",
    ):
        assert words in html, words


def test_indicators_stand_in_the_order_of_the_ilo(client: Client, release: PublishedRelease) -> None:
    html = text_of(client, "/en/patterns/")
    codes = re.findall(r'<th scope="row"><a href="/en/patterns/(ILO-\d\d)/">', html)
    assert codes == sorted(codes)
    assert len(codes) == 11


def test_filter_shows_one_group_with_its_own_number(client: Client, release: PublishedRelease) -> None:
    html = main_of(text_of(client, "/en/hours-and-pay/?sector=construction"))
    assert '<data value="1000">1,000</data> people</strong> interviewed stand in this group' in html
    assert 'about <data value="500">500</data>' in html
    assert "/en/releases/2026-08/sector-by-hours/#construction" in html
    assert "?release=2026-08&amp;sector=construction" in html
    assert '<a class="chip" href="?">' in html


def test_filter_finds_a_table_whichever_side_comes_first(client: Client, release: PublishedRelease) -> None:
    html = main_of(text_of(client, "/en/places/?period=until_2016"))
    assert 'href="/en/releases/2026-08/area-by-period/"' in html  # its page has a place for each area only
    assert 'about <data value="500">500</data>' in html


@pytest.mark.parametrize(
    ("address", "words", "remedies"),
    [
        ("patterns/?sex=male&sector=construction", "Indicators of forced labour reported × Sector × Sex", ["?sector=construction", "?sex=male", "?"]),
        ("patterns/?area=siberia", "Indicators of forced labour reported × Area", ["?"]),
        ("time/?sex=male", "Period worked × Sex", ["?"]),
        ("places/?sector=construction&period=until_2016", "Area × Period worked × Sector", ["?sector=construction", "?period=until_2016"]),
    ],
)  # fmt: skip
def test_choice_outside_the_menu_is_explained(
    client: Client, release: PublishedRelease, address: str, words: str, remedies: list[str]
) -> None:
    html = main_of(text_of(client, f"/en/{address}"))
    assert "Not published" in html
    assert words in html
    assert "<data" not in html
    for remedy in remedies:
        assert f'<a href="{remedy}">' in html


@pytest.mark.parametrize("query", ["sector=nonsense", "sector=%00", "sector=%ff", "sector=" + "x" * 4_000])
def test_unknown_value_is_named_and_left_out(client: Client, release: PublishedRelease, query: str) -> None:
    html = main_of(text_of(client, f"/en/patterns/?{query}"))
    assert "There is a problem" in html
    assert "Not published" not in html
    assert '<data value="1000">' in html


@pytest.mark.parametrize("query", ["unknown=1", "q[]=1&;;&&==&%", "period=until_2016", "=x", "sector=&sex="])
def test_odd_parameters_change_nothing(client: Client, release: PublishedRelease, query: str) -> None:
    html = main_of(text_of(client, f"/en/time/?{query}"))
    assert "Not published" not in html
    assert "There is a problem" not in html


def test_every_hidden_cell_looks_the_same(client: Client, release: PublishedRelease) -> None:
    html = text_of(client, "/en/releases/2026-08/sector-by-hours/")
    cells = PublishedCell.objects.filter(table__release=release, table__key="sector-by-hours")
    by_group: dict[str, list[int | None]] = {}
    for cell in cells:
        by_group.setdefault(cell.v1, []).append(cell.value)
    whole = [group for group in by_group.values() if not any(group)]
    single = [value for group in by_group.values() if any(group) for value in group if value is None]
    assert whole
    assert single
    assert html.count("every row of this group") == len(whole)
    assert html.count(HIDDEN) == html.count('<td class="drawn"><span') == len(single)


@pytest.mark.parametrize("page", ["hours-and-pay/", "patterns/together/", "time/", "releases/2026-08/hours/"])
def test_ordered_figures_are_columns_with_their_table(client: Client, release: PublishedRelease, page: str) -> None:
    html = main_of(text_of(client, f"/en/{page}"))
    assert '<svg role="img" aria-labelledby=' in html
    assert "about 1,000, likely 980 to 1,020" in html[html.index("<desc") : html.index("</desc>")]
    assert '<td class="about">about <data value="1000">1,000</data></td>' in html


def test_time_has_a_small_figure_for_each_area_on_one_scale(client: Client, release: PublishedRelease) -> None:
    html = main_of(text_of(client, "/en/time/"))
    multiple = html[html.index('<div class="multiples">') :].split("</figure>")[0]
    assert multiple.count('role="img"') == 5
    assert (
        multiple.count('<rect class="band"')
        == PublishedCell.objects.filter(
            table__release=release, table__key="area-by-period", value__isnull=False
        ).count()
    )
    assert len(re.findall(r'class="band"[^>]* y="0%"', multiple)) == 1
    assert "<details" in multiple
    assert "/en/releases/2026-08/area-by-period/" in multiple


@pytest.mark.parametrize("query", ["area=siberia", "sex=male"])
def test_time_of_one_group_has_no_small_figures(client: Client, release: PublishedRelease, query: str) -> None:
    assert 'class="multiples"' not in text_of(client, f"/en/time/?{query}")


def release_with(values: dict[str, int]) -> PublishedRelease:
    """The sample release with other numbers for some indicators."""
    sample = sample_release()
    cells = tuple(
        replace(cell, value=values[cell.d1], lo=values[cell.d1] - 20, hi=values[cell.d1] + 20)
        if cell.d1 in values
        else cell
        for cell in sample.cells
    )
    return freeze_as_a_release_would(replace(sample, cells=cells))


def test_first_page_ranks_what_stands_clear(client: Client, published: PublishedCase) -> None:
    release_with({"ILO-08": 1200})
    html = main_of(text_of(client, "/en/"))
    assert "Withholding of wages: reported by more people than any other indicator shown" in html
    assert 'About <strong><data value="1200">1,200</data></strong> of about' in html
    assert "Too few people to show safely" not in html
    assert "/data/2026-08/report-en.pdf" in html
    assert "Workers in Russia" in html


def test_first_page_does_not_rank_overlapping_figures(client: Client, published: PublishedCase) -> None:
    release_with({"ILO-02": 1200, "ILO-03": 1230})
    html = main_of(text_of(client, "/en/"))
    assert "No single indicator stands out" in html
    assert "more people than any other" not in html
    assert html.count('class="big"') == 2


def test_first_page_names_no_indicator_where_many_are_alike(client: Client, release: PublishedRelease) -> None:
    html = main_of(text_of(client, "/en/"))
    assert "No single indicator stands out" in html
    assert html.count('class="big"') == 1


def test_indicator_page_explains_meaning_law_and_acts(client: Client, release: PublishedRelease) -> None:
    html = main_of(text_of(client, "/en/patterns/ILO-11/"))
    assert "What excessive overtime means." in html
    assert "Excessive daily hours" in html
    assert html.count("<figure") == 3
    assert "One person can stand in several rows" not in html


def test_pages_of_figures_work_on_an_empty_database(client: Client, db: None) -> None:
    assert not PublishedSite.objects.exists()
    for page in (*FIGURES, "releases/"):
        assert "Casetracker" in text_of(client, f"/en/{page}")
    assert reverse("public:patterns") == "/en/patterns/"
