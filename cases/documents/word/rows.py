"""The rows of a table, written as XML at once: python-docx would look for the place of each property of each cell anew."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from cases.documents.document import Column, Table

TWIP = 635  # in the unit of python-docx, of which 914,400 make an inch


def rows_of(block: Table, widths: Sequence[int], style: str) -> list[Any]:
    """The head, which each page repeats, and the rows; none is parted by the end of a page. Texts are escaped."""
    head = tuple(column.title for column in block.columns)
    rows = [_row(head, block.columns, widths, style, is_head=True)]
    rows += [_row(texts, block.columns, widths, style) for texts in block.rows]
    return list(parse_xml(f"<w:tbl {nsdecls('w')}>{''.join(rows)}</w:tbl>"))


def _row(
    texts: Sequence[str], columns: Sequence[Column], widths: Sequence[int], style: str, *, is_head: bool = False
) -> str:
    cells = "".join(_cells(texts, columns, widths, style, is_head))
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_head else ''}</w:trPr>{cells}</w:tr>"


def _cells(
    texts: Sequence[str], columns: Sequence[Column], widths: Sequence[int], style: str, bold: bool
) -> Iterator[str]:
    mark = "<w:rPr><w:b/></w:rPr>" if bold else ""
    for text, column, width in zip(texts, columns, widths, strict=True):
        right = '<w:jc w:val="right"/>' if column.numeric else ""
        # A line break in the text becomes one in the cell.
        lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
        yield (
            f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width // TWIP}"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>'
            f"{right}</w:pPr><w:r>{mark}{lines}</w:r></w:p></w:tc>"
        )
