"""PDF: accessible, archival, the same on every run, and data are never code."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from cases.documents.document import Paragraph
from cases.documents.pdf import MissingGlyph, chart_images, pdf
from tests.unit.documents.samples import DOCUMENT, with_text


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in read(content).pages)


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
    content = pdf(DOCUMENT)
    reader = read(content)
    tags: list[str] = []
    words: list[str] = []
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        tags.append(str(node.get("/S")))
        words.append(str(node.get("/Alt")))
        kids = node.get("/K", [])
        kids = kids if isinstance(kids, list) else [kids]
        waiting += [kid for kid in kids if not isinstance(kid, int) and "/S" in kid.get_object()]
    assert {"/H1", "/H2", "/P", "/L", "/Table", "/TH", "/TD", "/Figure", "/Caption"} <= set(tags)
    assert "Chart in words: about 180" in words


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


@pytest.mark.slow
def test_notice_stands_on_every_page() -> None:
    long = replace(DOCUMENT, blocks=tuple(Paragraph("Text. " * 40) for _ in range(40)))
    pages = read(pdf(long)).pages
    assert len(pages) > 2
    assert all("Fictional data" in page.extract_text() for page in pages)
    assert "Fictional" not in text_of(pdf(replace(long, notice="")))


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/passwd")',
        "*bold* _it_ $x$ @ref <label>",
        "= heading // gone /* gone */",
        '"); panic(',
        "\\u{41} ~ --- #{",
    ],
)
def test_data_stay_text(text: str) -> None:
    assert "".join(text.split()) in "".join(text_of(pdf(with_text(text))).split())


@pytest.mark.parametrize("letter", ["金", "😀"])
def test_missing_letter_is_named(letter: str) -> None:
    """Fonts of the machine, which may have it, are not used: the document would differ from machine to machine."""
    with pytest.raises(MissingGlyph, match=letter):
        pdf(replace(DOCUMENT, blocks=(Paragraph(f"이름 {letter}"),)))


def test_missing_letter_in_a_chart_is_named() -> None:
    with pytest.raises(MissingGlyph, match="金"):
        pdf(with_text("金"))
    with pytest.raises(MissingGlyph, match="金"):
        chart_images(['<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">金</text></svg>'])


def test_chart_images_are_pictures_in_the_given_order() -> None:
    sizes = [40, 80]
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="9"><rect width="9" height="9"/></svg>'
    images = chart_images([svg.format(size) for size in sizes])
    widths = [int.from_bytes(image[16:20], "big") for image in images]
    assert all(image.startswith(b"\x89PNG") for image in images)
    assert widths[1] == pytest.approx(2 * widths[0], abs=2)
    assert chart_images([]) == []
