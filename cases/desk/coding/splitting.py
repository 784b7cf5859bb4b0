"""A text in paragraphs and sentences, each with its place in code points, as Python counts them.

Nothing is lost: the pieces of all sentences, one after the other, are the text. Where it is unsure whether a sentence
ends, it goes on: a sentence too long is only a wider choice, while one cut in two asks for two ticks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

TOGETHER = 8
"""So many sentences of a paragraph are drawn as one block."""
_END = re.compile(
    r"[.!?…。！？\n](?:(?<=[.!?…])[.!?…]*[\"'”’»)\]」』]*(?=\s)|(?<=[。！？])[。！？]*[”’」』）]*|(?<=\n))"
)
"""Where a sentence may end: after its stop and what closes behind it, or with its line.

All that an end can begin with stands first: so Python looks for these letters alone, and is quick in a long text.
"""
_NEXT = re.compile(r"\s*[-–—«“‘\"'(\[「『]*\s*(\w?)")
"""The first letter of what follows, behind dashes and opening marks."""
_BLANKS = re.compile(r"\s*")
_WORD = re.compile(r"[\w.]*")
_ABBREVIATIONS = frozenset(
    {"mr", "mrs", "ms", "dr", "prof", "vs", "e.g", "i.e", "approx"}
    | {"г", "гг", "ул", "д", "т", "е", "др", "пр", "тыс", "млн", "млрд", "руб", "стр", "им", "чел", "обл"}
)


class Sentence(NamedTuple):
    """A sentence at ``start`` to ``end`` of the text; the blanks around it are outside. ``number`` counts from 1."""

    number: int
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Paragraph:
    """The sentences of one line of the text."""

    sentences: tuple[Sentence, ...]

    @property
    def start(self) -> int:
        return self.sentences[0].start

    @property
    def end(self) -> int:
        return self.sentences[-1].end

    @property
    def parts(self) -> "list[Paragraph]":
        """A long paragraph in parts of a few sentences, so that what stands in its margin stands beside its words."""
        some = range(0, len(self.sentences), TOGETHER)
        return [Paragraph(self.sentences[place : place + TOGETHER]) for place in some]


def paragraphs(text: str, *, first_number: int = 1) -> list[Paragraph]:
    """The text's lines that have words, in sentences; ``first_number`` is that of its first sentence."""
    found: list[Paragraph] = []
    line: list[Sentence] = []
    number = first_number
    for start, end in pieces(text):
        piece = text[start:end]
        words = piece.strip()
        begin = start + len(piece) - len(piece.lstrip())
        if line and "\n" in text[line[-1].end : begin]:
            found.append(Paragraph(tuple(line)))
            line = []
        line.append(Sentence(number, begin, begin + len(words), words))
        number += 1
    return [*found, Paragraph(tuple(line))] if line else found


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """The sentences with the blanks around them: together they are the text. None for a text without words."""
    start = 0
    for match in _END.finditer(text):
        if match.group() == "\n" or _ends(text, match):
            end = _after_blanks(text, match.end())
            if text[start:end].strip() and end < len(text):
                yield start, end
                start = end
    if text[start:].strip():
        yield start, len(text)


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether this stop ends a sentence, seen from the word before it and the letter after it."""
    following = _NEXT.match(text, match.end())
    letter = following.group(1) if following else ""
    if letter.islower():
        return False
    if "." not in match.group():
        return True
    word = _word_before(text, match.start())
    if word.isdigit() and (letter.isdigit() or "가" <= letter <= "힣"):
        return False  # a date as Korean writes it, 2019. 5. 3., or a number in a list
    is_initial = len(word) == 1 and word.isupper() and word != "I"
    return not is_initial and word.lower().strip(".") not in _ABBREVIATIONS


def _word_before(text: str, place: int) -> str:
    """The word that ends at a place, with stops inside it. Read from its end, where it is known to stand."""
    word = _WORD.match(text[max(0, place - 20) : place][::-1])
    assert word is not None  # it matches nothing too
    return word.group()[::-1]


def _after_blanks(text: str, place: int) -> int:
    blanks = _BLANKS.match(text, place)
    assert blanks is not None  # it matches nothing too
    return blanks.end()
