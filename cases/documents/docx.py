"""DOCX by python-docx: real headings, tables with repeated heads, pictures with their words; same input, same bytes."""

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from .archives import with_date
from .document import Block, Bullets, Callout, Chart, Column, Document, Heading, Paragraph, Table
from .pdf import chart_images

# Fonts that Word has on every machine; Korean has its own, or Word would pick one by chance.
FONT, KOREAN_FONT = "Arial", "Malgun Gothic"
LOCALES = {"en": "en-GB", "ko": "ko-KR", "ru": "ru-RU"}
TEXT_WIDTH = Cm(17)
WIDE = 5  # more columns than this are set in small print
INK, QUIET, ACCENT, WARN = (RGBColor.from_string(colour) for colour in ("1C2326", "4A5459", "0B5568", "7A3D00"))
STYLES = {  # name: size in points, colour, space before and after
    "Normal": (10, INK, 0, 6),
    "Title": (22, INK, 0, 6),
    "Subtitle": (11, QUIET, 0, 6),
    "Heading 1": (15, ACCENT, 18, 6),
    "Heading 2": (12, INK, 14, 6),
    "Heading 3": (10, INK, 10, 4),
    "Caption": (9, INK, 6, 4),
    "List Bullet": (10, INK, 0, 4),
    "Callout": (9.5, INK, 0, 0),
    "Header": (8, QUIET, 0, 0),
    "Footer": (8, QUIET, 0, 0),
}


def docx_file(document: Document) -> bytes:
    """The document as DOCX. Raises ``MissingGlyph`` where a chart holds a letter that the vendored fonts lack."""
    word = docx.Document()
    _drop_ballast(word)
    _set_styles(word, document.language)
    _set_properties(word, document)
    _set_page(word, document)
    word.add_paragraph(document.title, style="Title")
    word.add_paragraph(document.subtitle, style="Subtitle")
    word.add_paragraph(document.author)
    images = iter(chart_images([block.svg for block in document.blocks if isinstance(block, Chart)]))
    for block in document.blocks:
        if isinstance(block, Chart):
            _add_chart(word, block, next(images))
        else:
            _add_block(word, block)
    buffer = io.BytesIO()
    word.save(buffer)
    return with_date(buffer.getvalue(), document.date)


def _drop_ballast(word: Any) -> None:
    """The library's empty document brings a picture of itself and styles that are never used, most of its size."""
    for relations in (word.part.rels, word.part.package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(("/stylesWithEffects", "/thumbnail")):
                del relations[key]
    for style in list(word.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name != "Normal Table":
            word.styles.element.remove(style.element)


def _set_styles(word: Any, language: str) -> None:
    callout = word.styles.add_style("Callout", WD_STYLE_TYPE.PARAGRAPH)
    callout.element.get_or_add_pPr().append(_element("w:shd", val="clear", color="auto", fill="FDF3E1"))
    for name, (size, colour, before, after) in STYLES.items():
        style = word.styles[name]
        style.font.name, style.font.size, style.font.italic = FONT, Pt(size), False
        style.font.color.rgb = colour
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        # The theme's fonts would win over the names.
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script, font in (("ascii", FONT), ("hAnsi", FONT), ("cs", FONT), ("eastAsia", KOREAN_FONT)):
            fonts.set(qn(f"w:{script}"), font)
    for border in word.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
    locale = LOCALES[language]
    for spoken in word.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), locale)
        spoken.set(qn("w:eastAsia"), "ko-KR")


def _set_properties(word: Any, document: Document) -> None:
    moment = dt.datetime.combine(document.date, dt.time())
    properties = word.core_properties
    properties.title, properties.subject, properties.author = document.title, document.subtitle, document.author
    properties.last_modified_by, properties.comments = document.author, document.notice
    properties.created, properties.modified = moment, moment
    properties.language = LOCALES[document.language]


