"""The batch of a release: a fixed number or none, drawn anew, not too soon, and checked again at publication."""

import datetime as dt

import pytest

from cases.casework.models import Case
from cases.intake.models import Testimony
from cases.releases.actions import clear_quote, retire_quote
from cases.releases.models import Quote, ReleaseDraft, ReleaseQuote, Series
from cases.releases.quotes import batches
from tests.conftest import Cast
from tests.quoting import cleared_quote, proposed

from .batching import LATE, acting, drawn, frozen, out
from .conftest import PER_RELEASE

# --- how many ---


def test_a_release_carries_exactly_its_number_with_spares_behind(cast: Cast, series: Series, five: list[Quote]) -> None:
    draft = frozen(cast, series)
    assert len(drawn(draft)) == 5  # three and two spares: there are no more
    assert len(out(cast, draft)) == PER_RELEASE


def test_no_more_spares_are_drawn_than_stand_in(cast: Cast, series: Series, case: Case, five: list[Quote]) -> None:
    told = five[0].testimony
    for _more in range(3):
        cleared_quote(cast, told)
    assert len(drawn(frozen(cast, series))) == PER_RELEASE + batches.SPARES


def test_with_fewer_than_the_number_there_are_none(cast: Cast, series: Series, five: list[Quote]) -> None:
    for quote in five[:3]:
        retire_quote(by=cast.lead, quote=quote, reason="x")
    draft = frozen(cast, series)
    assert drawn(draft) == []
    assert out(cast, draft) == []


def test_a_series_without_quotes_draws_none(cast: Cast, series: Series, five: list[Quote]) -> None:
    draft = frozen(cast, series)
    series.quotes_per_release = 0
    assert batches.available(series, LATE)
    other = ReleaseDraft(series=series, number=LATE + 1)
    batches.draw(other)
    assert ReleaseQuote.objects.exclude(draft=draft).count() == 0


# --- which ---


def test_each_release_draws_anew_by_chance(cast: Cast, series: Series, five: list[Quote]) -> None:
    orders = {tuple(quote.pk for quote in drawn(frozen(cast, series, number))) for number in range(5, 11)}
    assert len(orders) > 1


def test_every_available_quote_is_as_likely_as_any_other(
    cast: Cast, series: Series, five: list[Quote], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The draw is handed all of them, whether or not they were public before."""
    seen: list[list[Quote]] = []

    class Chance:
        def sample(self, found: list[Quote], number: int) -> list[Quote]:
            seen.append(found)
            return found[:number]

    monkeypatch.setattr(batches.secrets, "SystemRandom", Chance)
    for number in (LATE, LATE + 1):
        draft = frozen(cast, series, number)
        with acting(cast.dpo):
            batches.publish(draft)
    assert [{quote.pk for quote in found} for found in seen] == [{quote.pk for quote in five}] * 2


def test_a_quote_with_one_signature_is_not_drawn(cast: Cast, series: Series, five: list[Quote]) -> None:
    half = proposed(cast, five[0].testimony)
    clear_quote(by=cast.lead, quote=half, signature="lead")
    assert half not in batches.available(series, LATE)


# --- when ---

FIRST = dt.date(2026, 1, 15)


@pytest.mark.parametrize(
    ("cleared", "first"),
    [
        (dt.datetime(2020, 5, 1, 12, tzinfo=dt.UTC), 3),  # before the series began
        (dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC), 3),  # on the first slot's day
        (dt.datetime(2026, 1, 16, 12, tzinfo=dt.UTC), 4),
        (dt.datetime(2026, 4, 15, 12, tzinfo=dt.UTC), 4),
        (dt.datetime(2026, 4, 16, 12, tzinfo=dt.UTC), 5),
        (dt.datetime(2028, 10, 15, 12, tzinfo=dt.UTC), 14),  # beyond the last one
        (dt.datetime(2029, 1, 1, 12, tzinfo=dt.UTC), 15),
    ],
)
def test_a_quote_waits_two_slots_after_its_person_could_first_be_counted(cleared: dt.datetime, first: int) -> None:
    quote = Quote(testimony=Testimony(cleared_at=cleared))
    assert batches.first_release_of(quote, Series(first_slot=FIRST, horizon=12)) == first


def test_nobodys_quote_is_drawn_before_its_time(cast: Cast, series: Series, five: list[Quote]) -> None:
    first = batches.first_release_of(five[0], series)
    assert first >= 3
    assert batches.available(series, first - 1) == []
    assert drawn(frozen(cast, series, first - 1)) == []
    assert len(batches.available(series, first)) == 5
