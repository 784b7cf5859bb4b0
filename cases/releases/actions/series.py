"""Writes on series: starting one, and freezing a slot of its calendar."""

import datetime as dt

from django.utils import timezone

from cases.accounts.models import User
from cases.core.records import action, add_all, locked, write
from cases.releases import calendar, engine, ledger, noise, policies, who_counts
from cases.releases.models import ReleaseDraft, Series


@action
def start_series(*, by: User, first_slot: dt.date) -> Series:
    """Fix the terms of a new series: its calendar, the default schema, and the design that the people allow.

    The design follows from one blurred number of the people who meet the conditions on the first day.
    """
    policies.check_can_start_series(first_slot)
    last = Series.objects.first()
    series = Series(number=last.number + 1 if last else 1, first_slot=first_slot, started_by=by)
    engine.set_terms(series, people=who_counts.people(first_slot).count())
    return write(series)


@action
def freeze_slot(*, by: User, series: Series) -> ReleaseDraft:
    """Freeze the next release: who enters and leaves, the noise, the noisy cells, and all else that it says.

    All of it or nothing. A release whose build was cut off after this is answered as it stands: nothing is drawn
    twice. Raises Refused when none is due, one waits for its signatures, or noise is missing.
    """
    series = locked(series)
    if (unfinished := calendar.unfinished(series)) is not None:
        return unfinished
    number = calendar.next_number(series, today=timezone.localdate())
    slot = series.slot(number)
    ledger.record_leavers(series, number, on=slot)
    ledger.record_entrants(series, number, engine.schema_of(series), on=slot)
    rows = noise.rows(series, number)
    add_all(engine.noisy_cells(series, number, ledger.open_vectors(series), rows))
    ledger.shred_left(series)
    draft = ReleaseDraft(series=series, number=number, slot=slot, frozen_by=by, built_by=by)
    draft.frame = engine.frame_of(series, number)
    return write(draft)
