"""The key file: its format, and how it is written so that a crash leaves the old one or the new one, whole.

JSON ``{"format": "HR-KEYRING-1", "keys": [{"kid": 2, "key": "<base64>"}, …]}``. The first key seals, all open. In an
office the JSON is sealed by a passphrase (age, scrypt).
"""

import base64
import binascii
import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyrage
from django.utils.translation import gettext as _

from . import tokens
from .errors import Locked, Refused

FORMAT = "HR-KEYRING-1"
SHORTEST_PASSPHRASE = 20
_AGE_HEADER = b"age-encryption.org/"

Keys = dict[int, bytes]
"""Keys by number; the first one seals."""


def with_fresh_key(keys: Keys) -> Keys:
    """A fresh key in front; the older ones stay, since backups and running servers hold what they sealed."""
    return {max(keys, default=0) + 1: tokens.new_key(), **keys}


def as_json(keys: Keys) -> bytes:
    """The content of a plain key file."""
    entries = [{"kid": kid, "key": base64.b64encode(key).decode()} for kid, key in keys.items()]
    return json.dumps({"format": FORMAT, "keys": entries}).encode()


def parse(content: bytes, path: Path) -> Keys:
    """Read the JSON of a key file. Raises Refused, naming the path, when it is not one."""
    try:
        data = json.loads(content)
        keys = {int(entry["kid"]): base64.b64decode(entry["key"], validate=True) for entry in data["keys"]}
        numbers = all(0 <= kid < 2**32 for kid in keys)
        valid = data["format"] == FORMAT and numbers and all(len(key) == tokens.KEY_BYTES for key in keys.values())
        if not (keys and valid):
            raise ValueError
    except (ValueError, KeyError, TypeError, binascii.Error) as error:
        raise Refused(_("%(path)s is not a Casetracker key file: put the right file back.") % {"path": path}) from error
    return keys


def is_sealed(content: bytes) -> bool:
    """Whether this is, or begins, a file sealed by age."""
    return content.startswith(_AGE_HEADER)


def has_passphrase(path: Path) -> bool:
    """Whether the file is there and sealed by a passphrase, as in every office."""
    try:
        with path.open("rb") as file:
            return is_sealed(file.read(len(_AGE_HEADER)))
    except OSError:
        return False  # another fault, with another remedy: opening it says which


def seal(keys: Keys, passphrase: str | None) -> bytes:
    """The content of a key file: sealed when a passphrase is given, which takes a second on purpose."""
    content = as_json(keys)
    return content if passphrase is None else bytes(pyrage.passphrase.encrypt(content, passphrase))


def unseal(content: bytes, passphrase: str | None) -> bytes:
    """The JSON again. Raises Locked without a passphrase, Refused for a wrong one."""
    if passphrase is None:
        raise Locked(_("The keys are locked: enter the passphrase of the key file."))
    try:
        return bytes(pyrage.passphrase.decrypt(content, passphrase))
    except pyrage.DecryptError as error:
        raise Refused(_("The passphrase does not open the key file: type it again.")) from error


def check_passphrase(passphrase: str) -> None:
    """Raise Refused for one that could be guessed from a stolen key file."""
    if len(passphrase) < SHORTEST_PASSPHRASE or len(set(passphrase)) < SHORTEST_PASSPHRASE // 4:
        raise Refused(
            _("The passphrase is too short or too simple: take at least %(count)d characters.")
            % {"count": SHORTEST_PASSPHRASE}
        )


@contextmanager
def nobody_else_at(path: Path) -> Iterator[None]:
    """While it lasts no other process changes this key file; a second one is refused. Ends with its process."""
    folder = path.resolve().parent
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise Refused(
            _("The folder %(path)s cannot be used: see that it is there and belongs to the program's user.")
            % {"path": folder}
        ) from error
    try:
        _take(handle)
        yield
    finally:
        os.close(handle)


def _take(folder: int) -> None:
    """On the folder, not the file: the file is replaced by another one, which nobody would have locked."""
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Refused(_("Another command is changing the key file: wait until it has ended.")) from error


def check_is_free(path: Path) -> None:
    """Raise Refused where a file stands: what holds keys is never overwritten."""
    if path.exists():
        raise Refused(_("%(path)s exists: a key file is never overwritten; move it away first.") % {"path": path})


def create(path: Path, content: bytes) -> None:
    """Make a new file that only its owner reads. Raises Refused where one stands, and when it cannot be written."""
    check_is_free(path)
    with _refusals(path):
        _write(path, content)
        _sync_folder(path.parent)


def replace(path: Path, content: bytes) -> None:
    """Put another content in the place of a file: at every moment the old one or the new one is there, whole."""
    path = path.resolve()  # of a link, the file that it points to
    aside = path.with_name(f"{path.name}.new")
    with _refusals(path):
        aside.unlink(missing_ok=True)  # left by a command that was killed; nothing is sealed by it
        _write(aside, content)
        aside.replace(path)
        _sync_folder(path.parent)


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Refused(
            _("%(path)s cannot be written: see that its folder is there, belongs to the program's user and has room.")
            % {"path": path}
        ) from error


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Only then does the new name survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
