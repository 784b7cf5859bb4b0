"""What in the texts of a quote could betray somebody: names and places of the case's records, numbers, dates.

A hit says what kind it is, in which text and sentence, and in the author's own words; never what it was compared with.
Hits are computed anew each time and shown to whoever may read the quote: they are stored nowhere.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case

from . import known
from .number_words import Finder, Span, apart, dates, numbers, numbers_in
from .texts import Text, in_two_alphabets, sentences

__all__ = ["Hit", "Kind", "Sentence", "hits", "numbers_in", "sentence_by_sentence"]


class Kind(TextChoices):
    """Why words may not stay."""

    NAME = "name", _("name in the records of the case")
    PLACE = "place", _("place finer than the public areas")
    NUMBER = "number", _("number")
    DATE = "date", _("month")
    ALPHABETS = "alphabets", _("letters of two alphabets in one word")


@dataclass(frozen=True)
class Hit:
    """Words of a text that may not stay, as the author typed them."""

    kind: Kind
    language: str
    words: str
    sentence: int


@dataclass(frozen=True)
class Sentence:
    """A sentence of a text with the hits in it."""

    text: str
    hits: list[Hit]


def hits(texts: Mapping[str, str], case: Case) -> list[Hit]:
    """Everything in the texts, by language, that may not stay. Inside an action: it opens the case's names."""
    finders = _finders(case)
    return [hit for language, typed in texts.items() for hit in _hits(language, Text(typed), finders)]


def sentence_by_sentence(language: str, typed: str, found: list[Hit]) -> list[Sentence]:
    """A text for the staff page: each sentence with its hits."""
    own = [hit for hit in found if hit.language == language]
    return [
        Sentence(text, [hit for hit in own if hit.sentence == number]) for number, text in enumerate(sentences(typed))
    ]


def _finders(case: Case) -> list[tuple[Kind, Finder]]:
    return [
        (Kind.NAME, known.names_of(case).found),
        (Kind.PLACE, known.place_names_of(case).found),
        (Kind.PLACE, known.finer_places().found),
        (Kind.NUMBER, numbers),
        (Kind.DATE, dates),
        (Kind.ALPHABETS, _mixed),
    ]


def _hits(language: str, text: Text, finders: list[tuple[Kind, Finder]]) -> Iterator[Hit]:
    by_kind: dict[Kind, list[Span]] = {}
    for kind, find in finders:
        by_kind.setdefault(kind, []).extend(find(text))
    for kind, spans in by_kind.items():
        for start, end in apart(iter(spans)):
            yield Hit(kind, language, text.typed_at(start, end), text.sentence_at(start))


def _mixed(text: Text) -> Iterator[Span]:
    return ((word.start, word.end) for word in text.words if in_two_alphabets(word))
