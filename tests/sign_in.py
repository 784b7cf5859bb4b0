"""Signed in without the pages: what a browser holds after password and second factor."""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY
from allauth.account.internal.userkit import user_id_to_str
from allauth.usersessions.models import UserSession
from django.test import Client

from cases.accounts import sessions
from cases.accounts.models import User


def signed_in(user: User, *, second_factor: bool = True, client: Client | None = None) -> Client:
    """A browser in which a person has signed in a moment ago, by password and, unless told otherwise, by code."""
    client = client or Client()
    client.force_login(user)
    session = client.session
    methods = ["password", "mfa"] if second_factor else ["password"]
    now = time.time()
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": method, "at": now, "reauthenticated": True} for method in methods
    ]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(user)
    sessions.start(session)
    session.save()
    UserSession.objects.create(user=user, session_key=session.session_key, ip="192.0.2.1", user_agent="a test")
    return client
