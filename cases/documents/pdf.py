"""PDF by typst: tagged for screen readers (PDF/UA-1), fit for archives (PDF/A-2b), the same bytes for the same input.

Data reach the template as JSON only, so nothing in them is read as typst code. Only the vendored fonts are used: a
letter that they lack is an error here, never an empty box in a report.
"""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import typst

from .cleaning import clean
from .document import Document
from .glyphs import FONTS, MissingGlyph, check_glyphs, check_text
from .numbering import number
from .words import WORDS

__all__ = ["MissingGlyph", "chart_images", "pdf"]

TEMPLATES = Path(__file__).parent / "templates"
PIXELS_PER_INCH = 200


def pdf(document: Document) -> bytes:
    """The document as PDF. Raises ``MissingGlyph``, which names the letter, ``UnfitText`` and ``UnknownReference``."""
    document = clean(document)
    check_glyphs(document)
    numbered = number(document)
    data = {
        **_plain(document),
        "blocks": list(_blocks(document, numbered.numbers)),
        "labels": numbered.labels,
        "contents_title": WORDS[document.language].contents,
    }
    return _compile_pdf("document.typ", data)


def chart_images(svgs: Sequence[str]) -> list[bytes]:
    """Each SVG as PNG, for formats that cannot hold SVG. Raises ``MissingGlyph``."""
    if not svgs:
        return []
    data = {"svgs": list(svgs)}
    for svg in svgs:
        check_text(svg)
    # Only a PDF reports a letter that is missing all the same; it costs a few milliseconds and is thrown away.
    _compile_pdf("charts.typ", data)
    pages = _compiler("charts.typ").compile(format="png", ppi=PIXELS_PER_INCH, sys_inputs=_inputs(data))
    if isinstance(pages, bytes):
        return [pages]
    assert pages is not None
    return pages


def _blocks(document: Document, numbers: Mapping[int, int]) -> Iterator[dict[str, Any]]:
    """The blocks as data, each with its number where it has one."""
    for place, block in enumerate(document.blocks):
        yield {**_plain(block), "number": numbers.get(place)}


def _plain(value: Any) -> Any:
    """What JSON can hold: a dataclass becomes its fields and the name of its kind."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        values = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {"kind": type(value).__name__, **values}
    return value


def _compile_pdf(template: str, data: dict[str, Any]) -> bytes:
    try:
        content = _compiler(template).compile(format="pdf", pdf_standards=["ua-1", "a-2b"], sys_inputs=_inputs(data))
    except typst.TypstError as error:
        if "could not be displayed" in error.message:
            raise MissingGlyph(f"{error.message}. Write the word in Hangul, Latin or Cyrillic letters.") from error
        raise
    assert isinstance(content, bytes)
    return content


def _inputs(data: dict[str, Any]) -> dict[str, str]:
    return {"data": json.dumps(data, default=dt.date.isoformat)}


def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(TEMPLATES / template, root=TEMPLATES, font_paths=_fonts())


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
