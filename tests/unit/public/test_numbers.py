"""Every statistic on every page stands in the downloads of its release.

``walk`` starts at the first page and follows every link and every choice of every filter. A statistic is a
``<data>`` element; no other digit of a page of figures may be one, so the rest is held against what else holds
digits: dates, codes, articles of law, thresholds, labels, file sizes, checksums and the fixed texts of the release.
A drawing and an alternative text hold no elements: each number in them must be one of the downloads.
"""

import csv
import io
import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client

from cases.core.sql_guard import watched_tables
from cases.published.data import Tier
from cases.published.models import PublishedCase, PublishedRelease, PublishedTerm
from tests.freezing import freeze_as_a_release_would
from tests.public_addresses import walk
from tests.sample_release import sample_release
from tests.sampling import WHOLE

FURNITURE = {"10", "11", "29", "30", "99", "100", "999", "1,000", "20,000", "256", "4.0"}
"""Thresholds, the eleven indicators, SHA-256, CC BY 4.0."""

MARKED = re.compile(r'<data value="(\d+)">([\d,. \u00a0\u202f]+)</data>')
ASIDE = re.compile(
    r"<data .*?</data>|<time .*?</time>|<svg.*?</svg>|<select.*?</select>"
    r'|<(\w+) class="(?:code|ref|copy|size|mono sum|on-paper mono|small law|law)".*?</\1>',
    re.DOTALL,
)
DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")
DRAWN = re.compile(r"<svg.*?</svg>", re.DOTALL)
ALTERNATIVE = re.compile(r'\b(?:aria-label|alt|title)="([^"]*)"')


def downloaded_cells(client: Client, identifier: str) -> set[int]:
    """Every number in the cells of a release, as its reader downloads them."""
    text = client.get(f"/data/{identifier}/cells.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows
    return {int(row[column]) for row in rows for column in ("value", "lo", "hi") if row[column]}


def stray_digits(main: str, release: PublishedRelease) -> set[str]:
    """Digits of a page that are neither marked as statistics nor known to be something else."""
    text = ASIDE.sub(" ", main)
    text = without_fixed_texts(DATE.sub(" ", unescape(re.sub(r"<[^>]+>", " ", text))), release)
    return set(re.findall(r"\d[\d,.]*\d|\d", text)) - FURNITURE


def drawn_numbers(main: str, release: PublishedRelease) -> set[int]:
    """The numbers in drawings and alternative texts, what labels and fixed texts hold put aside."""
    found = [re.sub(r"<[^>]+>", " ", drawing) for drawing in DRAWN.findall(main)] + ALTERNATIVE.findall(main)
    text = without_fixed_texts(unescape(" ; ".join(found)), release)
    return {int(re.sub(r"\D", "", number)) for number in re.findall(r"\d[\d,.\u00a0\u202f]*", text)}


def without_fixed_texts(text: str, release: PublishedRelease) -> str:
    """The rest of a text. A label is no part of a longer number: “0 2” does not stand in “1,000 250”."""
    for known in sorted(set(fixed_texts(release)), key=len, reverse=True):
        text = re.sub(rf"(?<!\d){re.escape(known)}(?!\d)", " ", text)
    return text


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
    """Hold each number on each page against the downloads of the release that the page names; returns how many.

    On the way no page, whatever its filter, reads another table than published ones.
    """
    with watched_tables() as touched:
        checked = _check_numbers(client, language)
    assert {table for table in touched if not table.startswith("published_")} == set()
    return checked


def _check_numbers(client: Client, language: str) -> int:
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
        drawn = drawn_numbers(main, release)
        assert drawn <= downloads.get(release.pk, set()), f"{address}: drawn, and not in cells.csv"
        assert main.count("<data") == len(MARKED.findall(main)), address
        if address.split("?")[0] not in (f"/{language}/", f"/{language}/glossary/") and language == "en":
            assert stray_digits(main, release) == set(), address
    return checked


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko", "ru"] if WHOLE else ["en"])
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
