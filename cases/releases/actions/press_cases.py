"""Writes on who publishes, press cases and the glossary."""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.models import Case
from cases.core.errors import Refused
from cases.core.models import Installation
from cases.core.records import action, locked, write
from cases.published import actions as published
from cases.published.models import PublishedSite
from cases.releases import policies, press_case
from cases.releases.models import Approval, PressCaseDraft, Signature
from cases.vocabulary.models import AbuseCategory, VocabularyVersion


@action
def set_site(*, by: User, organisation: str, contact: str = "") -> PublishedSite:
    """Say on the public pages who publishes; whether it is a demonstration comes from the database itself."""
    kind = Installation.objects.get().kind
    return published.set_site(kind=kind, organisation=organisation, contact=contact)


@action
def draft_press_case(*, by: User, case: Case) -> PressCaseDraft:
    """Build what would be published of a case that holds public sources only."""
    policies.check_can_publish_case(by, case)
    content = press_case.build(case)
    return write(PressCaseDraft(case=case, content=content, content_sha256=_sha256(content), built_by=by))


@action
def approve_press_case(*, by: User, draft: PressCaseDraft, signature: str) -> PressCaseDraft:
    """Sign a draft as lead or DPO; the second signature, by somebody else, publishes it.

    Raises Refused when the records changed since the draft was built: then it is no longer what was read.
    """
    draft = locked(draft)
    policies.check_can_sign(by, draft, signature)
    policies.check_can_publish_case(by, draft.case)
    signed = {*draft.approvals.values_list("content_sha256", flat=True), draft.content_sha256, _sha256(draft.content)}
    if signed != {_sha256(press_case.build(draft.case))}:
        raise Refused(_("The records changed since %(code)s was built: build a new draft.") % {"code": draft.code})
    write(Approval(draft=draft, signature=signature, approver=by, content_sha256=draft.content_sha256))
    if draft.approvals.count() == len(Signature):
        published.freeze_case(draft.content, content_sha256=draft.content_sha256)
        draft.published_at = timezone.now()
        write(draft)
    return draft


@action
def publish_glossary(*, by: User) -> int:
    """Publish the vocabulary's terms as they stand; returns how many changed."""
    version = VocabularyVersion.objects.first()
    if version is None:
        raise Refused(_("The vocabulary is empty: load it first (manage.py load_vocabulary)."))
    categories = AbuseCategory.objects.select_related("family").prefetch_related("indicators")
    return published.freeze_terms([_term(category, version.number) for category in categories])


def _term(category: AbuseCategory, version: int) -> dict[str, Any]:
    return {
        "code": category.code,
        "facet": category.facet,
        "family": category.family.code if category.family else "",
        "label": category.labels,
        "definition": category.definition,
        "legal_basis": category.legal_basis,
        "indicators": sorted(indicator.code for indicator in category.indicators.all()),
        "legal_review": category.legal_review,
        "retired": category.valid_to is not None,
        "vocabulary_version": version,
    }


def _sha256(content: dict[str, Any]) -> str:
    """The hash of canonical JSON: sorted keys, no spaces."""
    text = json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
