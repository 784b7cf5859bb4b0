"""PDF documents made and read back, for the tests of the PDF writer."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pypdf import PdfReader

from cases.documents.document import Block
from cases.documents.pdf import pdf
from tests.unit.documents.samples import DOCUMENT


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in read(content).pages)


def with_blocks(*blocks: Block, language: str = "en") -> bytes:
    return pdf(replace(DOCUMENT, blocks=blocks, language=language))


def nodes(content: bytes) -> Iterator[dict[str, Any]]:
    """The tags of a document, in the order in which they are read."""
    waiting = [read(content).trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        yield node
        kids = node.get("/K", [])
        kids = kids if isinstance(kids, list) else [kids]
        waiting += [kid for kid in reversed(kids) if not isinstance(kid, int) and "/S" in kid.get_object()]


def annotations(content: bytes) -> list[dict[str, Any]]:
    return [note.get_object() for page in read(content).pages for note in page.get("/Annots", [])]
