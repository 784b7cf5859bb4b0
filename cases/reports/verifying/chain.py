"""Checks from release to release: the chain of hashes, and what a series froze at its start."""

import re
from collections.abc import Sequence
from typing import Any

from cases.published.data import Tier

from .description import Description
from .downloads import DESCRIPTION, Download
from .outcome import Fails, NotChecked

ANCHOR = "anchor"
_ANCHOR_LINE = re.compile(r"HR-ANCHOR-1 \d{4}-\d\d-\d\d( [0-9a-f]{8}){8}")


def chained(download: Download, before: Download | None) -> str:
    """release.json names the sha256 of the release published before it."""
    release = download.description
    if release.previous_sha256 == "":
        if before is not None:
            raise Fails(f"it names no release before it, but there is {before.description.identifier}")
        return "it names no release before it: the first that was published"
    if release.number == release.series == 1:
        raise Fails("the first release of the first series names one before it")
    if before is None:
        raise NotChecked(f"it names {release.previous_sha256[:12]}… as the one before: give that release too")
    name = before.description.identifier
    if name == release.identifier:
        raise Fails(f"two folders hold release {name}: {before.name} and {download.name}")
    if before.sha256(DESCRIPTION) != release.previous_sha256:
        raise Fails(f"{name} is not the release before it: one is missing in between, or one was changed or exchanged")
    return f"release.json of {name} has the sha256 it names"


def series(download: Download, before: Download | None) -> str:
    """Schema, menu and mechanism are those of the release before; the tier never moves down."""
    if before is None:
        raise NotChecked("give the release before it too, to compare schema, menu, mechanism and tier")
    now, then = download.description, before.description
    if now.plain["fictional"] != then.plain["fictional"]:
        raise Fails(f"one of it and {then.identifier} is fictional, the other not")
    if now.date <= then.date:
        raise Fails(f"its date is not after that of {then.identifier}")
    if now.series != then.series:
        return f"a new series after {then.identifier}"
    changed = [name for name in ("schema", "multi", "menu", "mechanism") if _frozen(now, name) != _frozen(then, name)]
    if changed:
        raise Fails(f"{', '.join(changed)} changed within series {now.series}, since {then.identifier}")
    order = list(Tier)
    if order.index(now.tier) < order.index(then.tier):
        raise Fails(f"the tier moved down from “{then.tier}” to “{now.tier}”")
    return f"schema, menu and mechanism are those of {then.identifier}"


def named(download: Download, others: Sequence[Download]) -> str:
    """A folder must not bear the name of another release that was given."""
    identifier = download.description.identifier
    if any(one is not download and one.description.identifier == download.name for one in others):
        raise Fails(f"the folder {download.name} holds release {identifier}: two were exchanged")
    return f"folder {download.name} holds release {identifier}"


def anchor(download: Download) -> str:
    """The line of the audit chain. It must not count events: their number would tell how much came in."""
    line = download.description.plain.get(ANCHOR, "")
    if line == "":
        raise NotChecked("this release names no line of the audit chain")
    if not isinstance(line, str) or not _ANCHOR_LINE.fullmatch(line):
        raise Fails("it is no line “HR-ANCHOR-1 day hash in eight groups”, or it tells a number of events")
    return line


def _frozen(release: Description, name: str) -> Any:
    return release.plain[name]