def _set_page(word: Any, document: Document) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    header = _two_ended(section.header.paragraphs[0], document.title)
    if document.notice:
        mark = header.add_run(document.notice)
        mark.bold, mark.font.color.rgb = True, WARN
    footer = _two_ended(section.footer.paragraphs[0], f"{document.author} · {document.subtitle}")
    _add_field(footer, "PAGE")
    footer.add_run(" / ")
    _add_field(footer, "NUMPAGES")


def _two_ended(paragraph: Any, left: str) -> Any:
    """A line with one text on the left; what is added next stands on the right."""
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    # The style brings tab stops of its own, in the middle and short of the margin.
    for stop in paragraph.style.paragraph_format.tab_stops:
        stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    paragraph.add_run(f"{left}\t")
    return paragraph


def _add_field(paragraph: Any, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def _add_block(word: Any, block: Block) -> None:
    if isinstance(block, Heading):
        word.add_heading(block.text, block.level)
    elif isinstance(block, Paragraph):
        word.add_paragraph(block.text)
    elif isinstance(block, Bullets):
        for item in block.items:
            word.add_paragraph(item, style="List Bullet")
    elif isinstance(block, Callout):
        _add_callout(word, block)
    elif isinstance(block, Table):
        _add_table(word, block)


def _add_callout(word: Any, block: Callout) -> None:
    """Shaded paragraphs, not a table: a screen reader would announce a table."""
    title = word.add_paragraph(style="Callout")
    run = title.add_run(block.title)
    run.bold, run.font.color.rgb = True, WARN
    title.paragraph_format.keep_with_next = True
    for text in block.paragraphs:
        paragraph = word.add_paragraph(text, style="Callout")
    paragraph.paragraph_format.space_after = Pt(10)


def _add_chart(word: Any, block: Chart, image: bytes) -> None:
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    picture = paragraph.add_run().add_picture(io.BytesIO(image), width=TEXT_WIDTH)
    picture._inline.docPr.set("descr", block.description)


def _add_table(word: Any, block: Table) -> None:
    caption = word.add_paragraph(block.caption, style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = word.add_table(rows=0, cols=len(block.columns))
    table._tbl.tblPr.insert_element_before(_lines(), "w:tblLayout", "w:tblLook")
    size = Pt(7 if len(block.columns) > WIDE else 9)
    widths = _widths(block.columns)
    for grid_column, width in zip(table.columns, widths, strict=True):
        grid_column.width = width
    for place, texts in enumerate((tuple(column.title for column in block.columns), *block.rows)):
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()
        properties.append(_element("w:cantSplit"))
        if place == 0:
            properties.append(_element("w:tblHeader"))
        for cell, text, column, width in zip(row.cells, texts, block.columns, widths, strict=True):
            cell.width = width
            _fill_cell(cell.paragraphs[0], text, size=size, numeric=column.numeric, bold=place == 0)
    word.add_paragraph().add_run(block.note).font.size = Pt(8)


def _lines() -> Any:
    """Thin lines between the rows of a table."""
    borders = _element("w:tblBorders")
    for side in ("w:top", "w:bottom", "w:insideH"):
        borders.append(_element(side, val="single", sz="4", space="0", color="BFBAAE"))
    return borders


def _widths(columns: Sequence[Column]) -> list[int]:
    """Numbers are narrow and the other columns share the rest; in a wide table the first column has twice the space."""
    if len(columns) > WIDE:
        part = TEXT_WIDTH // (len(columns) + 1)
        return [2 * part] + [part] * (len(columns) - 1)
    numeric = sum(column.numeric for column in columns)
    rest = (TEXT_WIDTH - numeric * Cm(3)) // (len(columns) - numeric)
    return [Cm(3) if column.numeric else rest for column in columns]


def _fill_cell(paragraph: Any, text: str, *, size: Pt, numeric: bool, bold: bool) -> None:
    paragraph.paragraph_format.space_after = Pt(0)
    if numeric:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(text)  # a line break in the text becomes one in the cell
    run.font.size, run.bold = size, bold


def _element(name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
