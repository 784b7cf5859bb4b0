"""The ledger of a series: who enters at a slot, who leaves, and the vectors of those present.

Called by the action that freezes a slot, inside its transaction.
"""

import datetime as dt
import json

from django.db.models import Exists, OuterRef, QuerySet

from cases.core import sealing
from cases.core.records import add_all, erase_all, fill, open_all_for_action
from cases.witnesses import consent
from cases.witnesses.models import Scope, Witness

from . import vectors, who_counts
from .disclosure.schema import Schema
from .models import LedgerEntry, LedgerVector, Series
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
    known = LedgerEntry.objects.filter(witness__person=OuterRef("person"))
    new = list(who_counts.people(on).exclude(Exists(known)).values_list("pk", flat=True))
    for start in range(0, len(new), CHUNK):
        people = Witness.objects.filter(pk__in=new[start : start + CHUNK]).select_related("case")
        found = vectors.of_people(people, who_counts.testimonies(on), schema)
        add_all(_entry(series, number, person, found[person.pk]) for person in people)


def open_vectors(series: Series) -> list[Vector]:
    """The vectors of everybody present. Raises TokenError when one was destroyed without its person's leaving.

    Of an erased person who has not left yet, the copy under a key of its own is opened.
    """
    entries = present(series)
    kept = list(LedgerVector.objects.filter(entry__in=entries.values("pk")).order_by("pk"))
    texts = open_all_for_action(LedgerEntry, list(entries.filter(kept=None)), "vector")
    texts += open_all_for_action(LedgerVector, kept, "vector") if kept else []
    return [json.loads(text) for text in texts]


def keep_vectors(witness: Witness) -> None:
    """Seal the vectors of a person about to be erased once more, each under a key of its own.

    Until their leaving has entered a release, figures that they are part of can still be asked for: a slot that was
    due before they withdrew and is frozen late.
    """
    entered = LedgerEntry.objects.filter(witness=witness, sign=LedgerEntry.Sign.ENTERS, kept=None)
    staying = [
        entry for series in Series.objects.all() for entry in present(series).filter(pk__in=entered.values("pk"))
    ]
    for entry, text in zip(staying, open_all_for_action(LedgerEntry, staying, "vector"), strict=True):
        copy = LedgerVector(entry=entry)
        fill(copy, {"vector": text})
        add_all([copy])


def shred_left(series: Series) -> None:
    """Destroy the copies of erased people whose leaving has entered a release of this series."""
    left = series.entries.filter(sign=LedgerEntry.Sign.LEAVES).values("witness")
    for copy in LedgerVector.objects.filter(entry__series=series, entry__witness__in=left):
        owner = copy.key_owner()
        erase_all([copy])
        sealing.shred(owner)


def _entry(series: Series, number: int, person: Witness, vector: Vector) -> LedgerEntry:
    entry = LedgerEntry(series=series, witness=person, number=number, sign=LedgerEntry.Sign.ENTERS)
    fill(entry, {"vector": json.dumps(vector, sort_keys=True)})
    return entry
