"""Writes on staff accounts."""

from collections.abc import Iterable
from typing import TypedDict, Unpack

from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext as _

from cases.core.errors import NotAllowed, Refused
from cases.core.models import Installation
from cases.core.permissions import Role
from cases.core.records import action, fill, locked, remove, write

from .models import SYSTEM_USERNAME, RoleAssignment, User


class UserValues(TypedDict, total=False):
    name: str
    is_active: bool


def system_user() -> User:
    """The user as whom the program itself acts. It holds no role and cannot sign in."""
    found = User.objects.filter(is_system=True).first()
    return found or User(username=SYSTEM_USERNAME, is_system=True, is_active=False)


@action
def create_first_administrator(*, by: User, kind: str, username: str, name: str, password: str) -> User:
    """Make an empty database a demo or an office, with one administrator who can create everybody else.

    Raises Refused when the database was already made.
    """
    if not by.is_system:
        raise NotAllowed(_("Only the program itself makes a database."))
    if Installation.objects.exists():
        raise Refused(_("This database is already set up: an administrator creates further users at /staff/."))
    write(Installation(kind=kind))
    by.set_unusable_password()
    write(by)
    user = _new_user(username, name, password)
    write(RoleAssignment(user=user, role=Role.ADMINISTRATOR, given_by=by))
    return user


@action
def create_user(*, by: User, username: str, name: str, password: str, roles: Iterable[str]) -> User:
    """Create an account with its roles."""
    user = _new_user(username, name, password)
    _set_roles(by, user, roles)
    return user


@action
def edit_user(*, by: User, user: User, roles: Iterable[str], **values: Unpack[UserValues]) -> User:
    """Change a person's name, roles, and whether they may sign in. Nobody changes their own account's roles."""
    user = locked(user)
    if user.is_system:
        raise Refused(_("The program's own account is never changed."))
    fill(user, values)
    write(user)
    _set_roles(by, user, roles)
    return user


@action
def change_own_password(*, by: User, password: str) -> User:
    """Replace one's own password; the old one was asked for by the form."""
    user = User.objects.select_for_update().get(pk=by.pk)
    validate_password(password, user)
    user.set_password(password)
    return write(user)


def _new_user(username: str, name: str, password: str) -> User:
    user = User(username=username, name=name)
    validate_password(password, user)
    user.set_password(password)
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
