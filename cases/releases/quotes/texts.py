"""A text as the scan reads it: one form of each letter, nothing invisible, and where each of them was typed."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cases.witnesses.names.spellings import Script, script_of

_CLUSTER = re.compile(r"[\u1100-\u115f][\u1160-\u11a7]?[\u11a8-\u11ff]?|.[\u0300-\u036f]*", re.DOTALL)
"""What makes one letter: a syllable of Hangul typed as its parts, or a letter with its marks."""

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ‐‑-][^\W\d_]+)*")
_SPELLED_OUT = re.compile(r"(?<!\w)[^\W\d_](?:[\W_]{1,3}[^\W\d_](?!\w)){2,}")
_SENTENCE_ENDS = re.compile(r"(?<=[.!?…。])\s+|\n+")


@dataclass(frozen=True)
class Word:
    """A word: as cleaned, in small letters, and its place in the cleaned text."""

    cased: str
    plain: str
    start: int
    end: int
    script: Script

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.cased[:1].isupper()


class Text:
    """``cased`` and ``plain`` (small letters, ё as е) are equally long; ``typed_at`` leads back to what was typed."""

    def __init__(self, typed: str) -> None:
        self.typed = typed
        self._places: list[tuple[int, int]] = []
        cased: list[str] = []
        for cluster in _CLUSTER.finditer(typed):
            for letter in unicodedata.normalize("NFKC", cluster[0]):
                if unicodedata.category(letter) not in ("Cf", "Mn", "Me"):
                    cased.append(letter)
                    self._places.append(cluster.span())
        self.cased = "".join(cased)
        self.plain = "".join(map(_small, cased))

    def typed_at(self, start: int, end: int) -> str:
        """What the author typed where this stands in the cleaned text."""
        return self.typed[self._places[start][0] : self._places[end - 1][1]]

    def sentence_at(self, start: int) -> int:
        """The number of the sentence in which a place of the cleaned text lies, from 0."""
        place = self._places[start][0]
        return sum(found.end() <= place for found in _SENTENCE_ENDS.finditer(self.typed.rstrip()))

    @cached_property
    def words(self) -> list[Word]:
        """Every word, with hyphens and apostrophes inside it."""
        return [
            Word(found[0], self.plain[slice(*found.span())], *found.span(), _script(found[0]))
            for found in _WORD.finditer(self.cased)
        ]

    def spelled_out(self) -> Iterator[tuple[str, int, int]]:
        """Rows of single letters, put together: what s e v e n says, and where."""
        for found in _SPELLED_OUT.finditer(self.plain):
            yield letters_of(found[0]), *found.span()


def sentences(typed: str) -> list[str]:
    """The sentences of a text, as ``Text.sentence_at`` numbers them."""
    return _SENTENCE_ENDS.split(typed.strip())


def letters_of(text: str) -> str:
    """The letters alone, in small letters: no spaces, hyphens or points."""
    return "".join(filter(str.isalpha, text.lower()))


def in_two_alphabets(word: Word) -> bool:
    """Whether Latin and Cyrillic letters stand in one word: an old way to get past a search."""
    scripts = {script_of(letter) for letter in word.cased if letter.isalpha()}
    return {Script.LATIN, Script.CYRILLIC} <= scripts


def _small(letter: str) -> str:
    """Without case and marks; й is a letter of its own, and a syllable of Hangul stays whole."""
    small = letter.lower()[:1]
    return small if small == "й" or not small.isalpha() else _base(small)


def _base(small: str) -> str:
    return small if script_of(small) is Script.KOREAN else unicodedata.normalize("NFD", small)[:1]


def _script(word: str) -> Script:
    return script_of(next(filter(str.isalpha, word), word[0]))
