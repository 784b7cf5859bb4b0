"""Every statistic on every page stands in the downloads of its release.

``walk`` starts at the first page and follows every link and every choice of every filter. A statistic is a
``<data>`` element; no other digit of a page of figures may be one, so the rest is held against what else holds
digits: dates, codes, articles of law, thresholds, labels, file sizes, checksums and the fixed texts of the release.
"""

import csv
import io
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

import pytest
from django.test import Client

from cases.published.data import Tier
from cases.published.models import PublishedCase, PublishedRelease, PublishedTerm
from tests.freezing import freeze_as_a_release_would
from tests.sample_release import sample_release

FURNITURE = {"10", "11", "29", "30", "99", "100", "999", "1,000", "20,000", "256", "4.0"}
"""Thresholds, the eleven indicators, SHA-256, CC BY 4.0."""

MARKED = re.compile(r'<data value="(\d+)">([\d,. \u00a0\u202f]+)</data>')
ASIDE = re.compile(
    r"<data .*?</data>|<time .*?</time>|<svg.*?</svg>|<select.*?</select>"
    r'|<(\w+) class="(?:code|ref|copy|size|mono sum|on-paper mono|small law|law)".*?</\1>',
    re.DOTALL,
)


class Links(HTMLParser):
    """The links of a page, and each choice of its filters as the address that the form would send."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.found.append(given.get("href", ""))
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and given.get("value"):
            self.found.append(f"?{self._select}={given['value']}")


def walk(client: Client, start: str = "/en/") -> Iterator[tuple[str, Any]]:
    """Each page that a reader can reach by links and filters, in the language of the first, and each download."""
    waiting, seen = [start], {start}
    while waiting:
        address = waiting.pop()
        response = client.get(address)
        assert response.status_code == 200, address
        yield address, response
        if not response["Content-Type"].startswith("text/html") or "sector=" in address and "sex=" in address:
            continue
        links = Links()
        links.feed(response.content.decode())
        for link in links.found:
            target = urljoin(address, link).partition("#")[0]
            if target.startswith((start, "/data/")) and target not in seen:
                seen.add(target)
                waiting.append(target)


def downloaded_cells(client: Client, identifier: str) -> set[int]:
    """Every number in the cells of a release, as its reader downloads them."""
    text = client.get(f"/data/{identifier}/cells.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows
    return {int(row[column]) for row in rows for column in ("value", "lo", "hi") if row[column]}


def stray_digits(main: str, release: PublishedRelease) -> set[str]:
    """Digits of a page that are neither marked as statistics nor known to be something else."""
    text = ASIDE.sub(" ", main)
    text = unescape(re.sub(r"<[^>]+>", " ", text))
    for known in sorted(fixed_texts(release), key=len, reverse=True):
        text = text.replace(known, " ")
    return set(re.findall(r"\d[\d,.]*\d|\d", text)) - FURNITURE


def fixed_texts(release: PublishedRelease) -> Iterator[str]:
    """What a release says in words and holds digits: its number, its labels, its fixed texts, its mechanism."""
    yield from PublishedRelease.objects.values_list("pk", flat=True)
    yield from (*release.caveat.values(), *release.blur.values())
    for term in PublishedTerm.objects.all():
        yield from (*term.label.values(), *term.definition.values())
    for dimension in (*release.dimensions, *release.indicators):
        for texts in (dimension["label"], *(value["label"] for value in dimension["values"])):
            yield from texts.values()
    mechanism = release.mechanism
    yield f"at least {mechanism['sd_factor']} standard deviations"
    yield f"rounded to {mechanism['rounding']}"
    yield from (str(mechanism["mu"]), str(mechanism["horizon"]))
    yield from (f"{sd:.1f}" for sd in mechanism["noise_sd"].values())


def check_numbers(client: Client, language: str = "en") -> int:
    """Hold each number on each page against the downloads of the release that the page names; returns how many."""
    checked = 0
    downloads: dict[str, set[int]] = {}
    for address, response in walk(client, f"/{language}/"):
        html = response.content.decode() if response["Content-Type"].startswith("text/html") else ""
        named = re.search(r'<main[^>]* data-release="([^"]+)"', html)
        if named is None:
            assert "<data" not in html, f"{address} shows a statistic and names no release"
            continue
        release = PublishedRelease.objects.get(pk=named[1])
        if release.pk not in downloads and release.status != PublishedRelease.Status.WITHDRAWN:
            shares = {share[end] for share in release.shares for end in ("low", "high")}
            downloads[release.pk] = downloaded_cells(client, release.pk) | shares
        main = html[html.index("<main") : html.index("</main>")]
        for value, shown in MARKED.findall(main):
            assert int(value) in downloads[release.pk], f"{address}: {value} is not in cells.csv"
            assert re.sub(r"\D", "", shown) == value, f"{address}: {shown} is not {value}"
            checked += 1
        assert main.count("<data") == len(MARKED.findall(main)), address
        if address.split("?")[0] not in (f"/{language}/", f"/{language}/glossary/") and language == "en":
            assert stray_digits(main, release) == set(), address
    return checked


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko", "ru"])
def test_every_number_is_in_the_downloads(client: Client, published: PublishedCase, language: str) -> None:
    freeze_as_a_release_would(sample_release())
    assert check_numbers(client, language) > 1_000


@pytest.mark.parametrize("tier", [Tier.NOTHING, Tier.RANGES, Tier.ONE_WAY])
def test_every_number_is_in_the_downloads_in_each_tier(client: Client, published: PublishedCase, tier: Tier) -> None:
    freeze_as_a_release_would(sample_release(tier=tier))
    assert (check_numbers(client) > 0) is (tier != Tier.NOTHING)


def test_planted_number_is_found(client: Client, published: PublishedCase) -> None:
    """A number that only a page holds, and one that is not marked."""
    release = freeze_as_a_release_would(sample_release())
    assert stray_digits('<main>About <data value="5">5</data> of 1,234</main>', release) == {"1,234"}
    release.tables.get(key="sector").cells.filter(value__gt=0).update(value=777, lo=777, hi=777)
    with pytest.raises(AssertionError, match="777 is not in cells.csv"):
        check_numbers(client)
