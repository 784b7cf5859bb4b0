"""Which descriptions may speak of the same thing, so that they stand side by side. A person decides whether they do."""

import unicodedata
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T")

ALIKE = 0.5
"""From this share of common pieces on, two descriptions stand together: rather one pair too many than one missed."""


def together(items: Sequence[T], text: Callable[[T], str]) -> list[list[T]]:
    """The items in groups: each stands with the first group that has a description like its own, else alone.

    Larger groups come first; within one and among equals, the order stays.
    """
    groups: list[list[tuple[T, str]]] = []
    for item in items:
        words = _folded(text(item))
        group = next((one for one in groups if any(_alike(words, other) for _item, other in one)), None)
        if group is None:
            groups.append([(item, words)])
        else:
            group.append((item, words))
    return [[item for item, _words in group] for group in sorted(groups, key=len, reverse=True)]


def _folded(text: str) -> str:
    """Without case; Hangul in its letters, so that another ending of a word is not another word."""
    return " ".join(unicodedata.normalize("NFKD", text).casefold().split())


def _alike(one: str, other: str) -> bool:
    found = SequenceMatcher(None, one, other, autojunk=False)
    return found.quick_ratio() >= ALIKE and found.ratio() >= ALIKE
