"""The ledger of a series: who enters at a slot, who leaves, and the vectors of those present.

Called by the action that freezes a slot, inside its transaction.
"""

import datetime as dt
import json
import uuid

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from cases.core import sealing
from cases.core.records import add_all, erase_all, fill, open_all_for_action, open_column_for_action
from cases.witnesses import consent
from cases.witnesses.models import Scope, Witness

from . import calendar, holding_back, lifetimes, vectors, who_counts
from .disclosure.schema import Schema
from .models import LedgerEntry, LedgerVector, Series
from .terms import LIFETIME_MU_SQUARED
from .vectors import Vector

CHUNK = 2000
"""People whose records are read at once: what bounds the memory."""


COUNTED = ("person", "stream", "case", "sex", "age_band")
"""What is read of a person: the columns that count, and those that say whose key seals."""


def present(series: Series) -> QuerySet[LedgerEntry]:
    """The entries of those who entered and have not left, in a fixed order."""
    left = series.entries.filter(witness=OuterRef("witness"), sign=LedgerEntry.Sign.LEAVES)
    return series.entries.filter(~Exists(left), sign=LedgerEntry.Sign.ENTERS).order_by("pk")


def record_leavers(series: Series, number: int, *, on: dt.date) -> None:
    """Whoever no longer allows the statistics leaves: the only way out, and no way back in this series."""
    gone = present(series).exclude(witness__in=consent.allowing(Scope.S2, on=on))
    add_all(
        LedgerEntry(series=series, witness=entry.witness, number=number, sign=LedgerEntry.Sign.LEAVES)
        for entry in gone.select_related("witness__case")
    )


def record_entrants(series: Series, number: int, schema: Schema, *, on: dt.date, allowed_on: dt.date) -> None:
    """Whoever meets the conditions, may stand in the series and does not wait enters, with a sealed vector.

    Asked on the day of the cut-off; whether they still allow the statistics, on the day of the build.
    """
    ready = who_counts.people(on).filter(pk__in=consent.allowing(Scope.S2, on=allowed_on).values("pk"))
    new = holding_back.without_those_who_wait(series, number, who_may_enter(series, ready))
    for start in range(0, len(new), CHUNK):
        people = Witness.objects.filter(pk__in=new[start : start + CHUNK]).only(*COUNTED)
        found = vectors.of_people(people, who_counts.testimonies(on), schema, series.merged)
        with sealing.keys_at_hand(person.key_owner() for person in people):
            add_all(_entry(series, number, person, found[person.pk]) for person in people)


def who_may_enter(series: Series, people: QuerySet[Witness]) -> list[uuid.UUID]:
    """Of these people, those never in the series whose lifetime promise has room for it, in a fixed order."""
    stands = LedgerEntry.objects.filter(series_id=series.pk, witness__person=OuterRef("person"))
    new = people.exclude(Exists(stands)).order_by("pk").values_list("pk", "person")
    spent = lifetimes.spent()
    cost = lifetimes.cost(series)
    return [key for key, person in new if spent[person] + cost <= LIFETIME_MU_SQUARED]


def open_vectors(series: Series) -> list[Vector]:
    """The vectors of everybody present. Raises TokenError when one was destroyed without its person's leaving.

    Of an erased person who has not left yet, the copy under a key of its own is opened.
    """
    entries = present(series)
    kept = list(LedgerVector.objects.filter(entry__in=entries.values("pk")).order_by("pk"))
    texts = open_column_for_action(LedgerEntry, "vector", list(entries.filter(kept=None).values_list("pk", "vector")))
    # Of none too: the event of a release does not say whether somebody erased was still part of it.
    texts += open_all_for_action(LedgerVector, kept, "vector")
    return [json.loads(text) for text in texts]


def keep_vectors(witness: Witness) -> None:
    """Seal the vectors of a person about to be erased once more, each under a key of its own.

    Until their leaving has entered a release, figures that they are part of can still be asked for: a slot that was
    due before they withdrew and is frozen late. Of a series that is over nothing is asked any more.
    """
    entered = LedgerEntry.objects.filter(witness=witness, sign=LedgerEntry.Sign.ENTERS, kept=None)
    open_ = [series for series in Series.objects.all() if not calendar.is_over(series, timezone.now())]
    staying = [entry for series in open_ for entry in present(series).filter(pk__in=entered.values("pk"))]
    for entry, text in zip(staying, open_all_for_action(LedgerEntry, staying, "vector"), strict=True):
        copy = LedgerVector(entry=entry)
        fill(copy, {"vector": text})
        add_all([copy])


def shred_left(series: Series) -> None:
    """Destroy the copies of erased people whose leaving has entered a release of this series."""
    left = series.entries.filter(sign=LedgerEntry.Sign.LEAVES).values("witness")
    _shred(LedgerVector.objects.filter(entry__series=series, entry__witness__in=left))


def shred_copies(series: Series) -> None:
    """Destroy every copy of a series that is over: some people left too late for any release."""
    _shred(LedgerVector.objects.filter(entry__series=series))


def _shred(copies: QuerySet[LedgerVector]) -> None:
    for copy in copies:
        owner = copy.key_owner()
        erase_all([copy])
        sealing.shred(owner)


def _entry(series: Series, number: int, person: Witness, vector: Vector) -> LedgerEntry:
    entry = LedgerEntry(series=series, witness=person, number=number, sign=LedgerEntry.Sign.ENTERS)
    fill(entry, {"vector": json.dumps(vector, sort_keys=True)})
    return entry
