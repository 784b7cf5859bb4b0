"""How alike two names are, and the likeliest people for a name.

The likeness of two keys is that of the family names times that of each syllable of the given names:

- the same reading 1; readings that overlap 0.96 where both spellings may follow a system, 0.88 where one does not,
  0.80 where neither does;
- family names that cannot be the same 0.6, one left out 0.8 (if the given name has two syllables).

A given name of another length, or one syllable that cannot be the same, is no likeness at all: a few family names cover
most Koreans, so an equal one says next to nothing. The likeness of two people is that of their likeliest keys.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from .keys import keys

T = TypeVar("T")

THRESHOLD = 0.7
_OVERLAP = (0.96, 0.88, 0.80)
_OTHER_SURNAME = 0.6
_NO_SURNAME = 0.8
_NOT_SPACE = "[^ \n]*"


@dataclass(frozen=True)
class Candidate(Generic[T]):
    """Somebody whose name is like the wanted one; ``score`` above 0, up to 1."""

    who: T
    score: float


def score(wanted: Sequence[str], stored: str) -> float:
    """How alike a name's keys are to a person's stored keys (``keys_of``): 0 to 1, and 1 when one key is the same."""
    return max((_keys_alike(one, other) for one in wanted for other in stored.split("\n")), default=0.0)


def best(
    wanted_name: str, stored: Iterable[tuple[T, str]], *, most: int = 5, at_least: float = THRESHOLD
) -> list[Candidate[T]]:
    """The people whose stored keys are likest to a name: ``most`` of them, the likest first, none below ``at_least``.

    Whoever has no likeness at all is passed over by one search in their keys, before anything is worked out.
    """
    wanted = keys(wanted_name)
    if not wanted:
        return []
    possible = re.compile("|".join(map(_possible, wanted)), re.MULTILINE).search
    found = [Candidate(who, score(wanted, lines)) for who, lines in stored if possible(lines)]
    likely = [candidate for candidate in found if candidate.score >= at_least and candidate.score > 0]
    return sorted(likely, key=lambda candidate: -candidate.score)[:most]


def _possible(key: str) -> str:
    """A pattern that finds every line whose likeness to the key is above 0."""
    if key.startswith("="):
        return f"^{re.escape(key)}$"
    syllables = (
        f"{_NOT_SPACE}[{reading.replace(',', '')}]{_NOT_SPACE}" for reading in key.partition("|")[2].split(" ")
    )
    return rf"\|{' '.join(syllables)}$"


def _keys_alike(one: str, other: str) -> float:
    if one == other:
        return 1.0 if one else 0.0
    surname, bar, given = one.partition("|")
    other_surname, other_bar, other_given = other.partition("|")
    if not (bar and other_bar):
        return 0.0
    given_alike = _row_alike(given, other_given)
    return given_alike and given_alike * _surnames_alike(surname, other_surname, len(given.split(" ")))


def _surnames_alike(one: str, other: str, given_syllables: int) -> float:
    if one and other:
        return _row_alike(one, other) or _OTHER_SURNAME
    if not (one or other):
        return 1.0
    return _NO_SURNAME if given_syllables > 1 else _OTHER_SURNAME


def _row_alike(one: str, other: str) -> float:
    """The likeness of two rows of syllables; 0 when their number differs."""
    some, others = one.split(" "), other.split(" ")
    if len(some) != len(others):
        return 0.0
    alike = 1.0
    for reading, other_reading in zip(some, others, strict=True):
        alike *= _readings_alike(reading, other_reading)
    return alike


def _readings_alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    main, _comma, loose = one.partition(",")
    other_main, _comma, other_loose = other.partition(",")
    if not set(main).isdisjoint(other_main):
        return _OVERLAP[0]
    if not (set(main).isdisjoint(other_loose) and set(loose).isdisjoint(other_main)):
        return _OVERLAP[1]
    return 0.0 if set(loose).isdisjoint(other_loose) else _OVERLAP[2]
