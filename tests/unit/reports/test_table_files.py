"""One table as a file: what it holds in each form and language, and that it reads as it is."""

import csv
import io
import json
import re
from dataclasses import replace

import openpyxl
import pytest

from cases.published.data import REPORTED, Release, Table, Tier
from cases.reports.table_files import HIDDEN, table_file, titled
from tests.sample_release import sample_release

ADDRESS = "https://example.org/ko/releases/2026-08/sector/"


def table_of(release: Release, key: str) -> Table:
    return next(table for table in release.tables if table.key == key)


def written(form: str, key: str = "sector", language: str = "en", release: Release | None = None) -> bytes:
    release = release or sample_release()
    return table_file(titled(release, table_of(release, key), language, ADDRESS), form).content


def rows_of(content: bytes) -> list[dict[str, str]]:
    """As pandas reads it without an option: the first line is the head, and it is UTF-8 with a mark."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("key", ["sector", "indicators", "sector-by-hours", "sector-by-indicators"])
def test_csv_holds_each_cell_once_with_its_range(key: str) -> None:
    release = sample_release()
    rows = rows_of(written("csv", key))
    cells = table_of(release, key).cells
    assert len(rows) == len(cells)
    for row, cell in zip(rows, cells, strict=True):
        assert row["People (about)"] == (str(cell.value) if cell.shown else HIDDEN)
        assert row["Likely from"] == (str(cell.lo) if cell.shown else "")
        assert row["Shown?"] == ("shown" if cell.shown else "not shown")
    assert any(cell.value is None for cell in cells) or key in ("sector", "indicators")


def test_codes_and_labels_stand_beside_each_other() -> None:
    row = rows_of(written("csv", "sector-by-indicators"))[0]
    assert row["Sector (code)"] == "construction"
    assert row["Sector"] == "construction"
    assert row["Indicators of forced labour reported (code)"] == "ILO-01"
    assert row["Indicators of forced labour reported"] == "Abuse of vulnerability"


@pytest.mark.parametrize("language", ["en", "ko", "ru"])
@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_caveat_blur_and_source_are_inside_in_its_language(form: str, language: str) -> None:
    release = sample_release()
    content = written(form, language=language)
    if form == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        assert book.sheetnames == ["notes", "table"]
        text = "\n".join(str(cell.value) for row in book["notes"].iter_rows() for cell in row)
    elif form == "json":
        text = "\n".join(str(value) for value in json.loads(content).values())
    else:
        rows = rows_of(content)
        text = "\n".join(list(rows[0].values()))
        # Whatever is sorted, filtered or cut: no row stands without its note.
        assert all(release.caveat[language] in "".join(row.values()) for row in rows)
    assert release.caveat[language] in text
    assert release.blur[language] in text
    assert ADDRESS in text
    assert "2026-08" in text


def test_json_keeps_codes_apart_from_labels() -> None:
    found = json.loads(written("json", "sector-by-hours", "ko"))
    assert found["fictional"] is True
    assert found["release"] == "2026-08"
    assert (found["people"]["value"], found["unit"]) == (2000, "people")
    first = found["rows"][0]
    assert (first["d1"], first["v1"], first["d2"], first["v2"]) == ("sector", "construction", "hours", "up_to_10")
    assert first["label1"] == "construction (ko)"
    hidden = [row for row in found["rows"] if row["status"] == "hidden"]
    assert hidden
    assert all(row["value"] is row["lo"] is row["hi"] is None for row in hidden)


def test_hidden_rows_look_alike() -> None:
    """Nothing but the labels tells one hidden row from another."""
    rows = rows_of(written("csv", "sector-by-hours"))
    labels = {"Sector", "Sector (code)", "Daily hours", "Daily hours (code)"}
    hidden = [tuple(v for k, v in row.items() if k not in labels) for row in rows if row["Shown?"] == "not shown"]
    assert len(hidden) > 1
    assert len(set(hidden)) == 1


def test_ranges_are_points_of_a_hundred_and_words() -> None:
    release = sample_release(tier=Tier.RANGES)
    rows = rows_of(written("csv", "indicators", "ru", release))
    assert [row for row in rows if "примерно от четверти до двух третей" in row.values()] == rows
    entry = json.loads(written("json", "indicators", release=release))
    assert entry["unit"] == "points of 100"
    assert (entry["rows"][0]["low_percent"], entry["rows"][0]["high_percent"]) == (25, 65)
    assert "value" not in entry["rows"][0]
    one = replace(release, shares=release.shares[:1])
    rows = rows_of(written("csv", "indicators", release=one))
    assert [row["Points of 100, from"] for row in rows] == ["25", *[HIDDEN] * 10]


@pytest.mark.parametrize("start", ["=1+1", "@SUM(A1)", "+7", "\u200b=2"])
def test_label_that_a_spreadsheet_would_run_stays_a_text(start: str) -> None:
    release = sample_release()
    value = replace(release.dimensions[2].values[0], label={"en": start})
    sector = replace(release.dimensions[2], values=(value, *release.dimensions[2].values[1:]))
    release = replace(release, dimensions=(*release.dimensions[:2], sector, *release.dimensions[3:]))
    assert rows_of(written("csv", release=release))[0]["Sector"] == f"'{start}"
    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx", release=release)))["table"]
    assert sheet["B2"].value == start
    assert sheet["B2"].data_type == "s"


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_same_table_makes_the_same_bytes(form: str) -> None:
    assert written(form, language="ko") == written(form, language="ko")


def test_name_is_plain_and_says_what_it_is() -> None:
    release = sample_release()
    name = table_file(titled(release, table_of(release, "pay_withheld"), "ko", ADDRESS), "xlsx").name
    assert name == "2026-08-pay_withheld.ko.xlsx"
    assert re.fullmatch(r"[\w.-]+", name, re.ASCII)


def test_release_that_is_not_fictional_says_nothing_of_it() -> None:
    release = replace(sample_release(), fictional=False)
    assert b"Fictional" not in written("csv", release=release)
    assert json.loads(written("json", release=release))["fictional"] is False


def test_indicator_is_one_value_and_goes_by_its_code() -> None:
    assert {cell.v1 for cell in table_of(sample_release(), "indicators").cells} == {REPORTED}
    codes = [row["Indicators of forced labour reported (code)"] for row in rows_of(written("csv", "indicators"))]
    assert codes == [f"ILO-{number:02}" for number in range(1, 12)]
