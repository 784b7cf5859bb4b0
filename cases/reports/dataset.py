"""A release as schema.org describes data sets, for search engines and catalogues (JSON-LD)."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext, override

from cases.core.translated import in_language
from cases.published.data import File, Release

from .data_files import canonical_json
from .fixed import FICTIONAL
from .manifest import LICENCE_ADDRESS
from .said import fictional

JSONLD_TYPE = "application/ld+json"


class Distribution(NamedTuple):
    """A file of the release as it is offered. ``address`` has its host."""

    name: str
    address: str
    media_type: str
    size: int
    sha256: str


def dataset_jsonld(release: Release, files: Sequence[Distribution], *, language: str, address: str) -> File:
    """A schema.org Dataset in a language. ``address`` is the page of the release, with its host.

    No temporal coverage: the periods in which people worked are open at both ends.
    """
    with override(language):
        title = gettext("Reported conditions of North Korean workers abroad, release %(number)s")
        mark = f" [{fictional()}]" if release.fictional else ""
        content = _content(release, title % {"number": release.identifier} + mark, language, address)
    content["distribution"] = [_download(file) for file in files]
    return File(f"dataset.{language}.jsonld", JSONLD_TYPE, canonical_json(content))


def _content(release: Release, name: str, language: str, address: str) -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": release.organisation}
    sides = (*release.dimensions, *release.indicators)
    texts = [in_language(release.caveat, language), in_language(release.blur, language)]
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": address,
        "url": address,
        "name": name,
        "description": " ".join([f"{gettext(FICTIONAL)}."] * release.fictional + texts),
        "inLanguage": language,
        "version": release.identifier,
        "datePublished": release.slot.isoformat(),
        "license": LICENCE_ADDRESS,
        "isAccessibleForFree": True,
        "creator": publisher,
        "publisher": publisher,
        "variableMeasured": [
            {"@type": "PropertyValue", "propertyID": side.key, "name": in_language(side.label, language)} for side in sides
        ],
    }  # fmt: skip


def _download(file: Distribution) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "name": file.name,
        "contentUrl": file.address,
        "encodingFormat": file.media_type.split(";")[0],
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
    }
