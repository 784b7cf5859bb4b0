"""What no file can hold is refused with a sentence that names it, in every format alike."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cases.documents.cleaning import UnfitText, clean
from cases.documents.document import Document, Footnote, Link, Paragraph
from cases.documents.docx import docx_file
from cases.documents.html import html_body, html_file
from tests.unit.documents.samples import DOCUMENT, FULL

WRITERS: list[Callable[[Document], object]] = [docx_file, html_file, html_body]
ROOT = Path(__file__).parents[3]


def holding(text: str) -> Document:
    """The text stands in a footnote, as deep as a text can."""
    return replace(DOCUMENT, blocks=(Paragraph(("a", Footnote(("before ", Link(text, "https://example.org/"))))),))


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize(
    ("letter", "name"),
    [
        ("\0", "U+0000"),
        ("\x0b", "U+000B"),
        ("\x1b", "U+001B"),
        ("\x85", "U+0085"),
        ("\ud83d", "U+D83D"),
        ("\uffff", "U+FFFF"),
    ],
)
def test_a_character_that_no_file_can_hold_is_named(
    writer: Callable[[Document], object], letter: str, name: str
) -> None:
    with pytest.raises(UnfitText, match=rf"^The character {name.replace('+', '[+]')} .* after “two words”\.$"):
        writer(holding(f"two words{letter}"))


def test_line_breaks_of_every_kind_become_one() -> None:
    (block,) = clean(replace(DOCUMENT, blocks=(Paragraph("a\r\nb\rc\nd\te"),))).blocks
    assert block == Paragraph("a\nb\nc\nd e")


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "",
        "https://a b",
    ],
)
def test_an_address_that_leads_to_no_page_is_refused(writer: Callable[[Document], object], address: str) -> None:
    with pytest.raises(UnfitText, match="does not lead to a page"):
        writer(replace(DOCUMENT, blocks=(Paragraph((Link("words", address),)),)))


def test_a_clean_document_stays_what_it_is() -> None:
    assert clean(FULL) == FULL


@pytest.mark.slow
def test_same_bytes_in_another_process() -> None:
    """Word and HTML, whatever the seed of Python's hashes."""
    code = (
        "import hashlib\n"
        "from cases.documents.docx import docx_file\n"
        "from cases.documents.html import html_file\n"
        "from tests.unit.documents.samples import FULL\n"
        "print(hashlib.sha256(docx_file(FULL) + html_file(FULL)).hexdigest())"
    )
    hashes = {
        subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", code], cwd=ROOT, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(hashes) == 1
    assert docx_file(FULL) == docx_file(FULL)
    assert html_file(FULL) == html_file(FULL)


def test_letters_and_their_marks_are_put_together() -> None:
    (block,) = clean(replace(DOCUMENT, blocks=(Paragraph("и\u0306 \u1112\u1161\u11ab"),))).blocks
    assert block == Paragraph("й 한")
