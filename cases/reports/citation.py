"""How a release is cited, as a sentence and as a file for citation managers."""

import json

from cases.published.data import File, Release

from .labels import FICTIONAL, LANGUAGE

TITLE = "Reported conditions of North Korean workers abroad"


def citation(release: Release) -> str:
    """The sentence to copy; the number of people stands in it only where the release shows it."""
    parts = [
        f"{release.organisation} ({release.slot.year}).",
        f"{TITLE}, release {release.identifier} [data set].",
        f"Vocabulary v{release.vocabulary_version}.",
    ]
    if release.total.shown:
        parts.append(f"About {release.total.value:,} people interviewed.")
    parts.append("CC BY 4.0.")
    if release.fictional:
        parts.append(f"{FICTIONAL}.")
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
