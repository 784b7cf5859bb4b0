"""A stranger checks releases from their files: what is right passes, and is right for the engine's own reasons."""

import io
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from cases.published.data import Cell, File, Release, Share, Tier
from cases.releases.disclosure.design import LARGE, SMALL, Design, noise_sd, release_sd
from cases.releases.disclosure.fit import fit
from cases.releases.disclosure.publish import publish
from cases.releases.disclosure.schema import DEFAULT_SCHEMA, CellKey, Group, cells
from cases.reports.citation import citation_cff
from cases.reports.data_files import data_files
from cases.reports.manifest import checksums_txt, datapackage_json, release_json, sha256
from cases.reports.release_files import files_of
from cases.reports.tables_xlsx import tables_xlsx
from cases.reports.verifying.blur import sd_by_cell, spent_mu
from cases.reports.verifying.check import CHECKS, verify
from cases.reports.verifying.description import described
from tests.architecture.sources import ROOT
from tests.sample_release import sample_release

DATES = ("2026-02-01", "2026-05-01", "2026-08-01")
REPORTS = tuple(
    File(f"report-{language}.{form}", "application/octet-stream", content)
    for language in ("en", "ko", "ru")
    for form, content in (("pdf", b"%PDF-1.7"), ("docx", b"PK"), ("html", b"<!DOCTYPE html>"))
)
BETWEEN = ("chain", "series")
LATTICE = 4**22
Files = dict[str, bytes]


@cache
def release(number: int = 1, *, people: int = 2000, kind: str = LARGE, previous: str = "") -> Release:
    """A release whose figures the engine itself made, of made-up people."""
    design = Design(kind)
    noisy = {group: _noisy(group, people, design, number) for group in design.shares}
    found = publish(DEFAULT_SCHEMA, design, number, noisy, None)
    sample = sample_release(DATES[number - 1][:7], number=number)
    noise = {group.value: round(noise_sd(design, DEFAULT_SCHEMA, group), 4) for group in design.shares}
    return replace(
        sample,
        slot=type(sample.slot).fromisoformat(DATES[number - 1]),
        cutoff=type(sample.slot).fromisoformat(DATES[number - 1]),
        tier=Tier(found.tier),
        mechanism=replace(sample.mechanism, design=kind, noise_sd=noise),
        cells=tuple(Cell(*vars(cell).values()) for cell in found.cells),
        shares=tuple(Share(*vars(share).values()) for share in found.shares),
        previous_sha256=previous,
    )


def _noisy(group: Group, people: int, design: Design, number: int) -> list[int]:
    """Noisy cells as the engine counts them; a value's part of the people falls with its place in the schema."""
    random = np.random.default_rng(number)
    sd = noise_sd(design, DEFAULT_SCHEMA, group) * release_sd(number)
    expected = [people * _part(key.d1, key.v1) * _part(key.d2, key.v2) for key in cells(DEFAULT_SCHEMA, group)]
    return [round((one + random.normal(0, sd)) * LATTICE) for one in expected]


def _part(dimension: str, value: str) -> float:
    if not dimension:
        return 1
    values = DEFAULT_SCHEMA.values(dimension)
    weights = [2.0**-place for place in range(len(values))]
    return 0.6 if len(values) == 1 else weights[values.index(value)] / sum(weights)


def built(one: Release) -> dict[str, bytes]:
    """The files as ``files_of`` makes them, with short stand-ins for the reports: those take a second each."""
    data = [*data_files(one), tables_xlsx(one), citation_cff(one)]
    return sealed({file.name: file for file in [*data, datapackage_json(one, data), *REPORTS]}, one)


def sealed(files: Mapping[str, File], one: Release) -> dict[str, bytes]:
    """The files with both lists of hashes, as one who publishes would make them."""
    described_files = [*files.values(), release_json(one, list(files.values()))]
    return {file.name: file.content for file in [*described_files, checksums_txt(described_files)]}


def resealed(files: Mapping[str, bytes], *, without: str = "") -> dict[str, bytes]:
    """All hashes made anew after a change: what a forger would do who can reach the server."""
    kinds = {name: File(name, "", content) for name, content in files.items()}
    package = json.loads(files["datapackage.json"])
    for resource in package["resources"]:
        file = kinds[resource["path"]]
        resource |= {"bytes": len(file.content), "hash": f"sha256:{sha256(file)}"}
    kinds["datapackage.json"] = _json_file("datapackage.json", package)
    plain = json.loads(files["release.json"])
    if "files" in plain:
        plain["files"] = {name: sha256(kinds[name]) for name in plain["files"]}
    kinds["release.json"] = _json_file("release.json", plain)
    sums = checksums_txt([file for name, file in kinds.items() if name not in ("checksums.txt", without)])
    return {name: file.content for name, file in (kinds | {"checksums.txt": sums}).items()}


def _json_file(name: str, plain: Any) -> File:
    return File(name, "", f"{json.dumps(plain, sort_keys=True, indent=2, ensure_ascii=False)}\n".encode())


def written(folder: Path, files: Mapping[str, bytes]) -> Path:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def failures(*folders: Path) -> dict[str, str]:
    """The failed checks and their figures, over all releases."""
    return {line.check: line.figure for _name, lines in verify(list(folders)) for line in lines if line.state == "FAIL"}


