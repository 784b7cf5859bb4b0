"""HTML: one page that holds all it needs and asks for nothing, and its inside for a page of the site to show."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from .cleaning import clean
from .document import (
    Block,
    Bullets,
    Callout,
    Chart,
    Column,
    Document,
    Footnote,
    Heading,
    Link,
    Numbered,
    Paragraph,
    Piece,
    Quote,
    Table,
    Text,
)
from .drawings import inline_svg
from .numbering import number, parts
from .words import WORDS

STYLE = Path(__file__).parents[2] / "static" / "document.css"
"""Beside the other styles, since pages that show the inside of a document link to it."""
DEEPEST = 6  # levels of headings in HTML; the title is the first


def html_file(document: Document) -> bytes:
    """The document as one page without scripts, which may load nothing. Raises what ``html_body`` raises."""
    document = clean(document)
    style = STYLE.read_text()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    page = f"""<!DOCTYPE html>
<html lang="{escape(document.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="author" content="{escape(document.author)}">
<title>{escape(document.title)}</title>
<style>{style}</style>
</head>
<body class="doc-page">
<main>
{html_body(document)}
</main>
</body>
</html>
"""
    return page.encode()


def html_body(document: Document) -> str:
    """The document as one ``<article>`` from header to notes; its classes and names all begin with “doc”.

    Raises UnfitText, UnfitDrawing and UnknownReference.
    """
    return _Page(clean(document)).article()


class _Page:
    """A page as it is written: its numbers, where everything stands that can be referred to, and the notes so far."""

    def __init__(self, document: Document) -> None:
        numbers = number(document)
        self.document = document
        self.words = WORDS[document.language]
        self.labels, self.numbers = numbers.labels, numbers.numbers
        self.names = {getattr(block, "key", ""): _name(place) for place, block in enumerate(document.blocks)}
        self.notes: list[str] = []

    def article(self) -> str:
        """Everything, in its order: the notes come last, because the blocks bring them."""
        notice = self.document.notice
        inside = [_element("p", _plain(notice), {"class": "doc-notice"})] if notice else []
        inside.append(self._head())
        if entries := self._entries():
            inside.append(_titled("nav", "contents", self.words.contents, "ul", entries))
        inside += [self._block(block, place) for place, block in enumerate(self.document.blocks)]
        if self.notes:
            inside.append(_titled("section", "notes", self.words.notes, "ol", self.notes))
        return _element("article", "\n".join(inside), {"class": "doc", "lang": self.document.language})

    def _head(self) -> str:
        document = self.document
        lines = [_element("h1", _plain(document.title))]
        if document.subtitle:
            lines.append(_element("p", _plain(document.subtitle), {"class": "doc-subtitle"}))
        told = (document.author, *(document.cover_lines if document.cover else ()))
        lines += [_element("p", _plain(line)) for line in told if line]
        return _element("header", "\n".join(lines), {"class": "doc-cover" if document.cover else "doc-head"})

    def _entries(self) -> list[str]:
        """The contents: links to the headings of levels 1 and 2."""
        return [
            _element("li", _link(_plain(block.text), f"#{_name(place)}"), {"class": f"doc-level-{block.level}"})
            for place, block in enumerate(self.document.blocks)
            if self.document.contents and isinstance(block, Heading) and block.level <= 2
        ]

    def _block(self, block: Block, place: int) -> str:
        name = _name(place)
        if isinstance(block, Heading):
            return _element(f"h{min(block.level + 1, DEEPEST)}", _plain(block.text), {"id": name})
        if isinstance(block, Paragraph):
            return _element("p", self._text(block.text))
        if isinstance(block, Numbered):
            mark = _element("span", f"{self.numbers[place]}.", {"class": "doc-number"})
            return _element("p", f"{mark} {self._text(block.text)}", {"class": "doc-numbered", "id": name})
        if isinstance(block, Bullets):
            return _element("ul", "\n".join(_element("li", self._text(item)) for item in block.items))
        if isinstance(block, Callout):
            return _callout(block, name)
        if isinstance(block, Quote):
            return self._quote(block)
        return self._table(block, place) if isinstance(block, Table) else self._chart(block, place)

    def _quote(self, block: Quote) -> str:
        language = {"lang": block.language} if block.language else {}
        quote = _element("blockquote", _element("p", _plain(block.text)), language)
        source = _element("figcaption", self._text(block.source)) if block.source else ""
        return _element("figure", quote + source, {"class": "doc-quote"})

    def _table(self, block: Table, place: int) -> str:
        name = _name(place)
        caption = _element("caption", self._caption(block, place, self.words.table), {"id": f"{name}-caption"})
        head = "".join(_cell("th", column.title, column, {"scope": "col"}) for column in block.columns)
        rows = "\n".join(_row(row, block.columns) for row in block.rows)
        table = _element("table", f"{caption}\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>")
        # A box that scrolls must be reached by the keyboard, and then say what it is.
        box = {"class": "doc-box", "role": "region", "tabindex": "0", "aria-labelledby": f"{name}-caption"}
        note = _element("p", self._text(block.note), {"class": "doc-table-note"}) if block.note else ""
        return _element("div", _element("div", table, box) + note, {"class": "doc-table", "id": name})

    def _chart(self, block: Chart, place: int) -> str:
        name, caption = _name(place), self._caption(block, place, self.words.figure)
        label = (
            {"aria-labelledby": f"{name}-caption"} if caption else {"aria-label": self.words.figure.format("").strip()}
        )
        box = {"class": "doc-box", "role": "group", "tabindex": "0", **label}
        drawing = _element("div", inline_svg(block.svg, block.description, f"{name}-"), box)
        words = _element("figcaption", caption, {"id": f"{name}-caption"}) if caption else ""
        return _element("figure", drawing + words, {"class": "doc-chart", "id": name})

    def _caption(self, block: Table | Chart, place: int, pattern: str) -> str:
        label = pattern.format(self.numbers[place]) if block.key else ""
        return _plain(". ".join(part for part in (label, block.caption) if part))

    def _text(self, text: Text) -> str:
        return "".join(self._piece(piece) for piece in parts(text))

    def _piece(self, piece: Piece) -> str:
        if isinstance(piece, str):
            return _plain(piece)
        if isinstance(piece, Link):
            # Print shows the address behind the class.
            return _link(
                _plain(piece.text), piece.address, {} if piece.text == piece.address else {"class": "doc-link"}
            )
        if isinstance(piece, Footnote):
            return self._footnote(piece)
        return _link(escape(self.labels[piece.key]), f"#{self.names[piece.key]}")

    def _footnote(self, note: Footnote) -> str:
        """The mark in the text; the note itself waits for the end of the page, and leads back here."""
        place = str(len(self.notes) + 1)
        back = _link(place, f"#doc-noted-{place}", {"role": "doc-backlink", "class": "doc-number"})
        self.notes.append(_element("li", f"{back} {self._text(note.text)}", {"id": f"doc-note-{place}"}))
        mark = _link(place, f"#doc-note-{place}", {"role": "doc-noteref", "id": f"doc-noted-{place}"})
        return _element("sup", mark)


def _name(place: int) -> str:
    """The name of the block at this place."""
    return f"doc-{place + 1}"


def _titled(tag: str, kind: str, title: str, list_tag: str, entries: Sequence[str]) -> str:
    """A part of the page that lists something, named by its heading."""
    heading = _element("h2", escape(title), {"id": f"doc-{kind}"})
    listed = _element(list_tag, "\n".join(entries))
    return _element(tag, heading + listed, {"class": f"doc-{kind}", "aria-labelledby": f"doc-{kind}"})


def _callout(block: Callout, name: str) -> str:
    title = _element("p", _plain(block.title), {"class": "doc-callout-title", "id": name})
    paragraphs = "".join(_element("p", _plain(text)) for text in block.paragraphs)
    return _element("div", title + paragraphs, {"class": "doc-callout", "role": "note", "aria-labelledby": name})


def _row(texts: tuple[str, ...], columns: tuple[Column, ...]) -> str:
    (first, first_column), *others = zip(texts, columns, strict=True)
    cells = [_cell("th", first, first_column, {"scope": "row"}), *(_cell("td", *other, {}) for other in others)]
    return _element("tr", "".join(cells))


def _cell(tag: str, text: str, column: Column, attributes: Mapping[str, str]) -> str:
    """The first line in full size, further lines small."""
    first, _, others = text.partition("\n")
    small = f"<br>{_element('small', _plain(others))}" if others else ""
    return _element(tag, escape(first) + small, {**attributes, **({"class": "doc-numeric"} if column.numeric else {})})


def _link(inside: str, address: str, attributes: Mapping[str, str] = {}) -> str:
    return _element("a", inside, {"href": address, **attributes})


def _plain(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _element(tag: str, inside: str, attributes: Mapping[str, str] = {}) -> str:
    """An element around what is escaped already; its attributes are not."""
    said = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{said}>{inside}</{tag}>"
