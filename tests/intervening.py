"""Interventions made through actions: recorded by the advocacy officer, published by the lead."""

from typing import Any

from cases.accounts.models import User
from cases.casework.models import Case
from cases.core.partial_dates import parse
from cases.dossiers import publication
from cases.dossiers.actions import publish_intervention, record_intervention
from cases.dossiers.models import Intervention
from tests.conftest import Cast

ADDRESSEE = {"en": "A labour inspectorate", "ko": "근로감독 기관", "ru": "Инспекция труда"}
SUMMARY = {
    "en": "We asked for an inspection of dormitories.",
    "ko": "숙소를 점검해 달라고 요청했습니다.",
    "ru": "Мы просили проверить общежития.",
}
REPLY = {"en": "“We will look into it.”", "ko": "“살펴보겠습니다.”", "ru": "«Мы это проверим»."}
TEXTS = {"public_addressee": ADDRESSEE, "public_summary": SUMMARY}


def recorded(cast: Cast, case: Case, **changes: Any) -> Intervention:
    """A letter of August 2026 that betrays nobody, unless the changes do."""
    values: dict[str, Any] = {
        "kind": "letter", "addressee": "The inspectorate", "date": parse("2026-08-17"), "note": "NOTETEXT", **TEXTS,
    }  # fmt: skip
    return record_intervention(by=cast.advocacy, case=case, **{**values, **changes})


def publish(by: User, intervention: Intervention) -> Intervention:
    """Publish it as it stands."""
    shown = publication.sha256(publication.content(intervention))
    return publish_intervention(by=by, intervention=intervention, content_sha256=shown)
