"""A release under kill −9 at full size: nothing is drawn twice, nobody is counted twice, nothing is half frozen."""

import sys
import time
from pathlib import Path

from tests.release_kills import ReleaseBench

TRIES = 200


def test_ledger_and_noise_stay_whole(tmp_path: Path) -> None:
    started = time.monotonic()
    ended, wrong = ReleaseBench(tmp_path).tries(TRIES, seed=1)
    seconds = time.monotonic() - started
    sys.stdout.write(f"\nrelease: {TRIES} kills, {dict(ended)}, {len(wrong)} wrong, {seconds:.0f} s (bar 0 wrong)\n")
    assert wrong == []
    assert min(ended["nothing"], ended["frozen"], ended["public"]) > 0, "the kills must fall on all sides"
