"""What can be taken along: a table as a file, citations, the table to copy, the description of the data set."""

import hashlib
import json
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.published.data import Cell, Tier
from cases.published.models import PublishedCell, PublishedRelease
from cases.published.stored import plain, shows
from tests.freezing import freeze_as_a_release_would
from tests.sample_release import sample_release

from .test_statistics import loaded
from .test_views import text_of

TABLE = "/data/2026-08/tables/sector-by-hours"
CITE = "/data/2026-08/cite"


@pytest.mark.parametrize("tier", Tier)
def test_published_rows_are_the_release_again(db: None, tier: Tier) -> None:
    """Freezing loses nothing that files are made of."""
    release = sample_release(tier=tier)
    row = freeze_as_a_release_would(release)
    row.refresh_from_db()
    cells = PublishedCell.objects.order_by("table__position", "position")
    found = plain(row, [Cell(*cell) for cell in cells.values_list("d1", "v1", "d2", "v2", "value", "lo", "hi")])
    assert found == release


@pytest.mark.parametrize(
    ("tier", "shown"),
    [(Tier.NOTHING, ()), (Tier.RANGES, ("indicators",)), (Tier.ONE_WAY, ("indicators", "sector")), (Tier.MENU, ("indicators", "sector", "sector-by-hours"))],
)  # fmt: skip
def test_tables_of_each_tier(client: Client, db: None, tier: Tier, shown: tuple[str, ...]) -> None:
    """A table that the release does not show has no file either."""
    row = freeze_as_a_release_would(sample_release(tier=tier))
    for key in ("indicators", "sector", "sector-by-hours"):
        table = row.tables.get(key=key)
        assert shows(row, table.rows, table.columns) is (key in shown)
        for form in ("csv", "json", "xlsx"):
            status = client.get(f"/data/2026-08/tables/{key}.en.{form}").status_code
            assert status == (200 if key in shown else 404), (key, form)


@pytest.mark.parametrize("language", ["en", "ko", "ru"])
@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_table_is_a_download_with_its_checksum(
    client: Client, published_release: PublishedRelease, django_assert_max_num_queries: DjangoAssertNumQueries,
    language: str, form: str,
) -> None:  # fmt: skip
    with django_assert_max_num_queries(3):
        response = client.get(f"{TABLE}.{language}.{form}")
    etag = f'"{hashlib.sha256(response.content).hexdigest()}"'
    assert response["ETag"] == etag
    assert response["Cache-Control"] == "public, max-age=86400"
    assert response["Content-Language"] == language
    assert response["Content-Disposition"] == f'attachment; filename="2026-08-sector-by-hours.{language}.{form}"'
    assert "Vary" not in response.headers
    assert not response.cookies
    unchanged = client.get(f"{TABLE}.{language}.{form}", headers={"if-none-match": etag})
    assert (unchanged.status_code, unchanged.content, unchanged["ETag"]) == (304, b"", etag)
    head = client.head(f"{TABLE}.{language}.{form}")
    assert (head.status_code, head["ETag"], head["Content-Length"]) == (200, etag, str(len(response.content)))


@pytest.mark.parametrize("accepted", ["ko", "ru", "*", "xx;q=9"])
def test_file_does_not_depend_on_what_a_browser_asks_for(
    client: Client, published_release: PublishedRelease, accepted: str
) -> None:
    for address in (f"{TABLE}.en.csv", "/data/2026-08/cells.csv", f"{CITE}/sector.bib", "/robots.txt", "/sitemap.xml"):
        plainly, asked = client.get(address), client.get(address, headers={"accept-language": accepted})
        assert plainly.content == asked.content
        assert plainly["Content-Language"] == asked["Content-Language"]
        assert "Vary" not in asked.headers, address


@pytest.mark.parametrize(
    "address",
    [
        "tables/nope.en.csv", "tables/sector.xx.csv", "tables/sector.en.pdf", "tables/sector.en", "tables/sector",
        "tables/total.en.csv", "tables/", "tables/../cells.csv.en.csv", "cite/nope.bib", "cite/sector.ris", "cite/total.bib",
        "cite/sector", "dataset.xx.jsonld", "dataset.jsonld", "dataset.en.json",
    ],
)  # fmt: skip
def test_other_addresses_lead_nowhere(client: Client, published_release: PublishedRelease, address: str) -> None:
    assert client.get(f"/data/2026-08/{address}").status_code == 404
    assert client.get(f"/data/2099-01/{address}").status_code == 404


@pytest.mark.parametrize(("key", "page"), [("release", ""), ("sector-by-hours", "sector-by-hours/")])
def test_citation_on_the_page_is_the_one_in_the_file(
    client: Client, published_release: PublishedRelease, key: str, page: str
) -> None:
    html = text_of(client, f"/en/releases/2026-08/{page}")
    bibtex = text_of(client, f"{CITE}/{key}.bib")
    [item] = json.loads(text_of(client, f"{CITE}/{key}.csl.json"))
    assert f'<pre class="copy">{bibtex}' in html.replace("&quot;", '"').replace("&#x27;", "'")
    assert item["URL"] == f"http://testserver/en/releases/2026-08/{page}"
    assert item["URL"] in bibtex
    for form in ("bib", "csl.json"):
        assert f'href="/data/2026-08/cite/{key}.{form}"' in html
    for language in ("en", "ko", "ru"):
        said = re.search(rf'<p class="copy" lang="{language}">(.+?)</p>', html)
        assert said is not None
        assert f"http://testserver/{language}/releases/2026-08/{page}" in said[1]
    assert "공개본 2026-08" in html
    assert "Выпуск 2026-08" in html


