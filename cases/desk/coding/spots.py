"""Where words stand: a text and two places in it, as the page's tick boxes and its script name them."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from cases.core.errors import Refused

from .press import locator_of
from .texts import SOURCE, Opened

_VALUE = re.compile(r"(account|translation|source):(\d{1,7})-(\d{1,7})")
MOST = 200
"""So many pieces of a text can be chosen at once."""


class Spot(NamedTuple):
    """A piece of a text, in code points; of a source, a line."""

    text: str
    start: int
    end: int

    @property
    def value(self) -> str:
        return f"{self.text}:{self.start}-{self.end}"

    def overlaps(self, other: "Spot") -> bool:
        return self.text == other.text and self.start < other.end and other.start < self.end


def chosen(values: Sequence[str]) -> list[Spot]:
    """What was ticked or selected. Raises Refused for anything that the page cannot have sent."""
    found = []
    for value in dict.fromkeys(values):
        match = _VALUE.fullmatch(value)
        if match is None or len(values) > MOST:
            raise Refused(_("What was chosen in the text cannot be read: load the page anew and choose it again."))
        found.append(Spot(match.group(1), int(match.group(2)), int(match.group(3))))
    return found


def narrowed(spots: Sequence[Spot], opened: Opened, exact: str) -> list[Spot]:
    """Only these words of what was ticked. Raises Refused unless they stand there, and once."""
    words = exact.replace("\r\n", "\n").strip()
    if not words:
        return list(spots)
    if not spots:
        raise Refused(_("Tick the sentence in which these words stand."))
    found = [
        Spot(spot.text, place, place + len(words)) for spot in spots for place in _places(spot, opened, words)
    ]  # fmt: skip
    if not found:
        raise Refused(_("These words do not stand in the sentence you ticked: copy them from it exactly."))
    if len(found) > 1:
        raise Refused(_("These words stand there more than once: copy a longer piece, or tick one sentence."))
    return found


def locator(spots: Iterable[Spot]) -> str:
    """The ticked lines of a source, as an act cites them."""
    return locator_of(spot.start for spot in spots if spot.text == SOURCE)


def _places(spot: Spot, opened: Opened, words: str) -> list[int]:
    text = opened.text(spot.text)
    piece = text.words[spot.start : spot.end] if text is not None and spot.text != SOURCE else ""
    found, place = [], piece.find(words)
    while place >= 0:
        found.append(spot.start + place)
        place = piece.find(words, place + 1)
    return found
