"""Withdrawal and erasure under kill −9 at full size: everything of the step is there, or nothing."""

import sys
import time
from pathlib import Path

import pytest

from tests.killing import STEPS, Bench

TRIES = 200


@pytest.mark.parametrize("step", STEPS)
def test_no_half_state(tmp_path: Path, step: str) -> None:
    started = time.monotonic()
    ended, wrong = Bench(tmp_path, step).tries(TRIES, seed=1)
    seconds = time.monotonic() - started
    sys.stdout.write(f"\n{step}: {TRIES} kills, {dict(ended)}, {len(wrong)} wrong, {seconds:.0f} s\n")
    assert wrong == []
    assert min(ended["before"], ended["after"]) > 0, "the kills must fall on both sides of the commit"
