"""What programs read: the feed, the map of the site, what robots may look at."""

import datetime as dt
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from cases.published.data import Tier
from cases.published.models import Correction, PublishedCase, PublishedRelease
from tests.freezing import freeze_as_a_release_would
from tests.sample_release import sample_release

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
HOST = "http://testserver"


def parsed(client: Client, address: str) -> ET.Element:
    return ET.fromstring(client.get(address).content)  # noqa: S314  (our own)


def texts(feed: ET.Element, name: str) -> list[str]:
    return [entry.findtext(f"{ATOM}{name}") or "" for entry in feed.iter(f"{ATOM}entry")]


@pytest.fixture
def told(published: PublishedCase) -> None:
    """Two releases, the older one superseded, and two corrections."""
    first = freeze_as_a_release_would(sample_release())
    later = replace(sample_release("2026-11", number=3), slot=first.slot.replace(month=11))
    freeze_as_a_release_would(later)
    PublishedCase.objects.update(published=dt.datetime(2026, 7, 1, 9, 30, tzinfo=dt.UTC))
    Correction.objects.create(
        day=dt.date(2026, 9, 2), note={"en": "A label <b>was</b> wrong.", "ko": "이름표가 틀렸습니다."}
    )
    Correction.objects.create(day=dt.date(2026, 12, 1), release="2026-05", note={"en": "A check failed."})


@pytest.mark.parametrize("language", ["en", "ko", "ru"])
def test_feed_is_valid_atom(
    client: Client, told: None, django_assert_max_num_queries: DjangoAssertNumQueries, language: str
) -> None:
    with django_assert_max_num_queries(4):
        response = client.get(f"/{language}/feed.xml")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(response.content)  # noqa: S314
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    for name in ("id", "title", "updated"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Example Desk"
    links = {(link.get("rel"), link.get("hreflang")): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self", None] == f"{HOST}/{language}/feed.xml"
    others = {other for rel, other in links if other}
    assert others == {"en", "ko", "ru"} - {language}
    for entry in feed.iter(f"{ATOM}entry"):
        for name in ("id", "title", "updated", "summary"):
            assert entry.findtext(f"{ATOM}{name}"), name
        link = entry.find(f"{ATOM}link")
        assert link is not None
        page = (link.get("href") or "").removeprefix(HOST)
        assert page.startswith(f"/{language}/")


def test_newest_stands_first_and_dates_come_from_the_data(client: Client, told: None) -> None:
    feed = parsed(client, "/en/feed.xml")
    dates = texts(feed, "updated")
    assert dates == sorted(dates, reverse=True)
    assert [date[:10] for date in dates] == ["2026-12-01", "2026-11-01", "2026-09-02", "2026-08-01", "2026-07-01"]
    assert feed.findtext(f"{ATOM}updated") == dates[0]
    assert texts(feed, "title")[0] == "Release 2026-05 was withdrawn"


def test_ids_are_stable_and_lead_to_their_place(client: Client, told: None) -> None:
    first = texts(parsed(client, "/en/feed.xml"), "id")
    assert len(set(first)) == len(first) == 5
    assert f"{HOST}/en/releases/2026-08/" in first
    PublishedRelease.objects.filter(pk="2026-11").update(status="withdrawn")
    assert texts(parsed(client, "/en/feed.xml"), "id") == first
    html = client.get("/en/corrections/").content.decode()
    for each in first:
        place = each.partition("/en/corrections/#")[2]
        assert f'id="{place}"' in html or not place


def test_new_edition_of_a_case_is_a_new_entry(client: Client, told: None) -> None:
    before = set(texts(parsed(client, "/en/feed.xml"), "id"))
    PublishedCase.objects.update(edition=2)
    assert len(set(texts(parsed(client, "/en/feed.xml"), "id")) - before) == 1


def test_text_cannot_become_markup(client: Client, told: None) -> None:
    """A summary is HTML to a reader: what is written there stays a text."""
    assert "A label &lt;b&gt;was&lt;/b&gt; wrong." in texts(parsed(client, "/en/feed.xml"), "summary")
    assert "이름표가 틀렸습니다." in texts(parsed(client, "/ko/feed.xml"), "summary")


def test_empty_feed_does_not_ask_the_clock(client: Client, db: None) -> None:
    feed = parsed(client, "/en/feed.xml")
    assert feed.findtext(f"{ATOM}updated") == "2000-01-01T00:00:00+00:00"
    assert texts(feed, "id") == []


def locations(client: Client) -> dict[str, ET.Element]:
    return {url.findtext(f"{MAP}loc") or "": url for url in parsed(client, "/sitemap.xml")}


def test_sitemap_names_every_page_and_each_answers(client: Client, told: None) -> None:
    found = locations(client)
    for page in (
        "", "patterns/", "patterns/ILO-07/", "method/blur/", "releases/2026-08/", "releases/2026-11/sector-by-hours/",
        "cases/workers-in-russia/", "corrections/", "glossary/",
    ):  # fmt: skip
        assert f"{HOST}/ko/{page}" in found, page
    assert not [
        address for address in found if "?" in address or "embed" in address or ".xml" in address or "total" in address
    ]
    for address in sorted(found)[::15]:
        assert client.get(address.removeprefix(HOST)).status_code == 200, address


def test_sitemap_names_the_other_languages(client: Client, told: None) -> None:
    url = locations(client)[f"{HOST}/ko/releases/2026-08/sector/"]
    links = {link.get("hreflang"): link.get("href") for link in url.iter(LINK)}
    assert links == {
        **{language: f"{HOST}/{language}/releases/2026-08/sector/" for language in ("en", "ko", "ru")},
        "x-default": f"{HOST}/en/releases/2026-08/sector/",
    }
    assert url.findtext(f"{MAP}lastmod") == "2026-08-01"


def test_sitemap_leaves_out_what_is_gone_or_shows_nothing(client: Client, told: None) -> None:
    PublishedRelease.objects.filter(pk="2026-08").update(status="withdrawn")
    PublishedRelease.objects.filter(pk="2026-11").update(tier=Tier.ONE_WAY)
    found = locations(client)
    assert not [address for address in found if "2026-08" in address]
    assert f"{HOST}/en/releases/2026-11/sector/" in found
    assert not [address for address in found if "-by-" in address]


def test_sitemap_asks_little(client: Client, told: None, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(4):
        client.get("/sitemap.xml")


@pytest.mark.parametrize("page", ["2", "0", "x", "%00", "-1", "9" * 400])
def test_sitemap_has_one_page(client: Client, db: None, page: str) -> None:
    assert client.get(f"/sitemap.xml?p={page}").status_code == 404


@pytest.mark.parametrize(("side", "told_of_staff"), [("both", True), ("public", False)])
def test_robots_are_told_of_staff_only_where_staff_are(
    client: Client, settings: Settings, side: str, told_of_staff: bool
) -> None:
    settings.SIDE = side
    response = client.get("/robots.txt")
    text = response.content.decode()
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert f"Sitemap: {HOST}/sitemap.xml\n" in text
    assert "User-agent: *\n" in text
    assert ("/staff/" in text) is ("/accounts/" in text) is told_of_staff
