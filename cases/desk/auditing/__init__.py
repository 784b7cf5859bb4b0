"""The audit of a built release before anybody signs it: eight proofs, each as lines with a figure and a bar."""

import time
from collections.abc import Iterator, Mapping, Sequence

from cases.accounts.models import User
from cases.core import permissions
from cases.releases import policies
from cases.releases.actions import store_audit
from cases.releases.models import AuditReport, ReleaseDraft

from . import attacker, cells, downloads, frozen_terms, leaks, ledger, noise, seen, words
from .lines import Audit, Check, Line, Progress, tried

PROOFS: Mapping[int, Sequence[Check]] = {
    part.PROOF: part.CHECKS for part in (cells, ledger, noise, frozen_terms, attacker, downloads, leaks, seen)
}
"""What each proof checks (disclosure control, "The audit before approval proves")."""


def audit_release(*, by: User, draft: ReleaseDraft, progress: Progress = lambda *_step: None) -> AuditReport:
    """Prove a built release, or say which proof fails, and store the report. ``progress`` hears of every step, in words.

    Broken off, it stores nothing. Raises NotAllowed for other roles, and Refused when the release is not built,
    published already, or built anew meanwhile.
    """
    permissions.check(by, "releases.store_audit")
    draft = ReleaseDraft.objects.select_related("series").get(pk=draft.pk)
    policies.check_can_audit_release(draft)
    began = time.monotonic()
    lines = [line.stored() for line in lines_of(by=by, draft=draft, progress=progress)]
    return store_audit(by=by, draft=draft, lines=lines, seconds=round(time.monotonic() - began))


def lines_of(
    *, by: User, draft: ReleaseDraft, progress: Progress = lambda *_step: None, only: Sequence[int] = tuple(PROOFS)
) -> Iterator[Line]:
    """The lines of the proofs, as each is done; nothing is stored."""

    def within(step: str, done: int, of: int) -> None:
        progress(str(words.STEPS.get(step, step)), done, of)

    audit = Audit(by, draft, within)
    for proof in only:
        progress(str(words.PROOFS[proof]), proof, len(PROOFS))
        for check in PROOFS[proof]:
            yield tried(check, audit, proof)
