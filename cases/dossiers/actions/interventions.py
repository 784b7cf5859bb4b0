"""Writes on interventions: recorded and changed by one person, published by another."""

import datetime as dt
from typing import TypedDict, Unpack

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.models import Case
from cases.casework.policies import check_can_work_in
from cases.core.errors import Refused
from cases.core.partial_dates import PartialDate
from cases.core.records import action, fill, locked, write
from cases.core.revisions import changed_fields
from cases.dossiers import policies, publication
from cases.dossiers.models import Intervention
from cases.published import actions as published
from cases.releases.quotes import scan
from cases.releases.quotes.scan import Hit

Words = dict[str, str]


class InterventionValues(TypedDict, total=False):
    kind: str
    addressee: str
    date: PartialDate
    note: str
    outcome: str
    replied_on: dt.date | None
    release: str
    url: str
    public_addressee: Words
    public_summary: Words
    public_reply: Words


@action
def record_intervention(*, by: User, case: Case, **values: Unpack[InterventionValues]) -> Intervention:
    """Record what was asked of whom. Nothing of it is public until somebody else publishes it."""
    check_can_work_in(by, case)
    intervention = Intervention(case=case, recorded_by=by, changed_by=by)
    fill(intervention, values)
    policies.check_told(intervention)
    return write(intervention)


@action
def edit_intervention(*, by: User, intervention: Intervention, **values: Unpack[InterventionValues]) -> Intervention:
    """Change an intervention: what came of it, say. What is public stays as it is until it is published again."""
    intervention = locked(intervention)
    check_can_work_in(by, intervention.case)
    fill(intervention, values)
    policies.check_told(intervention)
    if changed_fields(intervention):
        intervention.changed_by, intervention.published_by, intervention.published_at = by, None, None
    return write(intervention)


@action
def scan_intervention(*, by: User, intervention: Intervention) -> list[Hit]:
    """What in the texts for the public could betray somebody; shown to whoever asked, and stored nowhere.

    Every name in the records of the case is opened and compared; the event says so, and not what was found.
    Raises Refused while a text is missing.
    """
    return scan.hits(publication.words(publication.content(intervention)), intervention.case)


@action
def publish_intervention(*, by: User, intervention: Intervention, content_sha256: str) -> Intervention:
    """Make an intervention public, or a new edition of one that is public, as the page showed it.

    Raises Refused to whoever wrote it, while anything in its texts could betray somebody, and when it is no longer
    what ``content_sha256`` was made of (``publication.sha256``).
    """
    intervention = locked(intervention)
    policies.check_can_publish(by, intervention)
    content = publication.content(intervention)
    if publication.sha256(content) != content_sha256:
        raise Refused(_("%(code)s was changed since you read it: read it again.") % {"code": intervention.code})
    policies.check_betrays_nobody(intervention, content)
    published.freeze_intervention(content)
    intervention.published_by, intervention.published_at = by, timezone.now()
    return write(intervention)
