"""The folder of an export: written beside its place, put there whole, and known again by its marker."""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from cases.core.errors import Refused

SUMS, MARKER = "SHA256SUMS", "export.json"
MADE_BY = "Casetracker export_site"


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A new folder, put in the place of ``target`` when the block ends well; else everything stays as it was.

    Raises Refused when ``target`` is there and no export of ours, or another export is being written there.
    """
    target = Path(os.path.abspath(target))
    old, part = (target.with_name(f".{target.name}.casetracker-{word}") for word in ("old", "part"))
    if not target.parent.is_dir():
        raise Refused(_("There is no folder %(folder)s: make it first.") % {"folder": target.parent})
    if old.exists() and not target.exists():
        old.rename(target)  # an earlier run was killed between its two renames
    _check_replaceable(target)
    with _locked(part):
        try:
            yield part
            os.sync()
            _swap(part, target, old)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def _check_replaceable(target: Path) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise Refused(_("%(folder)s is no folder: name another one.") % {"folder": target})
    if not target.exists() or not any(target.iterdir()):
        return
    if not is_export(target):
        raise Refused(
            _("%(folder)s holds something else than an export of this program: name another folder.")
            % {"folder": target}
        )
    if strange := files_in(target) - sums_of(target).keys() - {SUMS}:
        raise Refused(
            _("%(folder)s holds %(file)s, which is none of the export: move it away, it would be lost.")
            % {"folder": target, "file": min(strange)}
        )


@contextmanager
def _locked(part: Path) -> Iterator[None]:
    """An empty folder that no other run writes into. What a killed run left in it is removed."""
    part.mkdir(exist_ok=True)
    handle = os.open(part, os.O_RDONLY)
    try:
        _lock(handle)
        for left in part.iterdir():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Refused(_("Another export is being written there: wait until it has ended.")) from error


def _swap(part: Path, target: Path, old: Path) -> None:
    if not target.exists():
        part.rename(target)
        return
    shutil.rmtree(old, ignore_errors=True)
    target.rename(old)
    try:
        part.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def seal(folder: Path, root: str, answers: Mapping[str, Any]) -> None:
    """Write the marker and then the checksums of everything, in the form that ``sha256sum --check`` reads."""
    marker = {"made_by": MADE_BY, "address": root, "answers": answers}
    (folder / MARKER).write_text(json.dumps(marker, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files_in(folder)}
    (folder / SUMS).write_text("".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes)))


def is_export(folder: Path) -> bool:
    """Whether a folder was written by this program."""
    return (folder / SUMS).is_file() and marker_of(folder).get("made_by") == MADE_BY


def marker_of(folder: Path) -> dict[str, Any]:
    """What an export says of itself; empty where the folder holds none."""
    try:
        found = json.loads((folder / MARKER).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def sums_of(folder: Path) -> dict[str, str]:
    """The checksum of each file of an export."""
    lines = (folder / SUMS).read_text().splitlines()
    return {name: digest for digest, _space, name in (line.partition("  ") for line in lines)}


def files_in(folder: Path) -> set[str]:
    """The files that stand in a folder, by their paths inside it."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
