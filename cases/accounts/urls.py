"""The addresses under /accounts/: those of django-allauth that we want, one by one, and our own.

There is none to sign up, none for e-mail, and none to reset a password: an administrator makes a new link.
"""

from allauth.account.views import login, password_change, reauthenticate
from allauth.mfa.base.views import authenticate
from allauth.mfa.base.views import index as second_factors
from allauth.mfa.base.views import reauthenticate as code_again
from allauth.mfa.recovery_codes.views import download_recovery_codes, view_recovery_codes
from allauth.mfa.webauthn.views import edit_webauthn, list_webauthn, login_webauthn, reauthenticate_webauthn
from allauth.usersessions.views import list_usersessions
from django.urls import path

from .views import door, lockdown, second_factor

urlpatterns = [
    path("login/", login, name="account_login"),
    path("logout/", door.Logout.as_view(), name="account_logout"),
    path("reauthenticate/", reauthenticate, name="account_reauthenticate"),
    path("password/change/", password_change, name="account_change_password"),
    path("2fa/", second_factors, name="mfa_index"),
    path("2fa/authenticate/", authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", code_again, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", second_factor.ActivateTotp.as_view(), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", second_factor.DeactivateTotp.as_view(), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        second_factor.GenerateRecoveryCodes.as_view(),
        name="mfa_generate_recovery_codes",
    ),
    path("2fa/recovery-codes/download/", download_recovery_codes, name="mfa_download_recovery_codes"),
    path("2fa/webauthn/", list_webauthn, name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", second_factor.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("2fa/webauthn/reauthenticate/", reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", edit_webauthn, name="mfa_edit_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", second_factor.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("2fa/webauthn/login/", login_webauthn, name="mfa_login_webauthn"),
    path("sessions/", list_usersessions, name="usersessions_list"),
    path("enrol/<str:token>/", door.enrol, name="accounts_enrol"),
    path("unlock/", door.unlock, name="accounts_unlock"),
    path("lockdown/", lockdown.lift, name="accounts_lockdown"),
]
