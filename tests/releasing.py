"""From a built release to a public one: audited and signed by a lead and a DPO, as tests need it."""

from cases.accounts.models import User
from cases.releases import difference, policies
from cases.releases.actions import approve_release, store_audit
from cases.releases.models import ReleaseDraft
from tests.conftest import Cast

PASSED = [{"proof": proof, "key": "x", "passed": True, "figures": {}} for proof in range(1, 9)]
"""Stands for an audit where a test asks about something else."""


def sign(cast: Cast, draft: ReleaseDraft) -> ReleaseDraft:
    """Both signatures under a built release."""
    sign_one(cast.lead, draft, "lead")
    return sign_one(cast.dpo, draft, "dpo")


def sign_one(by: User, draft: ReleaseDraft, signature: str) -> ReleaseDraft:
    """One signature, by somebody who was shown the difference, after an audit that found nothing (or the one there is)."""
    draft.refresh_from_db()
    if policies.newest_audit(draft) is None:
        store_audit(by=draft.built_by, draft=draft, lines=PASSED, seconds=0)
    shown = difference.of(draft).sha256
    return approve_release(by=by, draft=draft, signature=signature, difference_sha256=shown)
