"""PDF: accessible, archival, the same on every run, and data are never code."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from cases.documents.cleaning import UnfitText
from cases.documents.document import (
    Bullets,
    Column,
    Footnote,
    Heading,
    Link,
    Numbered,
    Paragraph,
    Quote,
    Reference,
    Table,
)
from cases.documents.pdf import MissingGlyph, chart_images, pdf
from tests.architecture.sources import ROOT
from tests.unit.documents.pdfs import annotations, nodes, read, text_of, with_blocks
from tests.unit.documents.samples import DOCUMENT, FULL, with_text


def test_tagged_for_screen_readers_and_archives() -> None:
    reader = read(pdf(DOCUMENT))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_headings_tables_and_pictures_have_their_tags() -> None:
    found = list(nodes(pdf(FULL)))
    tags = {str(node.get("/S")) for node in found}
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/Table", "/TH", "/TD", "/Figure", "/Caption"} <= tags
    assert {"/TOC", "/BlockQuote", "/Note", "/Link"} <= tags
    assert "Chart in words: about 180" in [node.get("/Alt") for node in found]


def test_a_quote_is_in_its_own_language() -> None:
    languages = [node.get("/Lang") for node in nodes(pdf(FULL)) if node.get("/S") == "/BlockQuote"]
    assert languages == ["ko", None]


def test_only_date_is_the_documents() -> None:
    content = pdf(DOCUMENT)
    information = read(content).metadata
    assert information is not None
    assert information["/CreationDate"] == information["/ModDate"] == "D:20260801000000Z"


def test_every_text_can_be_extracted() -> None:
    text = text_of(pdf(DOCUMENT))
    for expected in (
        "First heading",
        "한국어 and русский",
        "another point",
        "Another.",
        "160 to 200",
        "Note of the table",
    ):
        assert expected in text


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["as Table 1 shows", "after paragraph 2 and", "Compare Figure 1", "Table 1. Wages", "Figure 1. People"]),
        ("ko", ["as 표 1 shows", "after 2항 and", "Compare 그림 1", "표 1. Wages", "그림 1. People"]),
        (
            "ru",
            ["as Таблица 1 shows", "after пункт 2 and", "Compare Рисунок 1", "Таблица 1. Wages", "Рисунок 1. People"],
        ),
    ],
)
def test_numbers_and_what_refers_to_them(language: str, expected: list[str]) -> None:
    text = text_of(pdf(replace(FULL, language=language)))
    assert [words for words in expected if words not in text] == []
    assert "3. The third paragraph" in " ".join(text.split())
    assert "\nTable without a number" in text


def test_footnotes_are_numbered_through_the_document() -> None:
    text = text_of(pdf(FULL))
    for words in ("withheld1,", "A forestry worker2", "one point3", "Rounded.4"):
        assert words in text
    for note in ("1Interview 12, page 3.", "2Published in the archive", "3A source", "4To the nearest twenty."):
        assert f"\n{note}" in text


def test_links_lead_out_and_print_their_address_once() -> None:
    content = pdf(FULL)
    addresses = [note["/A"]["/URI"] for note in annotations(content) if "/A" in note]
    assert addresses == ["https://example.org/law/8", "https://example.org/all", "https://example.org/a"]
    text = text_of(content)
    assert "Article 8 (https://example.org/law/8)" in text
    assert text.count("https://example.org/all") == 1


def test_references_lead_to_their_block() -> None:
    """The table is referred to on the first page and stands on a later one."""
    filler = tuple(Paragraph("Text. " * 60) for _ in range(12))
    table = Table("Caption", (Column("Head"),), (("cell",),), key="table")
    content = with_blocks(Paragraph(("See ", Reference("table"))), *filler, table)
    pages = read(content).pages
    (note,) = (note.get_object() for note in pages[0]["/Annots"])
    assert note["/Dest"][0] == pages[-1].indirect_reference != pages[0].indirect_reference


def test_cover_bears_no_header_and_no_number() -> None:
    first, second, *_ = (page.extract_text() for page in read(pdf(FULL)).pages)
    assert first.splitlines() == [
        FULL.title,
        FULL.subtitle,
        FULL.author,
        *FULL.cover_lines,
        FULL.notice,
    ]
    assert "2 / 4" in second


@pytest.mark.parametrize(("language", "title"), [("en", "Contents"), ("ko", "차례"), ("ru", "Содержание")])
def test_contents_list_two_levels_with_their_pages(language: str, title: str) -> None:
    lines = read(pdf(replace(FULL, language=language))).pages[1].extract_text().splitlines()
    listed = [line.replace(".", "").replace("\u2060", "").split() for line in lines[1:-1]]
    assert [" ".join(words) for words in listed] == [
        title,
        "What was found 3",
        "In their own words 3",
        "Conclusions 3",
    ]


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/passwd")',
        "*bold* _it_ $x$ @ref <label>",
        "= heading // gone /* gone */",
        '"); panic(',
        "\\u{41} ~ --- #{",
        "<script>alert(1)</script> {{ x }} {% y %}",
        "=1+1 \\u0000 &amp; https://example.org",
    ],
)
def test_data_stay_text(text: str) -> None:
    assert "".join(text.split()) in "".join(text_of(pdf(with_text(text))).split())
    pieces = (text, Footnote((text, Link(text, "https://example.org/#a"))), Link(text, "https://example.org"))
    blocks = (Numbered(pieces, key=text), Quote(text, source=pieces), Bullets((pieces, (Reference(text),))))
    document = replace(
        DOCUMENT, blocks=(*blocks, Heading(text, key="h")), cover=True, cover_lines=(text,), contents=True
    )
    # The pieces say it four times in each of three places; then the quote, the cover, and the heading twice.
    assert "".join(text_of(pdf(document)).split()).count("".join(text.split())) == 16


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x1b", "\ud800", "\uffff"])
def test_what_is_no_letter_is_refused(letter: str) -> None:
    with pytest.raises(UnfitText, match=f"U\\+{ord(letter):04X}"):
        pdf(with_text(f"a{letter}b"))


@pytest.mark.parametrize("letter", ["Ꜳ", "😀"])
def test_missing_letter_is_named(letter: str) -> None:
    """Fonts of the machine, which may have it, are not used: the document would differ from machine to machine."""
    with pytest.raises(MissingGlyph, match=letter):
        pdf(replace(DOCUMENT, blocks=(Paragraph(f"이름 {letter}"),)))


def test_missing_letter_in_a_chart_is_named() -> None:
    with pytest.raises(MissingGlyph, match="Ꜳ"):
        pdf(with_text("Ꜳ"))
    with pytest.raises(MissingGlyph, match="Ꜳ"):
        chart_images(['<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">Ꜳ</text></svg>'])


def test_chart_images_are_pictures_in_the_given_order() -> None:
    sizes = [40, 80]
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="9"><rect width="9" height="9"/></svg>'
    images = chart_images([svg.format(size) for size in sizes])
    widths = [int.from_bytes(image[16:20], "big") for image in images]
    assert all(image.startswith(b"\x89PNG") for image in images)
    assert widths[1] == pytest.approx(2 * widths[0], abs=2)
    assert chart_images([]) == []


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import sys; from cases.documents.pdf import pdf; from tests.unit.documents.samples import FULL;"
        "sys.stdout.buffer.write(pdf(FULL))"
    )
    command = [sys.executable, "-c", code]
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    other = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)  # noqa: S603
    assert pdf(FULL) == pdf(FULL) == other.stdout