def three(folder: Path) -> Path:
    """A folder of three releases, each chained to the one before it."""
    folder.mkdir()
    before = ""
    for number, date in enumerate(DATES, start=1):
        files = built(release(number, previous=before))
        written(folder / date[:7], files)
        before = sha256(File("", "", files["release.json"]))
    return folder


@cache
def whole(people: int = 2000) -> Files:
    return built(release(people=people, kind=SMALL if people < 1000 else "large"))


def checked(tmp_path: Path, files: Files) -> dict[str, str]:
    return failures(written(tmp_path / "files", files))


def edited(files: Files, name: str, old: str, new: str) -> Files:
    text = files[name].decode()
    assert old in text
    return resealed({**files, name: text.replace(old, new, 1).encode()})


def with_json(files: Files, change: Callable[[Any], object], name: str = "release.json") -> Files:
    plain = json.loads(files[name])
    change(plain)
    return resealed({**files, name: json.dumps(plain).encode()})


@pytest.mark.slow
@pytest.mark.parametrize(
    ("people", "kind", "tier"),
    [(6, SMALL, "nothing"), (60, SMALL, "ranges"), (400, SMALL, "one_way"), (2000, LARGE, "menu")],
)
def test_every_tier_passes_every_check(tmp_path: Path, people: int, kind: str, tier: str) -> None:
    one = release(people=people, kind=kind)
    assert one.tier == tier
    files = {file.name: file.content for file in files_of(one)}
    ((name, lines),) = verify([written(tmp_path / "files", files)])
    assert name == "Release 2026-02 (series 1, number 1)"
    assert [line.check for line in lines] == [*CHECKS, *BETWEEN]
    assert [str(line) for line in lines if line.state == "FAIL"] == []
    assert [line.check for line in lines if line.state == "NOTE"] == ["audit anchor", "series"]


@pytest.mark.slow
def test_a_chain_of_releases_passes_in_any_order(tmp_path: Path) -> None:
    folder = three(tmp_path / "all")
    for given in ([folder], sorted(folder.iterdir(), reverse=True)):
        found = dict(verify(given))
        assert list(found) == [f"Release {date[:7]} (series 1, number {n})" for n, date in enumerate(DATES, start=1)]
        assert [str(line) for lines in found.values() for line in lines if line.state == "FAIL"] == []
        figures = [line.figure for lines in found.values() for line in lines if line.check == "chain"]
        assert figures[1:] == [f"release.json of {date[:7]} has the sha256 it names" for date in DATES[:2]]


@pytest.mark.slow
@pytest.mark.parametrize(("number", "kind"), [(1, SMALL), (3, SMALL), (1, LARGE), (3, LARGE)])
def test_strangers_blur_is_that_of_the_engine(number: int, kind: str) -> None:
    """Two computations that share no line: here from release.json, there while fitting."""
    plain = json.loads(built(release(number, kind=kind))["release.json"])
    found, design = sd_by_cell(described(plain)), Design(kind)
    zeros = {group: np.zeros(len(cells(DEFAULT_SCHEMA, group))) for group in design.shares}
    for group, sds in fit(DEFAULT_SCHEMA, design, number, zeros).sd.items():
        for key, sd in zip(cells(DEFAULT_SCHEMA, group), sds, strict=True):
            assert found[CellKey(*key)] == pytest.approx(sd, abs=0.002)
    assert spent_mu(described(plain)) == pytest.approx(1, abs=1e-4)


@pytest.mark.slow
def test_the_command_prints_a_line_for_each_check(tmp_path: Path) -> None:
    folder = three(tmp_path / "all")
    out = io.StringIO()
    call_command("verify_release", folder, stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0] == "Release 2026-02 (series 1, number 1)"
    assert lines[1] == "  PASS  folder: 17 files, none missing, none extra"
    # 18 checks of each, its folder's name, chain and series; no anchor in any, nothing before the first.
    assert lines[-1] == f"All {3 * 21 - 3 - 1} checks passed."
    (folder / "2026-05" / "cells.csv").write_bytes(b"x")
    with pytest.raises(CommandError, match=r"^\d+ of \d+ checks failed: do not rely on these files\.$") as failed:
        call_command("verify_release", folder, stdout=out)
    assert failed.value.returncode == 1


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda folder: None, "There is no folder"),
        (lambda folder: folder.mkdir(), "it is empty"),
        (lambda folder: written(folder, {"holiday.jpg": b"x"}), "“holiday.jpg” is no folder of a release"),
        (lambda folder: folder.write_text("a file"), "There is no folder"),
    ],
)
def test_what_is_no_release_is_refused(tmp_path: Path, make: Any, why: str) -> None:
    make(tmp_path / "given")
    with pytest.raises(CommandError, match=why) as refused:
        call_command("verify_release", tmp_path / "given")
    assert refused.value.returncode == 2
    assert str(refused.value).endswith(".")


@pytest.mark.slow
def test_it_needs_files_alone() -> None:
    """No database, no model, no Django: whoever has the folder can run it."""
    script = "import sys, cases.reports.verifying.check; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT).returncode == 0  # noqa: S603
