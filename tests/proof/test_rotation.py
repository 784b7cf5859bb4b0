"""Rotation at full size: 100,000 data keys within a minute; killed two hundred times, nothing is lost."""

import random
import sqlite3
import time
import uuid
from contextlib import closing
from pathlib import Path

from pytest_django import Settings

from cases.accounts.actions.keys import rotate
from cases.core import key_files, keyring, sealing, tokens
from cases.core.batches import batches
from cases.core.models import DataKey, KeyOwner
from tests import killing
from tests.conftest import Cast

KEYS, SECONDS = 100_000, 60
KILLS, LONGEST = 200, 0.8


def test_a_hundred_thousand_data_keys_in_time(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    copy = tmp_path / "own" / "keys.json"
    copy.parent.mkdir()
    copy.write_bytes(Path(settings.KEY_FILE).read_bytes())
    settings.KEY_FILE = copy
    keyring.lock()
    owners = [KeyOwner(DataKey.OwnerKind.PERSON, uuid.uuid4()) for _number in range(KEYS)]
    for some in batches(owners):
        with sealing.keys_at_hand(some):
            pass
    start = time.perf_counter()
    rotated = rotate(by=cast.administrator, passphrase=None, step=lambda _count: None)
    seconds = time.perf_counter() - start
    print(f"{rotated.count} data keys under a fresh key in {seconds:.1f} s (bar {SECONDS})")  # noqa: T201
    assert seconds <= SECONDS
    assert {tokens.kid_of(bytes(key)) for (key,) in DataKey.objects.values_list("wrapped") if key} == {rotated.kid}


def test_killed_at_any_moment_nothing_is_lost(tmp_path: Path) -> None:
    """After every kill each data key opens with the key file as it is; in the end one more run finishes."""
    killing.run(tmp_path, "make")
    killing.run(tmp_path, "keys")
    chance, cut = random.Random(1), 0  # noqa: S311
    before, _kids = check(tmp_path)
    for _number in range(KILLS):
        killing.killed(tmp_path, "rotate", chance.uniform(0, LONGEST))
        found, kids = check(tmp_path)
        assert found == before
        cut += kids > 1
    assert killing.killed(tmp_path, "rotate", None)[0]
    assert check(tmp_path) == (before, 1)
    print(f"{KILLS} kills of a rotation, {cut} of which left it unfinished: {before} data keys, none lost")  # noqa: T201
    path = tmp_path / "keys.json"
    assert len(key_files.parse(path.read_bytes(), path)) > 1
    assert cut > KILLS / 10


def check(folder: Path) -> tuple[int, int]:
    """How many data keys there are, each of which opens by the key file as it is, and under how many of its keys."""
    path = folder / "keys.json"
    ring = key_files.parse(path.read_bytes(), path)
    with closing(sqlite3.connect(folder / "casetracker.sqlite3")) as connection:
        rows = connection.execute("SELECT uuid, wrapped FROM cases_datakey WHERE wrapped IS NOT NULL").fetchall()
    secrets = {
        tokens.decrypt(ring[tokens.kid_of(wrapped)], wrapped, place=sealing._place(DataKey, "wrapped", uuid.UUID(key)))
        for key, wrapped in rows
    }
    assert len(secrets) == len(rows), "two data keys became one"
    return len(rows), len({tokens.kid_of(wrapped) for _key, wrapped in rows})
