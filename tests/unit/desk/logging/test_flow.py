"""The interview's pages without a browser: what each stores, and what it says when something is wrong."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from cases.casework.models import FollowUp
from cases.evidence.models import EvidenceItem
from cases.intake.models import Testimony, TopicAnswer
from cases.vocabulary.loading import VocabularyFiles
from cases.witnesses.models import Consent, RiskAssessment, Witness
from tests.conftest import ACCOUNT, Cast
from tests.sign_in import signed_in
from tests.unit.desk.logging.conftest import SAFETY, at, opened, send


def test_from_the_first_page_to_a_submitted_testimony(client: Client, cast: Cast, begun: Testimony) -> None:
    assert send(client, "safety", begun, **SAFETY).url == at("account", begun)
    assert Consent.objects.get().scopes.filter(answer="yes").count() == 3
    assert RiskAssessment.objects.get().level == "medium"
    sent = {"language": "ko", "account": ACCOUNT, "date": "2026-01-05"}
    assert send(client, "account", begun, **sent).url == at("questions", begun)
    sent = {
        "work-words": "건설장", "work-period": "2019년 가을", "hours-start": "6시 30분", "hours-end": "22:00", "pay-state": "not_so",
        "REC-state": "not_asked", "WRK-words": "컨테이너",
    }  # fmt: skip
    assert send(client, "questions", begun, **sent).url == at("heavy", begun)
    states = dict(TopicAnswer.objects.values_list("topic", "state"))
    assert states == {
        "safety": "told", "work": "told", "hours": "told", "pay": "not_so", "REC": "not_asked", "WRK": "told",
        "CTL": "not_asked",
    }  # fmt: skip
    details = opened(TopicAnswer.objects.get(topic="hours"), "details", cast)
    assert '"06:30"' in details
    assert '"2019-23"' in opened(TopicAnswer.objects.get(topic="work"), "details", cast)
    assert send(client, "heavy", begun).url == at("files", begun)
    file = SimpleUploadedFile("note.txt", b"fictional")
    assert send(client, "files", begun, file=file, description="a note").url == at("close", begun)
    assert EvidenceItem.objects.get().testimony == begun
    assert send(client, "close", begun, now="tired", done=["referral_offered"], words="rested").url == at(
        "check", begun
    )
    page = client.get(at("check", begun))
    text = page.content.decode()
    for told in (ACCOUNT.split("\n")[0], "컨테이너", "autumn 2019", "rested", "a note", "15.5"):
        assert told in text
    assert page.context["missing"] == []
    assert client.post(at("check", begun)).url == at("tasks", begun)
    begun.refresh_from_db()
    assert begun.status == "submitted"
    assert client.get(at("tasks", begun)).status_code == 200
    assert b"can no longer be changed" in client.get(at("account", begun)).content


def test_a_saved_page_shows_again_what_was_typed(client: Client, begun: Testimony) -> None:
    send(client, "account", begun, language="ko", account=ACCOUNT, stay="1")
    page = client.get(at("account", begun))
    assert page.context["forms"]["account"]["account"].value() == ACCOUNT
    send(
        client,
        "questions",
        begun,
        **{"work-period": "autumn 2019", "pay-gross": "30 000", "pay-currency": "rub", "pay-per": "month"},
    )
    page = client.get(at("questions", begun))
    assert page.context["forms"]["work"]["period"].value() == "autumn 2019"
    assert page.context["forms"]["work"].understood == "autumn 2019"
    assert page.context["forms"]["pay"]["currency"].value() == "RUB"
    assert b"The time is understood as: autumn 2019" in page.content


def test_a_skipped_topic_is_not_asked_and_the_rest_is_kept(client: Client, begun: Testimony) -> None:
    answer = client.post(at("questions", begun), {"skip": "REC", "REC-words": "x", "CTL-words": "y"})
    assert answer.url == at("questions", begun) + "#after-REC"
    assert TopicAnswer.objects.get(topic="REC").text is None
    assert TopicAnswer.objects.get(topic="CTL").state == "told"


def test_the_person_can_stop_on_every_later_page(client: Client, begun: Testimony) -> None:
    answer = client.post(at("account", begun), {"stop": "1", "account": "so far", "language": "ko"})
    assert answer.url == at("close", begun)
    assert TopicAnswer.objects.get(topic="stop").state == "told"
    begun.refresh_from_db()
    assert begun.account is not None
    assert b"The person wanted to stop" in client.get(at("tasks", begun)).content
    client.post(at("close", begun), {"next": "1", "go_on": "on"})
    assert TopicAnswer.objects.get(topic="stop").state == "not_asked"
    client.post(at("stop", begun))
    assert TopicAnswer.objects.get(topic="stop").state == "told"


def test_stopping_is_kept_though_the_page_is_wrong(client: Client, begun: Testimony) -> None:
    page = client.post(at("questions", begun), {"stop": "1", "hours-hours_min": "26"})
    assert page.status_code == 200
    assert TopicAnswer.objects.get().topic == "stop"


def test_somebody_who_told_before_is_not_asked_again_without_a_need(
    client: Client, cast: Cast, testimony: Testimony, witness: Witness
) -> None:
    send(client, "questions", testimony, **{"CTL-words": "x"})
    page = client.post(at("start"), {"begin_known": "1", "known-code": witness.code.lower()})
    assert page.status_code == 200
    [(before, topics)] = page.context["earlier"]
    assert before == testimony
    assert topics == ["Going out, contact, papers"]
    assert page.context["known"]["code"].value() == witness.code.lower()
    need = {"known-reinterview_need": "the site was sold since"}
    answer = client.post(at("start"), {"begin_known": "1", "known-code": witness.code, **need})
    assert answer.url == at("safety", Testimony.objects.exclude(pk=testimony.pk).get())
    # Consent and risk are on record: neither is asked for again.
    page = client.get(answer.url)
    assert set(page.context["forms"]) == {"safety"}
    assert set(client.get(answer.url + "?new=1").context["forms"]) == {"safety", "consent"}


def test_the_start_page_names_no_stranger(client: Client, cast: Cast) -> None:
    page = client.post(at("start"), {"begin_known": "1", "known-code": "W-999"})
    assert b"You see no person with this code" in page.content
    assert not Testimony.objects.exists()


def test_others_find_nothing(cast: Cast, testimony: Testimony, vocabulary: VocabularyFiles) -> None:
    for name in ("tasks", "safety", "account", "questions", "heavy", "files", "close", "check", "stop"):
        assert signed_in(cast.coder).get(at(name, testimony)).status_code == 404
    assert signed_in(cast.coder).get(at("start")).status_code == 404
    assert signed_in(cast.coder).get(at("print", testimony)).status_code == 200
    for stranger in (cast.stranger, cast.advocacy, cast.administrator):
        assert signed_in(stranger).get(at("print", testimony)).status_code == 404


def test_sexual_violence_is_offered_to_trained_interviewers_only(client: Client, cast: Cast, begun: Testimony) -> None:
    page = client.get(at("heavy", begun))
    assert "SGB" not in page.context["forms"]
    assert b"Do not probe" not in page.content
    type(cast.interviewer).objects.filter(pk=cast.interviewer.pk).update(trained_sexual_violence=True)
    page = client.get(at("heavy", begun))
    assert list(page.context["forms"])[-1] == "SGB"


def test_no_legal_name_stands_among_the_signs(client: Client, begun: Testimony) -> None:
    signs = [
        sign
        for part in client.get(at("heavy", begun)).context["parts"]
        for sign in (*part["prompts"].signs, *part["prompts"].if_raised)
    ]
    assert signs
    assert not {"Torture", "Enforced disappearance", "Arbitrary arrest or detention"} & {sign.name for sign in signs}


def test_what_is_to_be_done_afterwards_becomes_a_follow_up(client: Client, cast: Cast, begun: Testimony) -> None:
    page = send(client, "close", begun, follow_up="call the counsellor")
    assert page.context["forms"]["close"].errors.keys() == {"due_on"}
    page = send(client, "close", begun, follow_up="call the counsellor", due_on="2001-01-01")
    assert page.context["forms"]["close"].errors.keys() == {"due_on"}
    assert not FollowUp.objects.exists()
    day = (timezone.localdate() + dt.timedelta(days=7)).isoformat()
    assert send(client, "close", begun, follow_up="call the counsellor", due_on=day).url == at("check", begun)
    task = FollowUp.objects.get()
    assert (task.assigned_to, task.subject_uuid) == (cast.interviewer, begun.pk)
