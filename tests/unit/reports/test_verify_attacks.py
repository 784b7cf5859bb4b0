"""Each way to change a release after it was made, or to make it wrong, fails on the line that is meant for it."""

import io
import os
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cases.reports.verifying import downloads, workbook
from cases.reports.verifying.check import verify

from .test_verify_release import checked, edited, failures, release, resealed, whole, with_json, written

pytestmark = pytest.mark.slow


def zipped(content: bytes, change: Callable[[str, str], str], **more: bytes) -> bytes:
    """An office file with each part changed, and parts added."""
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in old.namelist():
            archive.writestr(name, change(name, old.read(name).decode()))
        for name, part in more.items():
            archive.writestr(name, part)
    return new.getvalue()


@pytest.mark.parametrize("people", [60, 2000])
def test_one_edited_byte_in_each_file(tmp_path: Path, people: int) -> None:
    for place, name in enumerate(sorted(set(whole(people)) - {"checksums.txt"})):
        content = bytearray(whole(people)[name])
        content[len(content) // 2] ^= 1
        found = failures(written(tmp_path / str(place), {**whole(people), name: bytes(content)}))
        assert f"{name} is not the file that was published" in found["checksums.txt"]
        if name != "release.json":
            assert f"{name} is not the file that was published" in found["hashes in release.json"]


def test_an_edited_byte_in_the_list_itself(tmp_path: Path) -> None:
    content = whole()["checksums.txt"]
    other = (b"1" if content[:1] == b"0" else b"0") + content[1:]
    assert set(checked(tmp_path, {**whole(), "checksums.txt": other})) == {"checksums.txt"}


@pytest.mark.parametrize(
    ("people", "name", "old", "new"),
    [
        (2000, "cells.json", '"value": 2010', '"value": 2015'),
        (2000, "cells.json", '"v1": "far_east"', '"v1": "siberia"'),
        (2000, "indicators.csv", "ILO-02", "ILO-03"),
        (2000, "indicators.csv", ",yes,", ",no,"),
        (2000, "indicators.csv", "#sector+name", "#sector"),
        (60, "ranges.csv", ",under_30,", ",30_44,"),
        (60, "ranges.csv", "between", "about"),
    ],
)
def test_one_edited_cell_in_each_file(tmp_path: Path, people: int, name: str, old: str, new: str) -> None:
    """Even with every hash made anew: cells.csv says otherwise."""
    old = old.replace("2010", str(release().total.value))
    assert set(checked(tmp_path, edited(whole(people), name, old, new))) == {name}


def test_one_edited_number_in_cells_csv(tmp_path: Path) -> None:
    text = whole()["cells.csv"].decode()
    line = next(line for line in text.splitlines() if line.startswith("1,sector,construction,,,shown,"))
    *keys, value, lo, hi = line.split(",")
    found = checked(tmp_path, edited(whole(), "cells.csv", line, ",".join([*keys, str(int(value) + 5), lo, hi])))
    assert {"cells.json", "tables.xlsx"} <= set(found)
    assert "sector construction differs from sector construction of cells.csv" in found["cells.json"]


NUMBER = "<v>{total}</v>"


@pytest.mark.parametrize(
    ("old", "new", "figure"),
    [
        (NUMBER, "<v>7</v>", "differs from the total"),
        (NUMBER, f"<f>1+1</f>{NUMBER}", "has 1 formulas"),
        ('name="sex"', 'name="s"', "sheets are not"),
        ('name="sex"', 'name="sex" state="hidden"', "is hidden"),
        ("<sst ", "<!DOCTYPE a [<!ENTITY b 'c'>]><sst ", "no workbook"),
        ("<sst ", "<", "no workbook"),
    ],
)
def test_an_edited_workbook(tmp_path: Path, old: str, new: str, figure: str) -> None:
    old, new = (text.format(total=release().total.value) for text in (old, new))
    book = zipped(whole()["tables.xlsx"], lambda _name, text: text.replace(old, new, 1))
    found = checked(tmp_path, resealed({**whole(), "tables.xlsx": book}))
    assert set(found) <= {"tables.xlsx", "formulas"}
    assert figure in "".join(found.values())


def test_labels_of_one_sheet_exchanged(tmp_path: Path) -> None:
    """Two lines of one sheet whose names are exchanged: datapackage.json says which key bears which name."""

    def change(name: str, text: str) -> str:
        if name != "xl/worksheets/sheet5.xml":  # after About, total, area and period: sector
            return text
        one, other = (re.search(rf'<c r="{place}"[^>]*><v>(\d+)</v>', text) for place in ("A2", "A3"))
        assert one
        assert other
        new = text.replace(one[0], one[0].replace(f">{one[1]}<", f">{other[1]}<"))
        return new.replace(other[0], other[0].replace(f">{other[1]}<", f">{one[1]}<"))

    found = checked(tmp_path, resealed({**whole(), "tables.xlsx": zipped(whole()["tables.xlsx"], change)}))
    assert set(found) == {"tables.xlsx"}
    assert "is named" in found["tables.xlsx"]


def test_two_labels_exchanged_everywhere(tmp_path: Path) -> None:
    book = zipped(whole()["tables.xlsx"], lambda _name, text: exchanged(text, ">forestry<", ">services<"))
    table = exchanged(whole()["indicators.csv"].decode(), ",forestry,", ",services,")
    found = checked(tmp_path, resealed({**whole(), "tables.xlsx": book, "indicators.csv": table.encode()}))
    assert set(found) == {"tables.xlsx", "indicators.csv"}
    assert all("is named “services”, in datapackage.json “forestry”" in figure for figure in found.values())


def test_a_key_without_a_label(tmp_path: Path) -> None:
    files = with_json(whole(), lambda plain: plain["labels"]["sector"]["values"].pop("it"), "datapackage.json")
    figure = "datapackage.json has no label for sector it"
    assert checked(tmp_path, files) == {"tables.xlsx": figure, "indicators.csv": figure}


def exchanged(text: str, one: str, other: str) -> str:
    return text.replace(one, "?!?").replace(other, one).replace("?!?", other)


def test_a_workbook_with_a_macro(tmp_path: Path) -> None:
    book = zipped(whole()["tables.xlsx"], lambda _name, text: text, **{"xl/vbaProject.bin": b"x"})
    found = checked(tmp_path, resealed({**whole(), "tables.xlsx": book}))
    assert found["tables.xlsx"] == "tables.xlsx carries more than tables: xl/vbaProject.bin"


def test_a_workbook_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "LARGEST", 1_000_000)
    book = zipped(whole()["tables.xlsx"], lambda _name, text: text, bomb=bytes(1_000_000))
    assert "unpacks to more" in checked(tmp_path, resealed({**whole(), "tables.xlsx": book}))["tables.xlsx"]


