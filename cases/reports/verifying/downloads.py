"""Downloads in a folder or in memory, read once and with care: whoever made them may want to mislead."""

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from .blur import sd_by_cell
from .description import Description, Key, described
from .outcome import Fails, NoRelease
from .rows import Row, rows_of_csv
from .workbook import Sheet, sheets_of

DESCRIPTION, CHECKSUMS, TABLES = "release.json", "checksums.txt", "tables.xlsx"
LARGEST = 16 * 1024 * 1024
"""Bytes; no file of a release comes near it, so a larger one is not read."""


class Download:
    """The files of one release, in a folder. Whatever cannot be read is a ``Fails`` where it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = folder.name
        self._kept: dict[str, bytes] = {}
        self._parsed: dict[str, Any] = {}

    @cached_property
    def names(self) -> list[str]:
        """Everything in the folder, whatever it is."""
        return sorted(entry.name for entry in self.folder.iterdir())

    def odd(self, name: str) -> str:
        """Why an entry is no file that can be read; empty when it can."""
        path = self.folder / name
        if path.is_symlink() or not path.is_file():
            return "is no plain file"
        return _too_large(path.stat().st_size)

    def content(self, name: str) -> bytes:
        """The bytes of a file."""
        if name not in self._kept:
            if name not in self.names:
                raise Fails(f"{name} is missing")
            if reason := self.odd(name):
                raise Fails(f"{name} {reason}")
            try:
                self._kept[name] = self._read(name)
            except OSError as error:
                raise Fails(f"{name} cannot be read") from error
        return self._kept[name]

    def _read(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def sha256(self, name: str) -> str:
        return hashlib.sha256(self.content(name)).hexdigest()

    def text(self, name: str) -> str:
        try:
            return self.content(name).decode()
        except UnicodeDecodeError as error:
            raise Fails(f"{name} is not UTF-8") from error

    def json(self, name: str) -> Any:
        """JSON in which no key stands twice and every number is one."""
        if name not in self._parsed:
            try:
                self._parsed[name] = json.loads(self.text(name), object_pairs_hook=_once, parse_constant=_no_number)
            except (ValueError, RecursionError) as error:
                raise Fails(f"{name} is no valid JSON") from error
        return self._parsed[name]

    @cached_property
    def description(self) -> Description:
        """release.json, with every field that a stranger needs."""
        return described(self.json(DESCRIPTION))

    @cached_property
    def rows(self) -> list[Row]:
        """The cells as cells.csv has them."""
        return rows_of_csv(self.text("cells.csv"), self.description.number)

    @cached_property
    def sd(self) -> dict[Key, float]:
        """How blurred each figure is."""
        return sd_by_cell(self.description)

    @cached_property
    def sheets(self) -> dict[str, Sheet]:
        """The sheets of tables.xlsx."""
        return sheets_of(self.content(TABLES), TABLES)


class HeldFiles(Download):
    """The files of one release that are held in memory, under the name that their folder would have."""

    def __init__(self, name: str, files: Mapping[str, bytes]) -> None:
        super().__init__(Path(name))
        self._files = files

    @cached_property
    def names(self) -> list[str]:
        return sorted(self._files)

    def odd(self, name: str) -> str:
        return _too_large(len(self._files[name]))

    def _read(self, name: str) -> bytes:
        return self._files[name]


def downloads(folders: list[Path]) -> list[Download]:
    """Each release in the folders: a folder is one release, or holds nothing but folders of releases.

    Raises NoRelease when a folder is neither.
    """
    found: list[Download] = []
    for folder in folders:
        if not folder.is_dir():
            raise NoRelease(f"There is no folder {folder}: give the folder into which a release was downloaded.")
        if _is_release(folder):
            found.append(Download(folder))
            continue
        inside = sorted(folder.iterdir())
        if not inside or not all(map(_is_release, inside)):
            other = next((one.name for one in inside if not _is_release(one)), "")
            why = f"“{other}” is no folder of a release" if other else "it is empty"
            raise NoRelease(
                f"{folder} holds no release ({why}): download every file of a release into a folder of its own, "
                f"{DESCRIPTION} and {CHECKSUMS} among them."
            )
        found += map(Download, inside)
    return found


def _is_release(folder: Path) -> bool:
    """One of its two lists is enough: that the other is missing is then a failed check."""
    return folder.is_dir() and any((folder / name).is_file() for name in (DESCRIPTION, CHECKSUMS))


def _too_large(size: int) -> str:
    return f"has {size:,} bytes, more than the {LARGEST:,} that are read" if size > LARGEST else ""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no number")
