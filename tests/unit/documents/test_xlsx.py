"""XLSX: texts stay texts, numbers stay numbers, and the only date is the given one."""

import datetime as dt
import io
import zipfile
from typing import Any

import openpyxl
import pytest

from cases.documents.xlsx import Sheet, Workbook, xlsx_file


def workbook(*rows: tuple[str | int | None, ...], notice: str = "Fictional data", note: str = "=NOTE()") -> Workbook:
    sheet = Sheet("sector", ("Sector", "People"), rows, note=note)
    return Workbook("Title", "Publisher", dt.date(2026, 8, 1), notice, (sheet,))


def test_numbers_texts_and_nothing() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(workbook(("Forestry", 180), ("Services", None)))))
    page = book["sector"]
    assert [[cell.value for cell in row] for row in page["A1:B3"]] == [
        ["Sector", "People"],
        ["Forestry", 180],
        ["Services", None],
    ]
    assert page["B2"].data_type == "n"
    assert page["B3"].value is None
    assert page.freeze_panes == "A2"


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "http://x.example", "\t=1"])
def test_formula_stays_text(text: str) -> None:
    content = xlsx_file(workbook((text, 1)))
    page = openpyxl.load_workbook(io.BytesIO(content))["sector"]
    # openpyxl takes every text that begins with "=" for a formula, so the file itself is asked.
    assert page["A2"].value == text
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert "hyperlink" not in xml


def test_only_date_is_the_given_one() -> None:
    content = xlsx_file(workbook(("Forestry", 180)))
    properties = openpyxl.load_workbook(io.BytesIO(content)).properties
    assert properties.created == properties.modified == dt.datetime(2026, 8, 1)
    assert properties.creator == "Publisher"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 8, 1, 0, 0, 0)}


def sheet_of(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))["sector"]


def test_no_line_of_a_long_text_is_hidden() -> None:
    """Only Excel makes a row as high as its text; elsewhere a caveat would end after its first line."""
    page = sheet_of(xlsx_file(workbook(("short", 1), ("caveat " * 40, 2), ("주의" * 60, 3))))
    heights = [page.row_dimensions[line].height for line in (2, 3, 4)]
    assert heights[0] in (None, 15)
    assert heights[1] >= 6 * 15  # 280 letters, of which 60 fit on a line
    assert heights[2] >= 5 * 15  # 120 letters as wide as 240


def test_columns_are_as_wide_as_korean_letters() -> None:
    widths = [
        sheet_of(xlsx_file(workbook((text, 1)))).column_dimensions["A"].width
        for text in ("forestry", "추정범위하한값임")
    ]
    assert widths[1] >= widths[0] + 8


def test_row_of_the_longest_text_that_fits_is_no_higher() -> None:
    page = sheet_of(xlsx_file(workbook(("a text that sets the width", 1))))
    assert page.row_dimensions[2].height in (None, 15)


def test_note_goes_across_all_columns_and_stays_text() -> None:
    page = sheet_of(xlsx_file(workbook(("Forestry", 180), note="=NOTE() " * 30)))
    assert [str(cells) for cells in page.merged_cells.ranges] == ["A4:B4"]
    assert page["A4"].value == "=NOTE() " * 30
    assert page.row_dimensions[4].height > 60


def test_note_below_a_single_column() -> None:
    sheet = Sheet("sector", ("Sector",), (("Forestry",),), note="A note")
    page = sheet_of(xlsx_file(Workbook("Title", "Publisher", dt.date(2026, 8, 1), "", (sheet,))))
    assert page["A4"].value == "A note"


def test_a_sheet_is_printed_no_wider_than_a4() -> None:
    page = sheet_of(xlsx_file(workbook(("Forestry", 180))))
    assert page.page_setup.paperSize == 9
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)


def test_notice_is_printed_on_every_page() -> None:
    page = openpyxl.load_workbook(io.BytesIO(xlsx_file(workbook(("a", 1), notice="A & B"))))["sector"]
    assert page.oddHeader.right.text == "A && B"
