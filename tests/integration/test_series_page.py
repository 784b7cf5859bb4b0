"""The page before a series starts: what each choice costs, then the start; and what stands fixed afterwards."""

import re
from html import unescape
from http import HTTPStatus
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.utils import timezone

from cases.core.models import AuditEvent
from cases.intake.models import Testimony
from cases.releases import costs, terms
from cases.releases.actions import start_series
from cases.releases.models import NoiseRow, Series
from tests.conftest import Cast
from tests.integration.conftest import SignIn, page

ADD = page(Series, "add")


def choice(**changes: Any) -> dict[str, Any]:
    return {"first_slot": timezone.localdate().replace(day=1).isoformat(), "horizon": "12", "mu": "1"} | changes


def merge(number: int, what: str, into: str, source: str = "UN panel of experts 2020") -> dict[str, str]:
    return {f"merge_{number}_what": what, f"merge_{number}_into": into, f"merge_{number}_source": source}


def text(answer: HttpResponse) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def hidden(answer: HttpResponse) -> dict[str, str]:
    """What the second form sends on."""
    start = answer.content.decode().split('<form method="post" class="module"')[1]
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', start)
    return {name: unescape(value) for name, value in pairs if name != "csrfmiddlewaretoken"}


@pytest.mark.parametrize("who", ["lead", "dpo"])
def test_the_page_says_what_the_default_costs_before_it_starts(
    cast: Cast, cleared: Testimony, sign_in: SignIn, who: str
) -> None:
    client = sign_in(getattr(cast, who))
    first = client.get(ADD)
    assert "Start the series with these terms" not in text(first)
    assert "1 person meets the conditions" not in text(first)
    shown = client.get(ADD, choice())
    said = text(shown)
    assert "guesses right 69 times in 100" in said
    for words in ("One person who later withdraws 72", "second series with the same people 76", "third series with the same people 81", "came together: whether both are included 84", "whether all are included 93"):  # fmt: skip
        assert words in said, words
    assert "1 person meets the conditions. This is an exact number: not for publication" in said
    assert "Most likely: small" in said
    assert "This cannot be changed." in said
    assert not Series.objects.exists()
    assert not NoiseRow.objects.exists()
    assert "no-store" in shown.headers["Cache-Control"]


def test_what_was_shown_is_what_starts(cast: Cast, cleared: Testimony, sign_in: SignIn) -> None:
    client = sign_in(cast.dpo)
    chosen = choice(horizon="20", mu="3/4", quotes_per_release="3") | merge(1, "sector:it", "sector:other")
    shown = client.get(ADD, chosen)
    assert "guesses right 65 times in 100" in text(shown)
    assert hidden(shown) == chosen
    answer = client.post(ADD, hidden(shown))
    assert answer.status_code == HTTPStatus.FOUND
    series = Series.objects.get()
    assert (series.horizon, series.mu, series.quotes_per_release, series.started_by) == (20, "3/4", 3, cast.dpo)
    assert series.merged == {"sector": {"it": {"into": "other", "source": "UN panel of experts 2020"}}}
    terms.check_unchanged(series)


@pytest.mark.parametrize("people", [40, 400, 1500])
def test_the_figures_of_both_designs_are_told(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, people: int
) -> None:
    """With the people of the synthetic set in place of those of the records."""
    from cases.releases.disclosure.schema import DEFAULT_SCHEMA
    from tests.unit.releases.disclosure.made import entered
    from tests.unit.releases.disclosure.made import people as made

    monkeypatch.setattr(costs, "entrants", lambda _on, _mu: ([cast.dpo.pk] * people, 0))
    monkeypatch.setattr(costs, "count", lambda *_a, **_k: entered(DEFAULT_SCHEMA, made(DEFAULT_SCHEMA, people)))
    said = text(sign_in(cast.lead).get(ADD, choice()))
    assert f"{people} people meet the conditions" in said
    assert ("shares as ranges and in words" in said) == (people == 40)
    assert ("filled cells are shown; a shown number is off by about" in said) == (people > 40)
    assert ("Most likely: large" in said) == (people == 1500)
    assert said.count("times in 100") > 3


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"first_slot": ""}, "required"),
        ({"first_slot": "x"}, "valid date"),
        ({"first_slot": "2026-01-31"}, "28th"),
        ({"first_slot": "9999-01-01"}, "too far"),
        ({"horizon": "13"}, "valid choice"),
        ({"mu": "2"}, "valid choice"),
        ({"quotes_per_release": "7"}, "valid choice"),
        (merge(1, "sector:it", "sector:it"), "into itself"),
        (merge(1, "sector:it", "sex:male"), "same list"),
        (merge(1, "sector:it", "sector:other", ""), "name the source"),
        (merge(2, "sector:it", ""), "name the source"),
        (merge(1, "sector:unknown", "sector:other"), "valid choice"),
        (merge(1, "indicator_count:0_2", "indicator_count:3_4"), "valid choice"),
        (merge(1, "hours:17_over", "hours:11_12"), "next to it"),
        (merge(1, "sector:it", "sector:other") | merge(2, "sector:it", "sector:services"), "merged twice"),
        (merge(1, "sex:male", "sex:female"), "one value only"),
    ],
)
def test_a_choice_that_cannot_be_had_says_why_and_starts_nothing(
    cast: Cast, sign_in: SignIn, chosen: dict[str, str], words: str
) -> None:
    client = sign_in(cast.dpo)
    for answer in (client.get(ADD, choice(**chosen)), client.post(ADD, choice(**chosen))):
        assert answer.status_code == HTTPStatus.OK
        assert words in text(answer)
        assert "meet the conditions" not in text(answer)
    assert not Series.objects.exists()


