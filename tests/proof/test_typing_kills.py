"""The server is killed at fifty random moments of typing: at most ten seconds of text are lost."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.functional.conftest import ARGUMENTS, CHROMIUM
from tests.typing_kills import AT_MOST_LOST, Desk, moments

KILLS = 50


def test_at_most_ten_seconds_are_lost(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        lost = [desk.lost(browser, seconds) for seconds in moments(KILLS, seed=8)]
        browser.close()
    sys.stdout.write(
        f"\n{KILLS} kills while typing: {max(lost):.1f} s lost at most, {sum(lost) / KILLS:.1f} on average\n"
    )
    assert max(lost) <= AT_MOST_LOST
