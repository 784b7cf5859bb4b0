"""The doctor's lines about the machine: versions, folders, disk, swap, clock, memory dumps."""

import datetime as dt
import re
import resource
import shutil
from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as settings_module
from django.core.checks import Error as CheckError
from django.core.checks import Warning as CheckWarning
from pytest_django import Settings

from cases.core.doctor import State, machine

OK, WARN, FAIL = State
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def _own_folders(settings: Settings, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    settings.VAR_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"


def test_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    assert machine.versions().state == OK
    monkeypatch.setattr(machine.django, "VERSION", (6, 0, 0, "final", 0))
    assert machine.versions().state == FAIL


@pytest.mark.parametrize(
    ("found", "state"),
    [([], OK), ([CheckWarning("w", id="cases.W9")], WARN), ([CheckError("e", hint="do", id="cases.E9")], FAIL)],
)
def test_system_checks(monkeypatch: pytest.MonkeyPatch, found: list[Any], state: State) -> None:
    monkeypatch.setattr(machine, "run_checks", lambda **_kwargs: found)
    [line] = machine.system_checks()
    assert line.state == state


def test_open_var_folder_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system check finds it too; the doctor has a line of its own, with its remedy."""
    monkeypatch.setattr(machine, "run_checks", lambda **_kwargs: [CheckWarning("w", id="cases.W023")])
    [line] = machine.system_checks()
    assert line.state == OK


def test_every_guide_that_is_named_is_there() -> None:
    """In what the commands say and in the documents themselves."""
    root = Path(settings_module.BASE_DIR)
    parts = ("core", "accounts", "management")
    sources = [path for part in parts for path in root.glob(f"cases/{part}/**/*.py")]
    sources += [*root.glob("docs/**/*.md"), root / "README.md", root / "CHANGELOG.md"]
    named = {(path, name) for path in sources for name in re.findall(r"docs/[\w/-]+\.md", path.read_text())}
    assert named
    assert {(str(path), name) for path, name in named if not (root / name).exists()} == set()


def test_var_folder(settings: Settings, tmp_path: Path) -> None:
    assert machine.var_folder().state == OK
    tmp_path.chmod(0o701)
    assert machine.var_folder().remedy == f"chmod 700 {tmp_path}"
    settings.VAR_DIR = tmp_path / "none"
    assert machine.var_folder().state == FAIL
    assert machine.free_space().state == OK  # of the disk where it would be


@pytest.mark.parametrize(("free", "state"), [(2 * 10**9, OK), (10**9 - 1, FAIL), (0, FAIL)])
def test_free_space(monkeypatch: pytest.MonkeyPatch, free: int, state: State) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(0, 0, free))
    assert machine.free_space().state == state


def test_static_files(tmp_path: Path) -> None:
    assert machine.static_files().state == FAIL
    (tmp_path / "static").mkdir()
    (tmp_path / "static/staticfiles.json").touch()
    assert machine.static_files().state == OK


@pytest.fixture
def swap_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine with a block device sda2, a volume dm-0 and a swap as the test writes it."""
    for name in ("SWAPS", "BLOCK_DEVICES", "DEVICE_NUMBERS"):
        monkeypatch.setattr(machine, name, tmp_path / name)
    (tmp_path / "BLOCK_DEVICES/sda2").mkdir(parents=True)
    (tmp_path / "BLOCK_DEVICES/dm-0/slaves/sda2").mkdir(parents=True)
    (tmp_path / "BLOCK_DEVICES/dm-0/dm").mkdir()
    return tmp_path


def swap_state(folder: Path, entry: str, uuid: str = "") -> State:
    (folder / "SWAPS").write_text(f"Filename Type Size Used Priority\n{entry}")
    (folder / "BLOCK_DEVICES/dm-0/dm/uuid").write_text(uuid)
    return machine.swap(office=True).state


@pytest.mark.parametrize(
    ("entry", "uuid", "state"),
    [
        ("", "", OK),
        ("/dev/zram0 partition 1 0 -2", "", OK),
        ("/dev/sda2 partition 1 0 -2", "", FAIL),
        ("/dev/dm-0 partition 1 0 -2", "CRYPT-LUKS2-x-swap\n", OK),
        ("/dev/dm-0 partition 1 0 -2", "LVM-x", FAIL),
        ("/dev/gone partition 1 0 -2", "", FAIL),
        ("/swapfile-that-is-gone file 1 0 -2", "", FAIL),
        ("/dev/dm-0 partition 1 0 -2\n/dev/sda2 partition 1 0 -3", "CRYPT-PLAIN-x", FAIL),
    ],
)
def test_swap(swap_on: Path, entry: str, uuid: str, state: State) -> None:
    assert swap_state(swap_on, entry, uuid) == state


def test_swap_on_a_volume_of_an_encrypted_disk(swap_on: Path) -> None:
    """LVM on dm-crypt; and a file on such a disk."""
    (swap_on / "BLOCK_DEVICES/dm-1/slaves/dm-0").mkdir(parents=True)
    assert swap_state(swap_on, "/dev/dm-1 partition 1 0 -2", "CRYPT-LUKS1-x") == OK
    assert swap_state(swap_on, "/dev/dm-1 partition 1 0 -2", "LVM-x") == FAIL
    assert swap_state(swap_on, f"{swap_on}/SWAPS file 1 0 -2", "CRYPT-LUKS1-x") == FAIL


def test_swap_that_cannot_be_known(swap_on: Path) -> None:
    assert machine.swap(office=True).state == WARN


def test_swap_of_a_demonstration_is_a_warning(swap_on: Path) -> None:
    swap_state(swap_on, "/dev/sda2 partition 1 0 -2")
    assert machine.swap(office=False).state == WARN


def test_clock() -> None:
    assert machine.clock().state == OK
    with time_machine.travel(dt.datetime(1970, 1, 1, tzinfo=dt.UTC)):
        assert machine.clock().state == FAIL


@pytest.mark.parametrize(("limit", "office", "state"), [(0, True, OK), (-1, True, FAIL), (1, False, WARN)])
def test_memory_dumps(monkeypatch: pytest.MonkeyPatch, limit: int, office: bool, state: State) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _what: (limit, -1))
    assert machine.memory_dumps(office=office).state == state
