"""The key ring: the only secret outside the database, held in memory while the office works.

The key file is JSON ``{"format": "HR-KEYRING-1", "keys": [{"kid": 2, "key": "<base64>"}, …]}``. The first key
seals, all open. In an office the JSON is sealed by a passphrase (age, scrypt); a plain file is accepted in a
demo database only.
"""

import base64
import binascii
import json
import os
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyrage
from django.conf import settings
from django.utils.translation import gettext as _

from . import tokens
from .errors import Locked, Refused
from .models import Installation

FORMAT = "HR-KEYRING-1"
_AGE_HEADER = b"age-encryption.org/"


@dataclass(frozen=True, eq=False)
class KeyRing:
    """Keys by number; ``sealing`` is the number of the first one."""

    keys: dict[int, bytes]
    sealing: int

    def wrap(self, data_key: bytes, *, place: bytes) -> bytes:
        """Seal a data key with the first key of the ring."""
        return tokens.encrypt(self.keys[self.sealing], kid=self.sealing, plaintext=data_key, place=place)

    @lru_cache(maxsize=4096)  # noqa: B019  (one ring lives as long as the process, and goes at lock())
    def unwrap(self, wrapped: bytes, place: bytes) -> bytes:
        """Open a data key. Raises Refused when the ring lacks the key that sealed it."""
        key = self.keys.get(tokens.kid_of(wrapped))
        if key is None:
            raise Refused(_("The key file lacks the key that sealed this database: put the right key file back."))
        try:
            return tokens.decrypt(key, wrapped, place=place)
        except tokens.TokenError as error:
            raise Refused(_("The key file is not the one of this database: put the right key file back.")) from error


_ring: KeyRing | None = None
_lock = threading.Lock()


def current() -> KeyRing:
    """The open key ring. A demo database opens its plain key file by itself; an office must be unlocked."""
    with _lock:
        return _ring or _open(None)


def unlock(passphrase: str) -> None:
    """Open the office's key file. Raises Refused for a wrong passphrase or a damaged file."""
    with _lock:
        _open(passphrase)


def lock() -> None:
    """Forget every key that this process holds."""
    global _ring
    with _lock:
        _ring = None
        KeyRing.unwrap.cache_clear()


def create_key_file(path: Path, *, passphrase: str | None) -> None:
    """Make a key file with one fresh key; sealed when a passphrase is given. Never overwrites a file."""
    key = base64.b64encode(tokens.new_key()).decode()
    content = json.dumps({"format": FORMAT, "keys": [{"kid": 1, "key": key}]}).encode()
    if passphrase is not None:
        content = pyrage.passphrase.encrypt(content, passphrase)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise Refused(
            _("%(path)s exists: a key file is never overwritten; move it away first.") % {"path": path}
        ) from error
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _open(passphrase: str | None) -> KeyRing:
    global _ring
    path = settings.KEY_FILE
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise Locked(
            _("The key file %(path)s is missing: put it back or set CASETRACKER_KEY_FILE.") % {"path": path}
        ) from error
    if content.startswith(_AGE_HEADER):
        content = _open_with_passphrase(content, passphrase)
    elif not Installation.objects.filter(kind=Installation.Kind.DEMO).exists():
        raise Locked(
            _("An office database needs a key file sealed by a passphrase; this one is plain: put the right one back.")
        )
    _ring = parse(content, path)
    return _ring


def _open_with_passphrase(content: bytes, passphrase: str | None) -> bytes:
    if passphrase is None:
        raise Locked(_("The keys are locked: enter the passphrase of the key file."))
    try:
        return bytes(pyrage.passphrase.decrypt(content, passphrase))
    except pyrage.DecryptError as error:
        raise Refused(_("The passphrase does not open the key file: type it again.")) from error


def parse(content: bytes, path: Path) -> KeyRing:
    """Read the JSON of a key file. Raises Refused when it is not one."""
    try:
        data = json.loads(content)
        keys = {int(entry["kid"]): base64.b64decode(entry["key"], validate=True) for entry in data["keys"]}
        numbers = all(0 <= kid < 2**32 for kid in keys)
        valid = data["format"] == FORMAT and numbers and all(len(key) == tokens.KEY_BYTES for key in keys.values())
        if not (keys and valid):
            raise ValueError
    except (ValueError, KeyError, TypeError, binascii.Error) as error:
        raise Refused(_("%(path)s is not a Casetracker key file: put the right file back.") % {"path": path}) from error
    return KeyRing(keys=keys, sealing=next(iter(keys)))
