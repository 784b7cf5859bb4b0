"""The staff pages of interventions: one person fills the form, another reads exactly what becomes public and publishes."""

import re
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from cases.casework.models import Case
from cases.core.models import AuditEvent
from cases.dossiers.actions import edit_intervention
from cases.dossiers.models import Intervention
from cases.published.models import PublishedIntervention
from tests.conftest import Cast
from tests.integration.conftest import SignIn, page
from tests.intervening import ADDRESSEE, REPLY, SUMMARY, publish, recorded

pytestmark = pytest.mark.usefixtures("vocabulary")
TYPED = {
    "kind": "letter", "addressee": "The inspectorate", "date": "2026-08-17", "outcome": "waiting",
    **{f"public_addressee_{language}": text for language, text in ADDRESSEE.items()},
    **{f"public_summary_{language}": text for language, text in SUMMARY.items()},
}  # fmt: skip
BAD = {**SUMMARY, "en": "We wrote for the 43 of them in Vladivostok."}


def text_of(client: Client, intervention: Intervention) -> str:
    answer = client.get(page(Intervention, "change", intervention.pk))
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()


def preview_of(client: Client, intervention: Intervention) -> str:
    return text_of(client, intervention).split('aria-labelledby="preview"')[1].split("</section>")[0]


def posted(preview: str) -> dict[str, Any]:
    """What the button of the page sends."""
    return {"content_sha256": re.findall(r'name="content_sha256" value="([0-9a-f]{64})"', preview)[0]}


def test_one_writes_and_another_publishes(cast: Cast, case: Case, sign_in: SignIn) -> None:
    assert sign_in(cast.advocacy).post(page(Intervention, "add"), {"case": case.pk, **TYPED}).status_code == 302
    intervention = Intervention.objects.get()
    assert not PublishedIntervention.objects.exists()
    lead = sign_in(cast.lead)
    preview = preview_of(lead, intervention)
    for text in (*ADDRESSEE.values(), *SUMMARY.values(), "2026-Q3"):
        assert text in preview
    assert preview.count("Nothing found that could betray somebody.") == 3
    lead.post(page(Intervention, "step", intervention.pk, "publish"), posted(preview))
    assert PublishedIntervention.objects.get().summary == SUMMARY
    shown = text_of(lead, intervention)
    assert "State: public as it stands" in shown
    assert f"Published by {cast.lead}" in shown
    assert "/step/publish/" not in shown


def test_what_is_not_read_is_not_published(cast: Cast, case: Case, sign_in: SignIn) -> None:
    intervention = recorded(cast, case)
    lead = sign_in(cast.lead)
    read = posted(preview_of(lead, intervention))
    edit_intervention(by=cast.advocacy, intervention=intervention, outcome="refused")
    step = page(Intervention, "step", intervention.pk, "publish")
    assert "changed since you read it" in lead.post(step, read, follow=True).content.decode()
    lead.post(step, {})
    assert not PublishedIntervention.objects.exists()


def test_the_page_shows_whoever_publishes_what_could_betray_somebody(cast: Cast, case: Case, sign_in: SignIn) -> None:
    intervention = recorded(cast, case, public_summary=BAD)
    preview = preview_of(sign_in(cast.dpo), intervention)
    for words in ("43", "Vladivostok"):
        assert f'lang="en">{words}</span>' in preview
    assert "/step/publish/" not in preview


def test_the_page_tells_whoever_writes_nothing_of_the_records(cast: Cast, case: Case, sign_in: SignIn) -> None:
    intervention = recorded(cast, case, public_summary=BAD)
    before = AuditEvent.objects.latest("seq").seq
    preview = preview_of(sign_in(cast.advocacy), intervention)
    assert BAD["en"] in preview
    assert "betray" not in preview
    assert not AuditEvent.objects.filter(seq__gt=before, action__startswith="dossiers.scan").exists()


def test_what_is_missing_is_said_instead_of_a_preview(cast: Cast, case: Case, sign_in: SignIn) -> None:
    intervention = recorded(cast, case, public_summary={})
    preview = preview_of(sign_in(cast.lead), intervention)
    assert "write all of “what was asked”" in preview
    assert "content_sha256" not in preview


def test_a_refusal_leaves_everything_typed(cast: Cast, case: Case, sign_in: SignIn) -> None:
    sent = sign_in(cast.advocacy).post(page(Intervention, "add"), {"case": case.pk, **TYPED, "date": "2999-01"})
    html = sent.content.decode()
    assert "yet to come" in html
    assert SUMMARY["ko"] in html
    assert not Intervention.objects.exists()


def test_the_list_says_what_is_public(cast: Cast, case: Case, sign_in: SignIn) -> None:
    def listed() -> str:
        return sign_in(cast.advocacy).get(page(Intervention, "changelist")).content.decode()

    intervention = recorded(cast, case)
    assert "not public" in listed()
    published = publish(cast.lead, intervention)
    assert "public as it stands" in listed()
    edit_intervention(by=cast.advocacy, intervention=published, outcome="replied", public_reply=REPLY)
    assert "public, and changed since" in listed()


@pytest.mark.parametrize("who", ["interviewer", "coder", "legal", "administrator", "stranger"])
def test_nobody_else_finds_one(cast: Cast, case: Case, sign_in: SignIn, who: str) -> None:
    intervention = recorded(cast, case)
    client = sign_in(getattr(cast, who))
    for name in ("change", "history"):
        assert client.get(page(Intervention, name, intervention.pk)).status_code == HTTPStatus.NOT_FOUND
    step = page(Intervention, "step", intervention.pk, "publish")
    assert client.post(step, {"content_sha256": ""}).status_code == HTTPStatus.NOT_FOUND
