"""What the audit chain says of signing in: who, when and how; never a typed name, password or code."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from cases.core import audit
from cases.core.errors import AuditUnavailable
from cases.core.models import AuditEvent

from . import limits
from .models import User

UNKNOWN_NAMES_A_MINUTE = 30
"""So many tries with names that nobody has are written a minute: a flood of them must not fill the chain. So many
with refused links and cookies, too."""

_LIMITED = frozenset({"too_many_login_attempts", "rate_limited"})


def record(event: str, *, user: User | None = None, reason: str = "", failed: bool = False) -> None:
    """Write one event, committed with the transaction around it or on its own.

    ``user`` is whom it is about; unless it ``failed``, they did it. Raises AuditUnavailable.
    """
    entry = audit.Entry(
        action=f"accounts.{event}",
        actor=user.pk if user and not failed else None,
        subject_label="user" if user else "",
        subject_uuid=user.pk if user else None,
        reason=reason,
        kind=AuditEvent.Kind.SIGN_IN,
    )
    try:
        with transaction.atomic():
            audit.append(entry)
    except DatabaseError as error:
        raise AuditUnavailable from error


def sign_in_failed(user: User | None, reason: str) -> None:
    """Somebody gave a wrong password, code or passkey for this person, or for a name that nobody has."""
    if user is not None or limits.within("unknown names", UNKNOWN_NAMES_A_MINUTE, seconds=60):
        record("sign_in_failed", user=user, reason=reason, failed=True)


def link_refused(user: User) -> None:
    """Somebody opened a person's enrolment link after it was used, had ended or was replaced."""
    if limits.within(f"links {user.pk}", UNKNOWN_NAMES_A_MINUTE, seconds=60):
        record("link_refused", user=user, failed=True)


def session_refused() -> None:
    """A browser brought the cookie of a session that is over, or of one that never was."""
    if limits.within("unknown sessions", UNKNOWN_NAMES_A_MINUTE, seconds=60):
        record("session_refused", failed=True)


def sign_in_limited(key: str, user: User | None = None) -> None:
    """Somebody is blocked after too many tries; written once a minute for each key."""
    if limits.once(f"limited {key}", seconds=60):
        record("sign_in_limited", user=user, failed=True)


@contextmanager
def failures_recorded(user: User | None, reason: str) -> Iterator[None]:
    """Around a form's check of a code or passkey: a refusal is written before it is shown."""
    try:
        yield
    except ValidationError as refusal:
        if getattr(refusal, "code", "") in _LIMITED:
            sign_in_limited(str(user.pk) if user else "passkey", user)
        else:
            sign_in_failed(user, reason)
        raise


def how(records: list[dict[str, Any]]) -> str:
    """By what a person signed in: "password totp", "password recovery_codes", "passkey" or "password"."""
    if any(record.get("passwordless") for record in records):
        return "passkey"
    return " ".join(str(record.get("type") or record.get("method")) for record in records[-2:])
