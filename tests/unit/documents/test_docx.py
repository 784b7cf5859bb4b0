"""DOCX: real headings and tables that Word, screen readers and translators can work with."""

import datetime as dt
import io
import zipfile
from dataclasses import replace

import docx
from docx.oxml.ns import qn

from cases.documents.document import Column, Table
from cases.documents.docx import docx_file
from tests.unit.documents.samples import DOCUMENT, with_text


def test_headings_lists_and_tables_are_real() -> None:
    word = docx.Document(io.BytesIO(docx_file(DOCUMENT)))
    styles = {paragraph.text: paragraph.style.name for paragraph in word.paragraphs if paragraph.style}
    assert styles["Title of the report"] == "Title"
    assert styles["First heading"] == "Heading 1"
    assert styles["Second heading"] == "Heading 2"
    assert styles["one point"] == "List Bullet"
    assert styles["Caption of the table"] == "Caption"
    (table,) = word.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Sector", "People"],
        ["Forestry", "about 180\n160 to 200"],
        ["Services", "not shown"],
    ]


def test_head_of_a_table_is_marked_and_repeated() -> None:
    (table,) = docx.Document(io.BytesIO(docx_file(DOCUMENT))).tables
    marked = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert marked == [True, False, False]


def kept(rows: int, lines: int = 1) -> list[bool]:
    """Which rows of such a table stay with what follows them."""
    table = Table(
        "Caption", (Column("Head"), Column("B")), tuple(("cell" + "\nline" * (lines - 1), "b") for _ in range(rows))
    )
    (made,) = docx.Document(io.BytesIO(docx_file(replace(DOCUMENT, blocks=(table,))))).tables
    marks = [[cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells] for row in made.rows]
    assert all(len(set(row)) == 1 for row in marks)
    return [bool(row[0]) for row in marks]


def test_short_table_stays_on_one_page_with_its_note() -> None:
    assert kept(10) == [True] * 11


def test_long_table_is_parted_but_neither_head_nor_note_is_left_alone() -> None:
    assert kept(40) == [True] + [False] * 39 + [True]
    assert kept(15, lines=2) == [True] + [False] * 14 + [True]


def test_table_without_rows_keeps_its_head() -> None:
    assert kept(0) == [True]


def test_picture_has_its_words() -> None:
    word = docx.Document(io.BytesIO(docx_file(DOCUMENT)))
    (picture,) = word.inline_shapes
    assert picture._inline.docPr.get("descr") == "Chart in words: about 180"


def test_picture_has_no_space_around_it() -> None:
    """LibreOffice would put some where the file says nothing, and the picture would leave the margin."""
    (picture,) = docx.Document(io.BytesIO(docx_file(DOCUMENT))).inline_shapes
    assert [picture._inline.get(side) for side in ("distT", "distB", "distL", "distR")] == ["0"] * 4


def test_letters_of_title_and_subtitle_are_not_apart() -> None:
    word = docx.Document(io.BytesIO(docx_file(DOCUMENT)))
    for name in ("Title", "Subtitle"):
        style = word.styles[name].element
        assert style.rPr.find(qn("w:spacing")) is None
        assert style.pPr.find(qn("w:numPr")) is None


def test_properties_carry_only_the_documents_date() -> None:
    content = docx_file(DOCUMENT)
    properties = docx.Document(io.BytesIO(content)).core_properties
    assert properties.created == properties.modified == dt.datetime(2026, 8, 1, tzinfo=dt.UTC)
    assert (properties.author, properties.last_modified_by) == (DOCUMENT.author, DOCUMENT.author)
    assert properties.language == "en-GB"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 8, 1, 0, 0, 0)}


def test_notice_is_in_the_header() -> None:
    def header(content: bytes) -> str:
        return docx.Document(io.BytesIO(content)).sections[0].header.paragraphs[0].text

    assert "Fictional data" in header(docx_file(DOCUMENT))
    assert "Fictional" not in header(docx_file(replace(DOCUMENT, notice="")))


def test_korean_has_a_font_of_its_own() -> None:
    word = docx.Document(io.BytesIO(docx_file(DOCUMENT)))
    for name in ("Normal", "Heading 1", "Caption"):
        fonts = word.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == "Malgun Gothic"
        assert fonts.get(qn("w:eastAsiaTheme")) is None


def test_markup_in_data_stays_text() -> None:
    text = "<w:b/>&amp; {{ x }} =1+1"
    word = docx.Document(io.BytesIO(docx_file(with_text(text))))
    assert word.paragraphs[0].text == text
    assert word.tables[0].rows[1].cells[0].text == text
