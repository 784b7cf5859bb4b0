"""Steps, histories and downloads: buttons are POST only, and no page says more than it must."""

from http import HTTPStatus
from urllib.parse import unquote

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from cases.casework.models import Case
from cases.core import history
from cases.core.models import AuditEvent, Record, Revision
from cases.evidence.models import EvidenceItem
from cases.intake.models import Status, Testimony
from cases.published.models import PublishedCase
from cases.releases.models import PressCaseDraft
from cases.witnesses.models import Identity, IdentityExport, Witness
from tests.conftest import ACCOUNT, Cast
from tests.integration.conftest import SignIn, page
from tests.integration.records import Records
from tests.integration.tables import READ_LOGS, row_counts
from tests.integration.test_staff_access import ADMINS, HIDDEN, OF_A_CASE

STEPS = [(model, step) for model in OF_A_CASE for step in ADMINS[model].steps]
SEALED = [
    "EVIDENCEBYTES",
    "EVIDENCENAME",
    "ACTORNAME",
    "GROUPTEXT",
    "김철수IDENTITY",
    "TASKTEXT",
    "Minho",
    "PARAPHRASE",
]


def said(answer: object) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]  # type: ignore[attr-defined]


def test_step_by_get_is_not_there(cast: Cast, records: Records, sign_in: SignIn) -> None:
    """A link in a mail, or a browser that reads ahead, signs and opens nothing."""
    before = row_counts(without=READ_LOGS)
    for member in (cast.lead, cast.dpo, cast.coder, cast.interviewer):
        client = sign_in(member)
        for model, step in STEPS:
            answer = client.get(page(model, "step", records[model].pk, step.name), {"reason": "x"})
            assert answer.status_code == HTTPStatus.NOT_FOUND, (model, step.name)
    assert row_counts(without=READ_LOGS) == before


def test_step_of_a_stranger_is_not_there(cast: Cast, records: Records, sign_in: SignIn) -> None:
    before = row_counts(without=READ_LOGS)
    for person in (cast.stranger, cast.administrator):
        client = sign_in(person)
        for model, step in STEPS:
            answer = client.post(page(model, "step", records[model].pk, step.name), {"reason": "x"})
            assert answer.status_code == HTTPStatus.NOT_FOUND, (model, step.name)
    assert row_counts(without=READ_LOGS) == before


def test_unknown_step_is_not_there(cast: Cast, records: Records, sign_in: SignIn) -> None:
    answer = sign_in(cast.lead).post(page(Case, "step", records[Case].pk, "delete"))
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_testimony_walks_from_draft_to_submitted_and_back(cast: Cast, testimony: Testimony, sign_in: SignIn) -> None:
    author, coder = sign_in(cast.interviewer), sign_in(cast.coder)
    answer = author.post(page(Testimony, "step", testimony.pk, "submit"))
    assert answer.headers["Location"] == page(Testimony, "change", testimony.pk)
    testimony.refresh_from_db()
    assert testimony.status == Status.SUBMITTED
    refused = coder.post(page(Testimony, "step", testimony.pk, "return"), {"reason": " "})
    assert "why" in said(refused)[0]
    coder.post(page(Testimony, "step", testimony.pk, "return"), {"reason": "the year is missing"})
    testimony.refresh_from_db()
    assert testimony.status == Status.RETURNED


def test_returned_testimony_tells_its_interviewer_why(cast: Cast, submitted: Testimony, sign_in: SignIn) -> None:
    """The reason is sealed on the record: the one who must act on it has to be able to read it."""
    sign_in(cast.coder).post(page(Testimony, "step", submitted.pk, "return"), {"reason": "the year is missing"})
    text = sign_in(cast.interviewer).get(page(Testimony, "change", submitted.pk)).content.decode()
    assert "the year is missing" in text


def test_refused_step_says_why_and_changes_nothing(cast: Cast, verified: Testimony, sign_in: SignIn) -> None:
    answer = sign_in(cast.dpo).post(page(Testimony, "step", verified.pk, "clear"))
    assert "lacks public dimensions" in said(answer)[0]
    verified.refresh_from_db()
    assert verified.status == Status.VERIFIED


def test_page_offers_only_steps_that_its_reader_may_take(cast: Cast, submitted: Testimony, sign_in: SignIn) -> None:
    def offered(client: Client) -> set[str]:
        return {step.name for step in client.get(page(Testimony, "change", submitted.pk)).context["steps"]}

    assert offered(sign_in(cast.coder)) == {"return", "coded"}
    assert offered(sign_in(cast.interviewer)) == offered(sign_in(cast.dpo)) == set()


def test_two_people_sign_and_publish(cast: Cast, records: Records, sign_in: SignIn) -> None:
    draft = records[PressCaseDraft]
    sign_in(cast.lead).post(page(PressCaseDraft, "step", draft.pk, "sign-lead"))
    assert not PublishedCase.objects.exists()
    assert "hold" in said(sign_in(cast.lead).post(page(PressCaseDraft, "step", draft.pk, "sign-dpo")))[0]
    sign_in(cast.dpo).post(page(PressCaseDraft, "step", draft.pk, "sign-dpo"))
    assert Client().get(f"/en/cases/{PublishedCase.objects.get().slug}/").status_code == HTTPStatus.OK


