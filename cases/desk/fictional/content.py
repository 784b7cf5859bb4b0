"""A fictional person's whole record as plain values: no model, no database, the same for the same seed."""

import datetime as dt
from dataclasses import dataclass

WITNESS, COWORKERS, NOBODY = "witness", "coworkers", ""
"""To whom an act was done."""


@dataclass(frozen=True)
class Answer:
    """What the person says to one purpose of the consent form."""

    answer: str
    limits: str = ""
    expires_on: dt.date | None = None


@dataclass(frozen=True)
class Consent:
    """What the person allowed on a day."""

    given_on: dt.date
    way: str
    answers: dict[str, Answer]
    note: str


@dataclass(frozen=True)
class Risk:
    """A risk assessment."""

    assessed_on: dt.date
    level: str
    threats: str
    mitigation: str


@dataclass(frozen=True)
class Work:
    """One labour situation. Places and sectors by their codes, the period in EDTF; None is not known."""

    is_main: bool
    sector: str | None
    channel: str
    place: str | None
    period: str
    task: str
    hours: tuple[int, int] | None
    hours_basis: str
    days_off: int | None
    gross: int | None
    kept: int | None
    currency: str
    taken_by: str
    papers_held_by: str


@dataclass(frozen=True)
class Fact:
    """One coded act: its category and state, the words that support it, and whom it was done to."""

    category: str
    state: str
    words: tuple[str, ...]
    victim: str = NOBODY
    work: int | None = None
    period: str = ""
    confidence: str = ""
    method: str = ""
    note: str = ""


@dataclass(frozen=True)
class Steps:
    """How far the testimony came, and when. None: not that far."""

    interviewed_on: dt.date
    submitted: dt.datetime | None = None
    coded: dt.datetime | None = None
    begun: dt.datetime | None = None
    verified: dt.datetime | None = None
    cleared: dt.datetime | None = None


@dataclass(frozen=True)
class Person:
    """Everything that is made up about one person."""

    number: int
    fate: str
    sex: str
    age_band: str
    consent: Consent
    withdrawal: Consent | None
    risks: tuple[Risk, ...]
    method: str
    account: str
    translation: str
    reimbursement: str
    prior_statements: str
    works: tuple[Work, ...]
    facts: tuple[Fact, ...]
    coworkers: tuple[int | None, int | None]
    steps: Steps
    reliability: str
    credibility: str
    level: str
    contrary_information: str
