"""Named readings of accounts."""

import hashlib
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.utils.translation import gettext as _

from cases.core.errors import Refused
from cases.core.models import Installation

from .models import EnrolmentLink, User


def digest(token: str) -> str:
    """What is stored of a link's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_link(token: str) -> EnrolmentLink | None:
    """The enrolment link with this token, when it may still be used."""
    link = link_of(token)
    return link if link is not None and link.is_open else None


def link_of(token: str) -> EnrolmentLink | None:
    """The enrolment link with this token, also one that is used or has ended."""
    return EnrolmentLink.objects.filter(token_sha256=digest(token)).select_related("user").first()


def has_second_factor(user: User) -> bool:
    """Whether a person has an authenticator app or a passkey; recovery codes alone are none."""
    factors = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return bool(factors.exists())


def has_code(user: User) -> bool:
    """Whether a person has an authenticator app, beside or without passkeys."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def check_codes_are_shown() -> None:
    """Raise in an office: there, nobody but its owner knows the secret of an authenticator app."""
    if not Installation.objects.filter(kind=Installation.Kind.DEMO).exists():
        raise Refused(_("Codes are printed in a demonstration only; in an office, use your authenticator app."))


def demonstration_code(username: str) -> str:
    """The code that an account of the demonstration signs in with now (RFC 6238)."""
    check_codes_are_shown()
    factor = Authenticator.objects.filter(user__username=username, type=Authenticator.Type.TOTP).first()
    if factor is None:
        raise Refused(_("“%(name)s” has no authenticator app: give the name of an account.") % {"name": username})
    return current_code(decrypt(factor.data["secret"]))


def current_code(secret: str) -> str:
    """The code of an authenticator app with this secret, now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // TOTP_PERIOD)))


TOTP_PERIOD: int = getattr(settings, "MFA_TOTP_PERIOD", 30)
