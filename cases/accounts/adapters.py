"""What django-allauth asks us: how secrets are kept, who is let in, and what the audit chain is told."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from cases.core.errors import AuditUnavailable
from cases.core.office_secrets import open_secret, seal_secret

from . import events, sessions
from .actions import change_own_password
from .models import User

WRONG = _("The user name or the password is wrong: type both again.")
WAIT = _("Too many wrong tries: wait 15 minutes, then try again.")
WRONG_CODE = _("This code is wrong or was used already: type the next one that your app shows.")
PLACE = "second factor"


class AccountAdapter(DefaultAccountAdapter):
    """Passwords and signing in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "too_many_login_attempts": WAIT,
        "rate_limited": WAIT,
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only addresses of this site, without a host."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse who is blocked, before any password is hashed."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            events.sign_in_limited(self._get_login_attempts_cache_key(request, **credentials), _named(credentials))
            raise

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The person, when name and password are right. A closed account answers like a wrong password."""
        user = super().authenticate(request, **credentials)
        if user is not None and not user.is_active:
            self.authentication_failed(request, **credentials)
            return None
        return user if isinstance(user, User) else None

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        events.sign_in_failed(_named(credentials), "password")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Tries are counted by person: neither another spelling nor another host name of ours gives more."""
        user = _named(credentials)
        return str(user.pk) if user else f"nobody {str(credentials.get('username', '')).casefold()}"

    def login(self, request: HttpRequest, user: User) -> None:
        """Write the event first: without it there is no session."""
        try:
            events.record("signed_in", user=user, reason=events.how(get_authentication_records(request, user)))
        except AuditUnavailable:
            with suppress(DatabaseError):
                request.session.flush()
            raise
        super().login(request, user)
        sessions.start(request.session)
        request.session.clear_expired()

    def logout(self, request: HttpRequest) -> None:
        user = request.user
        super().logout(request)
        events.record("signed_out", user=user if isinstance(user, User) else None)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """A passkey of a closed account."""
        events.sign_in_failed(user, "closed")
        messages.error(request, str(WRONG))
        return redirect("account_login")

    def set_password(self, user: User, password: str) -> None:
        user.password = change_own_password(by=user, password=password).password

    def send_notification_mail(self, *_args: Any, **_kwargs: Any) -> None:
        """Nothing is mailed: an address book of the staff would be worth stealing."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: their secrets are sealed under the office's key."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": _("This is your only second factor: add another one first."),
    }

    def encrypt(self, text: str) -> str:
        return seal_secret(PLACE, text)

    def decrypt(self, encrypted_text: str) -> str:
        return open_secret(PLACE, encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Nobody is without a second factor; recovery codes alone are none."""
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


class SessionsAdapter(DefaultUserSessionsAdapter):
    """One's own list of sessions."""

    def end_sessions(self, sessions: Iterable[UserSession]) -> None:
        for session in sessions:
            events.record("session_ended", user=session.user, reason="by its owner")
            session.end()


def _named(credentials: dict[str, Any]) -> User | None:
    """Whom a typed user name means, in whatever case it was typed."""
    return User.objects.filter(username__iexact=str(credentials.get("username", ""))).first()