def test_a_running_series_is_said_before_the_costs(cast: Cast, sign_in: SignIn) -> None:
    start_series(by=cast.dpo, first_slot=timezone.localdate().replace(day=1))
    client = sign_in(cast.lead)
    for answer in (client.get(ADD, choice()), client.post(ADD, choice())):
        assert "still running" in text(answer)
        assert "Start the series with these terms" not in text(answer)
    assert Series.objects.count() == 1


@pytest.mark.parametrize("who", ["interviewer", "coder", "legal", "advocacy", "administrator", "stranger"])
def test_nobody_else_sees_the_costs_or_starts_one(cast: Cast, cleared: Testimony, sign_in: SignIn, who: str) -> None:
    client = sign_in(getattr(cast, who))
    assert client.get(ADD, choice()).status_code == HTTPStatus.NOT_FOUND
    assert client.post(ADD, choice()).status_code == HTTPStatus.NOT_FOUND
    assert not Series.objects.exists()


def test_looking_leaves_no_trace_in_the_records(cast: Cast, cleared: Testimony, sign_in: SignIn) -> None:
    client = sign_in(cast.dpo)
    before = AuditEvent.objects.count()
    client.get(ADD, choice())
    assert AuditEvent.objects.count() == before


def test_the_number_of_statements_does_not_follow_from_who_came(
    cast: Cast, cleared: Testimony, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    client = sign_in(cast.dpo)
    client.get(ADD, choice())
    with django_assert_max_num_queries(60):
        client.get(ADD, choice())


# --- the page of a started series ---


@pytest.fixture
def series(cast: Cast, cleared: Testimony) -> Series:
    with time_machine.travel("2026-01-05", tick=False):
        return start_series(
            by=cast.dpo, first_slot=timezone.localdate(), quotes_per_release=3,
            merged={"sector": {"it": {"into": "other", "source": "UN panel of experts 2020"}}},
        )  # fmt: skip


@pytest.mark.parametrize("who", ["lead", "dpo", "advocacy"])
def test_everything_fixed_stands_on_its_page(cast: Cast, series: Series, sign_in: SignIn, who: str) -> None:
    said = text(sign_in(getattr(cast, who)).get(page(Series, "change", series.pk)))
    for words in (
        series.terms_sha256, "12, one every three months, from 2026-01-05 to 2028-10-05", "small: one dimension at a time",
        "standard deviation 6.23", "from 30: shares as ranges and in words; from 100:", "from 10, and from 3 times",
        "rounded to 5", "“Information technology” into “Other” (UN panel of experts 2020)", "Quotes in each release 3",
        "Other, with Information technology", "about 69 times in 100 (72 if", "2028-10-12 10:00",
        "counted in 3 such series",
    ):  # fmt: skip
        assert words in said, words
    assert "no longer those" not in said
    assert "the conditions" not in said
    assert "not for publication" not in said.lower()


def test_the_terms_shown_are_those_hashed(cast: Cast, series: Series, sign_in: SignIn) -> None:
    import hashlib
    import json

    html = sign_in(cast.advocacy).get(page(Series, "change", series.pk)).content.decode()
    found = json.loads(unescape(re.search(r'<pre class="terms"[^>]*>(.*?)</pre>', html, re.DOTALL)[1]))  # type: ignore[index]
    again = json.dumps(found, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(again.encode()).hexdigest() == series.terms_sha256


def test_terms_that_changed_are_said_on_the_page(
    cast: Cast, series: Series, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cases.releases.disclosure.publish.MINIMUM", 5)
    said = text(sign_in(cast.advocacy).get(page(Series, "change", series.pk)))
    assert "are no longer those that it started with" in said


def test_no_inline_style_or_script(cast: Cast, series: Series, sign_in: SignIn) -> None:
    client = sign_in(cast.dpo)
    with time_machine.travel("2035-01-01", tick=False):
        html = sign_in(cast.dpo).get(ADD, choice()).content.decode()
    html += client.get(page(Series, "change", series.pk)).content.decode()
    assert " style=" not in html
    assert not re.search(r"<script(?![^>]* src=)[^>]*>\s*[^<\s]", html)
