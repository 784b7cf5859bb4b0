"""The recovery file: the keys of the key file, sealed so that only two holders together open it.

Two age files, one inside the other: the outer one to the first holder's public key, the inner one to the second's.
Any age tool opens them without this program.
"""

from pathlib import Path

import pyrage
from django.utils.translation import gettext as _

from . import key_files
from .errors import Refused
from .key_files import Keys

_IDENTITY_LINE = "AGE-SECRET-KEY-1"


def seal(keys: Keys, *, first: str, second: str) -> bytes:
    """The recovery file for two age public keys. Raises Refused when they are none, or one and the same."""
    outer, inner = _recipient(first, "--first"), _recipient(second, "--second")
    if str(outer) == str(inner):
        raise Refused(_("Both public keys are the same: two people must hold one each."))
    return bytes(pyrage.encrypt(pyrage.encrypt(key_files.as_json(keys), [inner]), [outer]))


def unseal(content: bytes, path: Path, *, first: str, second: str) -> Keys:
    """The keys again, opened by the texts of both holders' identity files; ``path`` is where the content came from.

    Raises Refused for identities that are none, are those of others or stand in the wrong order, and for an altered file.
    """
    outer, inner = _identity(first, "--first-identity"), _identity(second, "--second-identity")
    layer = _decrypted(content, outer)
    if layer is None and _decrypted(content, inner) is not None:
        raise Refused(
            _("The outer layer is the other holder's: give --first-identity and --second-identity the other way round.")
        )
    if layer is None:
        raise Refused(
            _("The first holder's identity does not open %(path)s: it is another one, or the file was altered.")
            % {"path": path}
        )
    plain = _decrypted(layer, inner)
    if plain is None:
        raise Refused(
            _("The second holder's identity does not open the inner layer: it is another one, or the file was altered.")
        )
    return key_files.parse(plain, path)


def _recipient(text: str, option: str) -> pyrage.x25519.Recipient:
    """Never repeats the text: somebody may have typed a secret key."""
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise Refused(
            _("%(option)s is not an age public key (age1…): its holder makes one with age-keygen.") % {"option": option}
        ) from error


def _identity(text: str, option: str) -> pyrage.x25519.Identity:
    lines = [line.strip() for line in text.splitlines() if line.strip().startswith(_IDENTITY_LINE)]
    try:
        return pyrage.x25519.Identity.from_str(lines[0])
    except (IndexError, pyrage.IdentityError) as error:
        raise Refused(
            _("%(option)s is not a file that age-keygen made: it holds a line that begins with AGE-SECRET-KEY-1.")
            % {"option": option}
        ) from error


def _decrypted(content: bytes, identity: pyrage.x25519.Identity) -> bytes | None:
    try:
        return bytes(pyrage.decrypt(content, [identity]))
    except pyrage.DecryptError:
        return None
