"""Data in three languages: the right text, and English where one is not written yet."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy, override

from cases.core.translated import in_all_languages, in_language, language_of, validate_translated

TEXTS = {"en": "camp", "ko": "수용소", "ru": ""}


@pytest.mark.parametrize(
    ("language", "text", "says"), [("en", "camp", "en"), ("ko", "수용소", "ko"), ("ru", "camp", "en")]
)
def test_text_and_its_language(language: str, text: str, says: str) -> None:
    """An empty translation is no translation; the page can mark the text as English."""
    with override(language):
        assert in_language(TEXTS) == text
        assert language_of(TEXTS) == says
    assert in_language(TEXTS, language) == text


@pytest.mark.parametrize("texts", [None, {}])
def test_no_texts(texts: dict[str, str] | None) -> None:
    assert in_language(texts, "ko") == ""
    assert language_of(texts) == "en"


def test_language_outside_any_page() -> None:
    """With translations off (a command), the site's own language answers."""
    with override(None):
        assert in_language(TEXTS) == "camp"


@pytest.mark.parametrize("value", [{"en": "a"}, {"en": "a", "ko": "", "ru": "б"}])
def test_valid(value: object) -> None:
    validate_translated(value)


@pytest.mark.parametrize(
    "value",
    [None, "a", [], {}, {"ko": "가"}, {"en": ""}, {"en": "a", "de": "b"}, {"en": ["a"]}, {"en": "a", "ko": None}],
)
def test_invalid(value: object) -> None:
    """No dictionary, no English, a fourth language, something that is no text."""
    with pytest.raises(ValidationError):
        validate_translated(value)


def test_in_all_languages_is_valid_and_leaves_the_language_alone() -> None:
    with override("ko"):
        texts = in_all_languages(gettext_lazy("Yes"))  # Django's own catalogues have it
        assert in_language(texts) == "예"
    validate_translated(texts)
    assert texts == {"en": "Yes", "ko": "예", "ru": "Да"}
