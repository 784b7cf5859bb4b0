"""The vendored fonts: what they cover, and that the check before writing says the same as typst does."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from cases.documents.document import Bullets, Chart, Footnote, Link, Paragraph, Quote
from cases.documents.glyphs import MissingGlyph, check_glyphs, check_text
from cases.documents.pdf import chart_images, pdf
from tests.unit.documents.samples import DOCUMENT, FULL, with_text

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">{}</text></svg>'


def printed(text: str) -> str:
    document = replace(DOCUMENT, blocks=(Paragraph(text),))
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf(document))).pages)


def passes(letter: str) -> bool:
    try:
        check_text(letter)
    except MissingGlyph:
        return False
    return True


@pytest.mark.parametrize(
    "text",
    [
        "金李朴 國家保衛部 喆玹昞",
        "丹东国际贸易有限公司 吉 𠮷野 株式会社",
        "「조선민주주의인민공화국」 북한 조선글",
        "ґєіїҐЄІЇ ’м’ята",
        "әғқңөұүһіӘҒҚҢӨҰҮҺІ",
        "ғӣқӯҳҷ Ўзбек",
        "₽ ₩ № § € © × ≥",
        "“curly” ‘quotes’ «ёлочки» – — … −5",
    ],
)
def test_text_comes_out_as_it_was_written(text: str) -> None:
    assert text in printed(text)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009"])
def test_fine_spaces_can_be_printed(space: str) -> None:
    assert f"1{space}234" in printed(f"1{space}234").replace(" ", space)


def test_letters_in_parts_become_whole_ones() -> None:
    """U+F9E1 is a second code for the same Hanja, as old Korean encodings have it."""
    assert "\u0439 \ud55c\uad6d \u674e" in printed("и\u0306 \u1112\u1161\u11ab\u1100\u116e\u11a8 \uf9e1")


def test_a_stress_mark_on_a_letter_that_has_no_whole_form_can_be_printed() -> None:
    assert pdf(with_text("рассле\u0301дование"))


def test_hanja_can_stand_in_every_place_and_in_charts() -> None:
    assert pdf(with_text("國家 金"))
    assert chart_images([SVG.format("金")]) != chart_images([SVG.format("一")])


@pytest.mark.slow
def test_all_that_passes_the_check_can_be_printed() -> None:
    letters = [chr(code) for code in range(0x30000) if passes(chr(code))]
    assert len(letters) > 30_000
    assert pdf(replace(DOCUMENT, blocks=(Paragraph("".join(letters)),)))


@pytest.mark.parametrize("letter", ["Ꜳ", "😀", "ก", "ᄀ", "\u0600", "\u4e00\U0003134a"])
def test_what_fails_the_check_typst_cannot_print_either(letter: str) -> None:
    """A number in place of the letter slips past the check; typst is the second net."""
    assert not passes(letter)
    with pytest.raises(MissingGlyph, match="could not be displayed"):
        chart_images([SVG.format(f"&#{ord(letter[-1])};")])


@pytest.mark.parametrize(
    ("letter", "said"),
    [
        (
            "Ꜳ",
            "The fonts of documents lack “Ꜳ” \\(U\\+A732\\): write the word in Hangul, Hanja, Latin or Cyrillic letters.",
        ),
        ("\u202e", "A text holds U\\+202E, which cannot be printed: delete it."),
        ("\ufeff", "A text holds U\\+FEFF, which cannot be printed: delete it."),
        ("\ue000", "A text holds U\\+E000, which cannot be printed: delete it."),
    ],
)
def test_the_error_names_the_letter_and_the_remedy(letter: str, said: str) -> None:
    with pytest.raises(MissingGlyph, match=f"^{said}$"):
        pdf(replace(DOCUMENT, blocks=(Paragraph(f"word {letter} word"),)))


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(("text", Footnote(("text", Link("ก", "https://example.org"))))),
        Bullets(("text", ("text", Footnote("ก")))),
        Quote("text", source="ก"),
        Chart("text", SVG.format("ก")),
        Chart("ก", SVG.format("text")),
    ],
)
def test_the_check_looks_into_every_part_of_a_document(block: Paragraph | Bullets | Quote | Chart) -> None:
    check_glyphs(FULL)
    with pytest.raises(MissingGlyph, match="ก"):
        check_glyphs(replace(FULL, blocks=(*FULL.blocks, block)))
