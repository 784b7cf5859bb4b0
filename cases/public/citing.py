"""How a published release and its tables are cited."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.core.translated import LANGUAGES, in_language
from cases.public.schema import Schema
from cases.published.models import PublishedRelease, PublishedTable
from cases.reports.cited import Cited, bibtex, csl_json, in_words

WHOLE = "release"
"""Stands for the whole release where a table could be named."""


@dataclass(frozen=True)
class Citation:
    """Everything that can be copied to cite one thing: a sentence in each language, and two forms for programs."""

    key: str
    texts: tuple[tuple[str, str], ...]
    bibtex: str
    csl_json: str


def citation(request: HttpRequest, release: PublishedRelease, table: PublishedTable | None = None) -> Citation:
    """How a release, or one of its tables, is cited. No statement."""
    english = cited(request, release, table, "en")
    return Citation(english.key, tuple(_texts(request, release, table)), bibtex(english), csl_json(english))


def cited(
    request: HttpRequest, release: PublishedRelease, table: PublishedTable | None = None, language: str = "en"
) -> Cited:
    """What is cited, named in a language. Its address has the host that was asked."""
    common = (release.organisation, release.pk, release.slot, release.fictional)
    with override(language):
        if table is None:
            title, path = (
                _("Reported conditions of North Korean workers abroad"),
                reverse("public:release", args=[release.pk]),
            )
            return Cited(WHOLE, title, *common, request.build_absolute_uri(path))
        title = in_language(Schema(release, crosses=True).title(table.rows, table.columns), language)
        path = reverse("public:release_table", args=[release.pk, table.key])
        return Cited(table.key, title, *common, request.build_absolute_uri(path))


def _texts(request: HttpRequest, release: PublishedRelease, table: PublishedTable | None) -> list[tuple[str, str]]:
    found = []
    for language in LANGUAGES:
        with override(language):
            found.append((language, in_words(cited(request, release, table, language))))
    return found
