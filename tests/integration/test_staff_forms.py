"""Adding records by the staff forms: what is typed goes through actions, and a refusal loses nothing of it."""

from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from cases.casework.models import Case
from cases.coding.actions import finish_coding, mark_passage
from cases.coding.models import Act, Event, Passage
from cases.core import sealing
from cases.evidence.models import EvidenceItem
from cases.intake.models import Source, Testimony
from cases.verification.actions import begin_verification
from cases.verification.models import Assessment
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import AbuseCategory
from cases.witnesses import consent
from cases.witnesses.models import Consent, Scope, Witness
from tests.conftest import ACCOUNT, Cast
from tests.integration.conftest import SignIn, page
from tests.integration.tables import READ_LOGS, row_counts

Values = dict[str, Any]


@pytest.fixture
def source_values(case: Case) -> Values:
    return {
        "case": case.pk, "kind": "press", "title": "An article", "language": "en", "publisher": "A paper",
        "date": "2019-05", "date_as_said": "in May", "url": "https://example.org/a", "cites": "one\ntwo",
        "reliability": "F", "credibility": "6",
    }  # fmt: skip


def add(client: Client, model: Any, values: Values) -> Any:
    """Post the form for a new record; a stored one answers with a redirect."""
    return client.post(page(model, "add"), values)


def check_typed_is_kept(answer: HttpResponse, values: Values) -> None:
    """Everything typed stands in the form again."""
    form = answer.context["adminform"].form  # type: ignore[attr-defined]
    assert form.errors
    kept = {name: form[name].value() for name in values if name in form.fields}
    assert {name: str(value) for name, value in kept.items()} == {
        name: str(value) for name, value in values.items() if name in form.fields
    }


def errors_of(answer: HttpResponse) -> str:
    return str(answer.context["adminform"].form.errors) + str(answer.context["errors"])  # type: ignore[attr-defined]


def test_source_is_added(cast: Cast, sign_in: SignIn, source_values: Values) -> None:
    assert add(sign_in(cast.coder), Source, source_values).status_code == HTTPStatus.FOUND
    source = Source.objects.get()
    assert (source.date.to_edtf(), source.date_as_said, source.cites) == ("2019-05", "in May", ["one", "two"])
    assert (source.url, source.publisher, source.code) == ("https://example.org/a", "A paper", "SRC-001")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"date": "May 2019"}, "is not a date"),
        ({"sha256": "abc"}, "64 hexadecimal digits"),
        ({"title": ""}, "required"),
    ],
)
def test_refused_source_keeps_what_was_typed(
    cast: Cast, sign_in: SignIn, source_values: Values, wrong: Values, sentence: str
) -> None:
    typed = {**source_values, **wrong}
    answer = add(sign_in(cast.coder), Source, typed)
    assert answer.status_code == HTTPStatus.OK
    assert sentence in errors_of(answer)
    check_typed_is_kept(answer, typed)
    assert not Source.objects.exists()


def test_source_of_a_foreign_case_is_refused_by_the_form(cast: Cast, sign_in: SignIn, source_values: Values) -> None:
    """The case is no choice of a stranger's drop-down: posting its key does not help."""
    answer = add(sign_in(cast.stranger), Source, source_values)
    assert answer.status_code == HTTPStatus.OK
    assert not Source.objects.exists()


def test_testimony_is_logged_as_an_own_interview(cast: Cast, sign_in: SignIn, case: Case, witness: Witness) -> None:
    values = {"case": case.pk, "witness": witness.pk, "language": "ko", "account": ACCOUNT.replace("\n", "\r\n")}
    assert add(sign_in(cast.interviewer), Testimony, values).status_code == HTTPStatus.FOUND
    testimony = Testimony.objects.get()
    assert (testimony.stream, testimony.interviewer) == ("own", cast.interviewer)
    assert sealing.open_sealed(testimony, "account", by=cast.interviewer, reason="test") == ACCOUNT


def test_testimony_of_nobody_keeps_the_account(cast: Cast, sign_in: SignIn, case: Case) -> None:
    """A long account typed at night is not lost because a box was forgotten."""
    typed = {"case": case.pk, "language": "ko", "account": ACCOUNT, "translator": "somebody"}
    answer = add(sign_in(cast.interviewer), Testimony, typed)
    assert "Choose the person" in errors_of(answer)
    check_typed_is_kept(answer, typed)


