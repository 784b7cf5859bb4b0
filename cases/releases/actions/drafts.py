"""Writes on drafts of releases: their files, the two signatures, rejection, publication at the calendar's hour."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.core.errors import Refused
from cases.core.records import action, add_all, locked, remove, write
from cases.published.data import File
from cases.releases import calendar, difference, engine, noise, policies, publication, queries
from cases.releases.models import ReleaseApproval, ReleaseDraft, ReleaseFile, ReleaseRejection


@action
def attach_files(*, by: User, draft: ReleaseDraft, files: Sequence[File]) -> ReleaseDraft:
    """Store the files made of a frozen release. The same files again change nothing.

    Raises Refused when other files are there already: a release is built once.
    """
    draft = locked(draft)
    # The freezing is committed; a build that was killed right after it did not say so yet.
    noise.mark_frozen(draft)
    manifest = queries.manifest_sha256(engine.release(draft), files)
    if draft.manifest_sha256 == manifest:
        return draft
    if draft.manifest_sha256:
        raise Refused(
            _("%(code)s has its files already, and these differ: nothing was changed.") % {"code": draft.code}
        )
    add_all(
        ReleaseFile(draft=draft, position=position, sha256=queries.sha256(file.content), **vars(file))
        for position, file in enumerate(files)
    )
    # Somebody else may have gone on with a build that was cut off: neither of the two signs.
    draft.manifest_sha256, draft.built_by = manifest, by
    return write(draft)


@action
def approve_release(*, by: User, draft: ReleaseDraft, signature: str, difference_sha256: str) -> ReleaseDraft:
    """Sign a release as lead or DPO; with both signatures, by two people, it comes out at the calendar's hour.

    ``difference_sha256`` is that of the change which the signer was shown. Raises Refused when anything is no longer
    what was built, audited, or shown to the first signer. A demonstration does not wait for the hour.
    """
    draft = locked(draft)
    policies.check_can_sign_release(by, draft, signature)
    if not _is_what_was_built(draft):
        raise Refused(_("%(code)s was altered after the build: nothing is published.") % {"code": draft.code})
    shown = difference.of(draft).sha256
    if difference_sha256 != shown:
        raise Refused(
            _("What would change in public was not shown, or is not this: open the page of the release again.")
        )
    builders = {"frozen_by": draft.frozen_by, "built_by": draft.built_by}
    write(
        ReleaseApproval(
            draft=draft,
            attempt=draft.attempt,
            signature=signature,
            approver=by,
            manifest_sha256=draft.manifest_sha256,
            difference_sha256=shown,
            **builders,
        )
    )
    if calendar.is_due(draft, timezone.now()):
        _publish(draft)
    return draft


@action
def publish_due(*, by: User) -> list[ReleaseDraft]:
    """Publish each signed release whose hour has come; called by the clock of the server. Most often there is none.

    One that was altered since it was signed, or whose last audit failed, stays where it is: its page and a notice say
    that it did not come out.
    """
    policies.check_is_the_program(by)
    waiting = ReleaseDraft.objects.filter(published_at=None, publishes_at__lte=timezone.now()).order_by("publishes_at")
    signed = [draft for draft in map(locked, waiting) if calendar.is_due(draft, timezone.now())]
    due = [draft for draft in signed if _is_what_was_built(draft) and policies.last_audit_passed(draft)]
    for draft in due:
        _publish(draft)
    return due


@action
def reject_release(*, by: User, draft: ReleaseDraft, rejection: str) -> ReleaseDraft:
    """Send a built release back for one of the closed reasons: its files are made anew, from the same frozen cells.

    Who came is no reason, and nothing of the noise or the cells changes: the release was drawn and is charged. What is
    not put right and signed before the hour of publication is missed. Raises Refused for another reason, or when a
    failed check is said of a release whose audit passed.
    """
    draft = locked(draft)
    policies.check_can_reject_release(draft, rejection)
    write(ReleaseRejection(draft=draft, attempt=draft.attempt, reason=rejection, rejected_by=by))
    for file in draft.files.all():
        remove(file, fields=["content"])
    draft.manifest_sha256, draft.attempt = "", draft.attempt + 1
    return write(draft)


def _is_what_was_built(draft: ReleaseDraft) -> bool:
    """Whether tables, files and cells are those that were built, and those of every signature so far."""
    signed = draft.approvals.filter(attempt=draft.attempt).values_list("manifest_sha256", flat=True)
    try:
        manifest = queries.manifest_sha256(engine.release(draft), queries.files(draft))
    except (Refused, ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return False  # cells or frame no longer have their form
    same_cells = engine.cells_sha256(draft.series, draft.number) == draft.cells_sha256
    return {*signed, draft.manifest_sha256} == {manifest} and same_cells


def _publish(draft: ReleaseDraft) -> None:
    publication.freeze(draft)
    draft.published_at = timezone.now()
    write(draft)
