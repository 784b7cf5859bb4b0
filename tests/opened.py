"""Documents opened again by readers that are not ours, as whoever receives them does: texts, tables and numbers."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import docx
import openpyxl
import pypdf
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from tests.unit.documents.pages import Element, read

NUMBER = re.compile(r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)|\d+")
"""A number with a comma or a no-break space between its thousands, whichever the language has."""

Row = tuple[str, ...]


@dataclass(frozen=True)
class Opened:
    """What stands in a document: everything that is read, also the words behind pictures; tables with their heads;
    the bare numbers along the scales of its charts, where they can be told from others; and how many pages it has."""

    text: str
    tables: tuple[tuple[Row, ...], ...] = ()
    scales: frozenset[int] = frozenset()
    pages: int = 1

    @property
    def numbers(self) -> set[int]:
        return set(numbers(self.text))


def numbers(text: str) -> list[int]:
    """The numbers in a text, in their order."""
    return [int(re.sub(r"\D", "", found)) for found in NUMBER.findall(text)]


def opened(form: str, content: bytes) -> Opened:
    """The document by pypdf, python-docx, openpyxl, or Python's own reader of pages."""
    return {"pdf": _pdf, "docx": _docx, "html": _html, "xlsx": _xlsx}[form](content)


def _pdf(content: bytes) -> Opened:
    reader = pypdf.PdfReader(io.BytesIO(content))
    objects = (reader.get_object(number) for number in range(1, int(reader.trailer["/Size"])))
    spoken = [str(one["/Alt"]) for one in objects if isinstance(one, dict) and "/Alt" in one]
    return Opened("\n".join([*(page.extract_text() for page in reader.pages), *spoken]), pages=len(reader.pages))


def _docx(content: bytes) -> Opened:
    """Every part with words in it: the text, its footnotes, the lines above and below it."""
    document = docx.Document(io.BytesIO(content))
    parts = [parse_xml(part.blob) for part in document.part.package.iter_parts() if part.content_type.endswith("+xml")]
    said = [_words(paragraph) for root in parts for paragraph in root.iter(qn("w:p"))]
    pictures = [picture.get("descr", "") for root in parts for picture in root.iter(qn("wp:docPr"))]
    tables = tuple(
        tuple(tuple(_words(cell._tc) for cell in row.cells) for row in table.rows) for table in document.tables
    )
    return Opened("\n".join([*said, *pictures]), tables)


def _words(element: Any) -> str:
    """The words below an element; a break or a tab is one here too."""
    found = element.iter(qn("w:t"), qn("w:br"), qn("w:tab"))
    pieces = ((one.text or "") if one.tag == qn("w:t") else "\n" for one in found)
    return "".join(pieces)


def _html(content: bytes) -> Opened:
    (article,) = read(content.decode().partition("<body")[2].join(["<body", ""]).removesuffix("</html>\n")).all(
        "article"
    )
    labels = [one.attributes["aria-label"] for one in article.all() if "aria-label" in one.attributes]
    tables = tuple(
        tuple(tuple("\n".join(_texts(cell)) for cell in row.all("th", "td")) for row in table.all("tr"))
        for table in article.all("table")
    )
    drawn = [text.text() for drawing in article.all("svg") for text in drawing.all("text")]
    scales = frozenset(numbers(text)[0] for text in drawn if NUMBER.fullmatch(text))
    return Opened("\n".join([*_texts(article), *labels]), tables, scales)


def page_of(content: bytes) -> Element:
    """The page as a tree."""
    return read(content.decode())


def _texts(element: Element) -> Iterator[str]:
    for one in element.inside:
        if isinstance(one, str):
            yield one
        else:
            yield from _texts(one)


def _xlsx(content: bytes) -> Opened:
    """Every sheet, also one that is hidden; a number is a number there, without signs between its thousands."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheets = tuple(
        tuple(tuple("" if value is None else str(value) for value in row) for row in sheet.iter_rows(values_only=True))
        for sheet in book
    )
    printed = [str(sheet.oddHeader.right.text) for sheet in book]
    return Opened("\n".join([*("\t".join(row) for sheet in sheets for row in sheet), *printed]), sheets)
