"""How many people count in public statistics today, and why the others do not: in numbers alone.

The rule is that of ``releases.who_counts``, asked of everybody at once (a test compares them). Nothing here tells who
stands in which release, who waits, or when anybody came.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery

from cases.intake.models import Status, Testimony
from cases.releases import lifetimes, terms, who_counts
from cases.releases.models import LedgerEntry, Series
from cases.verification.models import Assessment
from cases.witnesses import consent
from cases.witnesses.models import Consent, ConsentScope, RiskAssessment, Scope, Stream, Witness


class Reason(StrEnum):
    """Why a person does not count today. A person can have several."""

    NO_INTERVIEW = "no_interview"
    WITHDREW = "withdrew"
    NO_CONSENT = "no_consent"
    NOT_VERIFIED = "not_verified"
    NOT_CLEARED = "not_cleared"
    NO_RISK = "no_risk"


@dataclass(frozen=True)
class Tally:
    """People with a reason, and those of them who have no other."""

    reason: Reason
    people: int
    alone: int


@dataclass(frozen=True)
class Numbers:
    """Everybody we hold a record about, each once; ``meet`` meet every condition."""

    people: int
    meet: int
    reasons: tuple[Tally, ...]

    @property
    def others(self) -> int:
        return self.people - self.meet


@dataclass(frozen=True)
class Beside:
    """Of series and not of today's conditions. ``in_series`` is None while none runs."""

    in_series: int | None
    merged: int
    beyond: int
    erased: int


FLAGS = ("told", "allowed", "taken_back", "assessed", "cleared", "counted", "risk")


def numbers(on: dt.date) -> Numbers:
    """Who counts that day, and the reasons of the others. One statement, however many people there are."""
    rows = _people(on).order_by().values(*FLAGS).annotate(people=Count("pk"))
    found: Counter[frozenset[Reason]] = Counter()
    for row in rows:
        found[frozenset(_reasons(row))] += row["people"]
    tallies = tuple(
        Tally(reason, sum(n for reasons, n in found.items() if reason in reasons), found[frozenset({reason})])
        for reason in Reason
    )
    return Numbers(found.total(), found[frozenset()], tallies)


def beside(on: dt.date) -> Beside:
    """How many stand in the series that runs, were merged, have no room left, or are erased. A fixed number of statements.

    Those who wait for a later release of the series are among those who stand in it: their number is nobody's to read.
    """
    series = Series.objects.order_by("-number").first()
    running = series if series and series.runs(on) else None
    return Beside(
        in_series=_taken_in(running) if running else None,
        merged=lifetimes.merged_after_entry(running) if running else 0,
        beyond=_beyond(series),
        erased=_canonical().exclude(erased_at=None).count(),
    )


def _reasons(row: Mapping[str, bool]) -> Iterable[Reason]:
    if not row["told"]:
        yield Reason.NO_INTERVIEW  # the other conditions are asked of own interviews only
        return
    if not row["allowed"]:
        yield Reason.WITHDREW if row["taken_back"] else Reason.NO_CONSENT
    if not row["assessed"]:
        yield Reason.NOT_VERIFIED
    # Verified and cleared are asked of one interview: another one of the person may be cleared and not verified.
    if not (row["counted"] if row["assessed"] else row["cleared"]):
        yield Reason.NOT_CLEARED
    if not row["risk"]:
        yield Reason.NO_RISK


def _canonical() -> QuerySet[Witness]:
    """Each person once, by the record under whose code they are known."""
    return Witness.objects.filter(person=F("uuid"))


def _people(on: dt.date) -> QuerySet[Witness]:
    """Everybody held, with what the conditions ask of each."""
    person = {"witness__person": OuterRef("person")}
    own = Testimony.objects.filter(stream=Stream.OWN, **person)
    newest = Assessment.objects.filter(testimony=OuterRef("pk"), assessed_at__date__lte=on).order_by("-assessed_at")
    assessed = own.annotate(level=Subquery(newest.values("level")[:1])).filter(level__in=who_counts.LEVELS_THAT_COUNT)
    given = Consent.objects.filter(given_on__lte=on, **person).order_by("-given_on", "-created_at")
    taken_back = ConsentScope.objects.filter(
        consent=OuterRef("newest"), scope=Scope.S2, answer=ConsentScope.Answer.WITHDRAWN
    )
    # One list for all, not a question for each person: nearly every assessment has no product, and SQLite would look
    # through all of them each time.
    in_date = RiskAssessment.objects.filter(assessed_on__lte=on, valid_until__gte=on, product_uuid=None)
    return (
        _canonical()
        .filter(erased_at=None)
        .annotate(
            newest=Subquery(given.values("pk")[:1]),
            told=Exists(own),
            allowed=Exists(consent.allowing(Scope.S2, on=on).filter(pk=OuterRef("pk"))),
            taken_back=Exists(taken_back),
            assessed=Exists(assessed),
            cleared=Exists(own.filter(status=Status.CLEARED, cleared_at__date__lte=on)),
            counted=Exists(who_counts.testimonies(on).filter(**person)),
            risk=ExpressionWrapper(Q(person__in=in_date.values("witness__person")), BooleanField()),
        )
    )


def _taken_in(series: Series) -> int:
    """People whom the series has taken in: counted in it now, or waiting for their release by chance."""
    left = series.entries.filter(witness=OuterRef("witness"), sign=LedgerEntry.Sign.LEAVES)
    inside = series.entries.filter(~Exists(left), sign=LedgerEntry.Sign.ENTERS).values("witness__person")
    waiting = series.held_back.values("witness__person")
    people = Witness.objects.filter(Q(person__in=inside) | Q(person__in=waiting))
    return people.order_by().values("person").distinct().count()


def _beyond(newest: Series | None) -> int:
    """People whom one more series like the newest would carry beyond what they were promised for their lifetime."""
    erased = set(Witness.objects.exclude(erased_at=None).values_list("person", flat=True))
    more = lifetimes.cost(newest) if newest else 1 + lifetimes.DESIGN_TOTAL
    found = lifetimes.spent().items()
    return sum(1 for person, spent in found if spent + more > terms.LIFETIME_MU_SQUARED and person not in erased)
