"""A release that is killed at a random moment between the cut-off and the public: its ledger and its noise stay whole.

Each try runs in a process of its own on its own copy of a small SQLite database, is killed with SIGKILL, looked at from
outside, and then goes on to its end: with the very noise that lay on the disk, and with nobody counted twice.
"""

import contextlib
import random
import shutil
import sqlite3
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.killing import AT_ONCE, DATABASE, VERIFIED_EVERY, killed, main, run, say

MODULE = "tests.release_kills"
PEOPLE = 12
WHOLE = {
    "entries": "SELECT COUNT(*) FROM cases_ledgerentry",
    "people": "SELECT COUNT(DISTINCT witness_id) FROM cases_ledgerentry",
    "rows of noise": "SELECT COUNT(*) FROM cases_noiserow",
    "cells": "SELECT COUNT(*) FROM cases_noisycell",
    "drafts": "SELECT COUNT(*) FROM cases_releasedraft WHERE cells_sha256 != ''",
}
"""What is frozen together: all of it, or nothing."""


def ask(folder: Path, sql: str) -> list[tuple[object, ...]]:
    """An answer of the database. Raises where SQLite finds damage."""
    with contextlib.closing(sqlite3.connect(folder / DATABASE)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return database.execute(sql).fetchall()


def frozen(folder: Path) -> dict[str, object]:
    """How much of each of what is frozen together is there."""
    return {name: ask(folder, sql)[0][0] for name, sql in WHOLE.items()}


def on_disk(folder: Path, suffix: str) -> list[bytes]:
    """The files of one kind beside the database."""
    return [path.read_bytes() for path in sorted((folder / "noise").glob(f"*/*{suffix}"))]


class ReleaseBench:
    """A database before its first release, and what is frozen of it after one that nobody killed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.before_folder = folder, folder / "before"
        self.before_folder.mkdir()
        run(self.before_folder, "make", MODULE)
        self.nothing = frozen(self.before_folder)
        whole = self._copy("whole")
        self.seconds = killed(whole, "release", None, MODULE)[1]
        self.all = frozen(whole)

    def tries(self, count: int, *, seed: int) -> tuple[Counter[str], list[str]]:
        """How many tries were killed in which state; and what was wrong with which."""
        chance = random.Random(seed)  # noqa: S311
        delays = [chance.uniform(0, self.seconds * 1.1) for _number in range(count)]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            ended = list(pool.map(self._one, range(count), delays))
        return Counter(state for state, _wrong in ended), [wrong for _state, wrong in ended if wrong]

    def _one(self, number: int, delay: float) -> tuple[str, str]:
        folder = self._copy(f"try-{number}")
        killed(folder, "release", delay, MODULE)
        left, noise = frozen(folder), on_disk(folder, ".drawn")
        public = ask(folder, "SELECT COUNT(*) FROM published_release")[0][0]
        state = {0: "public", 1: "frozen", 2: "nothing"}[2 if left == self.nothing else (0 if public else 1)]
        run(folder, "release", MODULE)
        if number % VERIFIED_EVERY == 0:
            run(folder, "verify", MODULE)
        wrong = self._wrong(folder, left, noise)
        shutil.rmtree(folder)
        return state, f"try {number}, killed after {delay:.3f} s: {wrong}" if wrong else ""

    def _wrong(self, folder: Path, left: dict[str, object], noise: list[bytes]) -> str:
        if left not in (self.nothing, self.all):
            return f"half frozen: {left}"
        if frozen(folder) != self.all:
            return f"not whole after going on: {frozen(folder)}"
        if noise and on_disk(folder, ".drawn") != noise:
            return "drawn anew"
        rows = ask(folder, "SELECT uuid, z FROM cases_noiserow")
        if [bytes.fromhex(str(key)) + bytes(z) for key, z in rows] != on_disk(folder, ".drawn"):  # type: ignore[call-overload]
            return "the database has other noise than the disk"
        sums = [str(row[0]).encode() for row in ask(folder, "SELECT cells_sha256 FROM cases_releasedraft")]
        if sums != on_disk(folder, ".frozen"):
            return "the disk does not say what was frozen"
        if ask(folder, "SELECT COUNT(*) FROM published_release") != [(1,)]:
            return "not public once"
        return ""

    def _copy(self, name: str) -> Path:
        return Path(shutil.copytree(self.before_folder, self.folder / name))


# --- what runs in the process ---


def _make() -> None:
    """Fictional people and a series that is due."""
    import datetime as dt

    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from cases.accounts.actions import create_first_administrator, create_user, system_user
    from cases.core import keyring
    from cases.core.permissions import Role
    from cases.desk import fictional
    from cases.releases.actions import set_site, start_series
    from cases.vocabulary.actions import load_vocabulary
    from cases.vocabulary.loading import read_folder

    call_command("migrate", interactive=False, verbosity=0)
    keyring.create_key_file(settings.KEY_FILE, passphrase=None)
    first = create_first_administrator(by=system_user(), kind="demo", username="administrator", name="")
    staff = {Role.ADMINISTRATOR: first}
    for role in set(Role) - {Role.ADMINISTRATOR}:
        staff[role] = create_user(by=first, username=role.value, name="", roles=[role.value])
    set_site(by=first, organisation="Casetracker tests")
    load_vocabulary(by=first, files=read_folder(settings.BASE_DIR / "data" / "vocabulary"))
    slots = [timezone.localdate() - dt.timedelta(days=days) for days in (190, 100, 10)]
    fictional.make(people=PEOPLE, seed=1, staff=staff, slots=slots)
    start_series(by=staff[Role.DPO], first_slot=slots[-1].replace(day=min(slots[-1].day, 28)))


def _release() -> None:
    """From the cut-off to the public, or on from wherever it was killed."""
    from cases.accounts.models import User
    from cases.published.data import File
    from cases.releases import difference, policies
    from cases.releases.actions import approve_release, attach_files, freeze_slot, store_audit
    from cases.releases.models import ReleaseDraft, Series

    people = {user.username: user for user in User.objects.all()}
    series = Series.objects.get()
    say("ready")
    draft = ReleaseDraft.objects.first()
    if draft is None or not draft.manifest_sha256:
        draft = freeze_slot(by=people["advocacy"], series=series)
        draft = attach_files(
            by=people["advocacy"], draft=draft, files=[File("release.json", "application/json", b"{}")]
        )
    if policies.newest_audit(draft) is None:
        lines = [{"proof": proof, "key": "x", "passed": True, "figures": {}} for proof in range(1, 9)]
        store_audit(by=people["advocacy"], draft=draft, lines=lines, seconds=0)
    shown = difference.of(draft).sha256
    for signature in ("lead", "dpo"):
        if not draft.approvals.filter(signature=signature).exists():
            approve_release(by=people[signature], draft=draft, signature=signature, difference_sha256=shown)
    say("done")


def _verify() -> None:
    from django.core.management import call_command

    call_command("verify_audit")


if __name__ == "__main__":
    main({"make": _make, "release": _release, "verify": _verify})
