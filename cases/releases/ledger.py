"""The ledger of a series: who enters at a slot, who leaves, and the vectors of those present.

Called by the action that freezes a slot, inside its transaction.
"""

import datetime as dt
import json

from django.db.models import Exists, OuterRef, QuerySet

from cases.core.records import add_all, fill, open_all_for_action
from cases.witnesses import consent
from cases.witnesses.models import Scope, Witness

from . import vectors, who_counts
from .disclosure.schema import Schema
from .models import LedgerEntry, Series
from .vectors import Vector

CHUNK = 2000
"""People whose records are read at once: what bounds the memory."""


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


def record_entrants(series: Series, number: int, schema: Schema, *, on: dt.date) -> None:
    """Whoever meets the conditions and was never in a series enters, with a sealed vector.

    Two series over the same person add up to more than is promised, so nobody enters a second one until lifetimes
    are accounted for.
    """
    known = LedgerEntry.objects.filter(witness=OuterRef("pk"))
    new = list(who_counts.people(on).exclude(Exists(known)).values_list("pk", flat=True))
    for start in range(0, len(new), CHUNK):
        people = Witness.objects.filter(pk__in=new[start : start + CHUNK]).select_related("case")
        found = vectors.of_people(people, who_counts.testimonies(on), schema)
        add_all(_entry(series, number, person, found[person.pk]) for person in people)


def open_vectors(series: Series) -> list[Vector]:
    """The vectors of everybody present. Raises TokenError when one was destroyed without its person's leaving."""
    entries = list(present(series))
    return [json.loads(text) for text in open_all_for_action(LedgerEntry, entries, "vector")]


def _entry(series: Series, number: int, person: Witness, vector: Vector) -> LedgerEntry:
    entry = LedgerEntry(series=series, witness=person, number=number, sign=LedgerEntry.Sign.ENTERS)
    fill(entry, {"vector": json.dumps(vector, sort_keys=True)})
    return entry
