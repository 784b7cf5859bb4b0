"""What a second, made-up coder finds in an account: mostly the same, with the slips and mix-ups that coders have."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random

from .answers import ABSENT, NOT_ASKED, PRESENT, UNCLEAR
from .content import NOBODY, Fact, Person

NEIGHBOURS: Mapping[str, str] = {
    "CTL-01": "CTL-06", "CTL-06": "CTL-02", "WGE-03": "WGE-04", "WGE-01": "WGE-02", "WRK-03": "WRK-05", "HLT-02": "HLT-01",
}  # fmt: skip
"""Codes that are taken for one another."""

MISSED, MIXED_UP, HEARD_OTHERWISE = 0.04, 0.25, 0.1
UNSURE_OF: Mapping[str, float] = {"REC": 0.35, "PHY": 0.6, "RET": 0.6}
"""Families of which the two hear different things, present, absent or unclear: their definitions want mending."""


def second_facts(seed: int, person: Person) -> tuple[Fact, ...]:
    """The facts as a second coder codes them; the same for the same seed and person. Never none at all."""
    random = Random(f"{seed}/second/{person.number}")  # noqa: S311  # made-up, and meant to repeat itself
    found = list(_heard(random, person.facts))
    return tuple(found) or person.facts


def second_moments(person: Person) -> tuple[dt.datetime, dt.datetime] | None:
    """When the second coding and its reconciliation were finished: between first coding and verification, if both were."""
    coded, begun = person.steps.coded, person.steps.begun
    if coded is None or begun is None or not person.facts:
        return None
    third = (begun - coded) / 3
    return coded + third, coded + 2 * third


def _heard(random: Random, facts: tuple[Fact, ...]) -> Iterator[Fact]:
    taken = {fact.category for fact in facts}
    for fact in facts:
        if fact.state == PRESENT and random.random() < MISSED:
            continue
        neighbour = NEIGHBOURS.get(fact.category, "")
        if fact.state == PRESENT and neighbour not in {*taken, ""} and random.random() < MIXED_UP:
            taken.add(neighbour)
            yield replace(fact, category=neighbour, work=None, note="")
        elif fact.state != NOT_ASKED and random.random() < UNSURE_OF.get(fact.category[:3], HEARD_OTHERWISE):
            yield replace(fact, state=ABSENT if fact.state == UNCLEAR else UNCLEAR, victim=NOBODY, work=None, note="")
        else:
            yield replace(fact, work=None, note="")
