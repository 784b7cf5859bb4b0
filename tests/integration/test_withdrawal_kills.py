"""Kill −9 during a withdrawal and an erasure: a sample of tests/proof/test_withdrawal_kills.py."""

from pathlib import Path

import pytest

from tests.killing import STEPS, Bench

TRIES = 2


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
def test_everything_is_there_or_nothing(tmp_path: Path, step: str) -> None:
    ended, wrong = Bench(tmp_path, step).tries(TRIES, seed=5)
    assert wrong == []
    assert sum(ended.values()) == TRIES
