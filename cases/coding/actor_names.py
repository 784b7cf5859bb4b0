"""Whether two names may be those of one actor, in whatever script and spelling. Pure: it reads no record.

Every name is written in one small alphabet, in which the usual romanisations of Korean and Cyrillic meet (보위부, bowibu,
повибу: "povipu"). Then names are alike

- when the letters are the same (1), or nearly (the share of letters that stay, from 0.7);
- when the words of the shorter stand in the longer (0.7 to 1, the more of the longer they are);
- when one is the other's initials, or both are names of one organ (``organs``) (0.8);
- when the search for people finds them alike (``cases.witnesses.names``), for the names of persons.
"""

import heapq
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from cases.witnesses import names
from cases.witnesses.names import foreign, syllables

from .organs import ORGANS

T = TypeVar("T")

THRESHOLD = 0.7
MOST = 10
_COMPARED_AS_PEOPLE = 100
"""Names of people are taken apart into syllables, which takes most of a millisecond: only the likeliest by sound are."""

_SCRIPTS = {"HANGUL": "한글", "CJK": "漢字", "LATIN": "Latin", "CYRILLIC": "Кириллица"}
_INITIALS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_VOWELS = (
    "a", "ae", "ya", "ae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "i", "i",
)  # fmt: skip
_FINALS = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t",
    "k", "t", "p", "t",
)  # fmt: skip
_SMALL = frozenset({"of", "the", "and", "for", "i", "po"})
_FORMS = frozenset({"ltd", "llc", "inc", "co", "corp", "gmbh", "ooo", "oao", "zao", "pao", "ao"})
# In this order: what several letters write first, then letters that romanisations exchange.
_SAME = (
    ("chkh", "ch"), ("tkh", "t"), ("pkh", "p"), ("kkh", "k"), ("shch", "s"), ("dzh", "j"), ("tch", "ch"), ("sh", "s"), ("zh", "j"), ("ts", "j"), ("kh", "h"), ("th", "t"), ("ph", "p"),
    ("ck", "k"), ("ng", "n"), ("eo", "o"), ("eu", "u"), ("ae", "e"), ("oo", "u"), ("ee", "i"), ("x", "ks"),
)  # fmt: skip
_PLAIN_C = re.compile("c(?!h)")
_GLIDE = re.compile("[yi](?=[aeou])")
_LETTERS = str.maketrans("bgdrfwqzyj", "pktlpvkcic")
_DOUBLED = re.compile(r"(.)\1+")
_NO_LETTER = re.compile(r"[^\w ]|_")
_SYLLABLE = [list(syllables.INITIALS), list(syllables.VOWELS), list(syllables.FINALS)]


@dataclass(frozen=True)
class Sound:
    """A name as it is compared: its words in one alphabet, joined, their initials, and the organs named."""

    words: tuple[str, ...]
    joined: str
    initials: str
    organs: frozenset[int]


@dataclass(frozen=True)
class Like(Generic[T]):
    """Somebody, the name of theirs that is likest, and how alike it is: from THRESHOLD to 1."""

    who: T
    name: str
    score: float


def scripts(name: str) -> str:
    """What a name is written in, from its letters: "한글", "Latin, 漢字"; empty for no letters."""
    first_words = (unicodedata.name(letter, "").split(" ")[0] for letter in name if letter.isalpha())
    return ", ".join(dict.fromkeys(_SCRIPTS[word] for word in first_words if word in _SCRIPTS))


def sound(name: str) -> Sound:
    """A name made ready for comparison."""
    return _sound(name, with_organs=True)


def likeness(one: Sound, other: Sound) -> float:
    """How alike two names are: 0 to 1."""
    if not (one.joined and other.joined):
        return 0.0
    if one.joined == other.joined:
        return 1.0
    if one.organs & other.organs or one.joined == other.initials or other.joined == one.initials:
        return max(0.8, _words_alike(one.words, other.words))
    return max(_letters_alike(one.joined, other.joined), _words_alike(one.words, other.words))