def test_testimony_refused_by_its_action_keeps_the_account(
    cast: Cast, sign_in: SignIn, case: Case, witness: Witness
) -> None:
    """A coder may log press accounts, not interviews: the action says so, and the text is still there."""
    typed = {"case": case.pk, "witness": witness.pk, "language": "ko", "account": ACCOUNT}
    answer = add(sign_in(cast.coder), Testimony, typed)
    assert answer.status_code == HTTPStatus.OK
    assert "Your roles do not allow this step" in errors_of(answer)
    check_typed_is_kept(answer, typed)
    assert not Testimony.objects.exists()


def test_stored_testimony_shows_its_texts_and_takes_changes(cast: Cast, sign_in: SignIn, testimony: Testimony) -> None:
    client = sign_in(cast.interviewer)
    form = client.get(page(Testimony, "change", testimony.pk)).context["adminform"].form
    assert form.initial["account"] == ACCOUNT
    typed = {"language": "ko", "account": ACCOUNT + " 끝", "method": "in_person"}
    assert client.post(page(Testimony, "change", testimony.pk), typed).status_code == HTTPStatus.FOUND
    testimony.refresh_from_db()
    assert testimony.method == "in_person"
    assert sealing.open_sealed(testimony, "account", by=cast.interviewer, reason="test") == ACCOUNT + " 끝"


def test_submitted_testimony_is_not_changed_by_a_form_that_was_open(
    cast: Cast, sign_in: SignIn, submitted: Testimony
) -> None:
    typed = {"language": "ko", "account": "other words"}
    answer = sign_in(cast.interviewer).post(page(Testimony, "change", submitted.pk), typed)
    submitted.refresh_from_db()
    assert sealing.open_sealed(submitted, "account", by=cast.interviewer, reason="test") == ACCOUNT
    assert answer.status_code != HTTPStatus.FOUND, "the page says that it saved, but nothing was saved"


def test_consent_is_recorded_with_every_answer(cast: Cast, sign_in: SignIn, case: Case, witness: Witness) -> None:
    answers = {scope.value: "not_asked" for scope in Scope} | {"S2": "yes", "S3": "no"}
    values = {"witness": witness.pk, "given_on": timezone.localdate().isoformat(), "form_version": "2",
              "language": "ko", "way": "signed", "S2_limits": "not while my brother is at home", **answers}  # fmt: skip
    assert add(sign_in(cast.interviewer), Consent, values).status_code == HTTPStatus.FOUND
    newest = Consent.objects.latest("created_at")
    assert dict(newest.scopes.values_list("scope", "answer")) == answers
    allowed = [scope for scope in Scope if consent.allows(witness, scope, on=timezone.localdate())]
    assert allowed == [Scope.S2]


def test_passage_is_marked(cast: Cast, sign_in: SignIn, submitted: Testimony) -> None:
    values = {"testimony": submitted.pk, "text": "account", "exact": "여권은 관리자가"}
    assert add(sign_in(cast.coder), Passage, values).status_code == HTTPStatus.FOUND
    passage = Passage.objects.get()
    assert ACCOUNT[passage.start : passage.end] == "여권은 관리자가"


def test_refused_passage_keeps_the_words(cast: Cast, sign_in: SignIn, submitted: Testimony) -> None:
    typed = {"testimony": submitted.pk, "text": "account", "exact": "words nobody said"}
    answer = add(sign_in(cast.coder), Passage, typed)
    assert "do not stand in the text" in errors_of(answer)
    check_typed_is_kept(answer, typed)


def act_values(submitted: Testimony, event: Event, **values: Any) -> Values:
    category = AbuseCategory.objects.get(code=values.pop("code", "WRK-01"))
    given = {"testimony": submitted.pk, "event": event.pk, "category": category.pk, "state": "present"}
    return {**given, "people": [str(submitted.witness_id)], **values}


