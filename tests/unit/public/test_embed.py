"""The card for the frames of other sites: small, complete by itself, and the one thing that may be framed."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.published.data import Tier
from cases.published.models import Correction, PublishedRelease
from tests.freezing import freeze_as_a_release_would
from tests.sample_release import sample_release

from .test_views import text_of

CARD = "/en/embed/2026-08"
LIGHT = 25_000
"""Bytes that a card may weigh, its style sheets included."""


@pytest.mark.parametrize("language", ["en", "ko", "ru"])
@pytest.mark.parametrize(
    "view", ["indicators/", "sector/", "sector-by-indicators/", "sector-by-indicators/?group=construction", "total/"]
)
def test_card_is_light_and_asks_for_nothing_else(
    client: Client, published_release: PublishedRelease, django_assert_max_num_queries: DjangoAssertNumQueries,
    language: str, view: str,
) -> None:  # fmt: skip
    with django_assert_max_num_queries(4):
        html = text_of(client, f"/{language}/embed/2026-08/{view}")
    sheets = re.findall(r'<link rel="stylesheet" href="/static/([\w.]+?)(?:\.[0-9a-f]{12})?\.css">', html)
    assert sheets == ["tokens", "embed"]
    weight = len(html.encode())
    for sheet in sheets:
        path = finders.find(f"{sheet}.css")
        assert isinstance(path, str)
        with open(path, "rb") as file:
            weight += len(file.read())
    assert weight <= LIGHT
    for forbidden in ("<script", "style=", "<img", "<form", "<iframe", "@import"):
        assert forbidden not in html
    assert html.count("<h1") == 1
    assert 'target="_top" rel="noopener"' in html
    assert "2026-08" in html


def test_card_is_complete_by_itself(client: Client, published_release: PublishedRelease) -> None:
    html = text_of(client, f"{CARD}/indicators/")
    assert "Fictional data: no figure here comes from a real person." in html
    assert '<strong>About <data value="2000">2,000</data> people</strong>' in html
    assert "not a sample of all workers" in html
    assert 'href="http://testserver/en/releases/2026-08/indicators/"' in html
    assert html.count("<li>") == 11


def test_one_row_and_one_group(client: Client, published_release: PublishedRelease) -> None:
    row = text_of(client, f"{CARD}/indicators/?row=ILO-07")
    assert row.count("<li>") == 1
    assert "Retention of identity documents" in row
    group = text_of(client, f"{CARD}/sector-by-hours/?group=forestry")
    assert "Sector × Daily hours: forestry" in group
    assert group.count("<li>") == 6
    assert text_of(client, f"{CARD}/sector-by-hours/?group=forestry&row=11_12").count("<li>") == 1


def test_crossed_table_offers_its_groups(client: Client, published_release: PublishedRelease) -> None:
    html = text_of(client, f"{CARD}/sector-by-hours/")
    for group in re.findall(r'<a href="(\?group=\w+)">', html):
        assert client.get(f"{CARD}/sector-by-hours/{group}").status_code == 200
    assert html.count("?group=") == 8
    assert "<data" not in html


@pytest.mark.parametrize(
    "view",
    [
        "nope/", "indicators/?row=nope", "sector-by-hours/?group=nope", "sector-by-hours/?group=forestry&row=nope",
        "indicators/?row=%00", "indicators/?row=<script>", "../releases/",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client: Client, published_release: PublishedRelease, view: str) -> None:
    html = text_of(client, f"{CARD}/{view}", status=404) if ".." not in view else ""
    assert "<script>" not in html
    assert client.get("/en/embed/2099-01/sector/").status_code == 404


@pytest.mark.parametrize(("tier", "shown"), [(Tier.NOTHING, 0), (Tier.RANGES, 22), (Tier.ONE_WAY, 33 + 1)])
def test_card_of_each_tier(client: Client, db: None, tier: Tier, shown: int) -> None:
    freeze_as_a_release_would(sample_release(tier=tier))
    html = text_of(client, f"{CARD}/indicators/")
    assert html.count("<data") == shown
    assert ("Not shown: too few people" in html) is (tier == Tier.NOTHING)
    assert "<data" not in text_of(client, f"{CARD}/sector-by-hours/?group=forestry")


def test_hidden_rows_look_alike(client: Client, published_release: PublishedRelease) -> None:
    html = text_of(client, f"{CARD}/sector-by-hours/?group=it")
    rows = re.findall(r"<li><span>.*?</span>(.*?)</li>", html, re.DOTALL)
    hidden = [row for row in rows if "Not shown" in row]
    assert hidden or "Not shown: too few" in html
    assert len(set(hidden)) <= 1


def test_card_of_a_withdrawn_release_says_so(client: Client, published_release: PublishedRelease) -> None:
    PublishedRelease.objects.update(status="withdrawn")
    Correction.objects.create(day="2026-09-01", release="2026-08", note={"en": "A check failed."})
    html = text_of(client, f"{CARD}/indicators/", status=410)
    assert "Release 2026-08 was withdrawn" in html
    assert "A check failed." in html
    assert "<data" not in html


def test_only_the_card_may_be_framed(client: Client, published_release: PublishedRelease) -> None:
    card = client.get(f"{CARD}/sector/").headers
    assert "X-Frame-Options" not in card
    assert "frame-ancestors *" in card["Content-Security-Policy"]
    assert card["Cross-Origin-Resource-Policy"] == "cross-origin"
    for address in (
        "/en/",
        "/en/releases/2026-08/sector/",
        "/data/2026-08/cells.csv",
        "/en/feed.xml",
        "/robots.txt",
        "/",
    ):
        headers = client.get(address).headers
        assert headers["X-Frame-Options"] == "DENY", address
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
