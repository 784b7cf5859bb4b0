"""Four eyes at full size: every way of signing for two, a thousand times each, and nobody gets through."""

import sys
import time
from collections.abc import Callable

import pytest

from cases.vocabulary.loading import VocabularyFiles
from tests.conftest import Cast
from tests.integration.test_races import RACES, Race

ROUNDS = 1_000


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("race", RACES, ids=lambda race: race.__name__)
def test_nobody_gets_through(cast: Cast, vocabulary: VocabularyFiles, race: Callable[[Cast], Race]) -> None:
    started = time.monotonic()
    passed = race(cast).run(ROUNDS)
    sys.stdout.write(f"\n{race.__name__}: {ROUNDS} races, {passed} passed, {time.monotonic() - started:.0f} s\n")
    assert passed == 0
