"""Lines that say again what stands elsewhere: in the same text, or in another one. Pure; knows no Django.

Lines are numbered as in the text, from 1; blank ones are counted and skipped. Two lines are compared word by word, with
case, spaces, punctuation, quotation marks and unseen characters put aside.

Equal words are an exact repeat, from ``FEWEST_EXACT`` words on: "Photo: AFP" twice is no repeated paragraph. Inside a
repeated block shorter lines count too.

A near repeat has ``NEAR`` of its words in common, in the same order, and the same figures. Nine words in ten is what an
editor's hand leaves of a paragraph, and different paragraphs on one subject stay far below (a third at most in the first case's article). The figures must be the same, since "10,000 arrived" and "50,000 arrived" are two claims. One changed
word can still turn the sense round ("were not paid"), so pages ask to compare a near repeat, and never call it the same.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

FEWEST_EXACT = 4
FEWEST_NEAR = 8
NEAR = 0.9
COMMON = 20
"""Three words that stand in so many lines say nothing about any of them; it also bounds the work on hostile texts."""
CANDIDATES = 3

_IN_NUMBERS = re.compile(r"(?<=\d)[.,'\u00a0\u202f ](?=\d{3})")
_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
"""Chinese and Japanese write no spaces: there each character counts as a word."""

Words = tuple[str, ...]


@dataclass(frozen=True)
class Repeat:
    """Lines that follow each other and say again what others say: the number of each, and of the one it repeats.

    ``exact`` when in the same words.
    """

    pairs: tuple[tuple[int, int], ...]
    exact: bool

    @property
    def first(self) -> int:
        return self.pairs[0][0]

    @property
    def last(self) -> int:
        return self.pairs[-1][0]

    @property
    def of_first(self) -> int:
        return self.pairs[0][1]

    @property
    def of_last(self) -> int:
        return self.pairs[-1][1]


@dataclass(frozen=True)
class _Line:
    """``place`` counts without the blank lines."""

    number: int
    place: int
    words: Words


@dataclass
class _Lines:
    """Lines in which others are looked for."""

    exact: dict[Words, _Line] = field(default_factory=dict)
    by_place: dict[int, _Line] = field(default_factory=dict)
    by_three: dict[Words, list[_Line]] = field(default_factory=dict)

    def add(self, line: _Line) -> None:
        self.exact.setdefault(line.words, line)
        self.by_place[line.place] = line
        if len(line.words) >= FEWEST_NEAR:
            for three in _threes(line.words):
                known = self.by_three.setdefault(three, [])
                if len(known) < COMMON:
                    known.append(line)

    def find(self, line: _Line, after: _Line | None) -> _Line | None:
        """The line that says the same: first the one after the line before's, so that blocks stay together."""
        following = self.by_place.get(after.place + 1) if after else None
        if following and (following.words == line.words or _is_near(line.words, following.words)):
            return following
        if len(line.words) >= FEWEST_EXACT and line.words in self.exact:
            return self.exact[line.words]
        return next((one for one in self._candidates(line) if _is_near(line.words, one.words)), None)

    def _candidates(self, line: _Line) -> Iterator[_Line]:
        if len(line.words) < FEWEST_NEAR:
            return
        shared: Counter[_Line] = Counter()
        for three in _threes(line.words):
            known = self.by_three.get(three, ())
            if len(known) < COMMON:
                shared.update(known)
        for found, _count in shared.most_common(CANDIDATES):
            yield found


_Match = tuple[_Line, _Line]


class KnownText:
    """A text that is read once, and then compared with as many others as there are."""

    def __init__(self, text: str) -> None:
        self._known = _Lines()
        self.repeats = _blocks(self._read(text))
        """What the text says a second time, as blocks in its order; always traced to the first time."""

    def shared_with(self, other_text: str) -> list[Repeat]:
        """The lines of another text that say what lines of this one say, each traced to the first of these."""
        matches = list[_Match]()
        for line in _lines(other_text):
            if found := self._known.find(line, _matched_before(line, matches)):
                matches.append((line, found))
        return _blocks(matches)

    def _read(self, text: str) -> list[_Match]:
        matches = list[_Match]()
        for line in _lines(text):
            found = self._known.find(line, _matched_before(line, matches))
            if found is None:
                self._known.add(line)
            else:
                matches.append((line, found))
        return matches


def repeats(text: str) -> list[Repeat]:
    """Blocks of lines that say again what earlier lines of the text say."""
    return KnownText(text).repeats


def shared_with(text: str, other_text: str) -> list[Repeat]:
    """Blocks of lines of the other text that say what lines of this one say."""
    return KnownText(text).shared_with(other_text)


def _matched_before(line: _Line, matches: list[_Match]) -> _Line | None:
    """What the line just before repeats, if it repeats anything."""
    return matches[-1][1] if matches and matches[-1][0].place == line.place - 1 else None


def words_of(line: str) -> Words:
    """The words by which lines are compared: "“50,000” more!" and "50000 MORE" are the same."""
    plain = unicodedata.normalize("NFKC", line).casefold()
    seen = "".join(letter for letter in plain if unicodedata.category(letter) != "Cf")
    return tuple(_WORDS.findall(_IN_NUMBERS.sub("", seen)))


def _lines(text: str) -> Iterator[_Line]:
    place = 0
    for number, line in enumerate(text.splitlines(), start=1):
        if words := words_of(line):
            yield _Line(number, place, words)
            place += 1


def _blocks(matches: list[_Match]) -> list[Repeat]:
    """Matches that follow each other on both sides become one block, as long as they are of one kind."""
    blocks: list[list[_Match]] = []
    for before, match in pairwise([None, *matches]):
        assert match is not None  # only the very first one has nothing before it
        if before and _follows(before, match):
            blocks[-1].append(match)
        else:
            blocks.append([match])
    return [_block(block) for block in blocks]


def _follows(before: _Match, match: _Match) -> bool:
    steps = {after.place - first.place for first, after in zip(before, match, strict=True)}
    return steps == {1} and _is_exact(before) == _is_exact(match)


def _block(block: list[_Match]) -> Repeat:
    return Repeat(tuple((line.number, found.number) for line, found in block), _is_exact(block[0]))


def _is_exact(match: _Match) -> bool:
    return match[0].words == match[1].words


def _is_near(one: Words, other: Words) -> bool:
    if min(len(one), len(other)) < FEWEST_NEAR or _figures(one) != _figures(other):
        return False
    matcher = SequenceMatcher(None, one, other)  # its "autojunk" bounds the time on very long lines
    return matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR and matcher.ratio() >= NEAR


def _figures(words: Words) -> list[str]:
    return [word for word in words if any(letter.isdigit() for letter in word)]


def _threes(words: Words) -> set[Words]:
    return {words[start : start + 3] for start in range(len(words) - 2)}
