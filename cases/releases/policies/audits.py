"""What must hold before the audit of a release is stored, and before anybody relies on one."""

from django.utils.translation import gettext as _

from cases.core.errors import Refused
from cases.releases.models import AuditReport, ReleaseDraft


def check_can_audit_release(draft: ReleaseDraft) -> None:
    """Raise unless the release is built and not yet public."""
    if draft.published_at is not None:
        raise Refused(_("%(code)s is published already.") % {"code": draft.code})
    if not draft.manifest_sha256:
        raise Refused(
            _("The build of %(code)s was cut off before its files were made: build it again.") % {"code": draft.code}
        )


def check_is_same_attempt(audited: ReleaseDraft, draft: ReleaseDraft) -> None:
    """Raise when other files were built while the audit ran."""
    if (audited.attempt, audited.manifest_sha256) != (draft.attempt, draft.manifest_sha256):
        raise Refused(_("%(code)s was built anew while its audit ran: audit it again.") % {"code": draft.code})


def newest_audit(draft: ReleaseDraft) -> AuditReport | None:
    """The last audit of exactly the files that the release has now; of two at one moment one that failed. One statement."""
    found = draft.audits.filter(attempt=draft.attempt, manifest_sha256=draft.manifest_sha256)
    return found.order_by("-audited_at", "passed").first()


def last_audit_passed(draft: ReleaseDraft) -> bool:
    """Whether the last audit of these very files passed: one that fails after the signatures still counts."""
    report = newest_audit(draft)
    return report is not None and report.passed


def check_audit_passed(draft: ReleaseDraft) -> None:
    """Raise unless the last audit of these very files passed."""
    report = newest_audit(draft)
    if report is None:
        raise Refused(_("%(code)s was not audited yet: audit it first.") % {"code": draft.code})
    if not report.passed:
        raise Refused(_("The last audit of %(code)s failed: it is not signed.") % {"code": draft.code})
