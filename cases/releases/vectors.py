"""A person as the release engine sees them: one value per dimension, and the indicators they reported."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet

from cases.coding import indicators
from cases.coding.dimensions import UNKNOWN
from cases.coding.indicators import Answer
from cases.coding.models import Act, LabourSituation
from cases.intake.models import Testimony
from cases.witnesses.models import Witness

from . import merging
from .disclosure.schema import Schema
from .merging import Merged

Vector = dict[str, Any]

INDICATOR_COUNTS = ((2, "0_2"), (4, "3_4"), (6, "5_6"), (8, "7_8"), (11, "9_11"))


class Work(NamedTuple):
    """The public values of one labour situation; of nothing known, as here without any."""

    is_main: bool = False
    area: str = ""
    period: str = ""
    sector: str | None = None
    channel: str = ""
    hours: str = ""
    pay_withheld: str = ""


def of_people(
    people: QuerySet[Witness], testimonies: QuerySet[Testimony], schema: Schema, merged: Merged
) -> dict[uuid.UUID, Vector]:
    """The vectors of many people, from their testimonies that count. A handful of statements, however many people.

    Given are canonical records: what their duplicates hold is merged first (disclosure control, "privacy unit").
    ``merged`` are the categories that the series counts as one.
    """
    persons = people.values("person")
    # By their keys: the question which testimonies count is then asked once.
    told = list(testimonies.filter(witness__person__in=persons).values_list("pk", flat=True))
    answers = indicators.answers(Act.objects.filter(testimony__in=told))
    works = _works(persons)
    return {
        person.pk: vector(person, works.get(person.person, []), answers.get(person.person, {}), schema, merged)
        for person in people
    }


def vector(
    person: Witness,
    works: Sequence[Work],
    answers: Mapping[str, Answer],
    schema: Schema,
    merged: Merged,
) -> Vector:
    """One person's vector: work from the main labour situation, or the only one; several and none main is unknown."""
    main = [work for work in works if work.is_main] or works
    work = main[0] if len(main) == 1 else Work()
    known = {
        "area": work.area,
        "period": work.period,
        "sector": work.sector,
        "age_band": person.age_band,
        "sex": person.sex,
        "channel": work.channel,
        "hours": work.hours,
        "pay_withheld": work.pay_withheld,
    }
    # A value that came into use after the series froze its schema is unknown to it: a slot never fails for who came.
    counted = {key: merging.value(merged, key, value or "") for key, value in known.items()}
    fitting = {key: value if value in schema.dimensions[key] else UNKNOWN for key, value in counted.items()}
    return {**fitting, **_reported(answers, schema.indicators)}


def _reported(known: Mapping[str, Answer], codes: Iterable[str]) -> Mapping[str, Any]:
    """The indicators reported, and the band of their number: unknown when any of them was not asked."""
    answers = {code: known.get(code, Answer.NOT_ASKED) for code in codes}
    reported = [code for code, answer in answers.items() if answer == Answer.REPORTED]
    if Answer.NOT_ASKED in answers.values():
        return {"indicators": reported, "indicator_count": UNKNOWN}
    return {
        "indicators": reported,
        "indicator_count": next(band for top, band in INDICATOR_COUNTS if len(reported) <= top),
    }


def _works(persons: QuerySet[Witness, Any]) -> dict[uuid.UUID, list[Work]]:
    """Columns alone, since there are very many: a record of each would take most of the time."""
    found: dict[uuid.UUID, list[Work]] = {}
    told = LabourSituation.objects.filter(witness__person__in=persons)
    columns = (
        "is_main",
        "public_area",
        "public_period",
        "sector__code",
        "channel",
        "public_hours",
        "public_pay_withheld",
    )
    for person, *values in told.values_list("witness__person", *columns):
        found.setdefault(person, []).append(Work(*values))
    return found
