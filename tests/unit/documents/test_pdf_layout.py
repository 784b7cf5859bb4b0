"""PDF: where lines and pages end; nothing is parted that belongs together, and nothing falls off a page."""

from dataclasses import replace

import pytest

from cases.documents.document import (
    Block,
    Bullets,
    Callout,
    Column,
    Footnote,
    Heading,
    Numbered,
    Paragraph,
    Quote,
    Reference,
    Table,
)
from cases.documents.pdf import pdf
from tests.unit.documents.pdfs import read, text_of, with_blocks
from tests.unit.documents.samples import DOCUMENT

KOREAN = (
    "국가보위성 요원들은 벌목장에서 노동자 180명의 여권을 압수하였고, 임금의 70~80%를 ‘충성자금’ 명목으로 공제하였다."
)


@pytest.mark.slow
@pytest.mark.parametrize(
    "block",
    [
        Quote("Words", source=("mark", Footnote("note"))),
        Bullets((("mark", Footnote("note")), "another")),
        Table("Caption", (Column("Head"),), (("cell",),), note=("mark", Footnote("note"))),
    ],
)
def test_a_footnote_stands_on_the_page_of_its_mark(block: Block) -> None:
    """Wherever the block comes to stand: at the foot of a page there is no space for both."""
    for lines in range(38, 46):
        pages = read(with_blocks(Paragraph("line\n" * lines + "line"), block)).pages
        assert [page for page in pages if "1note" in page.extract_text()] == [
            page for page in pages if "mark1" in page.extract_text()
        ]


@pytest.mark.slow
@pytest.mark.parametrize(
    "block",
    [
        Callout("Title", ("Word " * 2000,)),
        Quote("Word " * 2000),
        Table("Caption", (Column("Head"),), (("Word " * 3000,),)),
    ],
)
def test_what_is_longer_than_a_page_goes_on_on_the_next(block: Block) -> None:
    assert len(read(with_blocks(block)).pages) > 2


@pytest.mark.slow
def test_korean_words_stay_in_one_piece() -> None:
    blocks = (Paragraph(KOREAN * 3), Bullets((KOREAN,)), Quote(KOREAN), Numbered(KOREAN), Heading(KOREAN * 2))
    text = text_of(with_blocks(*blocks, language="ko")).replace("1.", "")
    assert len(text.splitlines()) > 12
    words = {*KOREAN.split(), *(KOREAN * 2).split(), "•"}
    assert [word for line in text.splitlines()[4:-1] for word in line.split() if word not in words] == []


@pytest.mark.slow
def test_no_line_begins_with_a_footnotes_mark_or_a_korean_particle() -> None:
    """Whatever stands before them: every width of the line before is tried."""
    blocks = [
        Paragraph(("가" * width + " " + "나다라마 " * 9, "마지막", Footnote("주"), "이 ", Reference("p"), "을 본다."))
        for width in range(1, 24)
    ]
    text = text_of(with_blocks(Numbered("문", key="p"), *blocks, language="ko"))
    lines = [line for line in text.splitlines() if "주" not in line]
    assert not [line for line in lines if line.lstrip("0123456789\u2060").startswith(("이 ", "을 "))]


@pytest.mark.slow
def test_a_korean_paragraph_may_be_long() -> None:
    assert text_of(with_blocks(Paragraph("한국 " * 600), language="ko")).count("한국") == 600


def test_long_russian_words_are_hyphenated_in_wide_tables() -> None:
    columns = tuple(Column("Государственной безопасности") for _ in range(6))
    text = text_of(with_blocks(Table("Широкая", columns, ()), language="ru"))
    assert "Государствен\u00ad\nной" in text


@pytest.mark.slow
def test_notice_stands_on_every_page() -> None:
    long = replace(DOCUMENT, blocks=tuple(Paragraph("Text. " * 40) for _ in range(40)))
    pages = read(pdf(long)).pages
    assert len(pages) > 2
    assert all("Fictional data" in page.extract_text() for page in pages)
    assert "Fictional" not in text_of(pdf(replace(long, notice="")))
