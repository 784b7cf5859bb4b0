"""Coming in and going out: enrolling with a link, unlocking the keys, signing out, being told to wait."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.account.views import LogoutView
from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.accounts import events
from cases.accounts.actions import enrol as enrol_person
from cases.accounts.adapters import WAIT
from cases.accounts.forms import EnrolForm, UnlockForm
from cases.accounts.queries import link_of
from cases.core import error_pages, keyring
from cases.core.errors import AuditUnavailable, Refused

CLEAR_BROWSER = '"cache", "cookies", "storage"'


class Logout(LogoutView):
    """By POST only; the browser is told to forget what it saw."""

    http_method_names = ["post"]

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(*args, **kwargs)
        response.headers["Clear-Site-Data"] = CLEAR_BROWSER
        return response


def too_many(request: HttpRequest) -> HttpResponse:
    """What allauth answers to an address that tries too often."""
    events.sign_in_limited("address")
    return error_pages.refuse(request, 429, str(WAIT))


@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a first password; then the second factor is asked for. Looking at the page uses nothing up."""
    link = link_of(token)
    if link is None or not link.is_open:
        if link is not None:  # nobody guesses a token: one that was never made says nothing about anybody
            events.link_refused(link.user)
        sentence = _("This link was used, has expired or was replaced: ask your administrator for a new one.")
        return error_pages.refuse(request, 404, sentence)
    form = EnrolForm(link.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            user = enrol_person(by=link.user, token=token, password=form.cleaned_data["password1"])
        except ValidationError as error:
            form.add_error("password1", error)
        else:
            if request.user.is_authenticated:
                # Another person's session, which signing in would empty: with it what is noted of the new password.
                get_adapter().logout(request)
            record_authentication(request, user, "password", reauthenticated=True)
            response: HttpResponse = perform_login(request, user, redirect_url=reverse("mfa_index"))
            return response
    return render(request, "account/enrol.html", {"form": form, "person": link.user})


@require_http_methods(["GET", "HEAD", "POST"])
def unlock(request: HttpRequest) -> HttpResponse:
    """Open the key file after a restart. Nobody can sign in before, since second factors are sealed too."""
    if not keyring.needs_passphrase():
        return redirect("account_login")
    form = UnlockForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="unlock", key="keys"):
            events.sign_in_limited("keys")
            return error_pages.refuse(request, 429, str(WAIT))
        if refusal := _unlock(form.cleaned_data["passphrase"]):
            form.add_error("passphrase", str(refusal))
        else:
            ratelimit.clear(request, action="unlock", key="keys")
            messages.success(request, _("The keys are unlocked: sign in."))
            return redirect("account_login")
    return render(request, "account/unlock.html", {"form": form})


def _unlock(passphrase: str) -> Refused | None:
    """Unlock and write so; the refusal if the key file did not open. Keys that nobody can account for stay locked."""
    try:
        keyring.unlock(passphrase)
        events.record("keys_unlocked")
    except Refused as refusal:
        events.record("unlock_refused", failed=True)
        return refusal
    except AuditUnavailable:
        keyring.lock()
        raise
    return None
