"""Finding a passage again in a text that was corrected: by its place, then by its words and the words around them.

Pure: code points in, code points out. A place is called sure only when nothing speaks against it; any other is a
suggestion for a person to look at.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

CONTEXT = 32
"""Code points kept before and after a passage."""
QUOTE, BEFORE, AFTER, NEAR = 50, 20, 20, 2
"""What a possible place gets for its words, for the words before and after, and for standing where it stood."""
TOUCHING = 8
"""So many code points on either side must be the same for a sure place: a sentence put right beside may change the sense."""
LIKE_ENOUGH = 0.5
"""How alike other words between the same neighbours must be to be suggested."""
LONGEST_COMPARED = 1000
"""Longer pieces are not compared letter by letter."""
MOST_PLACES = 200
"""Of words that stand in so many places none is sure; only the first ones are weighed."""

_JOINERS = {"\u200d", *map(chr, range(0x1160, 0x1200)), *map(chr, range(0x1F3FB, 0x1F400))}
"""Joined to what stands before them, though no combining marks: the zero-width joiner, Hangul vowels and finals, skin tones."""


@dataclass(frozen=True)
class Anchor:
    """Where a passage stood, its words, and ``CONTEXT`` code points before and after; fewer at an end of the text."""

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class Placed:
    """Where a passage seems to stand now."""

    start: int
    end: int
    sure: bool


def place(anchor: Anchor, whole: str) -> Placed | None:
    """Where the passage stands in the text now; None when neither its words nor anything like them is found."""
    if not anchor.exact:
        return None
    if _stands_as_it_was(anchor, whole):
        return Placed(anchor.start, anchor.end, sure=True)
    if (start := _after_its_only_prefix(anchor, whole)) is not None:
        return Placed(start, start + len(anchor.exact), sure=True)
    starts = list(_places(anchor.exact, whole))
    if not starts:
        return _between_the_neighbours(anchor, whole) or _in_another_form(anchor, whole)
    best = max(starts, key=lambda start: _weight(anchor, whole, start))
    return Placed(best, best + len(anchor.exact), sure=_is_sure(anchor, whole, best, starts))


def _stands_as_it_was(anchor: Anchor, whole: str) -> bool:
    """Whether words and neighbours stand at the old place. Few words after it are the last ones of the text."""
    ends = len(anchor.suffix) >= CONTEXT or anchor.end + len(anchor.suffix) == len(whole)
    return ends and _neighbours_stand(anchor, whole, anchor.start) and whole.startswith(anchor.exact, anchor.start)


def _after_its_only_prefix(anchor: Anchor, whole: str) -> int | None:
    """Where the passage stands when the words before it stand once, and all of it after them: one search does."""
    ends = _ends_of_prefix(anchor, whole) if len(anchor.prefix) >= TOUCHING else []
    if len(ends) != 1 or not whole.startswith(anchor.exact + anchor.suffix, ends[0]):
        return None
    return ends[0] if _touches(anchor, whole, ends[0]) else None


def _is_sure(anchor: Anchor, whole: str, start: int, starts: list[int]) -> bool:
    """Whether these are the passage's words and no others: alone, or alone with the same neighbours; whole letters;
    and no place where the neighbours stand around other words, as after a correction of the passage itself."""
    if len(starts) >= MOST_PLACES:
        return False
    alone = len(starts) == 1 or [one for one in starts if _neighbours_stand(anchor, whole, one)] == [start]
    return alone and _touches(anchor, whole, start) and not _is_reworded(anchor, whole)


def _neighbours_stand(anchor: Anchor, whole: str, start: int) -> bool:
    end = start + len(anchor.exact)
    before = start - len(anchor.prefix)
    return before >= 0 and whole.startswith(anchor.prefix, before) and whole.startswith(anchor.suffix, end)


def _touches(anchor: Anchor, whole: str, start: int) -> bool:
    end = start + len(anchor.exact)
    before, after = _shared(anchor, whole, start)
    first = before >= min(TOUCHING, len(anchor.prefix)) and (bool(anchor.prefix) or start == 0)
    last = after >= min(TOUCHING, len(anchor.suffix)) and (bool(anchor.suffix) or end == len(whole))
    return first and last and not _cuts_a_letter(anchor, whole, end)


def _cuts_a_letter(anchor: Anchor, whole: str, end: int) -> bool:
    """Whether what follows now belongs to the passage's last letter, and did not before."""
    follows = whole[end : end + 1]
    joined = follows in _JOINERS or unicodedata.category(follows).startswith("M") if follows else False
    return joined and not anchor.suffix.startswith(follows)


