"""Newcomers wait for 0 to 2 releases, drawn once and sealed, so that a release does not say who has just come.

The promise does not rest on it (disclosure control, "Series"): the noise carries that alone.
"""

import secrets
import uuid
from collections.abc import Sequence

from cases.core import sealing
from cases.core.batches import batches
from cases.core.records import add_all, erase_all, fill, open_all_for_action
from cases.witnesses.models import Witness

from .models import HoldBack, Series

LONGEST = 2
"""Releases that a newcomer waits at the most."""


def without_those_who_wait(series: Series, number: int, people: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """Of these people, by the key of their record, those who enter release ``number`` now.

    Everybody who is there for the first release of a series enters it. For whoever is seen for the first time later it
    is drawn how long they wait; whoever has waited long enough enters, and nothing is left of their waiting.
    """
    first = not series.drafts.exists()
    waiting = [] if first else list(_rows(series, people))
    enters = dict(zip([row.witness_id for row in waiting], map(int, _opened(waiting)), strict=True))
    if not first:
        enters |= _draw(series, number, [key for key in people if key not in enters])
    now = {key for key in people if enters.get(key, number) <= number}
    erase_all([row for row in _rows(series, people) if row.witness_id in now])
    return [key for key in people if key in now]


def _rows(series: Series, people: Sequence[uuid.UUID]) -> list[HoldBack]:
    held = series.held_back.all()
    wanted = set(people)
    return [row for row in held if row.witness_id in wanted]


def _opened(rows: Sequence[HoldBack]) -> list[str]:
    """Asked of none too, so that the event of a release does not say whether somebody waited."""
    return open_all_for_action(HoldBack, rows, "enters")


def _draw(series: Series, number: int, newcomers: Sequence[uuid.UUID]) -> dict[uuid.UUID, int]:
    """From which release on each newcomer counts; whoever waits has a sealed row."""
    drawn = {key: number + secrets.randbelow(LONGEST + 1) for key in newcomers}
    later = [key for key, enters in drawn.items() if enters > number]
    for some in batches(later):
        people = Witness.objects.filter(pk__in=some).select_related("case")
        with sealing.keys_at_hand(person.key_owner() for person in people):
            add_all(_row(series, person, drawn[person.pk]) for person in people)
    return drawn


def _row(series: Series, person: Witness, enters: int) -> HoldBack:
    # Not the hour of the build at which somebody was first seen.
    row = HoldBack(series=series, witness=person, created_at=series.created_at)
    fill(row, {"enters": f"{enters:02}"})  # of one length, whatever the number
    return row
