"""An account in a public source is coded by the lines of the source's text: ticked lines become the act's locator."""

import re
from collections.abc import Iterable
from itertools import pairwise

from .splitting import Paragraph, Sentence

_RANGE = re.compile(r"(\d{1,6})(?:\s*[-–—]\s*(\d{1,6}))?")
_LINES = re.compile(r"\s*lines?\s+([\d\s,–—-]+)", re.IGNORECASE)


def lines(text: str) -> list[Paragraph]:
    """The lines that have words, each as one sentence; a line's number is its place as well."""
    return [
        Paragraph((Sentence(number, number, number + 1, words.strip()),))
        for number, words in enumerate(text.splitlines(), start=1)
        if words.strip()
    ]


def locator_of(numbers: Iterable[int]) -> str:
    """How lines are cited: "line 5", "lines 5-6, 9". Not translated: it is stored, and published, as it stands."""
    some = sorted(set(numbers))
    if not some:
        return ""
    breaks = [0, *(place + 1 for place, (one, other) in enumerate(pairwise(some)) if other > one + 1), len(some)]
    runs = [some[start:end] for start, end in pairwise(breaks)]
    told = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
    return f"line {told}" if len(some) == 1 else f"lines {told}"


def ranges_of(locator: str) -> list[tuple[int, int]]:
    """The lines that a locator names, as first and last; none of "page 3"."""
    match = _LINES.match(locator)
    if match is None:
        return []
    found = [(int(first), int(last or first)) for first, last in _RANGE.findall(match.group(1))]
    return [(first, last) for first, last in found if first <= last]
