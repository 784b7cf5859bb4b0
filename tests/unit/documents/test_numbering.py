"""Numbers of paragraphs, tables and figures, and what a reference to them says."""

from dataclasses import replace

import pytest

from cases.documents.document import (
    Block,
    Bullets,
    Chart,
    Column,
    Document,
    Footnote,
    Heading,
    Numbered,
    Paragraph,
    Quote,
    Reference,
    Table,
)
from cases.documents.numbering import UnknownReference, footnotes, number
from tests.unit.documents.samples import DOCUMENT


def document(*blocks: Block, language: str = "en") -> Document:
    return replace(DOCUMENT, blocks=blocks, language=language)


def table(key: str = "") -> Table:
    return Table("caption", (Column("a"),), (("b",),), key=key)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["paragraph 2", "Table 1", "Figure 1", "Findings"]),
        ("ko", ["2항", "표 1", "그림 1", "Findings"]),
        ("ru", ["пункт 2", "Таблица 1", "Рисунок 1", "Findings"]),
    ],
)
def test_what_a_reference_says(language: str, said: list[str]) -> None:
    blocks = (
        Heading("Findings", key="findings"), Numbered("one"), table(), Numbered("two", key="second"),
        table("kept"), Chart("x", "<svg/>"), Chart("y", "<svg/>", key="drawn"),
    )  # fmt: skip
    labels = number(document(*blocks, language=language)).labels
    assert [labels[key] for key in ("second", "kept", "drawn", "findings")] == said


def test_a_reference_to_nothing_and_a_key_given_twice_are_refused() -> None:
    with pytest.raises(UnknownReference, match="“gone”"):
        number(document(Paragraph(("see ", Reference("gone")))))
    with pytest.raises(UnknownReference, match="Two blocks have the key “x”"):
        number(document(Numbered("a", key="x"), table("x")))


def test_footnotes_in_the_order_in_which_they_are_read() -> None:
    notes = [Footnote(str(place)) for place in range(5)]
    blocks = (
        Paragraph(("a", notes[0])), Bullets(("b", ("c", notes[1]))), Quote("d", ("e", notes[2])),
        Numbered(("f", notes[3])), replace(table(), note=("g", notes[4])),
    )  # fmt: skip
    assert footnotes(document(*blocks)) == notes
