"""Sealed files in a folder: named by HMAC, age inside, complete or not there."""

import contextlib
import os
import secrets
from pathlib import Path

import pyrage
from django.conf import settings
from django.utils.translation import gettext as _

from cases.core.errors import Refused


def put(name: str, content: bytes, identity: pyrage.x25519.Identity) -> None:
    """Seal and store a file under ``name``; one that is there already stays.

    Order: written aside, flushed to disk, renamed, folder flushed; so a crash leaves a whole file or none.
    Raises Refused when the disk does not take it.
    """
    final = _path(name)
    if final.exists():
        return
    aside = final.with_name(f"{name}.{secrets.token_hex(4)}.part")
    try:
        new_folder = not final.parent.exists()
        final.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_through(aside, pyrage.encrypt(content, [identity.to_public()]))
        aside.rename(final)
        _flush_folder(final.parent)
        if new_folder:
            _flush_folder(final.parent.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
        raise Refused(_("The file could not be stored: see whether the disk is full, then attach it again.")) from error


def get(name: str, identity: pyrage.x25519.Identity) -> bytes:
    """Open a stored file. Raises Refused when it is missing or damaged."""
    try:
        return bytes(pyrage.decrypt(_path(name).read_bytes(), [identity]))
    except FileNotFoundError as error:
        raise Refused(_("The stored file is missing: restore it from the backup.")) from error
    except pyrage.DecryptError as error:
        raise Refused(_("The stored file does not open: it was altered; restore it from the backup.")) from error


def remove(name: str) -> None:
    """Delete a stored file whose key was destroyed; one that is gone already is no fault."""
    path = _path(name)
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
        _flush_folder(path.parent)


def _path(name: str) -> Path:
    return Path(settings.EVIDENCE_DIR) / name[:2] / name


def _write_through(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
