"""The page on reading a blurred figure: its example says no more than its own numbers bear."""

import pytest
from django.test import Client

from cases.published.method_texts import EXAMPLES, INTERVIEWED_HIGH, INTERVIEWED_LOW
from cases.published.models import PublishedCase


def test_share_of_the_example_is_rounded_outwards() -> None:
    for one in EXAMPLES:
        low, high = one.points
        assert 100 * one.low - INTERVIEWED_HIGH < INTERVIEWED_HIGH * low <= 100 * one.low
        assert 100 * one.high <= INTERVIEWED_LOW * high < 100 * one.high + INTERVIEWED_LOW


def test_two_examples_overlap_and_one_lies_apart() -> None:
    first, overlapping, apart = EXAMPLES
    assert overlapping.low <= first.high
    assert apart.high < min(first.low, overlapping.low)


@pytest.mark.parametrize("language", ["en", "ko", "ru"])
def test_example_is_no_figure_of_ours(client: Client, published: PublishedCase, language: str) -> None:
    """No element of the page says that its number is a statistic, and the page names no release."""
    html = client.get(f"/{language}/method/reading/").content.decode()
    assert "<data" not in html
    assert "data-release" not in html
    assert html.count('class="tick"') == 1 + len(EXAMPLES)
