"""Quotes of fictional people: proposed by the coder, cleared by lead and DPO, early enough for the third release."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from cases.accounts.models import User
from cases.casework.models import Case
from cases.coding import dimensions
from cases.core import partial_dates
from cases.core.demonstration import check_is_demonstration
from cases.core.permissions import Role
from cases.intake.models import Testimony
from cases.releases.actions import clear_quote, propose_quote
from cases.releases.models import Signature

from .answers import INDICATORS, PRESENT
from .content import WITNESS, Answer, Person
from .people import person
from .sentences.quoted import QUOTED, Quoted

WANTED = 10
"""Enough for a batch of six with its spares, and for chance to choose among."""

PER_INDICATOR = 2
"""So that a batch speaks of many things."""


class Choice(NamedTuple):
    """Which sentence of whom is quoted."""

    person: Person
    indicator: int
    quoted: Quoted


def make_quotes(*, case: Case, people: int, seed: int, staff: Mapping[Role, User], slots: Sequence[dt.date]) -> int:
    """Propose and clear quotes of the first people whom ``make`` put into this case; how many there are now.

    ``seed`` and ``slots`` are those given to ``make``. Of few people there are fewer quotes, or none; and a release
    carries a whole batch or nothing. Raises Refused in an office.
    """
    check_is_demonstration()
    found = list(islice(choices(people, seed, slots), WANTED))
    testimonies = _testimonies(case) if found else []
    for choice in found:
        _make(testimonies[choice.person.number], choice, staff)
    return len(found)


def choices(people: int, seed: int, slots: Sequence[dt.date]) -> Iterator[Choice]:
    """One sentence each of people who may be quoted in the third release; no sentence twice, no indicator too often."""
    used: set[Quoted] = set()
    often: Counter[int] = Counter()
    for one in filter(_may_be_quoted, (person(seed, number, slots) for number in range(people))):
        open_to = (
            choice for choice in _of(one) if choice.quoted not in used and often[choice.indicator] < PER_INDICATOR
        )
        # Of several sentences the one about what was quoted least so far.
        if chosen := min(open_to, key=lambda choice: often[choice.indicator], default=None):
            used.add(chosen.quoted)
            often[chosen.indicator] += 1
            yield chosen


def _may_be_quoted(one: Person) -> bool:
    """Who counts from the first release on, allows quotes without limits, and never took it back."""
    return one.fate == "counts_1" and one.consent.answers["S3"] == Answer("yes") and one.withdrawal is None


def _of(one: Person) -> Iterator[Choice]:
    """Every sentence of an account that may be quoted: of what was done to the person, in the main work."""
    for fact in one.facts:
        if (fact.state, fact.victim, fact.work) == (PRESENT, WITNESS, 0) and fact.category in INDICATORS:
            for quoted in QUOTED.get(fact.category, ()):
                if quoted.original in one.account:
                    yield Choice(one, INDICATORS[fact.category], quoted)


def _testimonies(case: Case) -> list[Testimony]:
    """In the order in which they were stored, which is that of the people's numbers."""
    return sorted(case.testimonies.all(), key=lambda testimony: (len(testimony.code), testimony.code))


def _make(testimony: Testimony, choice: Choice, staff: Mapping[Role, User]) -> None:
    work, quoted = choice.person.works[0], choice.quoted
    date = partial_dates.parse(work.period)
    period = dimensions.period(date.earliest, date.latest)
    quote = propose_quote(
        by=staff[Role.CODER],
        testimony=testimony,
        original=quoted.original,
        text_en=quoted.en,
        text_ko=quoted.ko,
        text_ru=quoted.ru,
        indicator=f"ILO-{choice.indicator:02}",
        sector=work.sector or "",
        period="" if period == dimensions.UNKNOWN else period,
    )
    clear_quote(by=staff[Role.LEAD], quote=quote, signature=Signature.LEAD)
    clear_quote(by=staff[Role.DPO], quote=quote, signature=Signature.DPO)
