"""Writes on drafts of releases: their files, the two signatures, publication."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.core.errors import Refused
from cases.core.records import action, add_all, locked, write
from cases.published import actions as published
from cases.published.data import File
from cases.releases import engine, policies, queries
from cases.releases.models import ReleaseApproval, ReleaseDraft, ReleaseFile, Signature


@action
def attach_files(*, by: User, draft: ReleaseDraft, files: Sequence[File]) -> ReleaseDraft:
    """Store the files made of a frozen release. The same files again change nothing.

    Raises Refused when other files are there already: a release is built once.
    """
    draft = locked(draft)
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
def approve_release(*, by: User, draft: ReleaseDraft, signature: str) -> ReleaseDraft:
    """Sign a release as lead or DPO; the second signature, by somebody else, publishes it.

    Raises Refused when anything of it is no longer what was built, or what the first signature stands under.
    """
    draft = locked(draft)
    policies.check_can_sign_release(by, draft, signature)
    release, files = engine.release(draft), queries.files(draft)
    signed = {*draft.approvals.values_list("manifest_sha256", flat=True), draft.manifest_sha256}
    if signed != {queries.manifest_sha256(release, files)}:
        raise Refused(_("%(code)s was altered after the build: nothing is published.") % {"code": draft.code})
    builders = {"frozen_by": draft.frozen_by, "built_by": draft.built_by}
    write(
        ReleaseApproval(
            draft=draft, signature=signature, approver=by, manifest_sha256=draft.manifest_sha256, **builders
        )
    )
    if draft.approvals.count() == len(Signature):
        published.freeze_release(release, files)
        draft.published_at = timezone.now()
        write(draft)
    return draft
