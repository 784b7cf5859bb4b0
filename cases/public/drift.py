"""How one figure changed on its way from outlet to outlet. Copies of one figure are one root, not several."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from cases.published.models import PublishedFigure, PublishedSource

LAST = "9"
"""Sorts after every date: sources that give none come last."""
FIELDS = {
    "horizon": _("Expected"),
    "kind_label": _("Kind"),
    "measure": _("What is counted"),
    "period_as_said": _("Period"),
    "said_by": _("Said by"),
}
"""What is compared beside the number, by the words that the list of figures has for it."""

Key = tuple[str, str]
Words = Mapping[str, str] | str


class Change(NamedTuple):
    """What a copy says otherwise than the figure it was copied from; ``after`` is empty where it leaves it out."""

    label: str
    before: Words
    after: Words


class Step(NamedTuple):
    """A figure in one outlet. ``origin`` is what it was copied from; the root has none."""

    figure: PublishedFigure
    source: PublishedSource | None
    origin: PublishedFigure | None

    @property
    def other_number(self) -> bool:
        """Whether it gives another number, or the same one in another way ("up to")."""
        return self.origin is not None and _number(self.figure) != _number(self.origin)

    @property
    def changes(self) -> list[Change]:
        """What else it says otherwise. Where the earlier text is silent, we may only not have read it: no change."""
        if self.origin is None:
            return []
        pairs = [(label, _said(self.origin, name), _said(self.figure, name)) for name, label in FIELDS.items()]
        return [Change(str(label), *pair) for label, *pair in pairs if pair[0] and _plain(pair[0]) != _plain(pair[1])]


class Drift(NamedTuple):
    """A root and its copies, in the order of the sources' dates."""

    steps: list[Step]

    @property
    def root(self) -> PublishedFigure:
        """The figure that all others go back to."""
        return self.steps[0].figure

    @property
    def outlets(self) -> int:
        """How many sources carry the figure, the root's own among them."""
        return len({step.figure.source_code for step in self.steps})


def drifts(figures: Iterable[PublishedFigure]) -> list[Drift]:
    """Every root that has copies. The figures bring their cases and these their sources; no statement."""
    by_key = {_key(figure): figure for figure in figures}
    found: dict[Key, list[Step]] = {}
    for figure in by_key.values():
        step = Step(figure, _source_of(figure), by_key.get((figure.case_id, figure.copied_from)))
        found.setdefault(_root_of(figure, by_key), []).append(step)
    return [Drift(sorted(steps, key=_place)) for steps in found.values() if len(steps) > 1]


def _root_of(figure: PublishedFigure, by_key: Mapping[Key, PublishedFigure]) -> Key:
    """Where the copying began. Figures that name each other in a ring have no beginning: each stays alone."""
    seen = [_key(figure)]
    while (origin := (figure.case_id, figure.copied_from)) in by_key and origin not in seen:
        seen.append(origin)
        figure = by_key[origin]
    return seen[-1]


def _place(step: Step) -> tuple[bool, str, int]:
    date = step.source.published_on if step.source else ""
    return (step.origin is not None, date or LAST, step.figure.position)


def _source_of(figure: PublishedFigure) -> PublishedSource | None:
    return next((source for source in figure.case.sources.all() if source.code == figure.source_code), None)


def _key(figure: PublishedFigure) -> Key:
    return (figure.case_id, figure.reference)


def _number(figure: PublishedFigure) -> tuple[int | None, int | None, str]:
    return (figure.value_min, figure.value_max, figure.comparator)


def _said(figure: PublishedFigure, name: str) -> Words:
    words: Words = getattr(figure, name)
    return figure.period if name == "period_as_said" and not words else words


def _plain(words: Words) -> str:
    return words.get("en", "") if isinstance(words, Mapping) else words
