"""Lockdown: anybody of the staff starts it at once; two people lift it."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import LockdownLift, User
from cases.core import keyring
from cases.core.errors import NotAllowed, Refused
from cases.core.lockdown import Lockdown
from cases.core.permissions import Role
from cases.core.records import action, write

LIFTERS = frozenset({Role.ADMINISTRATOR, Role.DPO, Role.LEAD})
PEOPLE_TO_LIFT = 2


@action
def lock_down(*, by: User, reason: str = "") -> Lockdown:
    """End every session, forget the keys, and let nobody in until two people lift it.

    Other processes forget theirs within a second (``accounts.watcher``); this one does at once.
    """
    if not (by.is_system or by.role_set):
        raise NotAllowed(_("Only staff lock the office down."))
    if Lockdown.objects.select_for_update().filter(lifted_at=None).exists():
        raise Refused(_("The office is locked down already: two people lift it at /accounts/lockdown/."))
    lockdown = write(Lockdown(started_by_uuid=by.pk, reason=reason))
    Session.objects.all().delete()
    UserSession.objects.all().delete()
    transaction.on_commit(keyring.lock)
    return lockdown


@action
def lift_lockdown(*, by: User) -> Lockdown:
    """Give one's part to lifting the lockdown; the second person's part ends it.

    Raises Refused when the person gave theirs already, whatever roles they hold.
    """
    if not LIFTERS & by.role_set:
        raise NotAllowed(_("A lockdown is lifted by administrator, data-protection officer or verification lead."))
    lockdown = Lockdown.objects.select_for_update().filter(lifted_at=None).first()
    if lockdown is None:
        raise Refused(_("No lockdown stands: sign in as usual."))
    if lockdown.lifts.filter(user=by).exists():
        raise Refused(_("You gave your part already: a second person must give theirs."))
    write(LockdownLift(lockdown=lockdown, user=by))
    if lockdown.lifts.count() >= PEOPLE_TO_LIFT:
        lockdown.lifted_at = timezone.now()
        write(lockdown)
    return lockdown
