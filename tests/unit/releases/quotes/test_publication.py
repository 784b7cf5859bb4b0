"""A batch between the draw and the publication: who took a consent back is passed over, and nobody sees when."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.core import records
from cases.core.errors import NotAllowed
from cases.core.models import AuditEvent
from cases.desk.actions import erase_person, withdraw
from cases.published.models import PublishedQuote
from cases.releases.actions import read_batch
from cases.releases.models import Quote, Series
from cases.releases.quotes import batches
from cases.vocabulary.loading import VocabularyFiles
from cases.witnesses.actions import ScopeAnswer
from tests.conftest import Cast
from tests.quoting import answer_s3, cleared_quote

from .batching import LATE, acting, drawn, frozen, out
from .conftest import PER_RELEASE

# --- between draw and publication ---


def test_a_spare_stands_in_for_a_consent_taken_back(cast: Cast, series: Series, five: list[Quote]) -> None:
    draft = frozen(cast, series)
    gone = drawn(draft)[0]
    before = {one.text["en"] for one in out(cast, draft)}
    answer_s3(cast, gone.testimony.witness, ScopeAnswer("withdrawn"))
    after = {one.text["en"] for one in out(cast, draft)}
    assert len(after) == PER_RELEASE
    assert len(before - after) == 1


def test_an_expired_consent_is_passed_over(cast: Cast, series: Series, five: list[Quote]) -> None:
    draft = frozen(cast, series)
    answer_s3(cast, drawn(draft)[0].testimony.witness, ScopeAnswer("yes", expires_on=timezone.localdate()))
    gone = out(cast, draft)[0].text["en"]
    with time_machine.travel(timezone.now() + dt.timedelta(days=1)):
        assert gone not in {one.text["en"] for one in out(cast, draft)}


def test_a_withdrawal_of_everything_passes_over_too(cast: Cast, series: Series, five: list[Quote]) -> None:
    draft = frozen(cast, series)
    gone, text = drawn(draft)[0], out(cast, draft)[0].text
    assert gone.testimony.witness is not None
    withdraw(by=cast.dpo, witness=gone.testimony.witness, received_on=timezone.localdate(), way="phone", whole=True)
    assert text not in [one.text for one in out(cast, draft)]
    assert len(out(cast, draft)) == PER_RELEASE


def test_with_fewer_than_the_number_left_nothing_goes_out(cast: Cast, series: Series, five: list[Quote]) -> None:
    draft = frozen(cast, series)
    for quote in five[:3]:
        answer_s3(cast, quote.testimony.witness, ScopeAnswer("no"))
    assert out(cast, draft) == []
    assert all(one.stands_in for one in read_batch(by=cast.dpo, draft=draft))


def test_a_text_altered_after_the_signatures_does_not_go_out(cast: Cast, series: Series, five: list[Quote]) -> None:
    draft = frozen(cast, series)
    altered = drawn(draft)[0]
    with acting(cast.coder):
        records.fill(altered, {"text_ko": "김철수가 여권을 보관했습니다."})
        records.write(altered)
    going = out(cast, draft)
    assert len(going) == PER_RELEASE
    assert "김철수가 여권을 보관했습니다." not in [one.text["ko"] for one in going]


@pytest.mark.parametrize(("column", "value"), [("sector", "it"), ("period", "from_2022"), ("indicator", "ILO-01")])
def test_a_dimension_altered_after_the_signatures_does_not_go_out(
    cast: Cast, series: Series, five: list[Quote], column: str, value: str
) -> None:
    draft = frozen(cast, series)
    Quote.objects.filter(pk=drawn(draft)[0].pk).update(**{column: value})
    assert value not in [getattr(one, column) for one in out(cast, draft)]


def test_a_signature_of_another_quote_does_not_count(cast: Cast, series: Series, five: list[Quote]) -> None:
    """Two quotes of one person with the same texts: the hash is of the quote too."""
    twin = cleared_quote(cast, five[0].testimony, text_en="The manager kept my passport, said a friend.")
    hashes = {row.content_hmac for quote in (five[0], twin) for row in quote.clearances.all()}
    assert len(hashes) == 2


# --- publication ---


def test_the_batch_replaces_the_one_before(cast: Cast, series: Series, five: list[Quote]) -> None:
    for number in (LATE, LATE + 1):
        draft = frozen(cast, series, number)
        with acting(cast.dpo):
            batches.publish(draft)
        public = PublishedQuote.objects.all()
        assert {row.release for row in public} == {f"{draft.publishes_at:%Y-%m}"}
        assert [row.position for row in public] == list(range(PER_RELEASE))
    row = PublishedQuote.objects.first()
    assert row is not None
    assert set(row.text) == {"en", "ko", "ru"}
    assert (row.indicator, row.sector, row.period) == ("ILO-07", "construction", "2017_2019")


def test_a_release_without_quotes_takes_the_others_away(cast: Cast, series: Series, five: list[Quote]) -> None:
    with acting(cast.dpo):
        batches.publish(frozen(cast, series))
    assert PublishedQuote.objects.count() == PER_RELEASE
    for quote in five:
        answer_s3(cast, quote.testimony.witness, ScopeAnswer("no"))
    assert PublishedQuote.objects.count() == PER_RELEASE  # nothing is taken down before the calendar date
    with acting(cast.dpo):
        batches.publish(frozen(cast, series, LATE + 1))
    assert not PublishedQuote.objects.exists()


def test_an_erasure_takes_nothing_down_and_comes_back_never(cast: Cast, series: Series, five: list[Quote]) -> None:
    draft = frozen(cast, series)
    with acting(cast.dpo):
        batches.publish(draft)
    person = drawn(draft)[0].testimony.witness
    assert person is not None
    given = withdraw(by=cast.dpo, witness=person, received_on=timezone.localdate(), way="phone", whole=True)
    erase_person(by=cast.dpo, withdrawal=given, code=person.code)
    assert PublishedQuote.objects.count() == PER_RELEASE
    later = frozen(cast, series, LATE + 1)
    assert person.pk not in [quote.testimony.witness_id for quote in drawn(later)]
    assert len(out(cast, draft)) == PER_RELEASE


def test_a_merged_category_is_published_under_the_one_it_was_merged_into(
    cast: Cast, series: Series, five: list[Quote]
) -> None:
    series.merged = {"sector": {"construction": {"into": "other", "source": "x"}}}
    draft = frozen(cast, series)
    draft.series = series
    assert {one.sector for one in out(cast, draft)} == {"other"}


def test_a_value_that_the_series_lacks_is_left_out(cast: Cast, series: Series, five: list[Quote]) -> None:
    draft = frozen(cast, series)
    series.schema = {**series.schema, "dimensions": [["period", ["until_2016"]]]}
    draft.series = series
    assert {(one.sector, one.period) for one in out(cast, draft)} == {("", "")}


# --- what staff see ---


def test_approvers_read_what_goes_out_and_what_stands_by(cast: Cast, series: Series, five: list[Quote]) -> None:
    draft = frozen(cast, series)
    shown = read_batch(by=cast.lead, draft=draft)
    assert [one.stands_in for one in shown] == [False] * PER_RELEASE + [True] * 2
    assert [one.shown for one in shown[:PER_RELEASE]] == out(cast, draft)
    assert "passport" in shown[0].text
    assert "2017" in shown[0].said
    event = AuditEvent.objects.latest("seq")
    assert "quote.text_en" in event.body
    assert not any(str(quote.pk) in event.body for quote in five)


@pytest.mark.parametrize("who", ["interviewer", "coder", "legal", "administrator", "stranger"])
def test_nobody_else_reads_a_batch(cast: Cast, series: Series, five: list[Quote], who: str) -> None:
    draft = frozen(cast, series)
    with pytest.raises(NotAllowed):
        read_batch(by=getattr(cast, who), draft=draft)


def test_no_event_says_how_many_or_which_were_drawn(cast: Cast, series: Series, five: list[Quote]) -> None:
    last = AuditEvent.objects.latest("seq").seq
    frozen(cast, series)
    assert not any("releasequote" in event.body for event in AuditEvent.objects.filter(seq__gt=last))


def test_the_number_of_statements_does_not_grow_with_the_quotes_that_wait(
    cast: Cast, series: Series, five: list[Quote], vocabulary: VocabularyFiles
) -> None:
    with CaptureQueriesContext(connection) as some:
        batches.available(series, LATE)
    cleared_quote(cast, five[0].testimony)
    with CaptureQueriesContext(connection) as more:
        batches.available(series, LATE)
    assert len(some) == len(more)
