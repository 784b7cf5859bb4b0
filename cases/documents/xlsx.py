"""XLSX by xlsxwriter: several sheets, texts that stay texts, numbers that stay numbers; same input, same bytes."""

import datetime as dt
import io
import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from .archives import with_date

WIDEST = 60  # digits, the unit of a column's width; longer texts wrap
LINE = 16  # points
HIGHEST = 409  # points, in the format itself
SPARE = 1.15  # lines break between words, and a letter may be wider than a digit
A4 = 9

Value = str | int | None


@dataclass(frozen=True)
class Sheet:
    """A head that stays in view, and rows; ``note`` stands below them."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
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
    widths = [_column_width(column) for column in zip(sheet.head, *sheet.rows, strict=True)]
    for place, width in enumerate(widths):
        page.set_column(place, place, width)
    for line, row in enumerate((sheet.head, *sheet.rows)):
        _set_height(page, line, max(map(_lines, row, widths), default=1))
        for place, value in enumerate(row):
            _write(page, line, place, value, head if line == 0 else text)
    if sheet.note:
        _add_note(page, len(sheet.rows) + 2, sheet.note, widths, text)
    page.freeze_panes(1, 0)
    _set_print(page, sheet.name, notice)


def _set_print(page: Any, name: str, notice: str) -> None:
    """On A4, as wide as the paper at most, the head on every page."""
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    # "&" starts a code in a printed header.
    page.set_header(f"&L{name}&R{notice.replace('&', '&&')}")


def _add_note(page: Any, line: int, note: str, widths: Sequence[float], style: Any) -> None:
    """Across all columns: in one cell it would run over the edge of the paper."""
    if len(widths) > 1:
        page.merge_range(line, 0, line, len(widths) - 1, "", style)
    page.write_string(line, 0, note, style)
    _set_height(page, line, _lines(note, sum(widths)))


def _column_width(column: Sequence[Value]) -> float:
    return min(max(_width(str(value)) for value in column if value is not None) + 2, WIDEST)


def _set_height(page: Any, line: int, lines: int) -> None:
    """Programs other than Excel show one line of a text that wraps unless the row says how high it is."""
    if lines > 1:
        page.set_row(line, min(lines * LINE, HIGHEST))


def _lines(value: Value, width: float) -> int:
    """How many lines a value takes in a column of that width, in digits: rather one too many than one too few."""
    needed = _width(str(value))
    return 1 if needed <= width else math.ceil(SPARE * needed / width)


def _width(text: str) -> int:
    """The width of a text in digits: Hangul letters and Hanja are as wide as two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _write(page: Any, line: int, place: int, value: Value, style: Any) -> None:
    if isinstance(value, str):
        page.write_string(line, place, value, style)
    elif value is not None:
        page.write_number(line, place, value, style)
