"""allauth's pages for second factors, with the event of each change written together with it."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator

from cases.accounts import events


class _Change:
    """Changes a second factor and writes the event, or does neither."""

    event: str
    kind: str = ""
    request: Any

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # the view's
            events.record(self.event, user=self.request.user, reason=self.kind)
            if getattr(self, "did_generate_recovery_codes", False):
                events.record("recovery_codes_made", user=self.request.user)
        return response


class _Addition(_Change):
    """Whoever adds a factor has just shown it: from here on the session counts as signed in with it."""

    event = "second_factor_added"

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type=self.kind, reauthenticated=True)
        return response


# The picture of the secret is in the page itself, so that no address leads to it.
@method_decorator(csp_update({"img-src": [SELF, "data:"]}), name="dispatch")
class ActivateTotp(_Addition, ActivateTOTPView):
    kind = "totp"


class AddPasskey(_Addition, AddWebAuthnView):
    kind = "webauthn"


class DeactivateTotp(_Change, DeactivateTOTPView):
    event, kind = "second_factor_removed", "totp"


class RemovePasskey(_Change, RemoveWebAuthnView):
    """allauth asks of authenticator apps whether they may go, but not of passkeys."""

    event, kind = "second_factor_removed", "webauthn"

    def form_valid(self, form: Any) -> HttpResponse:
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.error(self.request, str(adapter.error_messages["cannot_delete_authenticator"]))
            return redirect("mfa_list_webauthn")
        return super().form_valid(form)


class GenerateRecoveryCodes(_Change, GenerateRecoveryCodesView):
    event = "recovery_codes_made"
