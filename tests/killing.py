"""Withdrawals and erasures that are killed at a random moment: each in a process of its own, on its own SQLite copy.

``Bench`` makes a small database through actions, in a process too. A try copies it, starts the step, kills the process
with SIGKILL, and looks at every table from outside: all of the step must be there, or nothing of it.
"""

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATABASE = "casetracker.sqlite3"
STEPS = ("withdraw", "erase")
AT_ONCE = 2
MANY_KEYS = 20_000
VERIFIED_EVERY = 10
"""The audit chain of so many tries is verified too, in one more process."""
VALUES = {
    "frozen": "SELECT COUNT(*) FROM cases_witness WHERE frozen_at IS NOT NULL",
    "withdrawn": "SELECT COUNT(*) FROM cases_testimony WHERE status = 'withdrawn'",
    "stopped": "SELECT COUNT(*) FROM cases_identityexport WHERE stopped_at IS NOT NULL",
    "keys": "SELECT COUNT(*) FROM cases_datakey WHERE wrapped IS NOT NULL",
    "accounts": "SELECT COUNT(*) FROM cases_testimony WHERE account IS NOT NULL",
    "decided": "SELECT COUNT(*) FROM cases_withdrawal WHERE decision != ''",
    "done": "SELECT COUNT(*) FROM cases_followup WHERE done_at IS NOT NULL",
}
State = dict[str, int]


