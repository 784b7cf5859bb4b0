"""What pages of figures show of a release by its status and by the number of people in it."""

from dataclasses import replace

import pytest
from django.test import Client

from cases.published.data import Tier
from cases.published.models import PublishedCase, PublishedRelease
from tests.freezing import freeze_as_a_release_would
from tests.sample_release import sample_release

from .conftest import FIGURES, main_of
from .test_views import text_of


def in_tier(tier: Tier) -> PublishedRelease:
    return freeze_as_a_release_would(sample_release(tier=tier))


def withdrawn() -> PublishedRelease:
    """The sample release, withdrawn, as the last one of all."""
    release = freeze_as_a_release_would(sample_release())
    PublishedRelease.objects.update(status=PublishedRelease.Status.WITHDRAWN)
    return release


def test_superseded_release_stays_readable(client: Client, release: PublishedRelease) -> None:
    freeze_as_a_release_would(replace(sample_release("2026-11", number=3), slot=release.slot.replace(month=11)))
    html = main_of(text_of(client, "/en/patterns/?release=2026-08&sector=construction"))
    assert "A newer release has replaced this one" in html
    assert '<input type="hidden" name="release" value="2026-08">' in html
    assert '<a class="chip" href="?release=2026-08">' in html
    assert '/en/patterns/ILO-03/?release=2026-08"' in html
    assert "2026-11" in main_of(text_of(client, "/en/patterns/"))


@pytest.mark.parametrize("page", [*FIGURES, "patterns/ILO-11/", "releases/2026-08/", "releases/2026-08/sex/"])
def test_withdrawn_release_says_so_and_shows_no_number(client: Client, published: PublishedCase, page: str) -> None:
    withdrawn()
    for address in (f"/en/{page}", f"/en/{page}?release=2026-08"):
        named = "2026-08" in address
        html = main_of(text_of(client, address, status=410 if named else 200))
        assert "Release 2026-08 was withdrawn" in html
        assert "<data" not in html
        assert "/data/" not in html


@pytest.mark.parametrize("number", ["2099-01", "nope", "%00", "%ff", "x" * 500, "2026-08'"])
def test_release_that_never_was_gets_a_helpful_page(client: Client, release: PublishedRelease, number: str) -> None:
    html = text_of(client, f"/en/patterns/?release={number}", status=404)
    assert "/en/releases/" in html


@pytest.mark.parametrize(
    "page",
    ["releases/2099-01/", "releases/2026-08/sex-by-hours/", "releases/2099-01/sex/", "patterns/ILO-99/", "patterns/WRK-01/", "patterns/ILO/"],
)  # fmt: skip
def test_address_that_leads_nowhere_gets_a_helpful_page(client: Client, release: PublishedRelease, page: str) -> None:
    assert "/en/patterns/" in text_of(client, f"/en/{page}", status=404)


def test_total_stands_on_the_page_of_its_release(client: Client, release: PublishedRelease) -> None:
    assert client.get("/en/releases/2026-08/total/")["Location"] == "/en/releases/2026-08/"


def instead_of_figures(html: str) -> str:
    """What a page says where it shows no figure; the line that names the release aside."""
    html = main_of(html)
    return html[html.index("<h1") :]


@pytest.mark.parametrize("page", FIGURES)
@pytest.mark.parametrize("language", ["en", "ko", "ru"])
def test_below_thirty_a_page_reads_like_one_without_any_testimony(
    client: Client, published: PublishedCase, page: str, language: str
) -> None:
    without = text_of(client, f"/{language}/{page}")
    in_tier(Tier.NOTHING)
    assert instead_of_figures(text_of(client, f"/{language}/{page}")) == instead_of_figures(without)


@pytest.mark.parametrize("page", [*FIGURES, "patterns/ILO-11/"])
def test_below_thirty_no_number_is_shown(client: Client, published: PublishedCase, page: str) -> None:
    in_tier(Tier.NOTHING)
    html = main_of(text_of(client, f"/en/{page}"))
    assert "Fewer than 30 testimonies: too few to show any number safely" in html
    assert "<data" not in html
    assert 'href="/en/cases/"' in html


def test_below_thirty_the_whole_scope_is_listed(client: Client, published: PublishedCase) -> None:
    in_tier(Tier.NOTHING)
    assert "/en/patterns/ILO-11/" in main_of(text_of(client, "/en/patterns/"))


def test_ranges_come_in_words_and_points(client: Client, published: PublishedCase) -> None:
    in_tier(Tier.RANGES)
    html = main_of(text_of(client, "/en/patterns/"))
    assert html.count("between about a quarter and two thirds") == 11
    assert html.count('<data value="25">25</data> to <data value="65">65</data>') == 11
    assert "about <data" not in html
    assert "Between 30 and 99 people" in html
    assert "between about a quarter" in text_of(client, "/en/patterns/ILO-11/")
    assert "between about a quarter" in text_of(client, "/en/releases/2026-08/indicators/")
    assert "First ranges" in text_of(client, "/en/")


@pytest.mark.parametrize(
    "page", ["patterns/interviewed/", "hours-and-pay/", "time/", "places/", "releases/2026-08/area/"]
)
def test_ranges_hold_no_other_table(client: Client, published: PublishedCase, page: str) -> None:
    in_tier(Tier.RANGES)
    html = main_of(text_of(client, f"/en/{page}"))
    assert "<data" not in html
    assert "Too few people for these figures" in html


@pytest.mark.parametrize("page", FIGURES)
def test_one_way_tier_has_no_filter_and_says_why(client: Client, published: PublishedCase, page: str) -> None:
    in_tier(Tier.ONE_WAY)
    html = main_of(text_of(client, f"/en/{page}"))
    assert "<data" in html
    assert "<form" not in html
    assert "This release holds no table" in main_of(text_of(client, f"/en/{page}?channel=military&area=siberia"))


def test_one_way_tier_has_no_page_for_a_table_of_two_dimensions(client: Client, published: PublishedCase) -> None:
    in_tier(Tier.ONE_WAY)
    assert "<data" not in main_of(text_of(client, "/en/releases/2026-08/sex-by-sector/"))
    assert "sex-by-sector" not in text_of(client, "/en/releases/2026-08/")


def test_method_says_whether_anything_was_released(client: Client, published: PublishedCase) -> None:
    words = "No figures from our own interviews have been released yet."
    assert words in text_of(client, "/en/method/")
    in_tier(Tier.MENU)
    assert words not in text_of(client, "/en/method/")
