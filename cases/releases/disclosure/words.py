"""A range of a share in words, in three languages.

A phrase is never narrower than the range: the low end takes the last phrase at or below it, the high end the first
at or above it.
"""

from collections.abc import Mapping

Words = Mapping[str, str]

NONE, HALF, ALL = 0, 50, 100

# Points of 100: the phrase in English, in Korean, and in Russian (genitive, after "от" and "до").
_PHRASES = {
    NONE: ("none", "0", "нуля"),
    5: ("one in twenty", "20분의 1", "одной двадцатой"),
    10: ("a tenth", "10분의 1", "одной десятой"),
    20: ("a fifth", "5분의 1", "одной пятой"),
    25: ("a quarter", "4분의 1", "четверти"),
    33: ("a third", "3분의 1", "трети"),
    40: ("two fifths", "5분의 2", "двух пятых"),
    HALF: ("half", "절반", "половины"),
    60: ("three fifths", "5분의 3", "трёх пятых"),
    66: ("two thirds", "3분의 2", "двух третей"),
    75: ("three quarters", "4분의 3", "трёх четвертей"),
    80: ("four fifths", "5분의 4", "четырёх пятых"),
    90: ("nine tenths", "10분의 9", "девяти десятых"),
    95: ("nineteen in twenty", "20분의 19", "девятнадцати двадцатых"),
    ALL: ("all", "전부", "всех"),
}

_MOST = ("most, ", "과반, ", "большинство, ")

# "About" stands once, before the first end that is not exact (none and all are).
_BETWEEN = ("between about {} and {}", "약 {}에서 {} 사이", "примерно от {} до {}")
_UP_TO = ("between {} and about {}", "{}에서 약 {} 사이", "от {} примерно до {}")
_ANYTHING = ("between {} and {}", "{}에서 {} 사이", "от {} до {}")


def range_words(low: int, high: int) -> Words:
    """A range from ``low`` to ``high`` points of 100, in words. "Most" only when all of it is above half."""
    first = max(point for point in _PHRASES if point <= low)
    last = min(point for point in _PHRASES if point >= high)
    sentences = _BETWEEN if first > NONE else _UP_TO if last < ALL else _ANYTHING
    most = _MOST if low > HALF else ("", "", "")
    ends = zip(_PHRASES[first], _PHRASES[last], strict=True)
    texts = (start + text.format(*pair) for start, text, pair in zip(most, sentences, ends, strict=True))
    return dict(zip(("en", "ko", "ru"), texts, strict=True))