def test_evidence_download_runs_nowhere_and_is_kept_nowhere(cast: Cast, records: Records, sign_in: SignIn) -> None:
    item = records[EvidenceItem]
    answer = sign_in(cast.coder).post(page(EvidenceItem, "step", item.pk, "open"), {"reason": "check the stamp"})
    assert answer.content == b"EVIDENCEBYTES"
    headers = answer.headers
    assert headers["Content-Disposition"].startswith("attachment;")
    assert "EVIDENCENAME" not in unquote(headers["Content-Disposition"])
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in headers["Cache-Control"]
    policy = headers["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def test_evidence_opening_is_in_custody_and_chain_with_its_reason(
    cast: Cast, records: Records, sign_in: SignIn
) -> None:
    item = records[EvidenceItem]
    assert isinstance(item, EvidenceItem)
    client = sign_in(cast.coder)
    client.post(page(EvidenceItem, "step", item.pk, "open"), {"reason": ""})
    assert item.custody.count() == 1
    client.post(page(EvidenceItem, "step", item.pk, "open"), {"reason": "check the stamp"})
    assert list(item.custody.values_list("step", "by__username")) == [("received", "coder"), ("opened", "coder")]
    assert "check the stamp" in AuditEvent.objects.filter(action="evidence.open_evidence").latest("seq").body


def test_identity_is_shown_by_its_own_page_only(cast: Cast, records: Records, sign_in: SignIn) -> None:
    pk = records[Identity].pk
    client = sign_in(cast.dpo)
    assert "김철수IDENTITY" not in client.get(page(Identity, "change", pk)).content.decode()
    opened = client.post(reverse("admin:open_identity", args=[pk]), {"reason": "call back"})
    assert "김철수IDENTITY" in opened.content.decode()
    assert "no-store" in opened.headers.get("Cache-Control", "")
    event = AuditEvent.objects.filter(action="witnesses.open_identity").latest("seq")
    assert (event.actor_uuid, event.subject_uuid) == (cast.dpo.pk, pk)


def test_history_shows_every_revision(cast: Cast, records: Records, sign_in: SignIn) -> None:
    lead, dpo = sign_in(cast.lead), sign_in(cast.dpo)
    for model in OF_A_CASE:
        record = records[model]
        answer = (dpo if model.__name__ in HIDDEN["lead"] else lead).get(page(model, "history", record.pk))
        stored = Revision.objects.filter(subject_uuid=record.pk).count()
        assert len(answer.context["versions"]) == min(stored, history.SHOWN) >= 1, model


@pytest.mark.parametrize("model", [Identity, IdentityExport])
def test_history_opens_nothing_that_the_page_itself_does_not_open(
    cast: Cast, records: Records, sign_in: SignIn, model: type[Record]
) -> None:
    """An identity is opened with a reason, one by one; its history is no way round."""
    text = sign_in(cast.dpo).get(page(model, "history", records[model].pk)).content.decode()
    assert [word for word in SEALED if word in text] == []


def test_history_shows_texts_to_those_alone_who_read_the_account(cast: Cast, records: Records, sign_in: SignIn) -> None:
    """And the chain says so. The advocacy officer reads that an account was changed, not what it says."""
    testimony = records[Testimony]
    address, first_line = page(Testimony, "history", testimony.pk), ACCOUNT.splitlines()[0]
    events = AuditEvent.objects.filter(action="sealed.open", subject_uuid=testimony.pk)
    before = events.count()
    assert first_line in sign_in(cast.lead).get(address).content.decode()
    assert events.count() == before + 1
    answer = sign_in(cast.advocacy).get(address)
    assert answer.status_code == HTTPStatus.OK
    assert first_line not in answer.content.decode()
    assert events.count() == before + 1


def test_history_names_who_read_and_who_wrote(cast: Cast, records: Records, sign_in: SignIn) -> None:
    testimony = records[Testimony]
    sign_in(cast.legal).get(page(Testimony, "change", testimony.pk))
    rows = sign_in(cast.dpo).get(page(Testimony, "history", testimony.pk)).context
    assert "legal" in [event.actor.username for event in rows["events"] if event.action == "sealed.open"]
    assert {"interviewer", "coder", "lead"} <= {version.revision.actor.username for version in rows["versions"]}


def test_list_opens_no_sealed_text(cast: Cast, records: Records, sign_in: SignIn) -> None:
    client = sign_in(cast.lead)
    before = AuditEvent.objects.filter(action="sealed.open").count()
    for model in OF_A_CASE:
        text = client.get(page(model, "changelist")).content.decode()
        assert [word for word in [*SEALED, ACCOUNT.splitlines()[0]] if word in text] == [], model
    assert AuditEvent.objects.filter(action="sealed.open").count() == before


@pytest.mark.parametrize("word", ["김철수", "Minho", "%", "' OR 1=1"])
def test_search_does_not_reach_sealed_texts_or_other_cases(
    cast: Cast, records: Records, sign_in: SignIn, word: str
) -> None:
    for person in (cast.stranger, cast.dpo):
        client = sign_in(person)
        for model in (Case, Witness, Identity, Testimony):
            answer = client.get(page(model, "changelist"), {"q": word})
            nothing = answer.status_code == HTTPStatus.NOT_FOUND or answer.context["cl"].result_count == 0
            assert nothing, (person, model)
