"""The key ring opens with the right file and passphrase only, and says what to do otherwise."""

import base64
import json
import stat
from pathlib import Path

import pytest
from pytest_django import Settings

from cases.accounts.actions import create_first_administrator, system_user
from cases.accounts.models import User
from cases.core import keyring, sealing
from cases.core.errors import Locked, Refused
from cases.core.models import Installation, KeyOwner

PASSPHRASE = "seven words that nobody guesses at all"
KEY = base64.b64encode(bytes(32)).decode()


@pytest.fixture
def key_file(settings: Settings, tmp_path: Path) -> Path:
    """Where the settings look for the key file; nothing is there yet and no key is in memory."""
    keyring.lock()
    settings.KEY_FILE = tmp_path / "keys" / "keys.json"
    return tmp_path / "keys" / "keys.json"


@pytest.fixture(scope="module")
def sealed_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A key file under a passphrase; made once, since that is slow on purpose."""
    path = tmp_path_factory.mktemp("sealed") / "keys.json"
    keyring.create_key_file(path, passphrase=PASSPHRASE)
    return path.read_bytes()


def put(path: Path, content: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


def written(**changes: object) -> bytes:
    return json.dumps({"format": keyring.FORMAT, "keys": [{"kid": 1, "key": KEY}]} | changes).encode()


def test_demo_opens_its_plain_file_by_itself(installation: Installation, key_file: Path) -> None:
    keyring.create_key_file(key_file, passphrase=None)
    assert len(keyring.current().keys) == 1


def test_missing_file_is_locked(installation: Installation, key_file: Path) -> None:
    """The sentence names the file and the setting."""
    with pytest.raises(Locked, match=r"keys\.json.*CASETRACKER_KEY_FILE"):
        keyring.current()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\0",
        b"{",
        b"[]",
        b"null",
        b"7",
        b"{}",
        written(format="HR-KEYRING-9"),
        written(keys=[]),
        written(keys={"kid": 1, "key": KEY}),
        written(keys=[KEY]),
        written(keys=[{"kid": 1}]),
        written(keys=[{"kid": "one", "key": KEY}]),
        written(keys=[{"kid": 1, "key": "@" + KEY}]),
        written(keys=[{"kid": 1, "key": base64.b64encode(bytes(16)).decode()}]),
        written(keys=[{"kid": 1, "key": KEY}, {"kid": 2, "key": base64.b64encode(bytes(33)).decode()}]),
        written(keys=[{"kid": -1, "key": KEY}]),
        written(keys=[{"kid": 2**32, "key": KEY}]),
    ],
)
def test_damaged_file_is_refused(installation: Installation, key_file: Path, content: bytes) -> None:
    """Not JSON, other JSON, another format, no keys, no base64, short and long keys, numbers no token can hold."""
    put(key_file, content)
    with pytest.raises(Refused, match="put the right file back"):
        keyring.current()


def test_first_key_seals_and_all_open(installation: Installation, key_file: Path) -> None:
    """So a rotation puts the new key in front and leaves the old one in the file."""
    old, new = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))
    put(key_file, written(keys=[{"kid": 1, "key": old}]))
    wrapped = keyring.current().wrap(b"data key", place=b"p")
    keyring.lock()
    put(key_file, written(keys=[{"kid": 2, "key": new}, {"kid": 1, "key": old}]))
    ring = keyring.current()
    assert ring.unwrap(wrapped, b"p") == b"data key"
    again = ring.wrap(b"data key", place=b"p")
    keyring.lock()
    put(key_file, written(keys=[{"kid": 2, "key": new}]))
    assert keyring.current().unwrap(again, b"p") == b"data key"
    with pytest.raises(Refused, match="lacks the key"):
        keyring.current().unwrap(wrapped, b"p")


def test_key_file_of_another_database_is_refused(installation: Installation, key_file: Path) -> None:
    """It has the same form and the same key number; the sentence says what to do."""
    keyring.create_key_file(key_file, passphrase=None)
    sealing.keyed_name(KeyOwner.office(), b"x")
    keyring.lock()
    key_file.rename(key_file.with_name("ours.json"))
    keyring.create_key_file(key_file, passphrase=None)
    with pytest.raises(Refused, match="put the right key file back"):
        sealing.keyed_name(KeyOwner.office(), b"x")


def test_lock_forgets_every_key(installation: Installation, key_file: Path) -> None:
    """Neither the ring nor a data key opened before stays in memory."""
    keyring.create_key_file(key_file, passphrase=None)
    sealing.keyed_name(KeyOwner.office(), b"x")
    assert keyring.KeyRing.unwrap.cache_info().currsize
    keyring.lock()
    key_file.unlink()
    assert keyring.KeyRing.unwrap.cache_info().currsize == 0
    with pytest.raises(Locked):
        sealing.keyed_name(KeyOwner.office(), b"x")


def test_create_never_overwrites(key_file: Path) -> None:
    keyring.create_key_file(key_file, passphrase=None)
    before = key_file.read_bytes()
    with pytest.raises(Refused, match="never overwritten"):
        keyring.create_key_file(key_file, passphrase=None)
    assert key_file.read_bytes() == before


def test_created_file_is_for_its_owner_only(key_file: Path) -> None:
    keyring.create_key_file(key_file, passphrase=None)
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


def test_created_keys_differ(tmp_path: Path) -> None:
    for name in ("a", "b"):
        keyring.create_key_file(tmp_path / name, passphrase=None)
    assert (tmp_path / "a").read_bytes() != (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_plain_file_is_refused_in_an_office(db: None, key_file: Path, passphrase: str | None) -> None:
    """With a passphrase typed or without: real testimony is never sealed by a key that lies about in clear."""
    Installation.objects.create(kind=Installation.Kind.OFFICE)  # the row that comes before the first action
    keyring.create_key_file(key_file, passphrase=None)
    with pytest.raises(Locked, match="passphrase"):
        keyring.current() if passphrase is None else keyring.unlock(passphrase)
    with pytest.raises(Locked):
        keyring.current()


def test_plain_file_is_refused_in_an_empty_database(db: None, key_file: Path) -> None:
    """Nobody said yet that this is a demonstration."""
    keyring.create_key_file(key_file, passphrase=None)
    with pytest.raises(Locked):
        keyring.current()


@pytest.mark.slow
def test_office_opens_with_its_passphrase_only(db: None, key_file: Path, sealed_file: bytes) -> None:
    """Locked before, after a wrong passphrase, and after lock(); open in between for everybody."""
    put(key_file, sealed_file)
    with pytest.raises(Locked, match="enter the passphrase"):
        keyring.current()
    with pytest.raises(Refused, match="type it again"):
        keyring.unlock(PASSPHRASE.upper())
    with pytest.raises(Locked):
        keyring.current()
    keyring.unlock(PASSPHRASE)
    first = {"username": "administrator", "name": ""}
    create_first_administrator(by=system_user(), kind="office", **first)
    assert User.objects.count() == 2
    keyring.lock()
    with pytest.raises(Locked):
        keyring.current()


@pytest.mark.slow
@pytest.mark.parametrize("cut", [30, -1])
def test_damaged_sealed_file_is_refused(db: None, key_file: Path, sealed_file: bytes, cut: int) -> None:
    put(key_file, sealed_file[:cut])
    with pytest.raises(Refused):
        keyring.unlock(PASSPHRASE)


@pytest.mark.slow
def test_sealed_file_does_not_show_its_keys(sealed_file: bytes) -> None:
    assert keyring.FORMAT.encode() not in sealed_file
    assert b"kid" not in sealed_file
