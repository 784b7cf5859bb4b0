"""What makes a DOCX one that an officer can go on editing: numbers, footnotes, references and contents of Word's own."""

import io
from dataclasses import replace
from functools import cache

import docx
import pytest
from docx.oxml.ns import qn

from cases.documents.document import Column, Footnote, Heading, Link, Numbered, Paragraph, Reference, Table
from cases.documents.docx import docx_file
from cases.documents.numbering import footnotes, number, parts
from tests.unit.documents.samples import DOCUMENT, FULL
from tests.unit.documents.word import R, W, bookmarks, fields, names, part, shown

LANGUAGES = ("en", "ko", "ru")


@cache
def written(language: str = "en") -> bytes:
    return docx_file(replace(FULL, language=language))


def test_numbered_paragraphs_are_one_list_of_words_own() -> None:
    word = docx.Document(io.BytesIO(written()))
    numbered = [paragraph for paragraph in word.paragraphs if paragraph.style.name == "Numbered Paragraph"]
    assert len(numbered) == sum(isinstance(block, Numbered) for block in FULL.blocks)
    assert not any(paragraph.text[0].isdigit() for paragraph in numbered)
    style = word.styles["Numbered Paragraph"].element
    (level,) = word.part.numbering_part.element.xpath(
        f"w:abstractNum[@w:abstractNumId=../w:num[@w:numId='{style.pPr.numPr.numId.val}']/w:abstractNumId/@w:val]/w:lvl"
    )
    assert level.find(qn("w:numFmt")).get(qn("w:val")) == "decimal"
    assert level.find(qn("w:pStyle")).get(qn("w:val")) == style.styleId


def test_footnotes_are_real_and_in_order() -> None:
    notes = part(written(), "word/footnotes.xml")
    found = {note.get(f"{W}id"): shown(note).strip() for note in notes if note.get(f"{W}type") is None}
    expected = [
        "".join(piece if isinstance(piece, str) else f"{piece.text} ({piece.address})" for piece in parts(note.text))
        for note in footnotes(FULL)
    ]
    assert found == {str(place): text for place, text in enumerate(expected, 1)}
    marks = part(written(), "word/document.xml").iter(f"{W}footnoteReference")
    assert [mark.get(f"{W}id") for mark in marks] == list(found)
    special = {one.get(f"{W}id") for one in part(written(), "word/settings.xml").iter(f"{W}footnote")}
    assert special == {note.get(f"{W}id") for note in notes if note.get(f"{W}type")} == {"-1", "0"}


def test_link_in_a_footnote_leads_out() -> None:
    (link,) = part(written(), "word/footnotes.xml").iter(f"{W}hyperlink")
    relations = part(written(), "word/_rels/footnotes.xml.rels")
    assert {one.get("Id"): one.get("Target") for one in relations} == {link.get(f"{R}id"): "https://example.org/a"}


def test_document_without_footnotes_has_no_part_for_them() -> None:
    assert "word/footnotes.xml" not in names(docx_file(DOCUMENT))


@pytest.mark.parametrize("language", LANGUAGES)
def test_references_are_fields_that_say_what_the_numbering_says(language: str) -> None:
    document = replace(FULL, language=language)
    labels = number(document).labels
    root = part(written(language), "word/document.xml")
    marked = bookmarks(root)
    references = [(code.split(), result) for code, result in fields(root) if code.startswith("REF")]
    assert len(references) == 5
    for (_, mark, *switches), result in references:
        assert "\\h" in switches
        # A paragraph's number is not among its words; any other field repeats what its bookmark holds.
        assert result == ("2" if "\\r" in switches else marked[mark])
    words = "".join(shown(paragraph) for paragraph in root.iter(f"{W}p"))
    assert f"Compare {labels['drawing']} and {labels['words']}." in words
    assert f"a third, after {labels['law']} and “{labels['found']}”" in words
    counted = [result for code, result in fields(root) if code.startswith("SEQ")]
    assert counted == ["1", "1"]
    assert f"{labels['wages']}. Wages by sector" in words


def test_only_what_has_a_key_is_counted() -> None:
    column = (Column("a"),)
    blocks = (Table("plain", column, ()), Table("one", column, (), key="x"), Table("two", column, (), key="y"))
    root = part(docx_file(replace(DOCUMENT, blocks=blocks)), "word/document.xml")
    assert [found for found in fields(root) if found[0].startswith("SEQ")] == [
        ("SEQ Table \\* ARABIC", "1"),
        ("SEQ Table \\* ARABIC", "2"),
    ]


def test_contents_lead_to_the_headings_before_anybody_updates_them() -> None:
    root = part(written(), "word/document.xml")
    marked = bookmarks(root)
    links = [link for link in root.iter(f"{W}hyperlink") if link.get(f"{W}anchor")]
    expected = [block.text for block in FULL.blocks if isinstance(block, Heading) and block.level <= 2]
    assert [shown(link) for link in links] == expected
    assert [marked[link.get(f"{W}anchor", "")] for link in links] == expected
    codes = [text.text.strip() for text in root.iter(f"{W}instrText") if text.text]
    assert codes[0] == 'TOC \\o "1-2" \\h \\z'
    assert part(written(), "word/settings.xml").find(f"{W}updateFields") is None


def test_contents_of_a_document_without_headings_are_left_out() -> None:
    word = docx.Document(io.BytesIO(docx_file(replace(DOCUMENT, contents=True, blocks=(Paragraph("a"),)))))
    assert "Contents" not in [paragraph.text for paragraph in word.paragraphs]


def test_cover_is_a_page_of_its_own_with_the_notice() -> None:
    word = docx.Document(io.BytesIO(written()))
    assert len(word.sections) == 2
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert texts[:7] == [FULL.title, FULL.subtitle, FULL.author, *FULL.cover_lines, FULL.notice]
    cover, rest = word.sections
    assert FULL.notice not in cover.header.paragraphs[0].text
    assert FULL.notice in rest.header.paragraphs[0].text


def test_words_of_another_language_are_marked() -> None:
    root = part(written(), "word/document.xml")
    spoken = {shown(run): run.find(f"{W}rPr/{W}lang") for run in root.iter(f"{W}r")}
    language = spoken["돈을 받은 적이 없다. 여권도 돌려받지 못했다."]
    assert language is not None
    assert language.get(f"{W}val") == "ko-KR"
    assert spoken["Нам обещали зарплату."] is None
    (default,) = part(written("ru"), "word/styles.xml").findall(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert (default.get(f"{W}val"), default.get(f"{W}eastAsia")) == ("ru-RU", "ko-KR")


def test_keys_and_texts_never_become_codes() -> None:
    """A field's code that came from data could fetch a file into the document."""
    hostile = 'x" \\h INCLUDETEXT "C:\\\\secret"'
    document = replace(
        DOCUMENT,
        contents=True,
        blocks=(
            Heading(hostile, key=hostile),
            Numbered((hostile, Reference(hostile), Footnote(hostile), Link(hostile, "https://example.org/"))),
        ),
    )
    root = part(docx_file(document), "word/document.xml")
    codes = [text.text or "" for text in root.iter(f"{W}instrText")]
    assert len(codes) == 2
    assert not any("INCLUDETEXT" in code for code in codes)
    assert all(len(mark) <= 40 and mark.replace("_", "").isalnum() for mark in bookmarks(root))
