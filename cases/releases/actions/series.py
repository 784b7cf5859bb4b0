"""Writes on series: starting one, and freezing a slot of its calendar."""

import datetime as dt
from functools import partial

from django.db import transaction
from django.utils import timezone

from cases.accounts.models import User
from cases.core.records import action, add_all, locked, write
from cases.releases import build_checks, calendar, engine, ledger, merging, noise, policies, terms, who_counts
from cases.releases.merging import Merged
from cases.releases.models import ReleaseDraft, Series
from cases.releases.quotes import batches


@action
def start_series(
    *,
    by: User,
    first_slot: dt.date,
    horizon: int = terms.HORIZON,
    mu: str = terms.MU,
    quotes_per_release: int = terms.QUOTES_PER_RELEASE,
    merged: Merged | None = None,
) -> Series:
    """Fix the terms of a new series and their hash: nothing of them changes while it runs.

    The design follows from one blurred number of the people who meet the conditions on the first day.
    Raises Refused when the day does not fit, a choice is not offered, or a merge would mislead.
    """
    policies.check_can_start_series(first_slot)
    policies.check_terms(horizon=horizon, mu=mu, quotes_per_release=quotes_per_release, merged=merged or {})
    last = Series.objects.first()
    series = Series(number=last.number + 1 if last else 1, first_slot=first_slot, started_by=by)
    series.horizon, series.mu, series.quotes_per_release = horizon, mu, quotes_per_release
    series.merged = merging.tidy(merged or {})
    engine.set_terms(series, people=len(ledger.who_may_enter(series, who_counts.people(first_slot))))
    write(series)
    noise.prepare(series)
    return series


@action
def freeze_slot(*, by: User, series: Series) -> ReleaseDraft:
    """Freeze the next release: who enters and leaves, the noise, the noisy cells, the quotes, and all else that it says.

    All of it or nothing. A release whose build was cut off after this is answered as it stands: nothing is drawn
    twice. Raises Refused when none is due, one waits for its signatures, noise is missing, the terms are no longer
    those of the start, or the database is older than what was frozen.
    """
    series = locked(series)
    if (unfinished := calendar.unfinished(series)) is not None:
        return unfinished
    policies.check_can_go_on(series)
    number = calendar.next_number(series, now=timezone.now())
    draft = ReleaseDraft(series=series, number=number, frozen_by=by, built_by=by)
    draft.slot, draft.publishes_at = series.slot(number), series.publishes_at(number)
    _freeze(draft)
    transaction.on_commit(partial(noise.mark_frozen, draft))
    return draft


def _freeze(draft: ReleaseDraft) -> None:
    series, number = draft.series, draft.number
    allowed_on = min(timezone.localdate(), draft.publishes_at.date())
    ledger.record_leavers(series, number, on=allowed_on)
    ledger.record_entrants(series, number, engine.schema_of(series), on=draft.slot, allowed_on=allowed_on)
    drawn = noise.rows(series, number)
    people = engine.matrix(series, ledger.open_vectors(series))
    add_all(engine.noisy_cells(series, number, people, drawn))
    draft.checks = build_checks.checks(series, number, people, drawn)
    ledger.shred_left(series)
    draft.cells_sha256 = engine.cells_sha256(series, number)
    draft.frame = engine.frame_of(series, number)
    write(draft)
    batches.draw(draft)
