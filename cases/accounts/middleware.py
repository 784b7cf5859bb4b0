"""The doors before every page that is not public. Each lets through what it knows to be right, and nothing else."""

from collections.abc import Callable
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.core import error_pages, keyring, lockdown, url_policies
from cases.core.errors import NotAllowed, Refused

from . import drafts, events, queries, sessions
from .models import User

GetResponse = Callable[[HttpRequest], HttpResponse]

ENROLMENT = ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate", "account_logout")
"""The pages that somebody reaches who signed in by password only, to add their second factor."""

_SENTENCES = {
    "idle": gettext_lazy("You were signed out after 15 minutes without a step: sign in again."),
    "absolute": gettext_lazy("You were signed out after 8 hours: sign in again."),
    "clock": gettext_lazy("You were signed out, since the clock of the server was set back: sign in again."),
}


class _Door:
    """Public pages pass: they touch neither session nor account."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        refusal = None if url_policies.is_public(request.path_info) else self.refusal(request)
        return refusal or self.get_response(request)

    def refusal(self, request: HttpRequest) -> HttpResponse | None:
        """What is answered in place of the page; None to let the request pass."""
        raise NotImplementedError


class OfficeDoor(_Door):
    """Closed during a lockdown. While the keys are locked, who wants to sign in is led to the passphrase."""

    def refusal(self, request: HttpRequest) -> HttpResponse | None:
        lift, unlock = reverse("accounts_lockdown"), reverse("accounts_unlock")
        if request.path_info != lift and lockdown.standing():
            sentence = _("The office is locked down: nobody signs in until two people lift it at /accounts/lockdown/.")
            return error_pages.refuse(request, 503, sentence)
        open_meanwhile = (lift, unlock, reverse("account_logout"))
        if request.path_info.startswith("/accounts/") and request.path_info not in open_meanwhile:
            return redirect(unlock) if keyring.needs_passphrase() else None
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page of allauth's met one of our rules. Staff pages answer refusals themselves."""
        if isinstance(exception, Refused):
            return error_pages.refuse(request, 403 if isinstance(exception, NotAllowed) else 503, str(exception))
        return None


class SessionEnd(_Door):
    """Ends a session that was idle or has lasted too long, and one whose times cannot be true.

    A cookie that stands for no session is nobody's, and is told to the audit chain: it was kept, copied or made up.
    """

    def refusal(self, request: HttpRequest) -> HttpResponse | None:
        if not isinstance(user := request.user, User):
            if request.COOKIES.get(settings.SESSION_COOKIE_NAME) and request.session.session_key is None:
                events.session_refused()
            return None
        if not (reason := sessions.why_over(request.session)):
            sessions.touch(request.session)
            return None
        is_kept = drafts.rescue(request, user)
        request.session.flush()
        events.record("session_ended", user=user, reason=reason)
        messages.info(request, str(_SENTENCES[reason]))
        if is_kept:
            messages.info(request, _("What you had typed is kept: sign in, and the page offers it to you."))
        target = f"?next={quote(request.get_full_path())}" if is_kept or request.method == "GET" else ""
        return redirect(reverse("account_login") + target)


class SecondFactorDoor(_Door):
    """Who signed in by password only adds a second factor and does nothing else."""

    def refusal(self, request: HttpRequest) -> HttpResponse | None:
        if not isinstance(user := request.user, User) or sessions.has_second_factor(request, user):
            return None
        if queries.has_second_factor(user):
            # It was added elsewhere meanwhile: whoever is here knows the password and nothing more.
            request.session.flush()
            events.record("session_ended", user=user, reason="second factor")
            return redirect("account_login")
        if request.path_info in map(reverse, ENROLMENT):
            return None
        return redirect("mfa_index")
