"""Data in three languages, stored as JSON ``{"en": …, "ko": …, "ru": …}``."""

from collections.abc import Mapping

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("en", "ko", "ru")


def in_language(texts: Mapping[str, str] | None, language: str | None = None) -> str:
    """The text in the given or the active language; English where that one is not written yet."""
    wanted = language or get_language() or settings.LANGUAGE_CODE
    texts = texts or {}
    return texts.get(wanted) or texts.get("en", "")


def language_of(texts: Mapping[str, str] | None) -> str:
    """The language in which ``in_language`` answers now."""
    wanted = get_language() or settings.LANGUAGE_CODE
    return wanted if (texts or {}).get(wanted) else "en"


def validate_translated(value: object) -> None:
    """A dictionary with texts under en, ko and ru only, English always among them."""
    if not isinstance(value, dict) or not value.keys() <= set(LANGUAGES) or not value.get("en"):
        raise ValidationError(_("Give the text in English, and in Korean and Russian where there is one."))
    if not all(isinstance(text, str) for text in value.values()):
        raise ValidationError(_("Each language holds a text."))


def validate_texts(value: object) -> None:
    """A dictionary with texts under en, ko and ru only; none of them has to be there."""
    if not isinstance(value, dict) or not value.keys() <= set(LANGUAGES):
        raise ValidationError(_("Give the text in English, Korean or Russian."))
    if not all(isinstance(text, str) for text in value.values()):
        raise ValidationError(_("Each language holds a text."))


def in_all_languages(text: object) -> dict[str, str]:
    """A lazy translation (a choice's label, say) written out in the three languages, to be stored."""
    texts = {}
    for language in LANGUAGES:
        with override(language):
            texts[language] = str(text)
    return texts