@pytest.mark.parametrize("key", ["sector", "sector-by-hours", "indicators", "sector-by-indicators"])
def test_table_to_copy_is_plain_and_complete(client: Client, published_release: PublishedRelease, key: str) -> None:
    html = text_of(client, f"/en/releases/2026-08/{key}/plain/")
    inline = '<table class="plain">' in text_of(client, f"/en/releases/2026-08/{key}/")
    assert inline is ("-by-" not in key), (
        "a table of two dimensions stands on a page of its own, or the page is too heavy"
    )
    found = re.search(r'<div class="copy"><table class="plain">(.*?)</table></div>', html, re.DOTALL)
    assert found is not None
    table = found[1]
    for element in ("<svg", "<a ", "<img", "class=", "style="):
        assert element not in table
    assert re.search(r"<caption>.+ People interviewed; numbers blurred on purpose", table)
    assert "Fictional data" in table
    assert "Source: " in table
    assert f"http://testserver/en/releases/2026-08/{key}/" in table
    shown = published_release.tables.get(key=key).cells.filter(value__isnull=False)
    assert {int(number) for number in re.findall(r'<data value="(\d+)">', table)} == {
        number for row in shown.values_list("value", "lo", "hi") for number in row
    }
    assert table.count("<td>Not shown</td>") == published_release.tables.get(key=key).cells.filter(value=None).count()


def test_table_in_ranges_is_said_in_points(client: Client, published: object) -> None:
    freeze_as_a_release_would(sample_release(tier=Tier.RANGES))
    html = text_of(client, "/en/releases/2026-08/indicators/")
    assert "Points of 100 people interviewed; ranges only." in html
    assert 'href="/data/2026-08/tables/indicators.ko.csv"' in html


@pytest.mark.parametrize("language", ["en", "ko", "ru"])
def test_each_figure_offers_its_table_in_the_language_of_the_page(
    client: Client, published_release: PublishedRelease, language: str
) -> None:
    html = text_of(client, f"/{language}/patterns/")
    for form in ("csv", "xlsx", "json"):
        address = f"/data/2026-08/tables/indicators.{language}.{form}"
        assert f'href="{address}"' in html
        assert client.get(address).status_code == 200


def test_figure_along_a_dimension_offers_the_crossed_table(
    client: Client, published_release: PublishedRelease, published_press_case: object
) -> None:
    html = text_of(client, "/en/patterns/ILO-07/")
    for key in ("indicators", "sector-by-indicators", "sex-by-indicators"):
        assert f'href="/data/2026-08/tables/{key}.en.csv"' in html
        assert client.get(f"/data/2026-08/tables/{key}.en.csv").status_code == 200


@pytest.mark.parametrize("language", ["en", "ko", "ru"])
def test_pages_with_everything_to_take_along_stay_light(
    client: Client, published_release: PublishedRelease, language: str
) -> None:
    """The largest table: page, style sheets and icon."""
    for page in ("", "sector-by-indicators/", "sector-by-indicators/plain/", "indicators/"):
        html = text_of(client, f"/{language}/releases/2026-08/{page}")
        assert len(html.encode()) + loaded(html) < 60_000, page


def test_snippet_shows_a_card_that_is_there(client: Client, published_release: PublishedRelease) -> None:
    html = text_of(client, "/en/releases/2026-08/sector/")
    found = re.search(r'&lt;iframe src="http://testserver(/en/embed/[^"]+)" title="Sector"', html)
    assert found is not None
    assert client.get(found[1]).status_code == 200


@pytest.mark.parametrize("language", ["en", "ko", "ru"])
def test_release_leads_to_the_description_of_its_data(
    client: Client, published_release: PublishedRelease, language: str
) -> None:
    response = client.get(f"/{language}/releases/2026-08/")
    address = f"/data/2026-08/dataset.{language}.jsonld"
    head = response.content.decode().partition("</head>")[0]
    assert f'<link rel="describedby" type="application/ld+json" href="{address}">' in head
    assert "<script" not in response.content.decode()
    links: Any = response["Link"]
    assert (
        f'<http://testserver{address}>; rel="describedby"; type="application/ld+json"; hreflang="{language}"' in links
    )
    assert f'<http://testserver/{language}/releases/2026-08/>; rel="cite-as"' in links
    assert '<https://creativecommons.org/licenses/by/4.0/>; rel="license"' in links
    described = client.get(address)
    assert described["Content-Type"] == "application/ld+json"
    found = json.loads(described.content)
    assert found["inLanguage"] == language
    for download in found["distribution"]:
        file = client.get(download["contentUrl"].removeprefix("http://testserver"))
        assert hashlib.sha256(file.content).hexdigest() == download["sha256"]
        assert f'<{download["contentUrl"]}>; rel="item"' in links
