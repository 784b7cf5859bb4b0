"""A release that is frozen with its batch, without all else that a build makes."""

from collections.abc import Iterator
from contextlib import contextmanager

from cases.accounts.models import User
from cases.core import records
from cases.published.data import Quote as QuoteShown
from cases.releases import engine
from cases.releases.models import Quote, ReleaseDraft, Series
from cases.releases.quotes import batches
from tests.conftest import Cast

LATE = 8
"""A release by which every testimony of these tests may be quoted."""


@contextmanager
def acting(by: User) -> Iterator[None]:
    """As inside an action of releases."""
    token = records._running.set(records._Act("releases.freeze_slot", by=by, reason=""))
    try:
        yield
    finally:
        records._running.reset(token)


def frozen(cast: Cast, series: Series, number: int = LATE) -> ReleaseDraft:
    """A release with its batch, without all else that a build makes."""
    draft = ReleaseDraft(series=series, number=number, frozen_by=cast.advocacy, built_by=cast.advocacy)
    draft.slot, draft.publishes_at = series.slot(number), series.publishes_at(number)
    draft.checks, draft.cells_sha256 = {"made": "here"}, "0" * 64
    before = series.drafts.first()
    draft.frame = before.frame if before else engine.frame_of(series, number)
    with acting(cast.advocacy):
        records.write(draft)
        batches.draw(draft)
    return draft


def out(cast: Cast, draft: ReleaseDraft) -> list[QuoteShown]:
    with acting(cast.dpo):
        return batches.going_out(draft)


def drawn(draft: ReleaseDraft) -> list[Quote]:
    return [row.quote for row in draft.quotes.select_related("quote__testimony__witness__case")]
