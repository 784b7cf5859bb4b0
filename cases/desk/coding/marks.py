"""Where coded passages lie in a sentence: flat pieces, so that passages that overlap need no nesting."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .splitting import Sentence
from .texts import Text

DARKEST = 3
"""From so many codes on, a piece is drawn alike."""


class Mark(NamedTuple):
    """One passage that one act cites, from ``start`` to ``end`` of its text."""

    start: int
    end: int
    name: str


class Piece(NamedTuple):
    """Some words of a sentence, and the names of the codes on them."""

    words: str
    names: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        return min(len(self.names), DARKEST)

    @property
    def title(self) -> str:
        return ", ".join(dict.fromkeys(self.names))


def by_sentence(text: Text, marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    """The marks that lie in each sentence, also in part, by the sentence's number."""
    found: dict[int, list[Mark]] = {}
    for mark in marks:
        for sentence in text.sentences_at(mark.start, mark.end):
            found.setdefault(sentence.number, []).append(mark)
    return found


def pieces(sentence: Sentence, marks: Sequence[Mark]) -> list[Piece]:
    """A sentence cut wherever a mark begins or ends: together the pieces are its words."""
    cuts = {sentence.start, sentence.end}
    for mark in marks:
        cuts |= {max(mark.start, sentence.start), min(mark.end, sentence.end)}
    places = sorted(cuts)
    return [
        Piece(
            # A line of a source is one place, however long: its last piece goes to its end.
            sentence.words[start - sentence.start : None if end == sentence.end else end - sentence.start],
            tuple([mark.name for mark in marks if mark.start <= start and end <= mark.end]),
        )
        for start, end in zip(places, places[1:], strict=False)
    ]
