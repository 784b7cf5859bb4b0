"""Kill −9 between the cut-off and the public: a sample of tests/proof/test_release_kills.py."""

from pathlib import Path

import pytest

from tests.release_kills import ReleaseBench

TRIES = 1


@pytest.mark.slow
def test_ledger_and_noise_stay_whole(tmp_path: Path) -> None:
    ended, wrong = ReleaseBench(tmp_path).tries(TRIES, seed=5)
    assert wrong == []
    assert sum(ended.values()) == TRIES
