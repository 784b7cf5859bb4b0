"""The format of a sealed value: pure cryptography, no database.

Token: ``"HV1" | algorithm u8 | kid u32 | nonce 12 | ciphertext | tag 16`` (big-endian).
Algorithm 1 is AES-256-GCM (NIST SP 800-38D). ``kid`` names the key that sealed it: a data key for a field,
a key of the ring for a wrapped data key. The associated data bind a token to its place, so a token that is
moved to another row or column does not open; the header is bound too. The plaintext is padded, so that its length says little.
"""

import secrets
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext as _

from .errors import Refused

MAGIC = b"HV1"
AES_256_GCM = 1
KEY_BYTES = 32
_HEADER = struct.Struct(">3sBI12s")
_LENGTH = struct.Struct(">I")
_TAG_BYTES = 16
_SMALLEST_PADDING = 64


class TokenError(Refused):
    """The token is damaged, was moved, or belongs to another key. It is never shown as text."""


def new_key() -> bytes:
    """A fresh random 256-bit key."""
    return secrets.token_bytes(KEY_BYTES)


def associated_data(*parts: str) -> bytes:
    """The parts, each length-prefixed (u32), so that no two lists of parts give the same bytes."""
    encoded = (part.encode() for part in parts)
    return b"".join(_LENGTH.pack(len(part)) + part for part in encoded)


def encrypt(key: bytes, *, kid: int, plaintext: bytes, place: bytes) -> bytes:
    """Seal ``plaintext`` under ``key`` for the given place (see ``associated_data``)."""
    nonce = secrets.token_bytes(12)
    header = _HEADER.pack(MAGIC, AES_256_GCM, kid, nonce)
    return header + AESGCM(key).encrypt(nonce, _pad(plaintext), place + header)


def decrypt(key: bytes, token: bytes, *, place: bytes) -> bytes:
    """Open a token. Raises TokenError for a wrong key, an altered token or another place."""
    _check_is_token(token)
    nonce = _HEADER.unpack_from(token)[3]
    try:
        padded = AESGCM(key).decrypt(nonce, token[_HEADER.size :], place + token[: _HEADER.size])
    except InvalidTag as error:
        raise TokenError(
            _("A sealed value does not open: it was altered or moved, or the key is wrong; restore it from the backup.")
        ) from error
    return _unpad(padded)


def is_token(value: object) -> bool:
    """Whether ``value`` has the form of a token of a known algorithm."""
    if not isinstance(value, bytes) or not value.startswith(MAGIC + bytes([AES_256_GCM])):
        return False
    padded = len(value) - _HEADER.size - _TAG_BYTES
    return padded >= _SMALLEST_PADDING and padded_length(padded - _LENGTH.size) == padded


def kid_of(token: bytes) -> int:
    """The number of the key that sealed this token. Raises TokenError for what is none."""
    _check_is_token(token)
    return int(_HEADER.unpack_from(token)[2])


def _check_is_token(value: object) -> None:
    if not is_token(value):
        raise TokenError(_("This is not a sealed value: restore the record from the backup."))


def padded_length(length: int) -> int:
    """64, 256, 1024, … bytes: the smallest that holds ``length`` and its four-byte prefix."""
    size = _SMALLEST_PADDING
    while size < length + _LENGTH.size:
        size *= 4
    return size


def _pad(plaintext: bytes) -> bytes:
    return (_LENGTH.pack(len(plaintext)) + plaintext).ljust(padded_length(len(plaintext)), b"\0")


def _unpad(padded: bytes) -> bytes:
    length = _LENGTH.unpack_from(padded)[0]
    return padded[_LENGTH.size : _LENGTH.size + length]
