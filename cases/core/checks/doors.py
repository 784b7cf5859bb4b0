"""Who gets in: sessions, cookies, passwords, the second factor, and the order of what guards a request."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, register
from django.utils.module_loading import import_string

from .fault import error

GUARDS = [
    "cases.core.headers.Headers",
    "cases.core.headers.ContentPolicy",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cases.core.middleware.Limits",
    "allauth.account.middleware.AccountMiddleware",
    "cases.accounts.middleware.OfficeDoor",
    "cases.accounts.middleware.SessionEnd",
    "cases.accounts.middleware.SecondFactorDoor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
"""In this order: each rests on those before it."""

PUBLIC_GUARDS = [guard for guard in GUARDS if guard.startswith("cases.core.") or ".security." in guard]
_LONGEST_SESSION, _LONGEST_IDLE = 8 * 60 * 60, 15 * 60


@register
def guards_stand_in_order(**_kwargs: Any) -> list[CheckMessage]:
    """E040."""
    wanted = PUBLIC_GUARDS if settings.SIDE == "public" else GUARDS
    present = [name for name in settings.MIDDLEWARE if name in wanted]
    first = settings.MIDDLEWARE[:1] == wanted[:1]
    missing = [name for name in wanted if name not in present]
    return error(
        40,
        present != wanted or not first,
        f"Middleware that guards every request is missing or in the wrong order: {', '.join(missing) or 'the order'}.",
        "Put MIDDLEWARE in casetracker/settings.py back as it was.",
    )


@register
def public_half_knows_no_session(**_kwargs: Any) -> list[CheckMessage]:
    """E041."""
    doors = ("session", "auth", "csrf", "allauth", "messages", "accounts")
    found = [name for name in settings.MIDDLEWARE if any(door in name for door in doors)]
    return error(
        41,
        settings.SIDE == "public" and found,
        f"The public half runs what belongs to staff: {', '.join(found)}.",
        "Take it out of the public block at the end of casetracker/settings.py.",
    )


@register
def sessions_are_kept_in_the_database(**_kwargs: Any) -> list[CheckMessage]:
    """E042: otherwise a lockdown could not end them, or they could carry code."""
    wrong = (
        settings.SESSION_ENGINE != "django.contrib.sessions.backends.db"
        or settings.SESSION_SERIALIZER != "django.contrib.sessions.serializers.JSONSerializer"
    )
    return error(
        42,
        wrong,
        "Sessions are not kept in the database as JSON, so a lockdown could not end them.",
        "Remove SESSION_ENGINE and SESSION_SERIALIZER from casetracker/settings.py.",
    )


@register
def sessions_end_in_time(**_kwargs: Any) -> list[CheckMessage]:
    """E043."""
    wrong = settings.SESSION_COOKIE_AGE > _LONGEST_SESSION or settings.SESSION_IDLE_SECONDS > _LONGEST_IDLE
    return error(
        43,
        wrong,
        "Sessions last longer than eight hours, or than fifteen minutes without use.",
        "Put SESSION_COOKIE_AGE and SESSION_IDLE_SECONDS in casetracker/settings.py back as they were.",
    )


@register
def cookies_are_closed(**_kwargs: Any) -> list[CheckMessage]:
    """E044: no script reads them, no other site sends them, no clear connection carries them."""
    flags = [settings.SESSION_COOKIE_HTTPONLY, settings.CSRF_COOKIE_HTTPONLY]
    flags += [settings.SESSION_COOKIE_SAMESITE == "Strict", settings.CSRF_COOKIE_SAMESITE == "Strict"]
    if settings.SECURE_SSL_REDIRECT:
        flags += [settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE]
    return error(
        44,
        not all(flags),
        "A cookie lacks HttpOnly, SameSite=Strict or Secure.",
        "Put the cookie settings in casetracker/settings.py back as they were.",
    )


@register
def passwords_are_slow_to_guess(**_kwargs: Any) -> list[CheckMessage]:
    """E045."""
    validators: Any = settings.AUTH_PASSWORD_VALIDATORS
    lengths = [
        validator.get("OPTIONS", {}).get("min_length", 8)
        for validator in validators
        if validator["NAME"].endswith("MinimumLengthValidator")
    ]
    argon = [name.endswith("Argon2PasswordHasher") for name in settings.PASSWORD_HASHERS]
    return error(
        45,
        not (argon and all(argon) and lengths and min(lengths) >= 12),
        "Passwords are not hashed with argon2 alone, or may be shorter than twelve characters.",
        "Put PASSWORD_HASHERS and AUTH_PASSWORD_VALIDATORS in casetracker/settings.py back as they were.",
    )


@register
def sign_up_is_closed(**_kwargs: Any) -> list[CheckMessage]:
    """E046."""
    adapter = getattr(settings, "ACCOUNT_ADAPTER", "allauth.account.adapter.DefaultAccountAdapter")
    closed = settings.SIDE == "public" or not import_string(adapter)(None).is_open_for_signup(None)
    return error(
        46,
        not closed,
        "Anybody could make themselves an account.",
        "Let is_open_for_signup in cases/accounts/adapters.py answer False.",
    )


@register
def a_second_factor_is_known(**_kwargs: Any) -> list[CheckMessage]:
    """E047: their secrets are sealed by our own adapter."""
    types = set(getattr(settings, "MFA_SUPPORTED_TYPES", []))
    own = str(getattr(settings, "MFA_ADAPTER", "")).startswith("cases.accounts.")
    wrong = not own or not types & {"totp", "webauthn"} or getattr(settings, "MFA_ALLOW_UNVERIFIED_EMAIL", False)
    return error(
        47,
        settings.SIDE != "public" and wrong,
        "The second factor is switched off, or its secrets are not sealed by our adapter.",
        "Put MFA_ADAPTER and MFA_SUPPORTED_TYPES in casetracker/settings.py back as they were.",
    )
