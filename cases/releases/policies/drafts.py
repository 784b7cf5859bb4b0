"""What must hold before a release is signed, sent back or withdrawn."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.core.errors import NotAllowed, Refused
from cases.releases import calendar
from cases.releases.models import ReleaseDraft, ReleaseRejection, ReleaseWithdrawal, Series

from .audits import check_audit_passed, newest_audit


def check_can_sign_release(user: User, draft: ReleaseDraft, signature: str) -> None:
    """Raise unless the user holds the role, did not build it, its audit passed, and the other signature is another's."""
    if signature not in user.role_set:
        raise NotAllowed(_("You can sign only in a role that you hold."))
    _check_waits(draft)
    if user.pk in (draft.frozen_by_id, draft.built_by_id):
        raise NotAllowed(_("Nobody signs a release that they built: this takes somebody else."))
    if ReleaseDraft.objects.exclude(published_at=None).filter(slot__gt=draft.slot).exists():
        raise Refused(_("A later release is public already: %(code)s stays unpublished.") % {"code": draft.code})
    given = draft.approvals.filter(attempt=draft.attempt)
    if given.filter(approver=user).exists():
        raise NotAllowed(_("Two people sign a release: you have signed it already."))
    if given.filter(signature=signature).exists():
        raise Refused(_("This signature is there already: the other one is missing."))
    check_audit_passed(draft)


def check_can_reject_release(draft: ReleaseDraft, rejection: str) -> None:
    """Raise unless the release waits, and the reason is one of the list and true."""
    _check_waits(draft)
    if rejection not in ReleaseRejection.Reason.values:
        raise Refused(_("A release is sent back for one of the listed reasons only, never because of who came."))
    audit = newest_audit(draft)
    if rejection == ReleaseRejection.Reason.FAILED_CHECK and (audit is None or audit.passed):
        raise Refused(_("No check of %(code)s failed: audit it first, or name the fault.") % {"code": draft.code})


def check_can_propose_withdrawal(draft: ReleaseDraft, reason: str) -> None:
    """Raise unless the release is public and the reason is one of the list."""
    if draft.published_at is None:
        raise Refused(_("%(code)s is not public: send it back instead.") % {"code": draft.code})
    if reason not in ReleaseWithdrawal.Reason.values:
        raise Refused(_("A release is withdrawn for one of the listed faults only, never for one person."))
    if ReleaseWithdrawal.objects.filter(draft=draft).exists():
        raise Refused(_("A withdrawal of %(code)s is there already: confirm that one.") % {"code": draft.code})


def check_can_confirm_withdrawal(user: User, withdrawal: ReleaseWithdrawal) -> None:
    """Raise when it is confirmed already, or by whoever proposed it."""
    if withdrawal.confirmed_at is not None:
        raise Refused(_("%(code)s is confirmed already.") % {"code": withdrawal.code})
    if withdrawal.proposed_by_id == user.pk:
        raise NotAllowed(_("Two people withdraw a release: somebody else confirms it."))


def check_can_destroy_noise(series: Series) -> None:
    """Raise while a release of the series can still come out of its noise, or when the noise is gone already."""
    if hasattr(series, "noise_certificate"):
        raise Refused(_("The noise of %(code)s is destroyed already.") % {"code": series.code})
    waiting = series.drafts.filter(published_at=None, number=series.horizon).first()
    complete = series.drafts.filter(number=series.horizon).exclude(published_at=None).exists()
    over = timezone.now() >= series.publishes_at(series.horizon) and (waiting is None or calendar.is_missed(waiting))
    if not complete and not over and series.noise_is_whole:
        raise Refused(
            _("%(code)s still runs: its noise is destroyed once its last release is out.") % {"code": series.code}
        )


def can_destroy_noise(series: Series) -> bool:
    """Whether the noise of a series is there and no release can come out of it any more."""
    try:
        check_can_destroy_noise(series)
    except Refused:
        return False
    return True


def _check_waits(draft: ReleaseDraft) -> None:
    if draft.published_at is not None:
        raise Refused(_("%(code)s is published already.") % {"code": draft.code})
    if calendar.is_missed(draft):
        raise Refused(
            _("The hour of %(code)s is past: it stays unpublished, and the next release carries everybody.")
            % {"code": draft.code}
        )
    if not draft.manifest_sha256:
        raise Refused(
            _("The build of %(code)s was cut off before its files were made: build it again.") % {"code": draft.code}
        )


def check_is_the_program(user: User) -> None:
    """Raise unless the program itself acts: nobody chooses the moment at which a release comes out."""
    if not user.is_system:
        raise NotAllowed(_("Releases come out by themselves, at their hour."))
