"""The rows of a table, written as XML at once: python-docx would look for the place of each property of each cell anew."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from cases.documents.document import Column, Table

TWIP = 635  # in the unit of python-docx, of which 914,400 make an inch
KEPT = 24  # lines of a table that stays on one page, at most: about half a page


def rows_of(block: Table, widths: Sequence[int], style: str) -> list[Any]:
    """The head, which each page repeats, and the rows; none is parted by the end of a page. Texts are escaped.

    A short table stays on one page with its note; of a long one the head stays with the first row, the last with the note.
    """
    head = tuple(column.title for column in block.columns)
    short = sum(1 + max(text.count("\n") for text in texts) for texts in (head, *block.rows)) <= KEPT
    rows = [_row(head, block.columns, widths, style, is_head=True, keep=True)]
    for place, texts in enumerate(block.rows, 1):
        rows.append(_row(texts, block.columns, widths, style, keep=short or place == len(block.rows)))
    return list(parse_xml(f"<w:tbl {nsdecls('w')}>{''.join(rows)}</w:tbl>"))


def _row(
    texts: Sequence[str],
    columns: Sequence[Column],
    widths: Sequence[int],
    style: str,
    *,
    keep: bool,
    is_head: bool = False,
) -> str:
    """``keep``: on one page with what follows."""
    start = f'<w:pStyle w:val="{style}"/>{"<w:keepNext/>" if keep else ""}'
    cells = "".join(_cells(texts, columns, widths, start, is_head))
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_head else ''}</w:trPr>{cells}</w:tr>"


def _cells(
    texts: Sequence[str], columns: Sequence[Column], widths: Sequence[int], start: str, bold: bool
) -> Iterator[str]:
    """``start`` is how the properties of each paragraph begin."""
    mark = "<w:rPr><w:b/></w:rPr>" if bold else ""
    for text, column, width in zip(texts, columns, widths, strict=True):
        right = '<w:jc w:val="right"/>' if column.numeric else ""
        # A line break in the text becomes one in the cell.
        lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
        yield (
            f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width // TWIP}"/></w:tcPr><w:p><w:pPr>{start}'
            f"{right}</w:pPr><w:r>{mark}{lines}</w:r></w:p></w:tc>"
        )
