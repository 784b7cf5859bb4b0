"""A name as people write it, cleaned and cut into words of one script."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

MOST_CHARACTERS = 200  # no name is longer; what comes after is another text
_APOSTROPHES = "'`´‘’‛ʹʻʼʽ′"
_BREAKS = "()[]{}<>/\\|;،、"
_MARKED = {"o": "ŏ", "u": "ŭ"}
_DIAERESIS = "\u0308"
# What an apostrophe of McCune-Reischauer stands behind when it means breath: k', t', p', ch'.
_BREATHED = ("k", "t", "p", "ch")


class Script(Enum):
    """What a word is written in. Hangul and Hanja stand in one name side by side."""

    KOREAN = "Hangul and Hanja"
    LATIN = "Latin"
    CYRILLIC = "Cyrillic"
    OTHER = "another"


@dataclass(frozen=True)
class Spelling:
    """One way a name is written: its words, in lower case, without hyphens and marks."""

    script: Script
    words: tuple[str, ...]


def spellings(name: str) -> list[Spelling]:
    """The spellings in a text: one for every script, and for what stands in brackets. Empty for no letters."""
    found = []
    for part in _cleaned(name).split("\n"):
        words = [(script, word) for text in part.split() for script, word in _by_script(text)]
        for script in Script:
            if own := tuple(word for written_in, word in words if written_in == script):
                found.append(Spelling(script, own))
    return found


def _cleaned(name: str) -> str:
    """The letters; words parted by spaces, spellings by line ends."""
    # Twice: lower case may decompose a letter again.
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name[:MOST_CHARACTERS]).casefold())
    cleaned = ""
    for character in text:
        if character in _APOSTROPHES:
            cleaned += "'" if cleaned.endswith(_BREATHED) else " "
        elif character in _BREAKS:
            cleaned += "\n"
        elif unicodedata.category(character) not in ("Cf", "Mn", "Me"):  # else joiners, directions, marks
            cleaned += _letter(character) if character.isalpha() else " "
    return cleaned


def _letter(character: str) -> str:
    """A Latin letter without its mark; o and u keep that they had one, whichever the typist found for the breve."""
    if script_of(character) is not Script.LATIN:
        return character
    decomposed = unicodedata.normalize("NFD", character)
    base, marks = decomposed[0], decomposed[1:]
    return _MARKED.get(base, base) if marks and _DIAERESIS not in marks else base


def _by_script(text: str) -> Iterator[tuple[Script, str]]:
    return ((script, "".join(letters)) for script, letters in groupby(text, key=script_of))


def script_of(character: str) -> Script:
    """The script of one letter."""
    point = ord(character)
    if 0xAC00 <= point <= 0xD7A3 or 0x3400 <= point <= 0x9FFF or 0x20000 <= point <= 0x3FFFF:
        return Script.KOREAN
    if 0x400 <= point <= 0x52F:
        return Script.CYRILLIC
    latin = character == "'" or unicodedata.name(character, "").startswith("LATIN")
    return Script.LATIN if latin else Script.OTHER
