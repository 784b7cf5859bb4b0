"""A document as plain data: written once, turned into PDF or DOCX by the writers beside this file."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A heading inside the document; level 1 is the highest below the title."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True)
class Callout:
    """A box that must not be overlooked: a caveat, a notice."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """The head of a table's column; numbers stand on the right."""

    title: str
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """A table whose first column names the row. A line break in a cell starts smaller print."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class Chart:
    """A drawing, and in words all that it shows, for those who cannot see it. It stays on the page of what follows."""

    description: str
    svg: str


Block = Heading | Paragraph | Bullets | Callout | Table | Chart


@dataclass(frozen=True)
class Document:
    """What every writer needs. ``notice`` stands on every page; ``date`` is the only date that a file carries."""

    title: str
    subtitle: str
    language: str
    date: dt.date
    author: str
    notice: str
    blocks: tuple[Block, ...]