def _is_reworded(anchor: Anchor, whole: str) -> bool:
    """Whether both neighbours stand somewhere, in their order, around other words than the passage's."""
    left, right = _ends_of_prefix(anchor, whole), _starts_of_suffix(anchor, whole)
    if max(len(left), len(right)) >= MOST_PLACES:
        return True  # nobody knows
    left = [place for place in left if not whole.startswith(anchor.exact, place)]
    right = [place for place in right if not whole.endswith(anchor.exact, 0, place)]
    return bool(left) and bool(right) and left[0] <= right[-1]


def _ends_of_prefix(anchor: Anchor, whole: str) -> list[int]:
    """Where the words before end now. Few of them are those at the start of the text, and are looked for only there."""
    prefix = anchor.prefix
    if len(prefix) < TOUCHING:
        return [len(prefix)] if whole.startswith(prefix) else []
    return [start + len(prefix) for start in _places(prefix, whole)]


def _starts_of_suffix(anchor: Anchor, whole: str) -> list[int]:
    """Where the words after begin now. Few of them are those at the end of the text, and are looked for only there."""
    suffix = anchor.suffix
    if len(suffix) < TOUCHING:
        return [len(whole) - len(suffix)] if whole.endswith(suffix) else []
    return list(_places(suffix, whole))


def _weight(anchor: Anchor, whole: str, start: int) -> float:
    before, after = _shared(anchor, whole, start)
    near = 1 - abs(start - anchor.start) / max(len(whole), 1)
    around = BEFORE * before / max(len(anchor.prefix), 1) + AFTER * after / max(len(anchor.suffix), 1)
    return QUOTE + around + NEAR * near


def _shared(anchor: Anchor, whole: str, start: int) -> tuple[int, int]:
    """How many code points directly before and directly after a place are the same as they were."""
    end = start + len(anchor.exact)
    before = _same(reversed(anchor.prefix), reversed(whole[max(0, start - len(anchor.prefix)) : start]))
    return before, _same(iter(anchor.suffix), iter(whole[end : end + len(anchor.suffix)]))


def _same(one: Iterator[str], other: Iterator[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _between_the_neighbours(anchor: Anchor, whole: str) -> Placed | None:
    """Other words between the same neighbours, if they are like the passage's: never sure."""
    for start in _ends_of_prefix(anchor, whole):
        for end in (place for place in _starts_of_suffix(anchor, whole) if place > start):
            words = whole[start:end]
            if len(words) <= LONGEST_COMPARED and _alike(anchor.exact, words):
                return Placed(start, end, sure=False)
            break
    return None


def _alike(one: str, other: str) -> bool:
    match = SequenceMatcher(None, one, other, autojunk=False)
    return match.quick_ratio() >= LIKE_ENOUGH and match.ratio() >= LIKE_ENOUGH


def _in_another_form(anchor: Anchor, whole: str) -> Placed | None:
    """The same letters composed otherwise (Hangul typed on another system): never sure."""
    for form in ("NFC", "NFD"):
        words = unicodedata.normalize(form, anchor.exact)
        start = whole.find(words)
        if start >= 0:
            return Placed(start, start + len(words), sure=False)
    return None


def _places(words: str, whole: str) -> Iterator[int]:
    """Where the words begin in the text, overlapping ones too, up to a bound."""
    start = whole.find(words) if words else -1
    for _number in range(MOST_PLACES):
        if start < 0:
            return
        yield start
        start = whole.find(words, start + 1)
