"""Quotes that lead and DPO have cleared, of different people, and a series that is old enough to carry them."""

import pytest
from django.utils import timezone

from cases.casework.models import Case
from cases.releases.actions import set_site, start_series
from cases.releases.models import Quote, Series
from cases.vocabulary.loading import VocabularyFiles
from tests.conftest import Cast
from tests.quoting import cleared_quote, quotable
from tests.replay import replayed

PER_RELEASE = 3


@pytest.fixture
@replayed
def series(cast: Cast, vocabulary: VocabularyFiles) -> Series:
    """A demonstration's series that began this month, with three quotes in each release."""
    set_site(by=cast.administrator, organisation="Casetracker tests")
    return start_series(by=cast.dpo, first_slot=timezone.localdate().replace(day=1), quotes_per_release=PER_RELEASE)


@pytest.fixture
@replayed
def five(cast: Cast, case: Case, series: Series) -> list[Quote]:
    """Five cleared quotes of five people."""
    return [
        cleared_quote(cast, quotable(cast, case), text_en=f"The manager kept my passport, said {name}.")
        for name in ("a friend", "a brother", "a stranger", "a guard", "a cook")
    ]
