"""Starting a lockdown from the staff pages, and lifting it without being signed in."""

from typing import cast

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.accounts import events
from cases.accounts.actions import lift_lockdown, lock_down
from cases.accounts.adapters import WAIT, WRONG
from cases.accounts.forms import CodeForm, LiftForm, LockDownForm
from cases.accounts.models import User
from cases.core import keyring, lockdown
from cases.core.errors import Refused

from .door import CLEAR_BROWSER


def start(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    """The staff page: asks once, then locks down. The person who did it is signed out like everybody."""
    form = LockDownForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        lock_down(by=cast(User, request.user), reason=form.cleaned_data["reason"])
        request.session.flush()
        response = redirect("accounts_lockdown")
        response.headers["Clear-Site-Data"] = CLEAR_BROWSER
        return response
    return TemplateResponse(request, "admin/cases/lock_down.html", {**context, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def lift(request: HttpRequest) -> HttpResponse:
    """One person's part in lifting a lockdown: name, password, code, and the passphrase in an office."""
    if not lockdown.standing():
        return redirect("account_login")
    form = LiftForm(request.POST if request.method == "POST" else None, needs_passphrase=keyring.has_passphrase())
    if request.method == "POST" and form.is_valid():
        try:
            lifted = lift_lockdown(by=_person(request, form))
        except (Refused, ValidationError) as refusal:
            form.add_error(None, str(refusal) if isinstance(refusal, Refused) else refusal.messages)
        else:
            if lifted.lifted_at is not None:
                messages.success(request, _("The lockdown is lifted: sign in."))
                return redirect("account_login")
            form = LiftForm(needs_passphrase=keyring.has_passphrase())
            messages.success(request, _("Your part is stored. A second person must give theirs here."))
    return render(request, "account/lockdown.html", {"form": form})


def _person(request: HttpRequest, form: LiftForm) -> User:
    """Whoever gave the right password and code. Raises ValidationError or Refused with one sentence."""
    given = form.cleaned_data
    user = get_adapter().authenticate(request, username=given["username"].strip(), password=given["password"])
    if user is None:
        raise ValidationError(str(WRONG))
    if keyring.has_passphrase() and not ratelimit.consume(request, action="unlock", key="lift"):
        events.sign_in_limited("keys")
        raise ValidationError(str(WAIT))
    try:
        with keyring.opened_for_one_check(given.get("passphrase")):
            ratelimit.clear(request, action="unlock", key="lift")
            check = CodeForm({"code": given["code"]}, user=user)
            if not check.is_valid():
                raise ValidationError(check.errors["code"])
    except Refused:
        events.record("unlock_refused", failed=True)
        raise
    return cast(User, user)
