"""Writes on evidence: take a file in, and open it; both are steps of its custody."""

import hashlib

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.models import Case
from cases.casework.policies import check_can_work_in, check_is_member
from cases.core import sealing
from cases.core.errors import Refused
from cases.core.records import action, fill, locked, open_for_action, write
from cases.intake.models import Source, Testimony

from . import sniffing, storage
from .models import CustodyEvent, EvidenceItem


@action
def attach_evidence(
    *,
    by: User,
    case: Case,
    content: bytes,
    name: str,
    testimony: Testimony | None = None,
    source: Source | None = None,
    description: str = "",
    obtained_how: str = "",
) -> EvidenceItem:
    """Seal a file as an original that never changes, with the first event of its custody.

    Raises Refused for an empty or too large file, a record of another case, or other bytes than the source's
    recorded SHA-256.
    """
    check_can_work_in(by, case)
    _check_of_case(case, testimony, source)
    _check_size(len(content))
    digest = hashlib.sha256(content).hexdigest()
    if source is not None and source.sha256 not in ("", digest):
        raise Refused(
            _("This file is not the original of %(code)s: its SHA-256 differs from the recorded one.")
            % {"code": source.code}
        )
    item = EvidenceItem(case=case, testimony=testimony, source=source, size=len(content))
    item.media_type = sniffing.media_type(content, name)
    item.storage_name = sealing.keyed_name(item.key_owner(), digest.encode())
    texts = {
        "sha256": digest,
        "original_name": name,
        "description": description,
        "obtained_how": obtained_how,
    }
    fill(item, texts)
    storage.put(item.storage_name, content, sealing.evidence_identity(item.key_owner()))
    write(item)
    _add_custody(item, CustodyEvent.Step.RECEIVED, by)
    return item


@action
def open_evidence(*, by: User, item: EvidenceItem, reason: str) -> bytes:
    """The bytes of an original, after custody and audit say who opened it and why.

    Raises Refused when no reason is given or the bytes no longer have the hash taken at intake.
    """
    item = locked(item)
    check_is_member(by, item.case)
    if not reason.strip():
        raise Refused(_("Say why you open this file."))
    content = storage.get(item.storage_name, sealing.evidence_identity(item.key_owner()))
    if hashlib.sha256(content).hexdigest() != open_for_action(item, "sha256"):
        raise Refused(_("The stored file is not the one that was taken in: restore it from the backup."))
    _add_custody(item, CustodyEvent.Step.OPENED, by)
    return content


def check_size_text(size: int) -> str:
    """The sentence that refuses a file of this size; empty when it can be taken."""
    limit = settings.EVIDENCE_MAX_BYTES
    if size == 0:
        return _("The file is empty: choose another.")
    if size > limit:
        return _("The file has %(size)s MB; up to %(limit)s MB can be attached.") % {
            "size": -(-size // 2**20),
            "limit": limit // 2**20,
        }
    return ""


def _check_size(size: int) -> None:
    if refusal := check_size_text(size):
        raise Refused(refusal)


def _check_of_case(case: Case, *records: Testimony | Source | None) -> None:
    for record in records:
        if record is not None and record.case_id != case.pk:
            raise Refused(_("%(code)s belongs to another case.") % {"code": record.code})


def _add_custody(item: EvidenceItem, step: CustodyEvent.Step, by: User) -> None:
    last = item.custody.order_by("-number").first()
    event = CustodyEvent(item=item, number=last.number + 1 if last else 1, step=step, by=by, at=timezone.now())
    event.prev_hash = last.hash if last else ""
    event.hash = event.computed_hash()
    write(event)
