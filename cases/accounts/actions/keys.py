"""Writes on the key file. Each event is committed before the file is changed or anything leaves it, as for readings.

The functions that are no actions do the whole step; the actions in it check the right and write the event.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.core import audit, key_files, keyring, recovery, rotation
from cases.core.errors import Refused
from cases.core.key_files import Keys
from cases.core.records import action


@dataclass(frozen=True)
class Rotated:
    """What a rotation did: the key that now seals, whether it is a fresh one, and how many data keys it took over."""

    kid: int
    is_fresh: bool
    count: int


def rotate(*, by: User, passphrase: str | None, step: Callable[[int], object]) -> Rotated:
    """Put a fresh key first in the key file and every data key under it, or go on with a rotation that was stopped.

    Raises Refused for a wrong passphrase, while another command changes the key file, and for a data key that does
    not open.
    """
    with key_files.nobody_else_at(settings.KEY_FILE):
        keys, is_fresh = rotate_keys(by=by, passphrase=passphrase)
        if is_fresh:
            key_files.replace(settings.KEY_FILE, key_files.seal(keys, passphrase))
        kid = next(iter(keys))
        done = rotation.rewrap(keyring.KeyRing(keys=keys, sealing=kid), step=step)
        finish_rotation(by=by, kid=kid, done=done)
    keyring.lock()  # this process still holds the ring without the fresh key
    return Rotated(kid, is_fresh, len(done))


@action
def rotate_keys(*, by: User, passphrase: str | None) -> tuple[Keys, bool]:
    """Begin a rotation: the keys that the key file is to hold, and whether the first one is fresh.

    It is not when data keys are left that the file's first key does not wrap: then the rotation before goes on.
    """
    keyring.unlock(passphrase)
    ring = keyring.current()
    if unfinished := rotation.left(ring.sealing):
        _note("rotate_keys", by, f"goes on with key {ring.sealing}", _named(unfinished))
        return ring.keys, False
    keys = key_files.with_fresh_key(ring.keys)
    kid = next(iter(keys))
    _note("rotate_keys", by, f"fresh key {kid}", _named(rotation.left(kid)))
    return keys, True


@action
def finish_rotation(*, by: User, kid: int, done: Sequence[int]) -> None:
    """Write that no data key is left to be wrapped by this key, and how many this run wrapped."""
    _note("finish_rotation", by, f"key {kid}", _named(done))


def change_passphrase(*, by: User, old: str, new: str) -> None:
    """Seal the key file by another passphrase. Raises Refused for a wrong old one, a weak new one and a demo's file."""
    with key_files.nobody_else_at(settings.KEY_FILE):
        keys = change_key_passphrase(by=by, old=old, new=new)
        key_files.replace(settings.KEY_FILE, key_files.seal(keys, new))


@action
def change_key_passphrase(*, by: User, old: str, new: str) -> Keys:
    """Open the key file by its old passphrase: the keys to seal by the new one."""
    check_has_passphrase()
    key_files.check_passphrase(new)
    keyring.unlock(old)
    _note("change_key_passphrase", by)
    return keyring.current().keys


def check_has_passphrase() -> None:
    """Raise Refused for the plain key file of a demonstration."""
    if settings.KEY_FILE.exists() and not keyring.has_passphrase():
        raise Refused(_("This key file is plain, as in a demonstration: it has no passphrase that could be changed."))


def write_recovery_file(*, by: User, passphrase: str | None, path: Path, first: str, second: str) -> None:
    """Write the keys, sealed to two holders' age public keys, to a new file. Raises Refused where one stands."""
    key_files.check_is_free(path)
    key_files.create(path, make_recovery_file(by=by, passphrase=passphrase, first=first, second=second))


@action
def make_recovery_file(*, by: User, passphrase: str | None, first: str, second: str) -> bytes:
    """The content of a recovery file; the event names both public keys."""
    keyring.unlock(passphrase)
    content = recovery.seal(keyring.current().keys, first=first, second=second)
    _note("make_recovery_file", by, f"{first} {second}")
    return content


def restore_key_file(*, by: User, path: Path, content: bytes, first: str, second: str, passphrase: str) -> set[int]:
    """Make the missing key file from a recovery file; the numbers of keys that the database needs and it lacks."""
    settings.KEY_FILE.parent.mkdir(parents=True, exist_ok=True)
    with key_files.nobody_else_at(settings.KEY_FILE):
        keys = open_recovery_file(by=by, path=path, content=content, first=first, second=second, passphrase=passphrase)
        key_files.create(settings.KEY_FILE, key_files.seal(keys, passphrase))
    return rotation.kids() - keys.keys()


@action
def open_recovery_file(*, by: User, path: Path, content: bytes, first: str, second: str, passphrase: str) -> Keys:
    """The keys in a recovery file, opened by both holders' identities; the key file must be missing."""
    key_files.check_is_free(settings.KEY_FILE)
    key_files.check_passphrase(passphrase)
    keys = recovery.unseal(content, path, first=first, second=second)
    _note("open_recovery_file", by)
    return keys


def _note(act: str, by: User, reason: str = "", many: Sequence[tuple[str, int, str]] = ()) -> None:
    """The event, by itself: no row with a history is written."""
    audit.append(audit.Entry(f"accounts.{act}", by.pk, many=list(many), reason=reason))


def _named(data_keys: Sequence[int]) -> list[tuple[str, int, str]]:
    """Many data keys, as ``core.records`` names many rows: their number and a hash over their keys."""
    return [("datakey", len(data_keys), hashlib.sha256("\n".join(map(str, data_keys)).encode()).hexdigest())]
