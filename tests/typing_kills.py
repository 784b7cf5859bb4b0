"""Somebody types into an account, in a real browser, on a real server that is killed at a random moment.

``Desk`` makes a small office in a folder, in processes of its own. A try opens the page, types, kills the server with
SIGKILL, and reads from the database what of the typed text is kept.
"""

import contextlib
import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.killing import ROOT, environment, main, say

AT_MOST_LOST = 10.0
"""Seconds of typing."""
_WORD = "말했다 "


class Desk:
    """An interviewer's open draft on a server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.session, self.testimony = _said(folder, "make").split()

    def lost(self, browser: Browser, seconds: float) -> float:
        """Kill the server after so many seconds of typing; how many seconds of it are not kept."""
        with _server(self.folder) as (address, kill):
            page = self._opened(browser, address)
            typed = _type(page, seconds)
            kill()
            page.context.close()
        kept = _said(self.folder, "kept").count(_WORD.strip())
        lost_from = next((at for at, words in typed if words > kept), typed[-1][0])
        return typed[-1][0] - lost_from

    def _opened(self, browser: Browser, address: str) -> Page:
        context = browser.new_context(base_url=address)
        context.set_default_timeout(30_000)
        context.add_cookies([{"name": "sessionid", "value": self.session, "url": address}])
        page = context.new_page()
        page.goto(f"/staff/cases/testimony/{self.testimony}/change/")
        page.locator("#id_account").fill("")
        return page


def moments(count: int, *, seed: int) -> list[float]:
    """Random moments, in seconds after the first letter."""
    chance = random.Random(seed)  # noqa: S311
    return [chance.uniform(0.5, 14) for _number in range(count)]


def _type(page: Page, seconds: float) -> list[tuple[float, int]]:
    """Type words for so long; at which second how many words stood there."""
    box, started, typed = page.locator("#id_account"), time.monotonic(), []
    while not typed or typed[-1][0] < seconds:
        box.press_sequentially(_WORD, delay=20)
        typed.append((time.monotonic() - started, len(typed) + 1))
    return typed


@contextlib.contextmanager
def _server(folder: Path):  # type: ignore[no-untyped-def]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "manage.py", "serve", "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(  # noqa: S603
        command, cwd=ROOT, env=environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip

    def kill() -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=30)

    try:
        _wait_for(port, process)
        yield f"http://localhost:{port}", kill
    finally:
        kill()


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            if _status(port) < 500:
                return
    raise AssertionError("The server did not start.")


def _status(port: int) -> int:
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as asked:
        asked.request("GET", "/accounts/login/", headers={"Host": "localhost", "Connection": "close"})
        with asked.getresponse() as answer:
            return answer.status


def _said(folder: Path, step: str) -> str:
    command = [sys.executable, "-m", "tests.typing_kills", step]
    done = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=environment(folder), capture_output=True, text=True, timeout=120, check=True
    )
    return done.stdout.strip()


# --- what runs in the process ---


def _make() -> None:
    from django.conf import settings
    from django.core.management import call_command

    from cases.accounts.actions import create_first_administrator, create_user, system_user
    from cases.casework.actions import create_case
    from cases.core import keyring
    from cases.intake.actions import log_testimony
    from cases.witnesses.actions import register_witness
    from tests.sign_in import signed_in

    call_command("migrate", interactive=False, verbosity=0)
    keyring.create_key_file(settings.KEY_FILE, passphrase=None)
    call_command("collectstatic", interactive=False, verbosity=0)
    first = create_first_administrator(by=system_user(), kind="demo", username="administrator", name="")
    person = create_user(by=first, username="interviewer", name="", roles=["interviewer"])
    case = create_case(by=person, title="Work", slug="work")
    witness = register_witness(by=person, case=case)
    testimony = log_testimony(by=person, case=case, witness=witness, language="ko")
    say(f"{signed_in(person).cookies['sessionid'].value} {testimony.pk}")


def _kept() -> None:
    from cases.accounts.drafts import kept
    from cases.accounts.models import User
    from cases.intake.models import Testimony

    values = kept(User.objects.get(username="interviewer"), f"testimony/{Testimony.objects.get().pk}")
    say((values or {}).get("account", ""))


if __name__ == "__main__":
    main({"make": _make, "kept": _kept})
