"""PDF by typst: tagged for screen readers (PDF/UA-1), fit for archives (PDF/A-2b), the same bytes for the same input.

Data reach the template as JSON only, so nothing in them is read as typst code. Only the vendored fonts are used: a
letter that they lack is an error here, never an empty box in a report.
"""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import typst

from .document import Document

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(__file__).parents[2] / "assets" / "fonts"
PIXELS_PER_INCH = 200


class MissingGlyph(ValueError):
    """A document holds a letter that the vendored fonts lack."""


def pdf(document: Document) -> bytes:
    """The document as PDF. Raises ``MissingGlyph``, which names the letter."""
    blocks = [{"kind": type(block).__name__, **asdict(block)} for block in document.blocks]
    return _compile_pdf("document.typ", {**asdict(document), "blocks": blocks})


def chart_images(svgs: Sequence[str]) -> list[bytes]:
    """Each SVG as PNG, for formats that cannot hold SVG. Raises ``MissingGlyph``."""
    if not svgs:
        return []
    data = {"svgs": list(svgs)}
    # Only a PDF reports a missing letter; it costs a few milliseconds and is thrown away.
    _compile_pdf("charts.typ", data)
    pages = _compiler("charts.typ").compile(format="png", ppi=PIXELS_PER_INCH, sys_inputs=_inputs(data))
    if isinstance(pages, bytes):
        return [pages]
    assert pages is not None
    return pages


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
