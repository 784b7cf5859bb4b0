"""The numbers of a document, given once for every writer: paragraphs, tables, figures, footnotes, and what a reference says."""

from collections.abc import Iterator
from dataclasses import dataclass

from .document import (
    Block,
    Bullets,
    Chart,
    Document,
    Footnote,
    Heading,
    Numbered,
    Paragraph,
    Piece,
    Quote,
    Reference,
    Table,
    Text,
)
from .words import WORDS


class UnknownReference(ValueError):
    """A document refers to a key that no block has, or that two blocks have."""


@dataclass(frozen=True)
class Numbers:
    """``labels`` is what a reference to a key says; ``numbers`` the bare number of a paragraph, table or figure, by its
    place among the blocks."""

    labels: dict[str, str]
    numbers: dict[int, int]


def number(document: Document) -> Numbers:
    """Number what has a number, in the order in which it stands, and check every reference.

    Raises UnknownReference.
    """
    words = WORDS[document.language]
    labels: dict[str, str] = {}
    numbers: dict[int, int] = {}
    counted = {Numbered: 0, Table: 0, Chart: 0}
    said = {Numbered: words.paragraph, Table: words.table, Chart: words.figure}
    for place, block in enumerate(document.blocks):
        key = getattr(block, "key", "")
        if key and key in labels:
            raise UnknownReference(f"Two blocks have the key “{key}”: give each its own.")
        if isinstance(block, Numbered) or (isinstance(block, Table | Chart) and key):
            counted[type(block)] += 1
            numbers[place] = counted[type(block)]
            if key:
                labels[key] = said[type(block)].format(numbers[place])
        elif isinstance(block, Heading) and key:
            labels[key] = block.text
    for piece in pieces(document):
        if isinstance(piece, Reference) and piece.key not in labels:
            raise UnknownReference(f"Nothing has the key “{piece.key}” that the text refers to.")
    return Numbers(labels, numbers)


def pieces(document: Document) -> Iterator[Piece]:
    """Every piece of every text, in the order in which it is read."""
    for block in document.blocks:
        for text in texts_of(block):
            yield from parts(text)


def texts_of(block: Block) -> tuple[Text, ...]:
    """The texts of a block in which pieces may stand."""
    if isinstance(block, Paragraph | Numbered):
        return (block.text,)
    if isinstance(block, Bullets):
        return block.items
    if isinstance(block, Quote):
        return (block.source,)
    return (block.note,) if isinstance(block, Table) else ()


def parts(text: Text) -> tuple[Piece, ...]:
    """A text as its pieces."""
    return (text,) if isinstance(text, str) else text


def footnotes(document: Document) -> list[Footnote]:
    """The footnotes in the order of their numbers, which begin with 1."""
    return [piece for piece in pieces(document) if isinstance(piece, Footnote)]
