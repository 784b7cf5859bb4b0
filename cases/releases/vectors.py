"""A person as the release engine sees them: one value per dimension, and the indicators they reported."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from cases.coding import indicators
from cases.coding.dimensions import UNKNOWN
from cases.coding.indicators import Answer, Profile
from cases.coding.models import Act, LabourSituation
from cases.intake.models import Testimony
from cases.witnesses.models import Witness

from .disclosure.schema import Schema

Vector = dict[str, Any]

INDICATOR_COUNTS = ((2, "0_2"), (4, "3_4"), (6, "5_6"), (8, "7_8"), (11, "9_11"))


def of_people(people: QuerySet[Witness], testimonies: QuerySet[Testimony], schema: Schema) -> dict[uuid.UUID, Vector]:
    """The vectors of many people, from their testimonies that count. A handful of statements, however many people.

    Given are canonical records: what their duplicates hold is merged first (disclosure control, "privacy unit").
    """
    persons = people.values("person")
    told = testimonies.filter(witness__person__in=persons)
    profiles = indicators.derive(Act.objects.filter(testimony__in=told))
    situations = _situations(persons)
    return {
        person.pk: vector(person, situations.get(person.person, []), profiles.get(person.person, {}), schema)
        for person in people
    }


def vector(person: Witness, situations: list[LabourSituation], profile: Profile, schema: Schema) -> Vector:
    """One person's vector: work from the main labour situation, or the only one; several and none main is unknown."""
    main = [situation for situation in situations if situation.is_main] or situations
    work = main[0] if len(main) == 1 else LabourSituation()
    known = {
        "area": work.public_area,
        "period": work.public_period,
        "sector": work.sector.code if work.sector else "",
        "age_band": person.age_band,
        "sex": person.sex,
        "channel": work.channel,
        "hours": work.public_hours,
        "pay_withheld": work.public_pay_withheld,
    }
    # A value that came into use after the series froze its schema is unknown to it: a slot never fails for who came.
    fitting = {key: value if value in schema.dimensions[key] else UNKNOWN for key, value in known.items()}
    return {**fitting, **_reported(profile, schema.indicators)}


def _reported(profile: Profile, codes: Iterable[str]) -> Mapping[str, Any]:
    """The indicators reported, and the band of their number: unknown when any of them was not asked."""
    answers = {code: profile[code].answer if code in profile else Answer.NOT_ASKED for code in codes}
    reported = [code for code, answer in answers.items() if answer == Answer.REPORTED]
    if Answer.NOT_ASKED in answers.values():
        return {"indicators": reported, "indicator_count": UNKNOWN}
    return {
        "indicators": reported,
        "indicator_count": next(band for top, band in INDICATOR_COUNTS if len(reported) <= top),
    }


def _situations(persons: QuerySet[Witness, Any]) -> dict[uuid.UUID, list[LabourSituation]]:
    found: dict[uuid.UUID, list[LabourSituation]] = {}
    told = LabourSituation.objects.filter(witness__person__in=persons).select_related("sector", "witness")
    for situation in told:
        assert situation.witness is not None
        found.setdefault(situation.witness.person, []).append(situation)
    return found
