"""The pages on the method: what they state is what the engine does, in every language, light enough for a slow phone."""

import math
import re
from fractions import Fraction
from statistics import NormalDist
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from cases.published import method_texts
from cases.published.models import PublishedCase, PublishedRelease
from cases.published.texts import blur
from cases.releases import terms
from cases.releases.disclosure import publish
from cases.releases.disclosure.design import LARGE, SHARES, SMALL, Design, noise_sd, norm_squared, release_sd
from cases.releases.disclosure.schema import DEFAULT_SCHEMA, Group, sensitivity
from cases.releases.models import PREPARATION_DAYS, PUBLICATION_HOUR

from .conftest import LANGUAGES, main_of

METHOD = ["method/", "method/blur/"]
PHI = NormalDist().cdf


def shown(client: Client, page: str, language: str = "en") -> str:
    answer = client.get(f"/{language}/{page}")
    assert answer.status_code == 200
    return main_of(answer.content.decode())


# --- what the tables state ---


def test_designs_are_those_of_the_engine() -> None:
    wanted = [(SMALL, Group.ONE_WAY), (LARGE, Group.ONE_WAY), (LARGE, Group.MENU)]
    for (kind, group), row in zip(wanted, method_texts.DESIGNS, strict=True):
        assert row.cells == sensitivity(DEFAULT_SCHEMA, group)
        assert Fraction(row.share) == SHARES[kind][group]
        assert row.sd == round(noise_sd(Design(kind), DEFAULT_SCHEMA, group), 2)


def test_weights_are_those_of_the_engine() -> None:
    assert round(math.sqrt(norm_squared(12)), 4) == method_texts.NORM
    assert tuple(round(release_sd(number), 2) for number in range(1, 13)) == method_texts.MULTIPLIERS


@pytest.mark.parametrize("row", method_texts.PROMISE)
def test_the_promise_is_computed(row: method_texts.Promised) -> None:
    """Φ(μ/2) with μ² of each series and its noisy total; 99 stands for whatever rounds to all."""
    mu = math.sqrt(row.series * 1.01)
    first = 1.0 if row.series == 1 else mu
    assert row.one == round(100 * PHI(mu / 2))
    assert row.two == round(100 * PHI(2 * first / 2))
    assert row.three == min(99, round(100 * PHI(3 * first / 2)))
    rises = 1 - PHI((math.log(9) - first**2 / 2) / first)
    assert row.certain == round(1 / rises)


def test_no_more_series_are_promised_than_the_ledger_lets_in() -> None:
    assert len(method_texts.PROMISE) * Fraction(101, 100) == terms.LIFETIME_MU_SQUARED


def test_tiers_and_rules_are_those_of_the_engine(client: Client, db: None) -> None:
    bounds = [[int(n) for n in re.findall(r"\d+", str(step.people).replace(",", ""))] for step in method_texts.TIERS]
    least = sorted(publish.LEAST.values())
    assert bounds == [[least[0]], [least[0], least[1] - 1], [least[1], least[2] - 1], [least[2]]]
    html = shown(client, "method/blur/")
    assert f"at least {publish.MINIMUM} and at least three standard deviations" in html
    assert (publish.SD_FACTOR, publish.RANGE_SD, publish.ROUNDING) == (3, 2, 5)
    assert "seven days later, at 10:00 UTC" in shown(client, "method/")
    assert (PREPARATION_DAYS, PUBLICATION_HOUR) == (7, 10)


def test_every_figure_holds_its_bar() -> None:
    for section in method_texts.HELD:
        for row in section.rows:
            assert _holds(row.bar, row.measured), row.name


def _holds(bar: str, measured: float) -> bool:
    if "–" in bar:
        low, high = map(float, bar.split("–"))
        return low <= measured <= high
    sign, number = bar.split(" ")
    return {"≤": measured <= float(number), "≥": measured >= float(number), "=": measured == float(number)}[sign]


# --- the pages ---


@pytest.mark.parametrize("page", METHOD)
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_light(
    client: Client, published: PublishedCase, published_release: PublishedRelease, page: str, language: str
) -> None:
    body = client.get(f"/{language}/{page}").content
    names = set(re.findall(rb'(?:href|src)="/static/([^"]+)"', body))
    size = len(body) + sum((settings.BASE_DIR / "static" / name.decode()).stat().st_size for name in names)
    assert size <= 60_000
    assert b"<script" not in body
    assert b" style=" not in body


@pytest.mark.parametrize("page", METHOD)
def test_statements(
    client: Client, published: PublishedCase, published_release: PublishedRelease, page: str,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    with django_assert_max_num_queries(2):
        client.get(f"/en/{page}")


def test_method_says_the_promise_of_a_first_series(client: Client, published: PublishedCase) -> None:
    html = shown(client, "method/")
    for words in ("about 69 times in 100", "(72 if that person later withdraws)", "this becomes 76, after a third 81"):
        assert words in html
    for words in ("for about 1 included person in 22", "Two people who came together: 84; three: 93"):
        assert words in html


@pytest.mark.parametrize(("series", "recognised"), [(2, 76), (3, 81)])
def test_method_says_the_promise_of_a_later_series(
    client: Client, published: PublishedCase, published_release: PublishedRelease, series: int, recognised: int
) -> None:
    """The sentence of the release itself; nothing of the first series is said as if it held."""
    said = blur(recognised=recognised, after_withdrawal=recognised + 3, series=series)
    PublishedRelease.objects.update(series=series, blur=said)
    for page in METHOD:
        assert f"about {recognised} times in 100" in shown(client, page)
        assert "about 69 times in 100" not in shown(client, page)
    assert "1 included person in 22," not in shown(client, "method/")
    assert f"about {recognised} " not in shown(client, "method/", "ko")
    assert str(recognised) in shown(client, "method/", "ko")


def test_a_withdrawn_release_states_nothing(
    client: Client, published: PublishedCase, published_release: PublishedRelease
) -> None:
    PublishedRelease.objects.update(status="withdrawn", blur=blur(recognised=76, after_withdrawal=79, series=2))
    assert "about 69 times in 100" in shown(client, "method/")
    assert published_release.pk not in shown(client, "method/blur/")


def test_the_current_release_stands_with_its_noise(
    client: Client, published: PublishedCase, published_release: PublishedRelease
) -> None:
    html = shown(client, "method/blur/")
    assert f'href="/en/releases/{published_release.pk}/#blur"' in html
    for sd in published_release.mechanism["noise_sd"].values():
        assert f"{sd:.1f}" in html


@pytest.mark.parametrize("page", METHOD)
@pytest.mark.parametrize("word", ["anonymous", "cannot be identified", "prevalence", "most workers", "proves "])
def test_words_that_are_never_said(
    client: Client, published: PublishedCase, published_release: PublishedRelease, page: str, word: str
) -> None:
    assert word not in shown(client, page).lower()


def test_contents_lead_to_sections(client: Client, published: PublishedCase) -> None:
    for page in METHOD:
        html = shown(client, page)
        for name in re.findall(r'<a href="#([^"]+)"', html):
            assert f'id="{name}"' in html, name
