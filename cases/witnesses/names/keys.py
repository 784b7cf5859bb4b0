"""What a name sounds like, as short strings: the same for every spelling of it, as far as its letters tell.

A key is ``family name|given name``; syllables are parted by spaces. A syllable of an ambiguous spelling is the list
of those that it may stand for; after a comma what it stands for only where no system is followed: Jung Chol is
``정|철``, Sung Jun ``성|전준``. A name that is not Korean is ``=`` and its letters.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product

from . import foreign, hanja
from .letters import Reading
from .segments import segments
from .spellings import Script, Spelling, spellings
from .syllables import KNOWN_GIVEN, KNOWN_LONG_SURNAMES, KNOWN_SURNAMES, is_syllable, one_spelling

KEYS_VERSION = 1
"""Another number when a name gets other keys than before: what is stored is then made anew."""

MOST_KEYS = 8
_MOST_SYLLABLES = 6
_MOST_READINGS = 4

_PARTS_OF_LONG = [frozenset(syllables) for syllables in zip(*KNOWN_LONG_SURNAMES, strict=True)]

Readings = Sequence[Reading]


def keys(name: str) -> tuple[str, ...]:
    """The keys of one spelling of a name, sorted; none for a text without letters. Up to MOST_KEYS."""
    found = {key for spelling in spellings(name) for key in _keys(spelling)}
    return tuple(sorted(found)[:MOST_KEYS])


def keys_of(names: Iterable[str]) -> str:
    """The keys of all spellings of one person's name, a line each, sorted."""
    return "\n".join(sorted({key for name in names for key in keys(name)}))


def stored_keys(names: Iterable[str]) -> str:
    """What is stored, sealed, with a person's names: the version of these rules, then the keys."""
    return f"{KEYS_VERSION}\n{keys_of(names)}"


def current_keys(stored: str) -> str | None:
    """The keys again; None when they were made by other rules and have to be worked out anew from the names."""
    version, _line_end, lines = stored.partition("\n")
    return lines if version == str(KEYS_VERSION) else None


def _keys(spelling: Spelling) -> list[str]:
    return list(islice(_korean(spelling), MOST_KEYS)) or [foreign.key(spelling.words)]


def _korean(spelling: Spelling) -> Iterator[str]:
    """The keys as a Korean name; none when a word of it is none."""
    if spelling.script is Script.OTHER:
        return
    by_word = [_read(spelling.script, word) for word in spelling.words]
    for words in islice(product(*by_word), _MOST_READINGS):
        readings = [reading for word in words for reading in word]
        if len(readings) <= _MOST_SYLLABLES:
            yield from _orders(readings, len(words[-1]))


def _read(script: Script, word: str) -> list[Readings]:
    """How a word falls into syllables."""
    return [_of_korean(word)] if script is Script.KOREAN else list(segments(word, script))


def _of_korean(word: str) -> list[Reading]:
    if (start := hanja.LONG_SURNAMES.get(word[:2])) is not None:
        word = start + word[2:]
    elif word and not is_syllable(word[0]):
        word = hanja.SURNAMES.get(word[0], word[0]) + word[1:]
    return [Reading(one_spelling(character)) for character in word]


def _orders(name: Readings, last: int) -> Iterator[str]:
    """The keys of a row of syllables, of which the last word has ``last``: each likely way to divide it, or the first."""
    ways = list(_divided(name, last))
    for surname, given in [way for way in ways if _is_likely(*way)] or ways[:1]:
        yield _key(surname, given)


def _divided(name: Readings, last: int) -> Iterator[tuple[Readings, Readings]]:
    """Family and given name: of two syllables, of one, at the end, left out."""
    if len(name) > 2 and _is_long(name[:2]):
        yield name[:2], name[2:]
    if len(name) > 1:
        yield name[:1], name[1:]
    if last < len(name) and (last == 1 or _is_long(name[-last:])):
        yield name[-last:], name[:-last]
    if len(name) < 3:
        yield (), name


def _is_likely(surname: Readings, given: Readings) -> bool:
    is_surname = len(surname) != 1 or surname[0].within(KNOWN_SURNAMES)
    return bool(is_surname) and len(given) < 3 and all(reading.within(KNOWN_GIVEN) for reading in given)


def _is_long(readings: Readings) -> bool:
    """Whether two syllables can be a family name of two."""
    return len(readings) == 2 and any(
        first + second in KNOWN_LONG_SURNAMES for first in _all(readings[0]) for second in _all(readings[1])
    )


def _all(reading: Reading) -> str:
    return reading.main + reading.loose


def _key(surname: Readings, given: Readings) -> str:
    known = [KNOWN_SURNAMES] if len(surname) == 1 else _PARTS_OF_LONG
    family = [reading.within(some) or reading for reading, some in zip(surname, known, strict=False)]
    personal = [reading.within(KNOWN_GIVEN) or reading for reading in given]
    return " ".join(map(_text, family)) + "|" + " ".join(map(_text, personal))


def _text(reading: Reading) -> str:
    return ",".join(reading) if reading.loose else reading.main
