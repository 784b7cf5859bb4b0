"""Texts and their pieces in Word: footnotes, links, and references as fields that Word can bring up to date itself."""

from dataclasses import dataclass
from itertools import count
from typing import Any

from cases.documents.document import Block, Document, Footnote, Heading, Link, Numbered, Piece, Text
from cases.documents.numbering import Numbers, number, parts
from cases.documents.words import WORDS, Words

from .elements import add_field, add_link, bookmark
from .footnotes import Footnotes


@dataclass
class Writing:
    """A document on its way into Word: what is written so far, and what the rest must know.

    ``targets`` are the blocks that can be referred to, each with its place.
    """

    word: Any
    words: Words
    numbers: Numbers
    targets: dict[str, tuple[int, Block]]
    marks: dict[str, str]
    footnotes: Footnotes
    places: "count[int]"

    @classmethod
    def of(cls, word: Any, document: Document) -> "Writing":
        """Raises UnknownReference."""
        numbers = number(document)
        keyed = ((getattr(block, "key", ""), (place, block)) for place, block in enumerate(document.blocks))
        targets = {key: target for key, target in keyed if key}
        # Keys are anything, bookmarks letters and digits; Word hides those that begin with a line.
        marks = {key: f"_Ref{place}" for place, key in enumerate(targets, 1)}
        return cls(word, WORDS[document.language], numbers, targets, marks, Footnotes(word), count())

    def add(self, paragraph: Any, text: Text) -> None:
        """Put a text at the end of a paragraph."""
        for piece in parts(text):
            self._add_piece(paragraph, piece)

    def mark(self, paragraph: Any, key: str) -> None:
        """What the paragraph holds by now is what a reference to the key means."""
        if key:
            bookmark(paragraph, self.marks[key], next(self.places))

    def add_label(self, paragraph: Any, pattern: str, key: str) -> None:
        """“Table 3”, counted by Word as its own captions are."""
        self._add_number(paragraph, pattern, f"SEQ {pattern.format('').strip()} \\* ARABIC", key)
        self.mark(paragraph, key)

    def _add_piece(self, paragraph: Any, piece: Piece) -> None:
        if isinstance(piece, str):
            paragraph.add_run(piece)
        elif isinstance(piece, Link):
            add_link(paragraph, piece.text, piece.address)
        elif isinstance(piece, Footnote):
            self.add(self.footnotes.add(paragraph), piece.text)
        else:
            self._add_reference(paragraph, piece.key)

    def _add_reference(self, paragraph: Any, key: str) -> None:
        mark = self.marks[key]
        if isinstance(self.targets[key][1], Numbered):
            # The number is not in the paragraph's text: Word is asked for it alone.
            self._add_number(paragraph, self.words.paragraph, f"REF {mark} \\r \\h", key)
        else:
            add_field(paragraph, f"REF {mark} \\h", self.numbers.labels[key])

    def _add_number(self, paragraph: Any, pattern: str, code: str, key: str) -> None:
        """The number of what has the key, as a field among the words of the pattern."""
        before, after = pattern.split("{}")
        paragraph.add_run(before)
        add_field(paragraph, code, str(self.numbers.numbers[self.targets[key][0]]))
        paragraph.add_run(after)


def contents_mark(place: int) -> str:
    """The bookmark of the heading that stands at this place among those listed in the contents."""
    return f"_Toc{place}"


def listed(document: Document) -> list[Heading]:
    """The headings that the contents list, in their order: none where the document has no contents."""
    return [block for block in document.blocks if document.contents and isinstance(block, Heading) and block.level <= 2]
