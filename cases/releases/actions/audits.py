"""Writes of the audit of a release: a look at its pages that is taken back, and the report."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.accounts.models import User
from cases.core.records import action, locked, write
from cases.releases import policies, publication
from cases.releases.models import AuditReport, ReleaseDraft

PROOFS = frozenset(range(1, 9))
"""All that a release needs (disclosure control, "The audit before approval proves")."""


@action
def rehearse_release(*, by: User, draft: ReleaseDraft, look: Callable[[], None]) -> None:
    """Publish a release, look at it, and take everything back, whatever came of it: nobody else ever sees it.

    Raises Refused when it is not built, or published already.
    """
    policies.check_can_audit_release(draft)
    with transaction.atomic():
        publication.freeze(draft)
        look()
        transaction.set_rollback(True)


@action
def store_audit(*, by: User, draft: ReleaseDraft, lines: Sequence[dict[str, Any]], seconds: int) -> AuditReport:
    """Store the audit of exactly the files that ``draft`` names. It passes when each of the eight proofs has only lines that do.

    Raises Refused when the release is not built, published already, or was built anew since the audit began.
    """
    audited, draft = draft, locked(draft)
    policies.check_can_audit_release(draft)
    policies.check_is_same_attempt(audited, draft)
    # A clock that was set back does not put a failed audit behind one that passed.
    before, now = policies.newest_audit(draft), timezone.now()
    return write(
        AuditReport(
            audited_at=max(now, before.audited_at) if before else now,
            draft=draft,
            attempt=draft.attempt,
            manifest_sha256=draft.manifest_sha256,
            audited_by=by,
            passed=passes(lines),
            lines=list(lines),
            seconds=seconds,
        )
    )


def passes(lines: Sequence[dict[str, Any]]) -> bool:
    """Whether all eight proofs are there, and none has a line that failed."""
    return {line["proof"] for line in lines} == PROOFS and all(line["passed"] is True for line in lines)
