"""Counting, in the cache that all processes share. How often somebody may try to sign in stands in the settings."""

import hashlib

from allauth.core.internal.cryptokit import normalize_user_code
from django.core.cache import cache

from .models import User

CODE_IS_REMEMBERED = 180
"""Seconds. A code of an authenticator app is good for 90, with the one before and the one after."""


def once(what: str, *, seconds: int) -> bool:
    """Whether this did not happen within so many seconds; of several at once, one is told yes."""
    return bool(cache.add(f"accounts.once.{_digest(what)}", 1, seconds))


def within(what: str, most: int, *, seconds: int) -> bool:
    """Whether this happened fewer than ``most`` times, counted anew after so many seconds without it."""
    key = f"accounts.count.{_digest(what)}"
    if (count := cache.get(key, 0)) >= most:
        return False
    cache.set(key, count + 1, seconds)
    return True


def is_first_use(user: User, code: str) -> bool:
    """Whether a code is used for the first time; from then on it is not."""
    return bool(cache.add(f"accounts.code.{_digest(f'{user.pk} {normalize_user_code(code)}')}", 1, CODE_IS_REMEMBERED))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
