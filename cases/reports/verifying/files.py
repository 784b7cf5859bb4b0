"""Checks of the folder: which files there are, and that each is byte for byte the one that was published."""

import json
import re
from typing import Any

from cases.published.data import Tier

from .downloads import CHECKSUMS, DESCRIPTION, Download
from .outcome import Fails, some

NEEDED = {
    "cells.csv", "cells.json", "indicators.csv", "tables.xlsx", "CITATION.cff", "datapackage.json",
    *(f"report-{language}.{form}" for language in ("en", "ko", "ru") for form in ("pdf", "docx", "html")),
    DESCRIPTION, CHECKSUMS,
}  # fmt: skip
RANGES, CITATION = "ranges.csv", "CITATION.cff"
_LINE = re.compile(r"([0-9a-f]{64}) [ *]([A-Za-z0-9][A-Za-z0-9._-]*)")


def folder(download: Download) -> str:
    """Nothing missing, nothing extra, all plain files of a sensible size."""
    there, listed = set(download.names), {*_listed(download), CHECKSUMS}
    needed = NEEDED | ({RANGES} if download.description.tier == Tier.RANGES else set())
    problems = [f"missing: {name}" for name in sorted((listed | needed) - there)]
    problems += [f"extra: {name}" for name in sorted(there - listed)]
    problems += [f"{name} {reason}" for name in sorted(there & listed) if (reason := download.odd(name))]
    if problems:
        raise Fails(some(problems))
    return f"{len(there)} files, none missing, none extra"


def checksums(download: Download) -> str:
    """The sha256 of every file but the list itself."""
    listed = _listed(download)
    _compare(download, listed)
    return f"{len(listed)} of {len(listed)} files have their sha256"


def own_hashes(download: Download) -> str:
    """release.json names the hash of every file but itself and checksums.txt."""
    listed = download.description.files
    others = sorted(set(_listed(download)) - {DESCRIPTION} ^ set(listed))
    if others:
        raise Fails(f"it and {CHECKSUMS} do not list the same files: {some(others)}")
    _compare(download, listed)
    return f"{len(listed)} of {len(listed)} files have their sha256"


def data_package(download: Download) -> str:
    """datapackage.json names the size and hash of every file of data."""
    package = download.json("datapackage.json")
    resources = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(resources, list) or not all(isinstance(one, dict) for one in resources):
        raise Fails("it lists no resources")
    data = {name for name in download.names if name.endswith((".csv", ".xlsx"))} | {"cells.json"}
    if {str(one.get("path")) for one in resources} != data or len(resources) != len(data):
        raise Fails(f"its resources are not {', '.join(sorted(data))}")
    wrong = sorted(str(one["path"]) for one in resources if not _describes(download, one))
    if wrong:
        raise Fails(f"size or sha256 of {some(wrong)} differs")
    return f"{len(data)} of {len(data)} files of data have their size and sha256"


def citation(download: Download) -> str:
    """The citation names the release, says what is fictional, and no number of people but the one that is shown."""
    release, total = download.description, next((row.value for row in download.rows if not row.d1), None)
    sentence, fictional = str(release.plain["citation"]), release.plain["fictional"]
    people = re.findall(r"([0-9,]+) people", sentence)
    if people != ([] if total is None else [f"{total:,}"]):
        raise Fails(f"it speaks of {', '.join(people) or 'no number of'} people, cells.csv of {total or 'no number'}")
    if f"release {release.identifier} " not in sentence or ("Fictional" in sentence) != fictional:
        raise Fails("it does not name this release, or is wrong about whether it is fictional")
    # Each line of CITATION.cff is a key and one JSON value.
    if f"message: {json.dumps(f'Please cite: {sentence}', ensure_ascii=False)}" not in download.text(CITATION).split(
        "\n"
    ):
        raise Fails(f"{CITATION} holds another sentence")
    return sentence


def _listed(download: Download) -> dict[str, str]:
    """The hashes of checksums.txt by file."""
    found: dict[str, str] = {}
    for line in download.text(CHECKSUMS).splitlines():
        parts = _LINE.fullmatch(line)
        if parts is None or parts[2] in found:
            raise Fails(f"{CHECKSUMS} has a line that is no hash and file name, or names one twice: {line[:80]}")
        found[parts[2]] = parts[1]
    return found


def _compare(download: Download, listed: Any) -> None:
    problems = []
    for name, expected in listed.items():
        try:
            if download.sha256(name) != expected:
                problems.append(f"{name} is not the file that was published")
        except Fails as problem:
            problems.append(str(problem))
    if problems:
        raise Fails(some(problems))


def _describes(download: Download, resource: dict[str, Any]) -> bool:
    name = str(resource["path"])
    return resource.get("bytes") == len(download.content(name)) and resource.get("hash") == (
        f"sha256:{download.sha256(name)}"
    )
