"""How long a session lives: 15 minutes without a request, 8 hours in all."""

import time

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from . import queries
from .models import User

_STARTED, _SEEN = "signed_in_at", "seen_at"
SAVED_EVERY = 30
"""Seconds: a request that comes sooner does not write the session again."""


def start(session: SessionBase) -> None:
    """Set the clock of a session in which somebody just signed in."""
    session[_STARTED] = session[_SEEN] = int(time.time())


def why_over(session: SessionBase) -> str:
    """Why a signed-in session is over: "idle", "absolute" or "clock"; empty while it lives.

    A session without its times, or with times that lie ahead, has no claim to be young.
    """
    now, started, seen = int(time.time()), session.get(_STARTED), session.get(_SEEN)
    if not (isinstance(started, int) and isinstance(seen, int) and started <= seen <= now):
        return "clock"
    if now - started >= settings.SESSION_COOKIE_AGE:
        return "absolute"
    if now - seen >= settings.SESSION_IDLE_SECONDS:
        return "idle"
    return ""


def touch(session: SessionBase) -> None:
    """Note that the person is still there."""
    if (now := int(time.time())) - session[_SEEN] >= SAVED_EVERY:
        session[_SEEN] = now


def has_fresh_second_factor(request: HttpRequest, user: User) -> bool:
    """Whether the person has shown their second factor within the last five minutes: for what is opened one by one."""
    now = time.time()
    shown = [record["at"] for record in get_authentication_records(request, user) if record.get("method") == "mfa"]
    return any(now - settings.SECOND_FACTOR_IS_FRESH_SECONDS < at <= now for at in shown)


def ask_second_factor(user: User, *, then: str) -> HttpResponseRedirect:
    """To the page that asks for the second factor again, and from there on to an address of ours."""
    name = "mfa_reauthenticate" if queries.has_code(user) else "mfa_reauthenticate_webauthn"
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': then})}")


def has_second_factor(request: HttpRequest, user: User) -> bool:
    """Whether the person signed in with a second factor, or a passkey, in this session."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))
