"""Two codings of one testimony beside each other: which acts are the same, and in what they differ.

How acts of the two rounds are matched, always with the same result for the same codings:

1. The same category, and words that overlap by at least one code point in the same text; or the same category where
   neither cites words (not asked, or a place in a source). Of several that fit, first those in the same state, then
   those that share most code points, then those that stand first in the text.
2. Of the rest, two categories on overlapping words: the coders saw something there and called it differently. Of
   several that fit, those that share most code points, then those that stand first.
3. What remains was coded by one of them alone.

Each act stands in one line. A line is *agreed* when both coded it and nothing in it differs.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

Spot = tuple[str, int, int]
"""A text, and where in it words begin and end, in code points."""


class Choice(StrEnum):
    """What becomes of a line: what the first coding says, the second, both of them, or nothing."""

    FIRST = "first"
    SECOND = "second"
    BOTH = "both"
    NEITHER = "neither"


@dataclass(frozen=True)
class Coded:
    """One act of a round as it is compared. ``facts`` are its values by name, such as victims and period, each as text."""

    key: uuid.UUID
    category: str
    state: str
    spots: frozenset[Spot] = frozenset()
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def place(self) -> tuple[object, ...]:
        """Where it stands among the acts of its round: in the order of the text, what cites no words last."""
        first = min(self.spots, default=("~", 0, 0))
        return (*first, self.category, self.state, self.key)


@dataclass(frozen=True)
class Line:
    """An act of the first coding, of the second, or one of each that speak of the same."""

    first: Coded | None
    second: Coded | None

    @property
    def key(self) -> str:
        """Names the line in a form: it says which acts, so that a decision never falls on others."""
        return "_".join(one.key.hex if one else "" for one in (self.first, self.second))

    @property
    def differs(self) -> list[str]:
        """The names of the values in which both differ, the category and the state first."""
        if self.first is None or self.second is None:
            return []
        one, other = self.first, self.second
        named = [name for name in ("category", "state") if getattr(one, name) != getattr(other, name)]
        return named + [name for name in one.facts if one.facts[name] != other.facts.get(name, "")]

    @property
    def is_agreed(self) -> bool:
        return self.first is not None and self.second is not None and not self.differs

    @property
    def choices(self) -> list[Choice]:
        """What it can become. One act cannot be in two states, so there both is no choice."""
        if self.first is None or self.second is None:
            return [Choice.FIRST if self.first else Choice.SECOND, Choice.NEITHER]
        contradict = self.first.category == self.second.category and self.first.state != self.second.state
        middle = [] if contradict else [Choice.BOTH]
        return [Choice.FIRST, Choice.SECOND, *middle, Choice.NEITHER]

    def became(self, copies: Mapping[uuid.UUID, Coded]) -> Choice:
        """What a third record made of the line; ``copies`` are its acts by the key of the act that each was made of."""
        first, second = (copies.get(one.key) if one else None for one in (self.first, self.second))
        if first is not None and second is not None:
            return Choice.BOTH
        if first is None:
            return Choice.SECOND if second is not None else Choice.NEITHER
        assert self.first is not None  # the copy was made of it
        added = (first.spots, first.facts) != (self.first.spots, self.first.facts)
        return Choice.BOTH if added or self.is_agreed else Choice.FIRST

    @property
    def place(self) -> tuple[object, ...]:
        found = self.first or self.second
        assert found is not None
        return found.place


def shared(one: Iterable[Spot], other: Iterable[Spot]) -> int:
    """How many code points the passages of two acts have in common."""
    others = list(other)
    return sum(
        max(0, min(end, its_end) - max(start, its_start))
        for text, start, end in one
        for its_text, its_start, its_end in others
        if text == its_text
    )


def compare(first: Sequence[Coded], second: Sequence[Coded]) -> list[Line]:
    """The lines of two codings, in the order of the text."""
    left, right = sorted(first, key=lambda one: one.place), sorted(second, key=lambda one: one.place)
    lines = _paired(left, right, _same)
    lines += _paired(left, right, _other_name)
    lines += [Line(one, None) for one in left] + [Line(None, one) for one in right]
    return sorted(lines, key=lambda line: line.place)


def _same(one: Coded, other: Coded) -> tuple[int, ...] | None:
    """How well two acts fit as the same one, the best lowest; None when they are not."""
    if one.category != other.category:
        return None
    common = shared(one.spots, other.spots)
    if not common and (one.spots or other.spots):
        return None
    return (int(one.state != other.state), -common)


def _other_name(one: Coded, other: Coded) -> tuple[int, ...] | None:
    common = shared(one.spots, other.spots)
    return (-common,) if common else None


def _paired(left: list[Coded], right: list[Coded], fit: Callable[[Coded, Coded], tuple[int, ...] | None]) -> list[Line]:
    """The pairs that fit, the best first; they are taken out of both lists, which are in the order of the text."""
    found = [
        (how, a, b)
        for a, one in enumerate(left)
        for b, other in enumerate(right)
        if (how := fit(one, other)) is not None
    ]
    taken: dict[int, int] = {}
    for _how, a, b in sorted(found):
        if a not in taken and b not in taken.values():
            taken[a] = b
    lines = [Line(left[a], right[b]) for a, b in taken.items()]
    left[:] = [one for a, one in enumerate(left) if a not in taken]
    right[:] = [one for b, one in enumerate(right) if b not in taken.values()]
    return lines
