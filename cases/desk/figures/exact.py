"""Exact counts of what own interviews hold: people, testimonies, acts, events and violations, each counted apart.

Of everybody with an own interview that is verified at V1 or more and cleared, whatever else they allow: it is the
office's own view of its material, not the public's. Nothing of it may leave the office (disclosure control).
"""

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, F, QuerySet

from cases.coding import indicators
from cases.coding.indicators import Answer, Profile
from cases.coding.models import Act
from cases.intake.models import Testimony
from cases.releases import vectors, who_counts
from cases.releases.disclosure.schema import REPORTED, Schema
from cases.releases.ledger import CHUNK
from cases.releases.merging import Merged
from cases.witnesses.models import Witness

Place = tuple[str, ...]
"""Where a person stands in the table: their value of each chosen side."""

ANSWERS = (Answer.REPORTED, Answer.UNCLEAR, Answer.STATED_ABSENT, Answer.NOT_ASKED)
ASKED = (Answer.REPORTED, Answer.UNCLEAR, Answer.STATED_ABSENT)


@dataclass
class Counted:
    """What one line of the table counts. Violations against groups have no number of people: so many groups at least."""

    people: int = 0
    testimonies: int = 0
    acts: int = 0
    events: set[uuid.UUID] = field(default_factory=set)
    violations: int = 0
    groups: int = 0


@dataclass(frozen=True)
class Table:
    """The lines by place, all of them together, and the sides chosen. An event that stands in two lines is one event."""

    sides: tuple[str, ...]
    lines: Mapping[Place, Counted]
    total: Counted


@dataclass(frozen=True)
class Told:
    """One act that was told as present, with the indicators that its category points to."""

    event: uuid.UUID
    people: int
    groups: int
    indicators: frozenset[str]


def people(on: dt.date) -> QuerySet[Witness]:
    """Everybody counted here, each by their canonical record; whoever took everything back is not."""
    told = who_counts.testimonies(on).values("witness__person")
    return Witness.objects.filter(person__in=told).filter(person=F("uuid"), frozen_at=None)


def table(schema: Schema, merged: Merged, sides: tuple[str, ...], on: dt.date) -> Table:
    """Exact counts by one or two dimensions or indicators of a schema; by none, of all together.

    An indicator's values are its four answers; acts are then those whose category points to it. ``merged`` are the
    categories that the series counts as one. Reads people in parts: a fixed number of statements for each.
    """
    lines: dict[Place, Counted] = {place: Counted() for place in _places(schema, sides)}
    total = Counted()
    wanted = frozenset(side for side in sides if side in schema.indicators)
    keys = list(people(on).values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        found = Witness.objects.filter(pk__in=keys[start : start + CHUNK])
        testimonies = who_counts.testimonies(on).filter(witness__person__in=found.values("person"))
        places = _standing(schema, merged, sides, found, testimonies)
        held = Counter(testimonies.values_list("witness__person", flat=True))
        acts = _acts(testimonies)
        for person, place in places.items():
            told = [act for act in acts[person] if wanted <= act.indicators]
            for counted in (lines[place], total):
                _add(counted, held[person], told)
    return Table(sides, lines, total)


def asked(line: Mapping[str, int]) -> int:
    """How many were asked about an indicator, from the people of each answer."""
    return sum(line.get(answer, 0) for answer in ASKED)


def values(schema: Schema, side: str) -> tuple[str, ...]:
    """What a person can be in a side: the values of a dimension, the four answers about an indicator."""
    return tuple(ANSWERS) if side in schema.indicators else schema.values(side)


def published_value(schema: Schema, side: str, value: str) -> str | None:
    """The value under which releases publish it; None for answers that no release counts."""
    if side not in schema.indicators:
        return value
    return REPORTED if value == Answer.REPORTED else None


def _places(schema: Schema, sides: tuple[str, ...]) -> Iterator[Place]:
    if not sides:
        yield ()
        return
    for value in values(schema, sides[0]):
        for rest in _places(schema, sides[1:]):
            yield (value, *rest)


def _standing(
    schema: Schema,
    merged: Merged,
    sides: tuple[str, ...],
    found: QuerySet[Witness],
    testimonies: QuerySet[Testimony],
) -> dict[uuid.UUID, Place]:
    """Each person's place, by ``Witness.person``."""
    vector = vectors.of_people(found, testimonies, schema, merged)
    profiles: Mapping[uuid.UUID, Profile] = {}
    if any(side in schema.indicators for side in sides):
        profiles = indicators.derive(Act.objects.filter(testimony__in=testimonies))
    return {
        key: tuple(_answer(profiles, key, side) if side in schema.indicators else own[side] for side in sides)
        for key, own in vector.items()
    }


def _answer(profiles: Mapping[uuid.UUID, Profile], person: uuid.UUID, code: str) -> str:
    profile = profiles.get(person, {})
    return profile[code].answer if code in profile else Answer.NOT_ASKED


def _acts(testimonies: QuerySet[Testimony]) -> dict[uuid.UUID, list[Told]]:
    """The acts told as present, by who told them. Two statements."""
    present = Act.objects.filter(testimony__in=testimonies, state=Act.State.PRESENT)
    points: dict[uuid.UUID, set[str]] = defaultdict(set)
    for key, code in present.exclude(category__indicators=None).values_list("pk", "category__indicators__code"):
        points[key].add(code)
    rows = present.annotate(against_people=Count("victims__witness"), against_groups=Count("victims__group"))
    found: dict[uuid.UUID, list[Told]] = defaultdict(list)
    for key, person, event, victims, groups in rows.order_by().values_list(
        "pk", "testimony__witness__person", "event", "against_people", "against_groups"
    ):
        found[person].append(Told(event, victims, groups, frozenset(points[key])))
    return found


def _add(counted: Counted, testimonies: int, told: Iterable[Told]) -> None:
    counted.people += 1
    counted.testimonies += testimonies
    for act in told:
        counted.acts += 1
        counted.events.add(act.event)
        counted.violations += act.people
        counted.groups += act.groups
