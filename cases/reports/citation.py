"""How a release is cited, as a sentence and as a file for citation managers."""

import json

from django.utils.translation import gettext, gettext_noop

from cases.published.data import File, Release

from .fixed import FICTIONAL, LANGUAGE
from .said import count, fictional

TITLE = gettext_noop("Reported conditions of North Korean workers abroad")
"""What all releases are called; in English in files for machines."""


def title() -> str:
    """The same in the active language."""
    return gettext(TITLE)


def citation(release: Release) -> str:
    """The sentence to copy, in the active language; the number of people stands in it only where the release shows it."""
    told = gettext("%(publisher)s (%(year)s). %(title)s, release %(identifier)s [data set]. Vocabulary v%(version)s.")
    parts = [
        told
        % {
            "publisher": release.organisation,
            "year": release.slot.year,
            "title": title(),
            "identifier": release.identifier,
            "version": release.vocabulary_version,
        }
    ]
    if release.total.value is not None:
        parts.append(gettext("About %(number)s people interviewed.") % {"number": count(release.total.value)})
    parts.append("CC BY 4.0.")
    if release.fictional:
        parts.append(f"{fictional()}.")
    return " ".join(parts)


def citation_cff(release: Release) -> File:
    """CITATION.cff. Each value is JSON, which YAML reads as it stands: no text can break out of its quotes."""
    fields = {
        "cff-version": "1.2.0",
        "type": "dataset",
        "message": f"Please cite: {citation(release)}",
        "title": f"{TITLE}, release {release.identifier}",
        "authors": [{"name": release.organisation}],
        "version": release.identifier,
        "date-released": release.slot.isoformat(),
        "license": "CC-BY-4.0",
        "abstract": " ".join(
            [f"{FICTIONAL}."] * release.fictional + [release.caveat[LANGUAGE], release.blur[LANGUAGE]]
        ),
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items()]
    return File("CITATION.cff", "application/yaml", "".join(lines).encode())
