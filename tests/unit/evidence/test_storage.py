"""Sealed files in a folder: whole, on the disk itself, and never written twice."""

import os
from pathlib import Path

import pyrage
import pytest

from cases.core.errors import Refused
from cases.evidence import storage
from tests.unit.evidence.conftest import stored_files

NAME = "ab" + "0" * 62


@pytest.fixture
def identity() -> pyrage.x25519.Identity:
    return pyrage.x25519.Identity.generate()


def test_stored_file_opens_again(identity: pyrage.x25519.Identity) -> None:
    storage.put(NAME, b"content", identity)
    assert storage.get(NAME, identity) == b"content"


def test_stored_file_opens_with_any_age_tool(identity: pyrage.x25519.Identity) -> None:
    """The day this program is gone, the key and the published format are enough."""
    storage.put(NAME, b"content", identity)
    assert pyrage.decrypt(stored_files()[0].read_bytes(), [identity]) == b"content"


def test_other_identity_does_not_open(identity: pyrage.x25519.Identity) -> None:
    storage.put(NAME, b"content", identity)
    with pytest.raises(Refused):
        storage.get(NAME, pyrage.x25519.Identity.generate())


def test_file_that_is_there_stays(identity: pyrage.x25519.Identity) -> None:
    """An original never changes."""
    storage.put(NAME, b"content", identity)
    before = stored_files()[0].read_bytes()
    storage.put(NAME, b"content", identity)
    assert stored_files()[0].read_bytes() == before


def test_everything_is_flushed_before_it_counts(
    identity: pyrage.x25519.Identity, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The file, the folder that names it, and the folder that names a new folder: else a power cut takes them."""
    flushed: list[str] = []
    fsync = os.fsync

    def watched(handle: int) -> None:
        flushed.append(os.readlink(f"/proc/self/fd/{handle}"))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    storage.put(NAME, b"content", identity)
    (path,) = stored_files()
    assert flushed[0].startswith(f"{path}.")
    assert {str(path.parent), str(path.parent.parent)} <= set(flushed[1:])


def test_nothing_in_clear_is_ever_written(identity: pyrage.x25519.Identity, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even aside, before the rename."""
    seen: list[bytes] = []
    rename = Path.rename

    def watched(self: Path, target: Path) -> Path:
        seen.append(self.read_bytes())
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", watched)
    storage.put(NAME, b"content in clear", identity)
    assert len(seen) == 1
    assert b"content" not in seen[0]