def test_act_is_coded(
    cast: Cast, sign_in: SignIn, submitted: Testimony, event: Event, vocabulary: VocabularyFiles
) -> None:
    passage = mark_passage(by=cast.coder, testimony=submitted, exact="쉬는 날은 없었습니다")
    values = act_values(submitted, event, passages=[passage.pk], note="every day")
    assert add(sign_in(cast.coder), Act, values).status_code == HTTPStatus.FOUND
    act = Act.objects.get()
    assert [link.passage for link in act.links.all()] == [passage]
    assert [row.witness for row in act.victims.all()] == [submitted.witness]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({}, "Every coded value cites its words"),
        ({"code": "PHY-01"}, "legal finding"),
        ({"state": "maybe"}, "valid choice"),
    ],
)
def test_refused_act_keeps_what_was_typed(
    cast: Cast, sign_in: SignIn, submitted: Testimony, event: Event, vocabulary: VocabularyFiles, wrong: Values,
    sentence: str,
) -> None:  # fmt: skip
    typed = act_values(submitted, event, note="a long note", reference="F99", **wrong)
    answer = add(sign_in(cast.coder), Act, typed)
    assert sentence in errors_of(answer)
    check_typed_is_kept(answer, typed)
    assert not Act.objects.exists()


def test_act_form_offers_only_this_testimonys_passages(
    cast: Cast, sign_in: SignIn, submitted: Testimony, event: Event, vocabulary: VocabularyFiles
) -> None:
    mark_passage(by=cast.coder, testimony=submitted, exact="쉬는 날은")
    client = sign_in(cast.coder)
    form = client.get(page(Act, "add"), {"testimony": submitted.pk}).context["adminform"].form
    assert [passage.testimony_id for passage in form.fields["passages"].queryset] == [submitted.pk]
    labels = [str(label) for _value, label in form.fields["passages"].choices]
    assert any("쉬는 날은" in label for label in labels)


def test_evidence_is_attached_and_sealed(cast: Cast, sign_in: SignIn, testimony: Testimony, tmp_path: Any) -> None:
    file = SimpleUploadedFile("secret-name.txt", b"EVIDENCEBYTES", content_type="text/html")
    values = {"case": testimony.case_id, "testimony": testimony.pk, "file": file, "description": "a ledger"}
    assert add(sign_in(cast.interviewer), EvidenceItem, values).status_code == HTTPStatus.FOUND
    item = EvidenceItem.objects.get()
    assert (item.size, item.media_type) == (13, "text/plain")
    stored = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [b"EVIDENCEBYTES" in path.read_bytes() or "secret" in path.name for path in stored] == [False]


@pytest.mark.parametrize(("content", "sentence"), [(b"", "empty"), (b"x" * 3000, "MB")])
def test_refused_evidence_keeps_what_was_typed(
    cast: Cast, sign_in: SignIn, testimony: Testimony, settings: Any, content: bytes, sentence: str
) -> None:
    settings.EVIDENCE_MAX_BYTES = 2000
    typed = {"case": testimony.case_id, "testimony": testimony.pk, "description": "a ledger", "obtained_how": "by hand"}
    answer = add(sign_in(cast.interviewer), EvidenceItem, {**typed, "file": SimpleUploadedFile("a.txt", content)})
    assert sentence in errors_of(answer)
    check_typed_is_kept(answer, typed)
    assert not EvidenceItem.objects.exists()


def test_every_way_of_adding_leaves_djangos_own_log_empty(cast: Cast, sign_in: SignIn, source_values: Values) -> None:
    """django_admin_log copies what a record is called, outside of seals and chain."""
    client = sign_in(cast.coder)
    add(client, Source, source_values)
    client.post(page(Source, "change", Source.objects.get().pk), {**source_values, "title": "Changed"})
    assert Source.objects.get().title == "Changed"
    assert row_counts()["django_admin_log"] == 0


def test_refused_form_changes_no_table(cast: Cast, sign_in: SignIn, submitted: Testimony) -> None:
    client = sign_in(cast.coder)
    before = row_counts(without=READ_LOGS)
    add(client, Passage, {"testimony": submitted.pk, "text": "account", "exact": "nobody said"})
    assert row_counts(without=READ_LOGS) == before


def test_assessment_by_form_verifies(cast: Cast, sign_in: SignIn, act: Act) -> None:
    testimony = act.testimony
    assert testimony is not None
    begin_verification(by=cast.lead, testimony=finish_coding(by=cast.coder, testimony=testimony))
    values = {"testimony": testimony.pk, "reliability": "B", "credibility": "2", "level": "V1"}
    answer = add(sign_in(cast.lead), Assessment, {**values, "contrary_information": "  "})
    assert answer.status_code == HTTPStatus.OK
    assert not Assessment.objects.exists()
    assert (
        add(sign_in(cast.lead), Assessment, {**values, "contrary_information": "none"}).status_code == HTTPStatus.FOUND
    )
    testimony.refresh_from_db()
    assert (testimony.status, testimony.verified_by) == ("verified", cast.lead)