def test_a_removed_file(tmp_path: Path) -> None:
    for place, name in enumerate(whole()):
        left = {one: content for one, content in whole().items() if one != name}
        found = failures(written(tmp_path / str(place), left))
        assert f"{name} is missing" in found["folder"] or f"missing: {name}" in found["folder"]


def test_a_file_removed_from_the_lists_too(tmp_path: Path) -> None:
    files = with_json(whole(), lambda plain: plain["files"].pop("report-en.pdf"))
    files = resealed(files, without="report-en.pdf")
    del files["report-en.pdf"]
    assert checked(tmp_path, files) == {"folder": "missing: report-en.pdf"}


def test_an_added_file(tmp_path: Path) -> None:
    found = checked(tmp_path, {**whole(), "names.csv": b"a,b\n"})
    assert found["folder"] == "extra: names.csv"


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    folder = written(tmp_path / "files", whole())
    os.truncate(folder / "report-en.pdf", downloads.LARGEST + 1)
    assert "more than the 16,777,216 that are read" in failures(folder)["folder"]


def test_what_is_no_plain_file_is_not_opened(tmp_path: Path) -> None:
    """A pipe would wait for ever, a link could lead anywhere."""
    for name in ("report-en.pdf", "report-en.docx", "cells.json"):
        folder = written(tmp_path / name, {one: content for one, content in whole().items() if one != name})
        if name == "report-en.pdf":
            os.mkfifo(folder / name)
        elif name == "report-en.docx":
            (folder / name).symlink_to("/etc/hostname")
        else:
            (folder / name).mkdir()
        assert failures(folder)["folder"] == f"{name} is no plain file"


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t1", "＝1"])
def test_a_formula_in_a_csv_file(tmp_path: Path, formula: str) -> None:
    files = edited(whole(), "indicators.csv", "Deception", f'"{formula}"')
    assert "indicators.csv row" in checked(tmp_path, files)["formulas"]


def test_nothing_in_a_file_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    ((_name, lines),) = verify([written(tmp_path / "files", {**whole(), "\x1b]0;x\x07\n.csv": b"\x1b[2J"})])
    assert all(str(line).isprintable() for line in lines)


def test_any_damage_is_a_failed_check(tmp_path: Path) -> None:
    """40 random edits: never an error of the program, never a pass."""
    dice = random.Random(6)  # noqa: S311
    folder = written(tmp_path / "files", whole())
    for _ in range(40):
        name = dice.choice(sorted(whole()))
        content = bytearray(whole()[name])
        start = dice.randrange(len(content))
        content[start : start + dice.randrange(4)] = dice.randbytes(dice.randrange(1, 4))
        if bytes(content) == whole()[name]:
            continue
        (folder / name).write_bytes(content)
        found = failures(folder)
        assert found, (name, start)
        (folder / name).write_bytes(whole()[name])
