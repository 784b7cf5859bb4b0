"""The blocks of a document in Word: styles, lists and captions that an officer can go on editing."""

import io
from collections.abc import Sequence
from typing import Any

from docx.shared import Cm, Pt

from cases.documents.document import Block, Bullets, Callout, Chart, Column, Heading, Numbered, Paragraph, Quote, Table

from .elements import bookmark, element, nested
from .rows import rows_of
from .styles import LOCALES, TEXT_WIDTH, WARN
from .texts import Writing, contents_mark

WIDE = 5  # more columns than this are set in small print
DEEPEST = 9  # levels of headings in Word


def add_block(writing: Writing, block: Block) -> None:
    """Put any block but a heading or chart at the end of the document."""
    if isinstance(block, Paragraph):
        writing.add(writing.word.add_paragraph(), block.text)
    elif isinstance(block, Numbered):
        paragraph = writing.word.add_paragraph(style="Numbered Paragraph")
        writing.add(paragraph, block.text)
        writing.mark(paragraph, block.key)
    elif isinstance(block, Bullets):
        for item in block.items:
            writing.add(writing.word.add_paragraph(style="List Bullet"), item)
    elif isinstance(block, Callout):
        _add_callout(writing.word, block)
    elif isinstance(block, Quote):
        _add_quote(writing, block)
    elif isinstance(block, Table):
        _add_table(writing, block)


def add_heading(writing: Writing, block: Heading, place: int | None) -> None:
    """A heading, and its bookmark where the contents list it as number ``place``."""
    paragraph = writing.word.add_heading(block.text, min(block.level, DEEPEST))
    if place is not None:
        bookmark(paragraph, contents_mark(place), next(writing.places))
    writing.mark(paragraph, block.key)


def add_chart(writing: Writing, block: Chart, image: bytes) -> None:
    """The drawing as a picture with its words, and below it the caption."""
    paragraph = writing.word.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    picture = paragraph.add_run().add_picture(io.BytesIO(image), width=TEXT_WIDTH)
    inline = picture._inline
    inline.docPr.set("descr", block.description)
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")  # without it LibreOffice puts space around the picture, and it leaves the margin
    if block.key or block.caption:
        _add_caption(writing, block, writing.words.figure)


def _add_caption(writing: Writing, block: Table | Chart, pattern: str) -> None:
    caption = writing.word.add_paragraph(style="Caption")
    if block.key:
        writing.add_label(caption, pattern, block.key)
        caption.add_run(". " if block.caption else "")
    caption.add_run(block.caption)


def _add_callout(word: Any, block: Callout) -> None:
    """Shaded paragraphs, not a table: a screen reader would announce a table."""
    title = word.add_paragraph(style="Callout")
    run = title.add_run(block.title)
    run.bold, run.font.color.rgb = True, WARN
    last = title
    for text in block.paragraphs:
        last.paragraph_format.keep_with_next = True
        last = word.add_paragraph(text, style="Callout")
    last.paragraph_format.space_after = Pt(10)


def _add_quote(writing: Writing, block: Quote) -> None:
    quote = writing.word.add_paragraph(style="Quote")
    run = quote.add_run(block.text)
    if block.language:
        run._r.get_or_add_rPr().append(element("w:lang", val=LOCALES.get(block.language, block.language)))
    if block.source:
        writing.add(writing.word.add_paragraph(style="Quote Source"), block.source)
    else:
        quote.paragraph_format.keep_with_next = False
        quote.paragraph_format.space_after = Pt(8)


def _add_table(writing: Writing, block: Table) -> None:
    _add_caption(writing, block, writing.words.table)
    table = writing.word.add_table(rows=0, cols=len(block.columns))
    table._tbl.tblPr.insert_element_before(_lines(), "w:tblLayout", "w:tblLook")
    widths = _widths(block.columns)
    for grid_column, width in zip(table.columns, widths, strict=True):
        grid_column.width = width
    table._tbl.extend(rows_of(block, widths, "WideTableText" if len(block.columns) > WIDE else "TableText"))
    # Also without words: two tables that touch become one.
    writing.add(writing.word.add_paragraph(style="Table Note"), block.note)


def _lines() -> Any:
    """Thin lines between the rows of a table."""
    sides = [
        element(side, val="single", sz="4", space="0", color="BFBAAE") for side in ("w:top", "w:bottom", "w:insideH")
    ]
    return nested("w:tblBorders", *sides)


def _widths(columns: Sequence[Column]) -> list[int]:
    """Numbers are narrow and the other columns share the rest; in a wide table the first column has twice the space."""
    if len(columns) > WIDE:
        part = TEXT_WIDTH // (len(columns) + 1)
        return [2 * part] + [part] * (len(columns) - 1)
    numeric = sum(column.numeric for column in columns)
    rest = (TEXT_WIDTH - numeric * Cm(3)) // (len(columns) - numeric)
    return [Cm(3) if column.numeric else rest for column in columns]
