"""All checks of releases, in order: the one entrance of this folder."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from . import chain, files, same_cells, show_rules
from .downloads import Download, HeldFiles, downloads
from .outcome import Fails, Line, NotChecked, State

Check = Callable[[Download], str]
CHECKS: dict[str, Check] = {
    "folder": files.folder,
    "checksums.txt": files.checksums,
    "release.json": show_rules.description,
    "hashes in release.json": files.own_hashes,
    "datapackage.json": files.data_package,
    "cells.csv and the schema": show_rules.schema,
    "cells.json": same_cells.cells_json,
    "tables.xlsx": same_cells.tables_xlsx,
    "indicators.csv": same_cells.indicators_csv,
    "ranges.csv": same_cells.ranges_csv,
    "hidden cells": show_rules.hidden,
    "promise": show_rules.promise,
    "show rule": show_rules.show_rule,
    "likely ranges": show_rules.likely_range,
    "tier": show_rules.tier,
    "formulas": show_rules.formulas,
    "citation": files.citation,
    "audit anchor": chain.anchor,
}


def verify(folders: list[Path]) -> Iterator[tuple[str, list[Line]]]:
    """Each release in the folders from the oldest to the newest: its name, and a line for each check.

    Raises NoRelease when a folder is neither a release nor holds releases only.
    """
    yield from _verified(sorted(downloads(folders), key=_place))


def verify_files(releases: Sequence[Mapping[str, bytes]]) -> Iterator[tuple[str, list[Line]]]:
    """The same of releases in memory, each its files by name, given from the oldest to the newest."""
    yield from _verified([HeldFiles(f"release {place}", files) for place, files in enumerate(releases, start=1)])


def _verified(ordered: Sequence[Download]) -> Iterator[tuple[str, list[Line]]]:
    for before, download in zip([None, *ordered[:-1]], ordered, strict=True):
        yield _name(download), [*_own(download), *_between(download, before, ordered)]


def _own(download: Download) -> Iterator[Line]:
    for name, check in CHECKS.items():
        yield _line(name, lambda check=check: check(download))  # type: ignore[misc]


def _between(download: Download, before: Download | None, all_of_them: Sequence[Download]) -> Iterator[Line]:
    if len(all_of_them) > 1:
        yield _line("name of the folder", lambda: chain.named(download, all_of_them))
    yield _line("chain", lambda: chain.chained(download, before))
    yield _line("series", lambda: chain.series(download, before))


def _line(name: str, check: Callable[[], str]) -> Line:
    """A file may hold anything: what a check did not foresee is a failed check, too."""
    try:
        return Line(State.PASS, name, check())
    except NotChecked as reason:
        return Line(State.NOTE, name, str(reason))
    except Fails as problem:
        return Line(State.FAIL, name, str(problem))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, OSError, RecursionError) as error:
        return Line(State.FAIL, name, f"the files do not have the form of a release ({type(error).__name__})")


def _place(download: Download) -> tuple[str, int, int, str]:
    """By date; a release that cannot be read comes first."""
    try:
        release = download.description
    except Fails:
        return "", 0, 0, download.name
    return release.date.isoformat(), release.series, release.number, download.name


def _name(download: Download) -> str:
    try:
        release = download.description
    except Fails:
        return f"Folder {download.name}"
    return f"Release {release.identifier} (series {release.series}, number {release.number})"
