"""The recipe of the guide, run as it stands there: right files pass each step, wrong ones fail the step meant for it."""

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

from .test_verify_release import resealed, three, whole, written

pytestmark = pytest.mark.slow

GUIDE = (ROOT / "docs" / "guides" / "verify-a-release.md").read_text()
BLOCK = re.compile(r"(?:^    .*\n(?:\n(?=    ))?)+", re.MULTILINE)
STEPS = [text for text in (textwrap.dedent(block).strip() for block in BLOCK.findall(GUIDE)) if "manage.py" not in text]
SUMS, EXTRA, HASHES, CHAIN, COMPLETE, RULE, SAME, PROMISE, TOOLS = STEPS


def said(step: str, folder: Path) -> str:
    """What a step prints, standard output and errors."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {"PATH": path, "HOME": str(folder), "LANG": "C.UTF-8"}
    command = ["bash", "-c", step]
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)  # noqa: S603
    return result.stdout + result.stderr


def test_right_files_pass_each_step(tmp_path: Path) -> None:
    folder = three(tmp_path / "all")
    one = folder / "2026-08"
    assert re.fullmatch(r"(\S+: OK\n){16}", said(SUMS, one))
    assert said(EXTRA, one) == ""
    assert re.fullmatch(r"(OK \S+\n){15}", said(HASHES, one))
    lines = said(CHAIN, folder).splitlines()
    assert (lines[1], lines[3], lines[5]) == ("", lines[0], lines[2])
    assert said(COMPLETE, one) == "418 cells OK\n"
    assert re.fullmatch(r"[1-9]\d+ shown, 0 against the rule\n", said(RULE, one))
    assert said(SAME, one) == "OK\n"
    assert said(PROMISE, one) == "1.0 of 1.0\n"
    tools = said(TOOLS, one)
    assert "Validation succeeded." in tools
    assert "INVALID" not in tools


def test_wrong_files_fail_their_step(tmp_path: Path) -> None:
    text = whole()["cells.csv"].decode()
    line = next(line for line in text.splitlines() if line.startswith("1,sector,construction,,,shown,"))
    under = text.replace(line, "1,sector,construction,,,shown,10,5,95")
    folder = written(tmp_path / "under the rule", resealed({**whole(), "cells.csv": under.encode()}))
    assert said(RULE, folder).endswith(" 1 against the rule\n")
    assert said(SAME, folder) == "DIFFER\n"
    folder = written(tmp_path / "a line less", {**whole(), "cells.csv": text.replace(f"{line}\n", "").encode()})
    assert said(COMPLETE, folder) == "417 cells DIFFER\n"
    assert "cells.csv: FAILED" in said(SUMS, folder)
    assert "CHANGED cells.csv" in said(HASHES, folder)
    assert "INVALID" in said(TOOLS, folder)
    (folder / "more.txt").write_text("x")
    assert said(EXTRA, folder) == "more.txt"
    noise = whole()["release.json"].replace(b'"one_way": 8', b'"one_way": 2')
    assert said(PROMISE, written(tmp_path / "less noise", {**whole(), "release.json": noise})) > "2"
