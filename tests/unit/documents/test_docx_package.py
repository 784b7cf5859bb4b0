"""What a DOCX tells besides its text: nothing but what the document gives; and its XML in the order that Word demands."""

import datetime as dt
import io
import zipfile
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree

import docx
import pytest

from cases.documents.docx import docx_file
from tests.unit.documents.samples import FULL
from tests.unit.documents.word import W, names, part

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind contextualSpacing jc "
    "outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color spacing kern sz szCs u vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "sectPr": "headerReference footerReference type pgSz pgMar cols docGrid",
    "trPr": "cantSplit tblHeader",
}
"""The elements that we use, in the order of the standard: Word calls a file damaged that has another."""


@cache
def written() -> bytes:
    return docx_file(FULL)


def test_only_these_parts() -> None:
    assert names(written()) == {
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels",
        "word/_rels/footnotes.xml.rels", "word/document.xml", "word/fontTable.xml", "word/footer1.xml",
        "word/footnotes.xml", "word/header1.xml", "word/media/image1.png", "word/numbering.xml", "word/settings.xml",
        "word/styles.xml", "word/theme/theme1.xml",
    }  # fmt: skip


def test_properties_are_the_documents() -> None:
    found = {one.tag.partition("}")[2]: one.text for one in part(written(), "docProps/core.xml")}
    assert found == {
        "title": FULL.title,
        "subject": FULL.subtitle,
        "creator": FULL.author,
        "lastModifiedBy": FULL.author,
        "description": FULL.notice,
        "created": "2026-08-01T00:00:00Z",
        "modified": "2026-08-01T00:00:00Z",
        "language": "en-GB",
    }


def test_no_trace_of_library_template_or_sessions() -> None:
    with zipfile.ZipFile(io.BytesIO(written())) as archive:
        texts = [archive.read(name).lower() for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    traces = (b"python", b"rsid", b"w14:docid", b"macintosh", b"normal.dotm", b"cp:revision", b"w:nsid")
    assert [trace for trace in traces for text in texts if trace in text] == []


def test_only_styles_that_are_used_or_that_word_needs() -> None:
    styles = part(written(), "word/styles.xml")
    found = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    assert {"FootnoteText", "FootnoteReference", "Hyperlink", "Quote", "TOC1", "TOC2", "NumberedParagraph"} <= found
    for kind in ("basedOn", "next", "link"):
        assert {style.get(f"{W}val") for style in styles.iter(f"{W}{kind}")} <= found
    used = {
        mark.get(f"{W}val")
        for name in ("document", "footnotes", "header1", "footer1")
        for kind in ("pStyle", "rStyle")
        for mark in part(written(), f"word/{name}.xml").iter(f"{W}{kind}")
    }
    assert used <= found


def ordered(element: ElementTree.Element, names: list[str]) -> bool:
    places = [names.index(child.tag.removeprefix(W)) for child in element]
    return places == sorted(places)


@pytest.mark.parametrize("name", ["document", "footnotes", "styles", "numbering", "header1", "footer1"])
def test_properties_stand_in_the_order_of_the_standard(name: str) -> None:
    root = part(written(), f"word/{name}.xml")
    for kind, order in ORDER.items():
        wrong = [one for one in root.iter(f"{W}{kind}") if not ordered(one, order.split())]
        assert [ElementTree.tostring(one) for one in wrong] == []
    for holder in ("p", "r"):
        for one in root.iter(f"{W}{holder}"):
            assert f"{W}{holder}Pr" not in [child.tag for child in list(one)[1:]]


def test_long_title_is_cut_only_in_the_properties() -> None:
    """The format gives a property 255 letters."""
    title = "long " * 100
    word = docx.Document(io.BytesIO(docx_file(replace(FULL, title=title, notice=title))))
    assert word.core_properties.title == title[:255]
    assert word.paragraphs[0].text == title
    assert word.core_properties.modified == dt.datetime(2026, 8, 1, tzinfo=dt.UTC)
