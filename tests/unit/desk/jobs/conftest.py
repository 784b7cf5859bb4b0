"""A series of which a release is due, and a cache that keeps what jobs say."""

import pytest
from django.utils import timezone
from pytest_django import Settings

from cases.releases.actions import set_site, start_series
from cases.releases.models import Series
from cases.vocabulary.loading import VocabularyFiles
from tests.conftest import Cast
from tests.replay import replayed


@pytest.fixture
@replayed
def series(cast: Cast, vocabulary: VocabularyFiles) -> Series:
    """Nobody counts yet, and its first release is due."""
    set_site(by=cast.administrator, organisation="Casetracker tests")
    return start_series(by=cast.dpo, first_slot=timezone.localdate())


@pytest.fixture(autouse=True)
def _kept_in_memory(settings: Settings) -> None:
    local = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {name: {"BACKEND": local, "LOCATION": f"jobs-{name}"} for name in ("default", "pages")}
    from django.core.cache import cache

    cache.clear()
