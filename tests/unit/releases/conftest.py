"""A series in which one person counts, from today on."""

import pytest
from django.utils import timezone

from cases.intake.models import Testimony
from cases.releases.actions import set_site, start_series
from cases.releases.models import Series
from tests.conftest import Cast
from tests.replay import replayed


@pytest.fixture
@replayed
def running(cast: Cast, cleared: Testimony) -> Series:
    set_site(by=cast.administrator, organisation="Casetracker tests")
    return start_series(by=cast.dpo, first_slot=timezone.localdate())
