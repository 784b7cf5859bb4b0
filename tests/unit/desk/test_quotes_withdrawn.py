"""What a withdrawal and an erasure do to quotes."""

import pytest
from django.utils import timezone

from cases.casework.models import Case
from cases.core import sealing
from cases.desk.actions import erase_person, withdraw
from cases.desk.withdrawal import lines
from cases.releases.models import Quote, QuoteClearance
from cases.vocabulary.loading import VocabularyFiles
from cases.witnesses.models import Scope, Withdrawal, Witness
from tests.conftest import Cast
from tests.quoting import cleared_quote, proposed, quotable
from tests.replay import replayed


@pytest.fixture
@replayed
def quote(cast: Cast, vocabulary: VocabularyFiles, case: Case) -> Quote:
    return cleared_quote(cast, quotable(cast, case))


def withdrawn(cast: Cast, quote: Quote, **values: object) -> Withdrawal:
    assert quote.testimony.witness is not None
    given = {"received_on": timezone.localdate(), "way": "phone", **values}
    return withdraw(by=cast.dpo, witness=quote.testimony.witness, **given)  # type: ignore[arg-type]


def line_of(scopes: frozenset[str]) -> lines.Line | None:
    return next((line for line in lines.touched_by(scopes) if str(line.where) == "Quotes"), None)


def test_the_table_names_quotes_where_s3_is_taken_back(quote: Quote) -> None:
    assert line_of(frozenset({Scope.S2})) is None
    line = line_of(frozenset({Scope.S3}))
    assert line is not None
    assert str(line.when) == "at the next calendar date"
    assert line.found(Witness.objects.all()) == [quote.code]


def test_a_quote_that_is_not_cleared_is_not_in_the_table(cast: Cast, quote: Quote) -> None:
    proposed(cast, quote.testimony)
    line = line_of(lines.EVERYTHING)
    assert line is not None
    assert line.found(Witness.objects.all()) == [quote.code]


def test_data_that_others_have_are_named_for_quotes_too() -> None:
    assert "Data that others have downloaded" in {str(line.where) for line in lines.touched_by(frozenset({Scope.S3}))}


def test_an_erasure_empties_quotes_and_keeps_their_signatures(cast: Cast, quote: Quote) -> None:
    withdrawal = withdrawn(cast, quote, whole=True)
    erase_person(by=cast.dpo, withdrawal=withdrawal, code=withdrawal.witness.code)
    quote.refresh_from_db()
    assert (quote.original, quote.text_en, quote.text_ko, quote.text_ru) == (None,) * 4
    assert (quote.indicator, quote.sector, quote.period) == ("", "", "")
    assert QuoteClearance.objects.count() == 2
    assert sealing.is_shredded(quote.key_owner())


def test_a_frozen_quote_is_the_dpos_alone(cast: Cast, quote: Quote) -> None:
    withdrawn(cast, quote, whole=True)
    assert list(Quote.objects.visible_to(cast.dpo)) == [quote]
    assert list(Quote.objects.visible_to(cast.lead)) == []
    assert list(Quote.objects.visible_to(cast.coder)) == []
