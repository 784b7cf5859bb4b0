"""Making and changing staff accounts. How their owners come to sign in stands in ``enrolment``."""

import re
from collections.abc import Iterable
from typing import TypedDict, Unpack

from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext as _

from cases.accounts.models import SYSTEM_USERNAME, RoleAssignment, User
from cases.core.errors import NotAllowed, Refused
from cases.core.models import Installation
from cases.core.permissions import Role
from cases.core.records import action, fill, locked, remove, write


class UserValues(TypedDict, total=False):
    name: str
    is_active: bool
    trained_sexual_violence: bool


def system_user() -> User:
    """The user as whom the program itself acts. It holds no role and cannot sign in."""
    found = User.objects.filter(is_system=True).first()
    return found or User(username=SYSTEM_USERNAME, is_system=True, is_active=False)


@action
def create_first_administrator(*, by: User, kind: str, username: str, name: str) -> User:
    """Make an empty database a demo or an office, with one administrator who can create everybody else.

    Like every new account, theirs has no password until they use their enrolment link.
    Raises Refused when the database was already made.
    """
    if not by.is_system:
        raise NotAllowed(_("Only the program itself makes a database."))
    if Installation.objects.exists():
        raise Refused(_("This database is already set up: an administrator creates further users at /staff/."))
    write(Installation(kind=kind))
    by.set_unusable_password()
    write(by)
    user = _new_user(username, name)
    write(RoleAssignment(user=user, role=Role.ADMINISTRATOR, given_by=by))
    return user


@action
def create_user(
    *, by: User, username: str, name: str, roles: Iterable[str], trained_sexual_violence: bool = False
) -> User:
    """Create an account with its roles. Its owner chooses the password through an enrolment link."""
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(_("This user name is taken: choose another."))
    user = _new_user(username, name, trained_sexual_violence=trained_sexual_violence)
    _set_roles(by, user, roles)
    return user


@action
def edit_user(*, by: User, user: User, roles: Iterable[str], **values: Unpack[UserValues]) -> User:
    """Change a person's name, roles, and whether they may sign in. Nobody changes their own account's roles."""
    user = locked(user)
    if user.is_system:
        raise Refused(_("The program's own account is never changed."))
    before = _what_sessions_rest_on(user)
    fill(user, values)
    write(user)
    _set_roles(by, user, roles)
    # Not left to the comparison at each request: a role given back would bring an old session back.
    if _what_sessions_rest_on(user) != before:
        end_sessions(user)
    return user


def end_sessions(user: User) -> None:
    """End every session of a person, wherever it is."""
    for session in UserSession.objects.filter(user=user):
        session.end()


@action
def change_own_password(*, by: User, password: str) -> User:
    """Replace one's own password; the old one was asked for by the form."""
    user = User.objects.select_for_update().get(pk=by.pk)
    validate_password(password, user)
    user.set_password(password)
    return write(user)


def _what_sessions_rest_on(user: User) -> str:
    """As it is stored now: the user at hand remembers the roles it was asked for once."""
    return User.objects.get(pk=user.pk).get_session_auth_hash()


def _new_user(username: str, name: str, *, trained_sexual_violence: bool = False) -> User:
    # Letters of one alphabet: one person's name must not look like another's on the page "Who saw what".
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{1,59}", username):
        raise Refused(_("A user name has Latin letters, digits, dots and hyphens only: choose another."))
    user = User(username=username, name=name, trained_sexual_violence=trained_sexual_violence)
    user.set_unusable_password()
    return write(user)


def _set_roles(by: User, user: User, roles: Iterable[str]) -> None:
    wanted = set(roles)
    if user.pk == by.pk and wanted != user.role_set:
        raise Refused(_("Nobody changes their own roles: ask another administrator."))
    for assignment in user.role_assignments.all():
        if assignment.role not in wanted:
            remove(assignment, fields=["role"])
        wanted.discard(assignment.role)
    for role in sorted(wanted):
        write(RoleAssignment(user=user, role=role, given_by=by))
