"""Writes on who a witness is: sealed, opened one by one with a reason, at high risk with a second person's word."""

import datetime as dt
from typing import TypedDict, Unpack

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.core import audit
from cases.core.errors import NotAllowed, Refused
from cases.core.permissions import Role
from cases.core.records import action, fill, locked, open_for_action, write
from cases.witnesses import names, policies
from cases.witnesses.models import (
    IDENTITIES_AN_HOUR,
    NAME_FIELDS,
    SHOWN_FIELDS,
    Identity,
    IdentityLock,
    IdentityRequest,
    Witness,
)

REQUEST_STAYS_OPEN = dt.timedelta(hours=1)
_HOUR = dt.timedelta(hours=1)


class IdentityValues(TypedDict, total=False):
    name_hangul: str
    name_latin: str
    name_cyrillic: str
    name_hanja: str
    birth_date: str
    contacts: str
    family: str
    whereabouts: str
    safe_contact: str
    safe_contact_time: str
    code_word: str


@action
def record_identity(*, by: User, witness: Witness, **values: Unpack[IdentityValues]) -> Identity:
    """Seal who a witness is, or replace what was sealed. What is not given stays as it was.

    Raises Refused for a date of birth that is none: 1985, 1985-03 and 1985-03~ (about) are.
    """
    policies.check_can_promise(by, witness)
    policies.check_birth_date(values.get("birth_date", ""))
    identity = Identity.objects.select_for_update(no_key=True).filter(witness=witness).first()
    identity = identity or Identity(witness=witness)
    given = {name: value for name, value in values.items() if value}
    fill(identity, given)
    if given.keys() & set(NAME_FIELDS):
        spelled = [given.get(name) or open_for_action(identity, name) or "" for name in NAME_FIELDS]
        fill(identity, {"name_keys": names.stored_keys(map(str, spelled))})
    return write(identity)


@action
def open_identity(*, by: User, identity: Identity, reason: str) -> dict[str, str | None]:
    """Who a witness is, by field. The event that names the reason is stored before anything is shown.

    The twentieth within an hour is the last one: then the data-protection officer decides whether it goes on.
    Raises Refused without a reason, for a locked person, and at high risk without a second person's word.
    """
    if not reason.strip():
        raise Refused(_("Say why you open this identity."))
    if IdentityLock.objects.filter(user=by, lifted_at=None).exists():
        raise NotAllowed(
            _("You have opened %(count)d identities within an hour: a data-protection officer has to lift the lock.")
            % {"count": IDENTITIES_AN_HOUR}
        )
    if identity.witness.frozen_at is not None and Role.DPO not in by.role_set:
        raise NotAllowed(_("This person took everything back: only the data-protection officer opens who they are."))
    if policies.is_at_high_risk(identity.witness) and not _is_allowed(by, identity.witness):
        raise Refused(
            _("%(code)s is at high risk: ask to open the identity, and somebody else allows it.")
            % {"code": identity.witness.code}
        )
    if _opened_lately(by) + 1 >= IDENTITIES_AN_HOUR:
        write(IdentityLock(user=by))
    return {name: open_for_action(identity, name) for name in SHOWN_FIELDS}


def _opened_lately(by: User) -> int:
    """How many identities the person has opened within the hour, or since a lock was last lifted."""
    last = IdentityLock.objects.filter(user=by).order_by("-lifted_at").values_list("lifted_at", flat=True).first()
    since = max(filter(None, (timezone.now() - _HOUR, last)))
    return audit.count_since(since, action="witnesses.open_identity", actor=by.pk)


def _is_allowed(by: User, witness: Witness) -> bool:
    now = timezone.now()
    return IdentityRequest.objects.filter(
        witness__person=witness.person, requested_by=by, approved_by__isnull=False, until__gt=now
    ).exists()


@action
def lift_identity_lock(*, by: User, identity_lock: IdentityLock) -> IdentityLock:
    """Let somebody open identities again, as DPO and not for oneself."""
    identity_lock = locked(identity_lock)
    if identity_lock.user_id == by.pk:
        raise NotAllowed(_("Nobody lifts their own lock: this step takes another data-protection officer."))
    if identity_lock.lifted_at is not None:
        raise Refused(_("This lock is lifted already."))
    identity_lock.lifted_by, identity_lock.lifted_at = by, timezone.now()
    return write(identity_lock)


@action
def ask_to_open_identity(*, by: User, witness: Witness, request_reason: str) -> IdentityRequest:
    """Ask to open the identity of a person at high risk; somebody else allows it. The reason is stored for them."""
    policies.check_can_promise(by, witness)
    if not request_reason.strip():
        raise Refused(_("Say why you open this identity."))
    if IdentityRequest.objects.filter(witness=witness, requested_by=by, approved_by=None).exists():
        raise Refused(_("You have asked already: it waits for the lead or the data-protection officer."))
    return write(IdentityRequest(witness=witness, requested_by=by, reason=request_reason.strip()))


@action
def allow_identity_request(*, by: User, identity_request: IdentityRequest) -> IdentityRequest:
    """Allow another person to open the identity within the next hour."""
    identity_request = locked(identity_request)
    if identity_request.requested_by_id == by.pk:
        raise NotAllowed(_("Nobody allows what they asked for: this step takes somebody else (four eyes)."))
    if identity_request.approved_by_id is not None:
        raise Refused(_("%(code)s is allowed already.") % {"code": identity_request.code})
    identity_request.approved_by, identity_request.until = by, timezone.now() + REQUEST_STAYS_OPEN
    return write(identity_request)
