"""Texts in the right language, and figures in words."""

import pytest
from django.utils.translation import override

from cases.published.models import PublishedFigure
from cases.templatetags.public_pages import amount, anchor, language_name, text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"en": "hours", "ko": "시간"}, "시간"),
        ({"en": "<b>"}, '<span lang="en">&lt;b&gt;</span>'),
        ("line 7", '<span lang="en">line 7</span>'),
        ({}, ""),
        (None, ""),
    ],
)
def test_text_is_marked_only_in_another_language(value: dict[str, str] | str | None, expected: str) -> None:
    with override("ko"):
        assert text(value) == expected


@pytest.mark.parametrize(
    ("low", "high", "comparator", "expected"),
    [
        (50_000, 50_000, ">", "more than 50,000"),
        (50_000, None, "=", "50,000"),
        (None, 50_000, "<=", "up to 50,000"),
        (8_000, 13_000, "", "8,000 to 13,000"),
        (20, 20, "~", "about 20"),
        (20, 20, "<", "fewer than 20"),
        (None, None, "", ""),
        (0, 0, "=", "0"),
    ],
)
def test_amount_is_said_in_words(low: int | None, high: int | None, comparator: str, expected: str) -> None:
    assert amount(PublishedFigure(value_min=low, value_max=high, comparator=comparator)) == expected


def test_anchor_keeps_codes_only() -> None:
    assert anchor('F01b" onclick') == "F01bonclick"


def test_language_name_of_an_unknown_code_is_the_code() -> None:
    assert [language_name(code) for code in ("ko", "xx", "")] == ["Korean", "xx", ""]
