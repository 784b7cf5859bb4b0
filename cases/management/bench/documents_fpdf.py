"""The same blocks written by fpdf2, another PDF library, in our fonts: for comparison, and only where it is installed.

What it writes lacks what ours has: no tags, so no PDF/UA; no PDF/A; no words for pictures; no hatching in charts; and no
block is kept in one piece.
"""

import importlib
import io
import logging
from collections.abc import Callable
from typing import Any

from cases.documents.document import Block, Bullets, Callout, Chart, Document, Heading, Paragraph, Table, Text
from cases.documents.glyphs import FONTS

FONT = "Pretendard"
SIDE, WIDTH = 20, 170  # mm
SIZES = {1: 15, 2: 11.5}
WIDE = 5  # more columns than this are set in small print


def fpdf_file(document: Document) -> bytes:
    """The document as PDF by fpdf2: title, running lines, and every block of a pattern report."""
    pdf = _empty(document)
    _say(pdf, document.title, 19, bold=True)
    _say(pdf, document.subtitle, 11.5)
    _say(pdf, document.author)
    for block in document.blocks:
        WRITERS[type(block)](pdf, block)
    return bytes(pdf.output())


def _empty(document: Document) -> Any:
    fpdf = importlib.import_module("fpdf")
    logging.getLogger("fpdf").setLevel(logging.ERROR)  # it warns of every pattern that it leaves out
    logging.getLogger("fontTools").setLevel(logging.ERROR)

    class Pages(fpdf.FPDF):  # type: ignore[misc, name-defined]
        def header(self) -> None:
            self.set_font(FONT, size=8)
            self.cell(WIDTH / 2, 8, document.title)
            self.cell(WIDTH / 2, 8, document.notice, align="R", new_x="LMARGIN", new_y="NEXT")

        def footer(self) -> None:
            self.set_y(-18)
            self.set_font(FONT, size=8)
            self.cell(WIDTH, 8, f"{document.author} · {document.subtitle} · {self.page_no()} / {{nb}}")

    pdf = Pages(format="A4")
    pdf.set_margins(SIDE, 18)
    pdf.set_auto_page_break(True, 22)
    pdf.add_font(FONT, "", FONTS / "Pretendard-Regular.otf")
    pdf.add_font(FONT, "B", FONTS / "Pretendard-Bold.otf")
    pdf.add_page()
    return pdf


def _say(pdf: Any, text: str, size: float = 10, *, bold: bool = False) -> None:
    pdf.set_font(FONT, "B" if bold else "", size)
    pdf.multi_cell(WIDTH, size * 0.6, text, new_x="LMARGIN", new_y="NEXT")
    pdf.ln(2)


def _plain(text: Text) -> str:
    return text if isinstance(text, str) else "".join(piece for piece in text if isinstance(piece, str))


def _heading(pdf: Any, block: Heading) -> None:
    pdf.ln(4)
    _say(pdf, block.text, SIZES.get(block.level, 10), bold=True)


def _paragraph(pdf: Any, block: Paragraph) -> None:
    _say(pdf, _plain(block.text))


def _bullets(pdf: Any, block: Bullets) -> None:
    for item in block.items:
        _say(pdf, f"• {_plain(item)}")


def _callout(pdf: Any, block: Callout) -> None:
    _say(pdf, block.title, bold=True)
    for paragraph in block.paragraphs:
        _say(pdf, paragraph, 9.5)


def _table(pdf: Any, block: Table) -> None:
    wide = len(block.columns) > WIDE
    _say(pdf, block.caption, 9)
    pdf.set_font(FONT, size=7 if wide else 9)
    widths = [1.9 if wide and place == 0 else 1 for place in range(len(block.columns))]
    align = ["RIGHT" if column.numeric else "LEFT" for column in block.columns]
    heads = tuple(column.title for column in block.columns)
    with pdf.table(
        col_widths=widths, text_align=align, borders_layout="HORIZONTAL_LINES", line_height=4, width=WIDTH
    ) as table:
        for texts in (heads, *block.rows):
            table.row(texts)
    _say(pdf, _plain(block.note), 8)


def _chart(pdf: Any, block: Chart) -> None:
    pdf.image(io.BytesIO(block.svg.encode()), w=WIDTH)


WRITERS: dict[type[Block], Callable[[Any, Any], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: _bullets,
    Callout: _callout,
    Table: _table,
    Chart: _chart,
}
