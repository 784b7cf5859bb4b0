"""XLSX: texts stay texts, numbers stay numbers, and the only date is the given one."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from cases.documents.xlsx import Sheet, Workbook, xlsx_file


def workbook(*rows: tuple[str | int | None, ...], notice: str = "Fictional data") -> Workbook:
    sheet = Sheet("sector", ("Sector", "People"), rows, note="=NOTE()")
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


def test_notice_is_printed_on_every_page() -> None:
    page = openpyxl.load_workbook(io.BytesIO(xlsx_file(workbook(("a", 1), notice="A & B"))))["sector"]
    assert page.oddHeader.right.text == "A && B"
