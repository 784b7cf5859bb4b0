"""Forms of the sign-in pages. Those of django-allauth get our limits, our events and our words."""

import struct
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import SetPasswordForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, generate_totp_secret
from allauth.mfa.utils import decrypt, encrypt
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

from . import events, limits

_MALFORMED = (TypeError, ValueError, KeyError, AttributeError, IndexError, struct.error)
"""What the passkey library raises on an answer that no browser gives."""

_LARGEST_NUMBER = 65_535


class CredentialField(forms.JSONField):
    """What a browser says of a passkey; anything that no browser sends is refused before a library reads it.

    allauth checks no credential that counts as false, such as 0, and would store it as a passkey; its library makes
    as many bytes as a number says where bytes are expected.
    """

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        try:
            credential = super().to_python(value)
            harmless = credential is None or (isinstance(credential, dict) and _is_harmless(credential))
        except RecursionError:
            harmless = False
        if not harmless:
            raise get_factor_adapter().validation_error("incorrect_code")
        return credential

    def bound_data(self, data: Any, initial: Any) -> None:
        """Nothing: each answer of a passkey is made anew, so none is put back into the page."""


def _is_harmless(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(_is_harmless, value.values()))
    if isinstance(value, list):
        return all(map(_is_harmless, value))
    if isinstance(value, int):
        return abs(value) <= _LARGEST_NUMBER
    return value is None or isinstance(value, str)


class _Code:
    """A code is used once, whichever page takes it; a wrong one is written to the audit chain."""

    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        with events.failures_recorded(self.user, "code"):
            code: str = super().clean_code()  # type: ignore[misc]  # the form's
            if not limits.is_first_use(self.user, code):
                raise get_factor_adapter().validation_error("incorrect_code")
        if self.authenticator.type == Authenticator.Type.RECOVERY_CODES:
            events.record("recovery_code_used", user=self.user)
        return code


class CodeForm(_Code, AuthenticateForm):
    """The second step of signing in."""


class CodeAgainForm(_Code, ReauthenticateForm):
    """A code before something that changes how one signs in."""


class ActivateTotpForm(ActivateTOTPForm):
    """A new authenticator app. Until it is confirmed its secret waits in the session: sealed there too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.pop("user")
        super(ActivateTOTPForm, self).__init__(*args, **kwargs)
        session = context.request.session
        if not self.is_bound or SECRET_SESSION_KEY not in session:
            session[SECRET_SESSION_KEY] = encrypt(generate_totp_secret())
        self.secret = decrypt(session[SECRET_SESSION_KEY])

    def clean_code(self) -> str:
        with events.failures_recorded(self.user, "code"):
            code: str = super().clean_code()
        limits.is_first_use(self.user, code)
        return code


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey or security key."""

    credential = CredentialField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this key")
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].label = _("Sign in with this key alone")
        self.fields["passwordless"].help_text = _(
            "Without password, by fingerprint, face or PIN. Untick it for a simple security key."
        )

    def clean(self) -> dict[str, Any]:
        try:
            values: dict[str, Any] = super().clean()
        except _MALFORMED as error:
            raise get_factor_adapter().validation_error("incorrect_code") from error
        return values


class _Passkey:
    """What a passkey answers, refused with a sentence and an event when it is none."""

    user: Any

    def clean_credential(self) -> Authenticator:
        with events.failures_recorded(self.user, "passkey"):
            try:
                return super().clean_credential()  # type: ignore[misc]  # the form's
            except _MALFORMED as error:
                raise get_factor_adapter().validation_error("incorrect_code") from error


class PasskeyForm(_Passkey, AuthenticateWebAuthnForm):
    """A passkey as the second step of signing in."""

    credential = CredentialField()


class PasskeyAgainForm(_Passkey, ReauthenticateWebAuthnForm):
    """A passkey before something that changes how one signs in."""

    credential = CredentialField()


class PasskeyAloneForm(_Passkey, LoginWebAuthnForm):
    """Signing in by passkey alone."""

    credential = CredentialField()


class ChangePasswordForm(AllauthChangePasswordForm):
    """One's own password. Tries at the present one are counted and written like those at sign-in."""

    def clean_oldpassword(self) -> str:
        password = str(self.cleaned_data.get("oldpassword", ""))
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("enter_current_password")
        return password


class EnrolForm(SetPasswordForm):
    """The first password, chosen with an enrolment link."""


def _passphrase(**kwargs: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=_("Passphrase of the key file"), strip=False, widget=widget, **kwargs)


class UnlockForm(forms.Form):
    """The passphrase after a restart."""

    passphrase = _passphrase()


class LiftForm(forms.Form):
    """One of the two people who lift a lockdown; the passphrase where the key file has one."""

    username = forms.CharField(label=_("User name"), widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    code = forms.CharField(
        label=_("Code of your authenticator app, or a recovery code"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )
    passphrase = _passphrase()

    def __init__(self, *args: Any, needs_passphrase: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_passphrase:
            del self.fields["passphrase"]


class LockDownForm(forms.Form):
    """The confirmation before a lockdown."""

    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)
    sure = forms.BooleanField(label=_("Sign everybody out and lock the keys now"))
