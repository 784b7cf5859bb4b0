"""The words of the consent form, in three languages: on paper, read aloud, and on the page where answers are recorded.

A file of ``data/consent`` is one version. What somebody signed stays as it was: new words are a new file.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from cases.core.translated import LANGUAGES, in_language

VERSION = "1"
"""The version in use; a consent says which one was read."""


@dataclass(frozen=True)
class Part:
    """A heading and sentences to be read aloud."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Purpose:
    """One purpose in plain words: what a yes means, what it does not, and what must be said beside it."""

    scope: str
    name: str
    means: str
    means_not: str
    warning: str


@dataclass(frozen=True)
class FormTexts:
    """The whole form in one language."""

    language: str
    version: str
    title: str
    lead: str
    parts: Mapping[str, Part]
    purposes_title: str
    purposes_lead: str
    purposes: tuple[Purpose, ...]
    labels: Mapping[str, str]


@cache
def texts_in(language: str, version: str = VERSION) -> FormTexts:
    """The form in one language; in English for a language that it is not written in."""
    language = language if language in LANGUAGES else "en"
    source = _read(version)

    def said(texts: Any) -> str:
        return in_language(texts, language)

    return FormTexts(
        language=language,
        version=source["version"],
        title=said(source["title"]),
        lead=said(source["lead"]),
        parts={
            name: Part(said(part["title"]), tuple(said(line) for line in part["lines"]))
            for name, part in source["parts"].items()
        },
        purposes_title=said(source["purposes_title"]),
        purposes_lead=said(source["purposes_lead"]),
        purposes=tuple(
            Purpose(
                purpose["scope"],
                *(said(purpose.get(name)) for name in ("name", "means", "means_not", "warning")),
            )
            for purpose in source["purposes"]
        ),
        labels={name: said(label) for name, label in source["labels"].items()},
    )


def texts_now() -> FormTexts:
    """The form in the language of the page."""
    return texts_in(get_language() or settings.LANGUAGE_CODE)


def _read(version: str) -> Any:
    path = settings.BASE_DIR / "data" / "consent" / f"form-{version}.json"
    return json.loads(path.read_text(encoding="utf-8"))
