"""“line 7”: where in a numbered text something was read, and which lines only say again what stands before."""

import re
from collections.abc import Iterable

from cases.intake.repeats import Repeat

_LINES = re.compile(r"\s*lines?\s+(\d{1,6})(?:\s*[-–—]\s*(\d{1,6}))?", re.IGNORECASE)


def locator(number: int) -> str:
    """How a line is cited. Not translated: it is stored, and published, as it stands."""
    return f"line {number}"


def lines_of(text: str) -> range:
    """The lines that a locator names: 7 to 9 of "lines 7-9 (end)"; none of "page 3"."""
    match = _LINES.match(text)
    if match is None:
        return range(0)
    first, last = int(match.group(1)), int(match.group(2) or match.group(1))
    return range(first, last + 1)


def origins(repeats: Iterable[Repeat]) -> dict[int, int]:
    """The lines that say again what an earlier line says, each with the number of that one."""
    return {number: origin for repeat in repeats for number, origin in repeat.pairs}


def repeated(text: str, origin_of: dict[int, int]) -> tuple[int, int] | None:
    """The first line of a locator that only repeats another, and that one; None when there is none."""
    lines = lines_of(text)
    # The lines of the text, not those of the locator: "lines 1-999999" is written quickly.
    return next(((number, origin) for number, origin in origin_of.items() if number in lines), None)