def state(folder: Path) -> State:
    """Rows of every table, and what a withdrawal changes in rows that stay. Raises where SQLite finds damage."""
    with contextlib.closing(sqlite3.connect(folder / DATABASE)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        counted = {name: database.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608
        return counted | {name: database.execute(sql).fetchone()[0] for name, sql in VALUES.items()}


class Bench:
    """The database before and after one step, and how long the step takes."""

    def __init__(self, folder: Path, step: str) -> None:
        self.folder, self.step = folder, step
        self.before_folder = folder / "before"
        self.before_folder.mkdir()
        run(self.before_folder, "make")
        if step == "erase":
            run(self.before_folder, "withdraw")
        self.before = state(self.before_folder)
        whole = self._copy("whole")
        self.seconds = self._killed(whole, None)[1]
        self.after = state(whole)
        assert self.before != self.after

    def tries(self, count: int, *, seed: int) -> tuple[Counter[str], list[str]]:
        """How many tries ended before and after the step; and what was wrong with which."""
        chance = random.Random(seed)  # noqa: S311
        delays = [chance.uniform(0, self.seconds * 1.1) for _number in range(count)]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            ended = list(pool.map(self._one, range(count), delays))
        counted = Counter(name for name, _wrong in ended)
        return counted, [wrong for _name, wrong in ended if wrong]

    def _one(self, number: int, delay: float) -> tuple[str, str]:
        folder = self._copy(f"try-{number}")
        acknowledged, _seconds = self._killed(folder, delay)
        found = state(folder)
        if number % VERIFIED_EVERY == 0:
            run(folder, "verify")
        shutil.rmtree(folder)
        if found == self.after:
            return "after", ""
        if found == self.before:
            return "before", f"try {number}: lost what was acknowledged" if acknowledged else ""
        differs = {name: rows for name, rows in found.items() if rows not in (self.before[name], self.after[name])}
        return "half", f"try {number}, killed after {delay:.3f} s: neither before nor after {differs or found}"

    def _killed(self, folder: Path, delay: float | None) -> tuple[bool, float]:
        """Whether the step said that it was done before it was killed, and for how long it ran. None: not killed."""
        return killed(folder, self.step, delay)

    def _copy(self, name: str) -> Path:
        return Path(shutil.copytree(self.before_folder, self.folder / name))


def environment(folder: Path) -> dict[str, str]:
    """What a process of its own on the folder is told, and nothing of ours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CASETRACKER_", "DATABASE_URL"))}
    return kept | {"CASETRACKER_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "casetracker.settings"}


def _start(folder: Path, step: str, module: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", module, step]
    return subprocess.Popen(command, cwd=ROOT, env=environment(folder), stdout=subprocess.PIPE)  # noqa: S603


def killed(folder: Path, step: str, delay: float | None, module: str = "tests.killing") -> tuple[bool, float]:
    """Run a step of a module on the database of a folder and kill it so many seconds after it is ready; None: let it end.

    Whether it said that it was done, and for how long it ran.
    """
    process = _start(folder, step, module)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    begun = time.monotonic()
    if delay is not None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=delay)
        process.send_signal(signal.SIGKILL)
    rest = process.stdout.read()
    process.wait(timeout=60)
    process.stdout.close()
    return rest == b"done\n", time.monotonic() - begun


def run(folder: Path, step: str, module: str = "tests.killing") -> None:
    """Run a step of a module to its end."""
    process = _start(folder, step, module)
    process.communicate(timeout=120)
    assert process.returncode == 0, step


# --- what runs in the process ---


def _make() -> None:
    """A person with all that a withdrawal touches on the staff's side."""
    import pyrage
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from cases.accounts.actions import create_first_administrator, create_user, system_user
    from cases.casework.actions import create_case, set_case_members
    from cases.core import keyring
    from cases.evidence.actions import attach_evidence, open_evidence
    from cases.intake.actions import log_testimony, submit_testimony
    from cases.witnesses import actions

    call_command("migrate", interactive=False, verbosity=0)
    keyring.create_key_file(settings.KEY_FILE, passphrase=None)
    first = create_first_administrator(by=system_user(), kind="demo", username="administrator", name="")
    lead, dpo, interviewer = (create_user(by=first, username=role, name="", roles=[role]) for role in ("lead", "dpo", "interviewer"))  # fmt: skip
    case, today = create_case(by=lead, title="Work", slug="work"), timezone.localdate()
    set_case_members(by=lead, case=case, users=[lead, dpo, interviewer])
    witness = actions.register_witness(by=interviewer, case=case, sex="male")
    actions.record_identity(by=interviewer, witness=witness, name_hangul="가상")
    yes = {scope: actions.ScopeAnswer("yes") for scope in ("S0", "S1", "S2", "S4")}
    actions.record_consent(
        by=interviewer, witness=witness, given_on=today, form_version="1", language="ko", way="oral", scopes=yes
    )
    actions.assess_risk(by=interviewer, witness=witness, assessed_on=today, level="low", threats="x")
    testimony = log_testimony(by=interviewer, case=case, witness=witness, language="en", account="They held my papers.")
    testimony = submit_testimony(by=interviewer, testimony=testimony)
    item = attach_evidence(by=lead, case=case, testimony=testimony, content=b"photo", name="p.txt")
    open_evidence(by=lead, item=item, reason="x")
    actions.ask_for_identity_export(
        by=dpo, case=case, people=[witness], kind="names", purpose="S4", recipient="an expert", export_reason="x",
        recipient_key=str(pyrage.x25519.Identity.generate().to_public()),
    )  # fmt: skip


def _withdraw() -> None:
    from django.utils import timezone

    from cases.accounts.models import User
    from cases.desk.actions import withdraw
    from cases.witnesses.models import Witness

    dpo, witness = User.objects.get(username="dpo"), Witness.objects.get()
    say("ready")
    withdraw(by=dpo, witness=witness, received_on=timezone.localdate(), way="phone", whole=True, note="x")
    say("done")


def _erase() -> None:
    from cases.accounts.models import User
    from cases.desk.actions import erase_person
    from cases.witnesses.models import Withdrawal

    dpo, withdrawal = User.objects.get(username="dpo"), Withdrawal.objects.select_related("witness").get()
    say("ready")
    erase_person(by=dpo, withdrawal=withdrawal, code=withdrawal.witness.code)
    say("done")


def _many_keys() -> None:
    """So many data keys that rotating them takes a moment."""
    import uuid

    from cases.core import sealing
    from cases.core.batches import batches
    from cases.core.models import DataKey, KeyOwner

    owners = [KeyOwner(DataKey.OwnerKind.PERSON, uuid.uuid4()) for _number in range(MANY_KEYS)]
    for some in batches(owners):
        with sealing.keys_at_hand(some):
            pass


def _rotate() -> None:
    from cases.accounts.actions.keys import rotate
    from cases.accounts.models import User

    administrator = User.objects.get(username="administrator")
    say("ready")
    rotate(by=administrator, passphrase=None, step=lambda _count: None)
    say("done")


def _verify() -> None:
    from django.core.management import call_command

    call_command("verify_audit")


def say(word: str) -> None:
    """Tell the process that watches."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main(steps: Mapping[str, Callable[[], None]]) -> None:
    """Carry out the step that the command line names."""
    import django
    from django.db import connection

    django.setup()
    steps[sys.argv[1]]()
    connection.close()


if __name__ == "__main__":
    main(
        {
            "make": _make, "withdraw": _withdraw, "erase": _erase, "verify": _verify, "keys": _many_keys,
            "rotate": _rotate,
        }
    )  # fmt: skip
