"""A word in Latin or Cyrillic letters, cut into the syllables of a Korean name."""

from typing import NamedTuple

from .letters import Reading, table
from .spellings import Script

_LONGEST_WORD = 30  # letters: six syllables, generously
_MOST_WAYS = 4
_SILENT = str.maketrans("", "", "ъь'")


class _Way(NamedTuple):
    """One way to cut the beginning of a word; the cheaper, the fewer syllables and loose spellings."""

    cost: tuple[int, int]
    readings: tuple[Reading, ...]

    def and_then(self, reading: Reading) -> "_Way":
        return _Way((self.cost[0] + 1, self.cost[1] + (not reading.main)), (*self.readings, reading))


def segments(word: str, script: Script) -> list[tuple[Reading, ...]]:
    """The cheapest ways to cut a word into syllables of names; several when they are as cheap, none when there is none.

    "yongil" is yong-il and yon-gil.
    """
    if script is Script.CYRILLIC:
        word = word.translate(_SILENT)
    if len(word) > _LONGEST_WORD:
        return []
    spelled = table(script)
    longest = max(map(len, spelled))
    ways: list[list[_Way]] = [[_Way((0, 0), ())], *([] for _letter in word)]
    for end in range(1, len(word) + 1):
        found = [
            way.and_then(reading)
            for start in range(max(0, end - longest), end)
            if ways[start] and (reading := spelled.get(word[start:end]))
            for way in ways[start]
        ]
        ways[end] = _cheapest(found)
    return [way.readings for way in ways[-1] if way.readings]


def _cheapest(ways: list[_Way]) -> list[_Way]:
    least = min((way.cost for way in ways), default=None)
    return [way for way in ways if way.cost == least][:_MOST_WAYS]
