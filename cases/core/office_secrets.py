"""Secrets of the office that a library stores as text in tables of its own: sealed, as base64."""

import base64
import binascii

from django.utils.translation import gettext as _

from . import sealing, tokens
from .models import KeyOwner


def seal_secret(place: str, text: str) -> str:
    """A text sealed under the office's key, bound to the named place."""
    kid, secret = sealing._sealing_key(KeyOwner.office())
    return base64.b64encode(tokens.encrypt(secret, kid=kid, plaintext=text.encode(), place=_bound(place))).decode()


def open_secret(place: str, sealed: str) -> str:
    """The text again. Raises TokenError for anything that was not sealed for this place: it is never taken as text."""
    try:
        token = base64.b64decode(sealed, validate=True)
    except (binascii.Error, ValueError) as error:
        raise tokens.TokenError(_("This is not a sealed value: restore the record from the backup.")) from error
    if not tokens.is_token(token):
        raise tokens.TokenError(_("This is not a sealed value: restore the record from the backup."))
    return tokens.decrypt(sealing._opening_key(tokens.kid_of(token)), token, place=_bound(place)).decode()


def _bound(place: str) -> bytes:
    return tokens.associated_data("office secret", place, sealing.SCHEMA)
