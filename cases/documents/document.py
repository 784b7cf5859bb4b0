"""A document as plain data: written once, turned into PDF, DOCX and HTML by the writers beside this file.

A ``Text`` is a string, or a sequence of pieces: strings, footnotes, references to something else in the document, and
links. Whatever has a ``key`` can be referred to; what numbers it all gets stands in ``numbering``.
"""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """Words that lead to an address outside the document; print shows the address where it is not the words."""

    text: str
    address: str


@dataclass(frozen=True)
class Footnote:
    """A note at the foot of the page: where something comes from, say."""

    text: "str | tuple[str | Link, ...]"


@dataclass(frozen=True)
class Reference:
    """A cross reference to the block with this key: "Table 3", "paragraph 12", or the words of a heading."""

    key: str


Piece = str | Link | Footnote | Reference
Text = str | tuple[Piece, ...]


@dataclass(frozen=True)
class Heading:
    """A heading inside the document; level 1 is the highest below the title."""

    text: str
    level: int = 1
    key: str = ""


@dataclass(frozen=True)
class Paragraph:
    text: Text


@dataclass(frozen=True)
class Numbered:
    """A paragraph with a number; the numbers run through the whole document, as submissions to the UN have them."""

    text: Text
    key: str = ""


@dataclass(frozen=True)
class Bullets:
    items: tuple[Text, ...]


@dataclass(frozen=True)
class Callout:
    """A box that must not be overlooked: a caveat, a notice."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Quote:
    """Somebody's own words. ``source`` says whose in general terms; ``language`` is that of the words."""

    text: str
    source: Text = ""
    language: str = ""


@dataclass(frozen=True)
class Column:
    """The head of a table's column; numbers stand on the right."""

    title: str
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """A table whose first column names the row. A line break in a cell starts smaller print.

    With a ``key`` it has a number, and can be referred to.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: Text = ""
    key: str = ""


@dataclass(frozen=True)
class Chart:
    """A drawing or map, and in words all that it shows, for those who cannot see it. It stays on the page of what follows.

    With a ``key`` it has a number, a ``caption``, and can be referred to.
    """

    description: str
    svg: str
    caption: str = ""
    key: str = ""


Block = Heading | Paragraph | Numbered | Bullets | Callout | Quote | Table | Chart


@dataclass(frozen=True)
class Document:
    """What every writer needs. ``notice`` stands on every page; ``date`` is the only date that a file carries.

    ``language`` is en, ko or ru. ``cover``: the title has a page of its own, on which ``cover_lines`` stand below it.
    ``contents``: the headings of levels 1 and 2 are listed before the first block.
    """

    title: str
    subtitle: str
    language: str
    date: dt.date
    author: str
    notice: str
    blocks: tuple[Block, ...]
    cover: bool = False
    cover_lines: tuple[str, ...] = ()
    contents: bool = False
