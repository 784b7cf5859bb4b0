"""From a fictional person's plain content to the records that the actions store."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cases.coding.actions import SituationValues
from cases.core import partial_dates
from cases.core.errors import Refused
from cases.desk.actions.whole_records import Grades, PlannedAct, PlannedSecond, WholeRecord
from cases.vocabulary.models import AbuseCategory, Place, Sector
from cases.witnesses.actions import GroupValues, NewConsent, NewPerson, NewRisk, ScopeAnswer

from .answers import OF_COWORKERS
from .content import COWORKERS, WITNESS, Consent, Fact, Person, Work
from .second import second_facts, second_moments
from .sentences import TEXTS

FORM = "demo-1 (fictional)"


@dataclass(frozen=True)
class Terms:
    """The vocabulary by code."""

    categories: Mapping[str, AbuseCategory]
    sectors: Mapping[str, Sector]
    places: Mapping[str, Place]


def read_terms() -> Terms:
    """The terms in force. Raises Refused when one that the content needs is missing."""
    categories = {category.code: category for category in AbuseCategory.objects.filter(valid_to=None)}
    missing = {*TEXTS, *OF_COWORKERS, "FLT-OVS", "FLT-MIL"} - categories.keys()
    if missing:
        raise Refused(
            _("The code %(code)s is unknown: load the vocabulary first (manage.py load_vocabulary).")
            % {"code": min(missing)}
        )
    return Terms(
        categories,
        {sector.code: sector for sector in Sector.objects.all()},
        {place.code: place for place in Place.objects.all()},
    )


def whole_record(person: Person, terms: Terms) -> WholeRecord:
    """What the actions store about one person."""
    main, steps = person.works[0], person.steps
    setting = "FLT-MIL" if main.channel == "military" and person.number % 3 == 0 else "FLT-OVS"
    return WholeRecord(
        person=_person(person),
        coworkers=_coworkers(person),
        testimony={
            "date": partial_dates.parse(steps.interviewed_on.isoformat()),
            "method": person.method,
            "language": "ko",
            "account": person.account,
            "translation": person.translation,
            "translation_language": "en",
            "translator": "Fictional translator",
            "reimbursement": person.reimbursement,
            "prior_statements": person.prior_statements,
        },
        event={
            "setting": terms.categories[setting],
            "date": partial_dates.parse(main.period),
            "place": _place(main, terms),
            "summary": "Fictional: work abroad, as one person told it.",
        },
        situations=[_situation(work, terms) for work in person.works],
        acts=[_act(fact, terms) for fact in person.facts],
        grades=Grades(person.reliability, person.credibility, person.level, person.contrary_information),
        withdrawal=_consent(person.withdrawal) if person.withdrawal else None,
        submitted_at=steps.submitted,
        coded_at=steps.coded,
        begun_at=steps.begun,
        verified_at=steps.verified,
        cleared_at=steps.cleared,
    )


def planned_second(seed: int, person: Person, terms: Terms) -> PlannedSecond | None:
    """What a second coder finds in one person's account; None where it did not come to verification."""
    moments = second_moments(person)
    if moments is None:
        return None
    return PlannedSecond([_act(fact, terms) for fact in second_facts(seed, person)], *moments)


def _person(person: Person) -> NewPerson:
    risks = [
        NewRisk(risk.assessed_on, risk.level, {"threats": risk.threats, "mitigation": risk.mitigation})
        for risk in person.risks
    ]
    return NewPerson(
        {
            "sex": person.sex,
            "sex_basis": "" if person.sex == "unknown" else "said by the person (fictional)",
            "age_band": person.age_band,
            "note": f"Fictional person {person.number}.",
        },
        [_consent(person.consent)],
        risks,
    )


def _consent(consent: Consent) -> NewConsent:
    return NewConsent(
        consent.given_on,
        {scope: ScopeAnswer(given.answer, given.limits, given.expires_on) for scope, given in consent.answers.items()},
        {
            "form_version": FORM,
            "language": "ko",
            "way": consent.way,
            "understood": True,
            "how_to_withdraw_told": True,
            "note": consent.note,
        },
    )


def _coworkers(person: Person) -> GroupValues | None:
    if all(fact.victim != COWORKERS for fact in person.facts):
        return None
    lowest, highest = person.coworkers
    return {
        "count_min": lowest,
        "count_max": highest,
        "count_basis": "estimated" if lowest is not None else "",
        "description": "Fictional: co-workers of the same team.",
    }


def _situation(work: Work, terms: Terms) -> SituationValues:
    lowest, highest = work.hours or (None, None)
    return {
        "is_main": work.is_main,
        "date": partial_dates.parse(work.period),
        "sector": terms.sectors[work.sector] if work.sector else None,
        "task": work.task,
        "channel": work.channel,
        "place": _place(work, terms),
        "hours_min": _decimal(lowest),
        "hours_max": _decimal(highest),
        "hours_basis": work.hours_basis,
        "days_off_per_month": _decimal(work.days_off),
        "gross_pay": _decimal(work.gross),
        "kept_pay": _decimal(work.kept),
        "pay_currency": work.currency,
        "pay_per": "month",
        "pay_taken_by": work.taken_by,
        "papers_held_by": work.papers_held_by,
    }


def _act(fact: Fact, terms: Terms) -> PlannedAct:
    values: dict[str, Any] = {"confidence": fact.confidence, "method": fact.method, "note": fact.note}
    return PlannedAct(
        category=terms.categories[fact.category],
        state=fact.state,
        words=fact.words,
        situation=fact.work,
        of_person=fact.victim == WITNESS,
        of_coworkers=fact.victim == COWORKERS,
        values={"date": partial_dates.parse(fact.period), **values},  # type: ignore[typeddict-item]
    )


def _place(work: Work, terms: Terms) -> Place | None:
    return terms.places[work.place] if work.place else None


def _decimal(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)