def likest(wanted: str, named: Iterable[tuple[T, str]], *, most: int = MOST) -> list[Like[T]]:
    """Those whose names are likest to the wanted one, each once, the likest first; none below THRESHOLD."""
    sounds = sound(wanted)
    scored = [(likeness(sounds, sound(name)), who, name) for who, name in named]
    people = heapq.nlargest(_COMPARED_AS_PEOPLE, scored, key=lambda found: found[0])
    keys = names.keys(wanted)
    scored += [(names.score(keys, names.keys_of([name])), who, name) for _score, who, name in people]
    best: dict[T, Like[T]] = {}
    for score, who, name in scored:
        if score >= THRESHOLD and (who not in best or score > best[who].score):
            best[who] = Like(who, name, score)
    return sorted(best.values(), key=lambda like: -like.score)[:most]


def _sound(name: str, *, with_organs: bool) -> Sound:
    latin = _latin(name)
    words = tuple(_plain(" ".join(latin)).split())
    joined = "".join(words)
    initials = _plain("".join(word[0] for word in latin if word not in _SMALL))
    return Sound(words, joined, initials, _organs_in(words, joined) if with_organs else frozenset())


def _organs_in(words: Sequence[str], joined: str) -> frozenset[int]:
    """The organs that a name holds: a short form as a word of its own, a long one anywhere."""
    known = _organs()
    return frozenset(known[organ] for organ in (*words, joined, *_long_organs().findall(joined)) if organ in known)


@cache
def _organs() -> dict[str, int]:
    """Every name of every organ, as it is compared, with the organ's place in the list."""
    return {_sound(name, with_organs=False).joined: place for place, known in enumerate(ORGANS) for name in known}


@cache
def _long_organs() -> re.Pattern[str]:
    return re.compile("|".join(sorted((organ for organ in _organs() if len(organ) > 5), key=len, reverse=True)))


def _latin(name: str) -> list[str]:
    """The words of a name in Latin letters (Hanja stay), in lower case, without marks and legal forms."""
    text = unicodedata.normalize("NFKC", name[:300]).casefold().replace("'", "").replace("’", "")
    words = _NO_LETTER.sub("", unicodedata.normalize("NFD", "".join(map(_letter, text)))).split()
    return [word for word in words if word not in _FORMS] or words


@cache
def _letter(letter: str) -> str:
    if syllables.is_syllable(letter):
        initial, vowel, final = map(list.index, _SYLLABLE, syllables.parts(letter))
        return _INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]
    return foreign.latin(letter) if letter.isalnum() else " "


def _plain(words: str) -> str:
    for written, same in _SAME:
        words = words.replace(written, same)
    words = _GLIDE.sub("", _PLAIN_C.sub("k", words).replace("ch", "j"))
    return _DOUBLED.sub(r"\1", words.translate(_LETTERS))


def _words_alike(one: Sequence[str], other: Sequence[str]) -> float:
    """How much of the shorter name stands in the longer, by letters; the rest of the longer takes a little away."""
    short, long = sorted((set(one), set(other)), key=lambda words: sum(map(len, words)))
    found = sum(len(word) for word in short if word in long or any(_same_word(word, known) for known in long))
    share, whole = found / sum(map(len, short)), min(1.0, found / sum(map(len, long)))
    return 0.0 if found < 3 else share * (0.7 + 0.25 * whole)


def _same_word(one: str, other: str) -> bool:
    """Whether two words are forms of one: agent and agents, Корея and Кореи."""
    if one[:4] != other[:4] or len(one) < 4:
        return False
    return one.startswith(other) or other.startswith(one) or _letters_alike(one, other) > 0


def _letters_alike(one: str, other: str) -> float:
    """The share of letters that stay when one name is turned into the other; 0 where it is below THRESHOLD."""
    score = 1 - _steps(one, other) / max(len(one), len(other))
    return score if score >= THRESHOLD else 0.0


def _steps(one: str, other: str) -> int:
    """The least number of letters to put in, take out or exchange (Levenshtein, 1965).

    A column of the usual table at a time, as two rows of bits: where it rises and where it falls (Myers, 1999, in the form
    of Hyyrö, 2003). Thousands of names are compared while somebody waits.
    """
    places: dict[str, int] = {}
    for place, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << place
    every, last, steps = (1 << len(one)) - 1, 1 << (len(one) - 1), len(one)
    rises, falls = every, 0
    for letter in other:
        same = places.get(letter, 0)
        level = (((same & rises) + rises) ^ rises) | same | falls
        up, down = falls | ~(level | rises) & every, rises & level
        steps += bool(up & last) - bool(down & last)
        up, down = up << 1 | 1, down << 1
        rises, falls = (down | ~(level | up)) & every, up & level & every
    return steps
