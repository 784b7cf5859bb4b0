"""What says which files belong to a release, what they hold and what their bytes are."""

import hashlib
from collections.abc import Sequence
from typing import Any

from cases.published.data import Dimension, File, Release

from .citation import TITLE, citation
from .data_files import JSON_TYPE, canonical_json
from .fixed import CELL_COLUMNS, FICTIONAL, INDICATOR_COLUMNS, LANGUAGE, LICENCE, RANGE_COLUMNS
from .labels import release_address

LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
WHOLE_NUMBERS = {
    "release", "value", "lo", "hi", "low_percent", "high_percent",
    "Persons reporting", "Likely low", "Likely high", "Share low", "Share high",
}  # fmt: skip
CSV_COLUMNS = {"cells.csv": CELL_COLUMNS, "indicators.csv": tuple(INDICATOR_COLUMNS), "ranges.csv": RANGE_COLUMNS}
DATA_FORMATS = ("csv", "json", "xlsx")


def sha256(file: File) -> str:
    return hashlib.sha256(file.content).hexdigest()


def datapackage_json(release: Release, files: Sequence[File]) -> File:
    """The data files described for Frictionless tools."""
    package = {
        "profile": "data-package",
        "name": f"release-{release.identifier}",
        "id": release_address(release),
        "title": f"{TITLE}, release {release.identifier}",
        "description": f"{f'{FICTIONAL}. ' if release.fictional else ''}{release.caveat[LANGUAGE]} {release.blur[LANGUAGE]}",
        "version": release.identifier,
        "created": f"{release.slot.isoformat()}T00:00:00Z",
        "vocabulary_version": release.vocabulary_version,
        "fictional": release.fictional,
        "contributors": [{"title": release.organisation, "role": "publisher"}],
        "labels": {one.key: _labels(one) for one in (*release.dimensions, *release.indicators)},
        "licenses": [{"name": LICENCE, "path": LICENCE_ADDRESS, "title": "Creative Commons Attribution 4.0"}],
        "resources": [_resource(file) for file in files if file.name.endswith(DATA_FORMATS)],
    }
    return File("datapackage.json", JSON_TYPE, canonical_json(package))


def release_json(release: Release, files: Sequence[File]) -> File:
    """Everything about the release that a program needs to check it; ``files`` are all others but checksums.txt."""
    content = {
        "id": release.identifier,
        "series": release.series,
        "number": release.number,
        "date": release.slot.isoformat(),
        "cutoff": release.cutoff.isoformat(),
        "vocabulary_version": release.vocabulary_version,
        "organisation": release.organisation,
        "fictional": release.fictional,
        "tier": release.tier.value,
        "schema": {one.key: [v.key for v in one.values] for one in (*release.dimensions, *release.indicators)},
        "multi": [one.key for one in release.indicators],
        "menu": [list(pair) for pair in release.menu],
        "mechanism": _mechanism(release),
        "shares": [{**vars(share), "words": dict(share.words)} for share in release.shares],
        "files": {file.name: sha256(file) for file in files},
        "previous_sha256": release.previous_sha256,
        "caveat": dict(release.caveat),
        "blur": dict(release.blur),
        "licence": LICENCE,
        "citation": citation(release),
    }
    if release.anchor:
        content["anchor"] = release.anchor
    return File("release.json", JSON_TYPE, canonical_json(content))


def checksums_txt(files: Sequence[File]) -> File:
    """The form that ``sha256sum --check`` reads."""
    lines = [f"{sha256(file)}  {file.name}\n" for file in files]
    return File("checksums.txt", "text/plain; charset=utf-8", "".join(lines).encode())


def _mechanism(release: Release) -> dict[str, Any]:
    mechanism = release.mechanism
    return {
        "design": mechanism.design,
        "mu": mechanism.mu,
        "horizon": mechanism.horizon,
        "noise_sd": dict(mechanism.noise_sd),
        "show_rule": {"minimum": mechanism.minimum, "sd_factor": mechanism.sd_factor},
        "rounding": mechanism.rounding,
        "range_sd": mechanism.range_sd,
    }


def _labels(dimension: Dimension) -> dict[str, Any]:
    """What the keys in cells.csv mean, in three languages."""
    return {
        "label": dict(dimension.label),
        "values": {value.key: dict(value.label) for value in dimension.values},
    }


def _resource(file: File) -> dict[str, Any]:
    name, form = file.name.rsplit(".", 1)
    resource: dict[str, Any] = {
        "name": f"{name}-{form}",
        "path": file.name,
        "format": form,
        "mediatype": file.media_type.split(";")[0],
        "bytes": len(file.content),
        "hash": f"sha256:{sha256(file)}",
    }
    if form == "csv":
        resource |= _csv_description(CSV_COLUMNS[file.name])
        if file.name == "indicators.csv":
            # The row of HXL tags is no row of data; every tag begins with this sign.
            resource["dialect"] = {"commentChar": "#"}
    return resource


def _csv_description(columns: Sequence[str]) -> dict[str, Any]:
    fields = [{"name": name, "type": "integer" if name in WHOLE_NUMBERS else "string"} for name in columns]
    return {
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""]},
    }
