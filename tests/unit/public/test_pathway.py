"""The way from recruitment to leaving: every indicator stands on it, with the figure it has elsewhere."""

import re

import pytest
from django.test import Client

from cases.public.pathway import STEPS
from cases.published.data import Tier
from cases.published.models import PublishedCase, PublishedRelease
from tests.freezing import freeze_as_a_release_would
from tests.sample_release import INDICATORS, sample_release

from .conftest import main_of
from .test_views import text_of

ADDRESS = "/en/pathway/"


def test_every_indicator_stands_on_a_step_and_once_on_each() -> None:
    placed = [[each.code for each in step.indicators] for step in STEPS]
    assert {code for codes in placed for code in codes} == set(INDICATORS)
    assert all(len(codes) == len(set(codes)) for codes in placed)
    assert len({step.key for step in STEPS}) == 6


def test_no_reason_is_given_twice() -> None:
    reasons = [str(each.why) for step in STEPS for each in step.indicators]
    assert len(set(reasons)) == len(reasons)


def test_steps_repeat_the_published_figures(client: Client, release: PublishedRelease) -> None:
    html, patterns = (main_of(text_of(client, address)) for address in (ADDRESS, "/en/patterns/"))
    numbers = re.compile(r'<data value="(\d+)">')
    assert set(numbers.findall(html)) == set(numbers.findall(patterns))
    assert html.count('<tr><th scope="row">') == sum(len(step.indicators) for step in STEPS)
    assert html.count("The same figure as in") == sum(len(step.indicators) for step in STEPS) - len(INDICATORS)


def test_page_says_that_it_is_our_reading_and_shows_no_way_out(client: Client, release: PublishedRelease) -> None:
    html = main_of(text_of(client, ADDRESS))
    assert "our reading of what it means, not a finding" in html
    assert "We publish no routes" in html


def test_ranges_stand_on_the_steps(client: Client, published: PublishedCase) -> None:
    freeze_as_a_release_would(sample_release(tier=Tier.RANGES))
    html = main_of(text_of(client, ADDRESS))
    assert html.count("between about a quarter and two thirds") == sum(len(step.indicators) for step in STEPS)


@pytest.mark.parametrize("language", ["en", "ko", "ru"])
def test_below_thirty_the_steps_read_like_those_without_any_testimony(
    client: Client, published: PublishedCase, language: str
) -> None:
    def steps() -> str:
        html = text_of(client, f"/{language}/pathway/")
        return html[html.index("<h1") :]

    without = steps()
    freeze_as_a_release_would(sample_release(tier=Tier.NOTHING))
    assert steps() == without
    assert "<data" not in without
    assert without.count('class="stage"') == 6
    assert f"/{language}/patterns/ILO-11/" in without
