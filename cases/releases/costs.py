"""What a series would cost and give at the present number of people: said to those who decide, before it starts.

Read from the records, so all of it is for the office only. Nothing is drawn and nobody is charged.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from cases.witnesses.models import Witness

from . import ledger, merging, vectors, who_counts
from .disclosure import costs, fit, publish
from .disclosure.counts import Counts, counts
from .disclosure.design import LARGE, SMALL, Design
from .disclosure.nonnegative import Floats
from .disclosure.people import encode
from .disclosure.schema import DEFAULT_SCHEMA, Group, Schema
from .merging import Merged
from .models import Series

Counted = dict[Group, Counts]


@dataclass(frozen=True)
class Looks:
    """How the tables of one design would look at the first and the last release: by group, of those that are open."""

    kind: str
    tier: publish.Tier
    tier_chance: float
    first: dict[Group, costs.Quality]
    last: dict[Group, costs.Quality]


@dataclass(frozen=True)
class Costs:
    """All that the page says. ``people`` is an exact number: not for publication."""

    people: int
    used_up: int
    chances: costs.Chances
    chance_of_large: float
    small: Looks
    large: Looks

    @property
    def likely(self) -> str:
        """The design that the blurred number at the start will most likely choose."""
        return LARGE if self.chance_of_large >= 0.5 else SMALL


def of_choice(*, on: dt.date, horizon: int, mu: Fraction, merged: Merged) -> Costs:
    """The costs of a choice for those who meet the conditions that day. Merges must have been checked."""
    schema = merging.schema(DEFAULT_SCHEMA, merged)
    people, used_up = entrants(on, mu)
    counted = count(people, schema, merged, on=on)
    small, large = (_looks(schema, Design(kind, mu, horizon), counted) for kind in (SMALL, LARGE))
    chance = costs.chance_of_large(len(people))
    return Costs(len(people), used_up, costs.chances(mu, horizon), chance, small, large)


def entrants(on: dt.date, mu: Fraction) -> tuple[list[uuid.UUID], int]:
    """Who could stand in a new series, and how many more meet the conditions but have no room left. Four statements."""
    people = who_counts.people(on)
    room = ledger.who_may_enter(Series(mu=str(mu)), people)
    return room, people.count() - len(room)


def count(people: Sequence[uuid.UUID], schema: Schema, merged: Merged, *, on: dt.date) -> Counted:
    """True counts of these people by cell. A handful of statements for each ``ledger.CHUNK`` of them."""
    total = _counts(schema, [])
    for start in range(0, len(people), ledger.CHUNK):
        some = Witness.objects.filter(pk__in=people[start : start + ledger.CHUNK])
        found = vectors.of_people(some, who_counts.testimonies(on), schema, merged)
        more = _counts(schema, list(found.values()))
        total = {group: total[group] + more[group] for group in total}
    return total


def _counts(schema: Schema, people: list[vectors.Vector]) -> Counted:
    matrix = encode(schema, people)
    return counts(schema, matrix, np.ones(len(matrix), dtype=np.int8))


def _looks(schema: Schema, design: Design, counted: Counted) -> Looks:
    total = int(counted[Group.ONE_WAY][0])
    first = fit.figure_sd(schema, design, 1)
    chances = costs.tier_chances(total, float(first[Group.ONE_WAY][0]), design)
    tier = max(chances, key=lambda one: chances[one])
    last = fit.figure_sd(schema, design, design.horizon)
    return Looks(design.kind, tier, chances[tier], _quality(counted, first, tier), _quality(counted, last, tier))


def _quality(counted: Counted, sd: dict[Group, Floats], tier: publish.Tier) -> dict[Group, costs.Quality]:
    """Of the tables that are open at this tier."""
    opened = publish.OPEN.get(tier, frozenset())
    return {group: costs.quality(counted[group], sd[group]) for group in sd if group in opened}
