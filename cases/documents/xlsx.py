"""XLSX by xlsxwriter: several sheets, texts that stay texts, numbers that stay numbers; same input, same bytes."""

import datetime as dt
import io
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from .archives import with_date

WIDEST = 60  # letters; longer texts wrap


@dataclass(frozen=True)
class Sheet:
    """A head that stays in view, and rows; ``note`` stands below them."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | int | None, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class Workbook:
    """``notice`` is printed at the top of every page; ``date`` is the only date that the file carries."""

    title: str
    author: str
    date: dt.date
    notice: str
    sheets: tuple[Sheet, ...]


def xlsx_file(workbook: Workbook) -> bytes:
    """The workbook as XLSX."""
    buffer = io.BytesIO()
    # A text that begins with "=" or looks like an address must stay what was written.
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {
            "title": workbook.title,
            "author": workbook.author,
            "comments": workbook.notice,
            "created": dt.datetime.combine(workbook.date, dt.time()),
        }
    )
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    for sheet in workbook.sheets:
        _add_sheet(book.add_worksheet(sheet.name), sheet, workbook.notice, head, text)
    book.close()
    return with_date(buffer.getvalue(), workbook.date)


def _add_sheet(page: Any, sheet: Sheet, notice: str, head: Any, text: Any) -> None:
    for place, column in enumerate(zip(sheet.head, *sheet.rows, strict=True)):
        longest = max(len(str(value)) for value in column if value is not None)
        page.set_column(place, place, min(longest + 2, WIDEST))
    for line, row in enumerate((sheet.head, *sheet.rows)):
        for place, value in enumerate(row):
            _write(page, line, place, value, head if line == 0 else text)
    if sheet.note:
        page.write_string(len(sheet.rows) + 2, 0, sheet.note)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    # "&" starts a code in a printed header.
    page.set_header(f"&L{sheet.name}&R{notice.replace('&', '&&')}")


def _write(page: Any, line: int, place: int, value: str | int | None, style: Any) -> None:
    if isinstance(value, str):
        page.write_string(line, place, value, style)
    elif value is not None:
        page.write_number(line, place, value, style)
