"""The key ring: the only secret outside the database, held in memory while the office works.

Its file stands in ``key_files``. The first key seals, all open. In an office the file is sealed by a passphrase; a
plain file is accepted in a demo database only.
"""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from . import key_files, lockdown, tokens
from .errors import Locked, Refused
from .key_files import FORMAT
from .models import Installation

__all__ = [
    "FORMAT", "KeyRing", "create_key_file", "current", "has_passphrase", "lock", "needs_passphrase",
    "opened_for_one_check", "unlock",
]  # fmt: skip


@dataclass(frozen=True, eq=False)
class KeyRing:
    """Keys by number; ``sealing`` is the number of the first one, ``file_hash`` the SHA-256 of the file they are from."""

    keys: key_files.Keys
    sealing: int
    file_hash: bytes = b""

    def wrap(self, data_key: bytes, *, place: bytes) -> bytes:
        """Seal a data key with the first key of the ring."""
        return tokens.encrypt(self.keys[self.sealing], kid=self.sealing, plaintext=data_key, place=place)

    @lru_cache(maxsize=4096)  # noqa: B019  (one ring lives as long as the process, and goes at lock())
    def unwrap(self, wrapped: bytes, place: bytes) -> bytes:
        """Open a data key, also one that was wrapped anew by another process since this ring was opened.

        Raises Locked when the keys were rotated and the new file needs its passphrase, Refused when no ring has the
        key that sealed it.
        """
        kid = tokens.kid_of(wrapped)
        key = self.keys.get(kid) or _newer_than(self, kid).keys[kid]
        try:
            return tokens.decrypt(key, wrapped, place=place)
        except tokens.TokenError as error:
            raise Refused(_("The key file is not the one of this database: put the right key file back.")) from error


_ring: KeyRing | None = None
_lock = threading.Lock()
_for_one_check: ContextVar[KeyRing | None] = ContextVar("key ring for one check", default=None)


def current() -> KeyRing:
    """The open key ring. A demo database opens its plain key file by itself; an office must be unlocked."""
    if ring := _for_one_check.get():
        return ring
    with _lock:
        return _ring or _open(None)


def unlock(passphrase: str | None) -> None:
    """Open the key file as it is now; a demo's without a passphrase.

    Raises Refused for a wrong passphrase, a damaged file, and during a lockdown.
    """
    with _lock:
        _open(passphrase)


def needs_passphrase() -> bool:
    """Whether nothing sealed can be opened until somebody types the passphrase: an office after a restart."""
    return _ring is None and has_passphrase()


def has_passphrase() -> bool:
    """Whether the key file is sealed by one, as in every office."""
    return key_files.has_passphrase(settings.KEY_FILE)


@contextmanager
def opened_for_one_check(passphrase: str | None) -> Iterator[None]:
    """Open the key file for this thread and this block only, also during a lockdown: to check who lifts it."""
    token = _for_one_check.set(_read(passphrase))
    try:
        yield
    finally:
        _for_one_check.reset(token)
        KeyRing.unwrap.cache_clear()


def lock() -> None:
    """Forget every key that this process holds."""
    global _ring
    with _lock:
        _ring = None
        KeyRing.unwrap.cache_clear()


def create_key_file(path: Path, *, passphrase: str | None) -> None:
    """Make a key file with one fresh key; sealed when a passphrase is given. Never overwrites a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    key_files.create(path, key_files.seal(key_files.with_fresh_key({}), passphrase))


def _open(passphrase: str | None) -> KeyRing:
    global _ring
    ring = _read(passphrase)
    # Asked last: a lockdown that began while the passphrase was worked on (a second or so) counts too.
    if lockdown.standing():
        raise Locked(_("The office is locked down: two people lift it at /accounts/lockdown/."))
    _ring = ring
    return ring


def _newer_than(ring: KeyRing, kid: int) -> KeyRing:
    """The ring with this key, which another process put into the key file after ``ring`` was read."""
    with _lock:
        if _ring is not None and kid in _ring.keys:
            return _ring  # another thread was quicker
        content = _content()
        changed = hashlib.sha256(content).digest() != ring.file_hash
        if changed and not key_files.is_sealed(content) and kid in (newer := _open(None)).keys:
            return newer
    if changed and key_files.is_sealed(content):
        lock()
        raise Locked(_("The keys were rotated: enter the passphrase again at /accounts/unlock/."))
    raise Refused(_("The key file lacks the key that sealed this database: put the right key file back."))


def _read(passphrase: str | None) -> KeyRing:
    sealed = content = _content()
    if key_files.is_sealed(sealed):
        content = key_files.unseal(sealed, passphrase)
    elif not Installation.objects.filter(kind=Installation.Kind.DEMO).exists():
        raise Locked(
            _("An office database needs a key file sealed by a passphrase; this one is plain: put the right one back.")
        )
    keys = key_files.parse(content, settings.KEY_FILE)
    return KeyRing(keys=keys, sealing=next(iter(keys)), file_hash=hashlib.sha256(sealed).digest())


def _content() -> bytes:
    try:
        return bytes(settings.KEY_FILE.read_bytes())
    except FileNotFoundError as error:
        raise Locked(
            _("The key file %(path)s is missing: put it back or set CASETRACKER_KEY_FILE.")
            % {"path": settings.KEY_FILE}
        ) from error
