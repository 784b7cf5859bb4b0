"""A real browser: Debian's chromium, driven by playwright, against the live server.

``page`` runs JavaScript, ``plain_page`` does not and is as small as a phone. Addresses are relative to the live
server: ``page.goto("/en/")``.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from cases.accounts.models import User
from tests.sign_in import signed_in

HERE = Path(__file__).parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
REQUIRED = os.environ.get("CASETRACKER_REQUIRE_BROWSER") == "1"
WITHOUT = "BROWSER TEST NOT RUN: chromium is missing. Install it (Debian: apt install chromium)."
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # pytest-socket cannot see into another process: here the browser itself finds no host but ours.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Called for the tests of this folder only. Before any fixture, so that a skip starts no server."""
    if CHROMIUM is None:
        if REQUIRED:
            pytest.fail(WITHOUT, pytrace=False)
        pytest.skip(WITHOUT)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    folder = HERE.relative_to(terminalreporter.config.rootpath).as_posix()
    skipped = [r for r in terminalreporter.getreports("skipped") if r.nodeid.startswith(f"{folder}/")]
    terminalreporter.write_line(f"Browser tests skipped: {len(skipped)}", red=bool(skipped), bold=bool(skipped))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch:
        # Playwright keeps an event loop running in this thread, in which Django refuses database calls for fear
        # of blocking it. Nothing of ours runs in that loop. Set for as long as the loop runs, since other tests
        # may come in between.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            yield browser
            browser.close()


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A desktop window with JavaScript, for somebody who asks for less motion."""
    context = browser.new_context(
        base_url=live_server.url,
        locale="en",
        viewport={"width": 1280, "height": 900},
        reduced_motion="reduce",  # a colour half-way to another is no contrast to measure
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def plain_page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A phone in the safest mode of Tor Browser: no JavaScript, 360 pixels wide."""
    context = browser.new_context(
        base_url=live_server.url,
        locale="en",
        java_script_enabled=False,
        viewport={"width": 360, "height": 740},
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def sign_in(live_server: LiveServer) -> Callable[[Page, User], None]:
    """Give a window the session of somebody who has signed in; the sign-in pages have tests of their own."""

    def give_session(page: Page, user: User) -> None:
        key = signed_in(user).cookies["sessionid"].value
        page.context.clear_cookies()
        page.context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])

    return give_session


def unexpected(line: str) -> bool:
    """Whether a line of the console says that something is wrong."""
    # Features that this browser does not know are denied all the same; advice on forms; signing out cleared it.
    expected = ("Unrecognized feature", "[DOM]", "Clear-Site-Data header")
    return not any(words in line for words in expected)
