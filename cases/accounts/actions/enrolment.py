"""How somebody comes to sign in: a link, the password they choose with it, and starting anew."""

import secrets

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.utils import encrypt
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import LINK_IS_GOOD_FOR, EnrolmentLink, User
from cases.accounts.queries import check_codes_are_shown, digest, open_link
from cases.core.errors import Refused
from cases.core.records import action, add_all, locked, remove, write

from .people import end_sessions


@action
def make_enrolment_link(*, by: User, user: User) -> str:
    """The token of a link with which a person who has no password yet chooses one; older links end.

    It is in the answer only: the database keeps its SHA-256.
    """
    user = locked(user)
    if user.is_system or not user.is_active:
        raise Refused(_("This account cannot sign in: make it active first."))
    if user.has_usable_password():
        raise Refused(_("This person has a password: a new enrolment link takes the old sign-in away first."))
    token, now = secrets.token_urlsafe(32), timezone.now()
    for older in user.enrolment_links.filter(used_at=None, expires_at__gt=now):
        older.expires_at = now
        write(older)
    write(EnrolmentLink(user=user, token_sha256=digest(token), expires_at=now + LINK_IS_GOOD_FOR))
    return token


@action
def enrol(*, by: User, token: str, password: str) -> User:
    """Choose one's first password. Whoever holds the link acts as the person it was made for.

    Raises Refused for a link that was used, has expired or was replaced, ValidationError for a weak password.
    """
    link = open_link(token)
    if link is None or link.user != by:
        raise Refused(_("This link was used, has expired or was replaced: ask your administrator for a new one."))
    link = locked(link)
    user = locked(link.user)
    if not link.is_open:
        raise Refused(_("This link was used, has expired or was replaced: ask your administrator for a new one."))
    validate_password(password, user)
    user.set_password(password)
    write(user)
    link.used_at = timezone.now()
    write(link)
    return user


@action
def reset_sign_in(*, by: User, user: User, reason: str) -> str:
    """Take a person's password, second factors and sessions away, and make a link to start anew: its token.

    For somebody who lost their second factor. Nobody does it for themselves: a stolen session would become
    an account for good.
    """
    user = locked(user)
    if not reason.strip():
        raise Refused(_("Say why this person needs a new way to sign in: the data-protection officer reads it."))
    if user == by:
        raise Refused(_("Nobody resets their own sign-in: ask another administrator."))
    if user.is_system:
        raise Refused(_("The program's own account is never changed."))
    for factor in Authenticator.objects.filter(user=user):
        remove(factor, fields=["type"])
    end_sessions(user)
    user.set_unusable_password()
    write(user)
    return make_enrolment_link(by=by, user=user)


@action
def enrol_demonstration_code(*, by: User, user: User) -> Authenticator:
    """Give an account of the demonstration a second factor, so that ``manage.py demo_code`` can print its code."""
    check_codes_are_shown()
    secret = encrypt(generate_totp_secret())
    # Not by write(): full_clean refuses the empty "last used" of a new factor.
    return add_all([Authenticator(user=user, type=Authenticator.Type.TOTP, data={"secret": secret})])[0]
