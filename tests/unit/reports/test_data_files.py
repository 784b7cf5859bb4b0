"""The numbers in every data file are the release's cells: no more, no less, none changed."""

import csv
import io
import json
from dataclasses import replace

import openpyxl
import pytest

from cases.published.data import INDICATORS, Cell, File, Release, Tier
from cases.reports.data_files import cells_csv, indicators_csv
from tests.sample_release import sample_release

from .conftest import Built

Numbers = tuple[int | None, int | None, int | None]
CELL_HEAD = "release,d1,v1,d2,v2,status,value,lo,hi"


def rows(file: File) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.content.decode())))


def number(text: str) -> int | None:
    return int(text) if text else None


def as_cell(row: dict[str, str]) -> Cell:
    keys = [row[name] for name in ("d1", "v1", "d2", "v2")]
    return Cell(*keys, number(row["value"]), number(row["lo"]), number(row["hi"]))


@pytest.mark.parametrize("tier", Tier)
def test_cells_csv_holds_every_cell(built: Built, tier: Tier) -> None:
    release = sample_release(tier=tier)
    file = built[tier]["cells.csv"]
    assert file.content.decode().splitlines()[0] == CELL_HEAD
    assert tuple(map(as_cell, rows(file))) == release.cells
    assert {row["release"] for row in rows(file)} == {str(release.number)}
    assert all((row["status"] == "hidden") == (row["value"] == "") for row in rows(file))


@pytest.mark.parametrize("tier", Tier)
def test_cells_json_holds_the_same_rows(built: Built, tier: Tier) -> None:
    loaded = json.loads(built[tier]["cells.json"].content)
    texts = [{key: "" if value is None else str(value) for key, value in row.items()} for row in loaded]
    assert texts == rows(built[tier]["cells.csv"])


def test_hidden_cells_keep_their_rows(built: Built) -> None:
    """How many cells are hidden must not be told by a file's length."""
    lengths = {len(built[tier]["cells.csv"].content.splitlines()) for tier in Tier}
    assert len(lengths) == 1


@pytest.mark.parametrize("tier", Tier)
def test_workbook_holds_every_cell(built: Built, tier: Tier) -> None:
    release = sample_release(tier=tier)
    book = openpyxl.load_workbook(io.BytesIO(built[tier]["tables.xlsx"].content))
    assert book.sheetnames == ["About", *(table.key for table in release.tables)]
    for table in release.tables:
        lines = [tuple(line) for line in book[table.key].iter_rows(min_row=2, values_only=True)]
        found = [line[-3:] for line in lines[: len(table.cells)]]
        assert found == [(cell.value if cell.shown else "not shown", cell.lo, cell.hi) for cell in table.cells]
        assert all(value is None for line in lines[len(table.cells) :] for value in line[1:])


def test_workbook_names_rows_and_columns(built: Built) -> None:
    book = openpyxl.load_workbook(io.BytesIO(built[Tier.MENU]["tables.xlsx"].content))
    head = [cell.value for cell in book["sector-by-indicators"][1]]
    first = [cell.value for cell in book["sector-by-indicators"][2]]
    assert head[:2] == ["Sector", "Indicators of forced labour reported"]
    assert first == ["construction", "Abuse of vulnerability", 500, 480, 520]


def test_indicators_are_the_cells_over_all_and_by_sector(built: Built) -> None:
    release = sample_release()
    head, tags, *_data = csv.reader(io.StringIO(built[Tier.MENU]["indicators.csv"].content.decode()))
    assert all(tag.startswith("#") for tag in tags)
    assert len(tags) == len(head) == len(set(tags))
    data = rows(built[Tier.MENU]["indicators.csv"])[1:]
    expected = sorted(
        (cell.d1 if not cell.d2 else cell.d2, cell.v1.replace("_", " ") if cell.d2 else "", *numbers(cell))
        for cell in release.cells
        if cell.d1.startswith("ILO") or (cell.d1 == "sector" and cell.d2.startswith("ILO"))
    )
    found = sorted((row["Code"], row["Sector"], *map(number, hxl_numbers(row))) for row in data)
    assert sorted(map(str, found)) == sorted(map(str, expected))


def numbers(cell: Cell) -> Numbers:
    return cell.value, cell.lo, cell.hi


def hxl_numbers(row: dict[str, str]) -> list[str]:
    return [row[name] for name in ("Persons reporting", "Likely low", "Likely high")]


def test_indicators_have_no_column_that_the_schema_does_not_publish(built: Built) -> None:
    """Asked, absent and not asked are known to us and are not public."""
    text = built[Tier.MENU]["indicators.csv"].content.decode().splitlines()[1]
    assert not any(tag in text for tag in ("asked", "absent", "population"))


def test_ranges_stand_in_their_own_file_and_beside_the_indicators(built: Built) -> None:
    release = sample_release(tier=Tier.RANGES)
    found = [
        (row["d1"], int(row["low_percent"]), int(row["high_percent"])) for row in rows(built[Tier.RANGES]["ranges.csv"])
    ]
    assert found == [(share.d1, share.low, share.high) for share in release.shares]
    overall = [row for row in rows(built[Tier.RANGES]["indicators.csv"])[1:] if not row["Sector"]]
    assert {(row["Share low"], row["Share high"], row["Shown?"]) for row in overall} == {("25", "65", "yes")}
    assert not any("ranges.csv" in built[tier] for tier in Tier if tier != Tier.RANGES)


def test_fictional_is_said_beside_each_indicator() -> None:
    release = sample_release()
    assert all(row["Note"].startswith("Fictional data. ") for row in rows(indicators_csv(release))[1:])
    real = replace(release, fictional=False)
    assert "Fictional" not in indicators_csv(real).content.decode()


def test_labels_from_staff_stay_text() -> None:
    release = sample_release()
    first, *others = release.indicators
    label = {"en": '=HYPERLINK("http://x")', "ko": "가", "ru": "б"}
    changed: Release = replace(release, indicators=(replace(first, label=label), *others))
    assert rows(indicators_csv(changed))[1]["Indicator"] == '\'=HYPERLINK("http://x")'
    assert cells_csv(changed) == cells_csv(release)
    assert INDICATORS in {table.key for table in changed.tables}
