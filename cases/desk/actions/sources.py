"""A source and the file it was read in, registered together."""

import hashlib
from typing import Unpack

from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.models import Case
from cases.core import sealing
from cases.core.errors import Refused
from cases.core.records import action
from cases.evidence.actions import attach_evidence
from cases.evidence.models import EvidenceItem
from cases.intake.actions import register_source
from cases.intake.actions.one import SourceValues
from cases.intake.models import Source


@action
def register_source_with_file(
    *, by: User, case: Case, content: bytes, name: str, obtained_how: str = "", **values: Unpack[SourceValues]
) -> Source:
    """Register a source and seal its file as the original: both or neither. The file's SHA-256 becomes the source's.

    Raises Refused for an empty or too large file, and for the original of a source that the person sees already.
    """
    digest = hashlib.sha256(content).hexdigest()
    _check_is_new(by, case, digest)
    # A source beyond the person's cases may have the same original: an answer that says so would tell of it.
    if not Source.objects.filter(sha256=digest).exists():
        values["sha256"] = digest
    source = register_source(by=by, case=case, **values)
    attach_evidence(by=by, case=case, source=source, content=content, name=name, obtained_how=obtained_how)
    return source


def _check_is_new(by: User, case: Case, digest: str) -> None:
    known = Source.objects.visible_to(by).filter(sha256=digest).first()
    if known is None:
        name = sealing.keyed_name(case.key_owner(), digest.encode())
        attached = EvidenceItem.objects.visible_to(by).filter(case=case, storage_name=name, source__isnull=False)
        item = attached.select_related("source").first()
        known = item.source if item else None
    if known is not None:
        raise Refused(
            _("This file is the original of %(code)s already: open that source instead of registering it twice.")
            % {"code": known.code},
            field="file",
        )
