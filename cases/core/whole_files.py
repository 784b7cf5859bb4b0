"""Small files that are whole or not there, and that no write ever replaces."""

import os
import secrets
from pathlib import Path

from django.utils.translation import gettext as _

from .errors import Refused


def write_new(path: Path, content: bytes) -> None:
    """Write a new file through to the disk, readable by its owner only. Raises Refused when it is there already."""
    if path.exists():
        raise Refused(_("%(name)s is there already: nothing is overwritten.") % {"name": path.name})
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    write_through(aside, content)
    aside.rename(path)
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_through(path: Path, content: bytes) -> None:
    """Write a file that is not there yet; it is on the disk when this returns, though its name may not be."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
