"""What goes wrong at night: a clear sentence at its box, and everything typed still there."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases.evidence.models import EvidenceItem
from cases.intake.models import Testimony, TopicAnswer
from cases.witnesses.actions import sign_for_minor
from cases.witnesses.models import Consent, RiskAssessment
from tests.conftest import ACCOUNT, Cast
from tests.unit.desk.logging.conftest import SAFETY, at, opened, send

WORDS = "우리는 \u200fنحن\u200f 함께 работали"


def said(page: object, form: str, box: str) -> str:
    """The sentence at a box, which must also stand at the head of the page."""
    assert page.status_code == 200  # type: ignore[attr-defined]
    bound = page.context["forms"][form]  # type: ignore[attr-defined]
    [sentence] = bound.errors[box]
    text = page.content.decode()  # type: ignore[attr-defined]
    assert "There is a problem" in text
    assert f'href="#{bound[box].auto_id}"' in text
    assert f'id="{bound[box].auto_id}"' in text
    return str(sentence)


def test_pasted_word_text_is_taken_without_what_cannot_be_seen(client: Client, cast: Cast, begun: Testimony) -> None:
    send(client, "account", begun, language="ko", account=f"first\x0bsecond\x00\x07\r\nth\u202eird {WORDS}")
    begun.refresh_from_db()
    assert opened(begun, "account", cast) == f"first\nsecond\nthird {WORDS}"


def test_two_megabytes_are_refused_at_the_box_and_still_there(client: Client, begun: Testimony) -> None:
    text = "여덟시간" * 170_000
    page = send(client, "account", begun, language="ko", account=text, interpreter="Kim")
    assert "680000 characters" in said(page, "account", "account")
    assert page.context["forms"]["account"]["account"].value() == text
    assert page.context["forms"]["account"]["interpreter"].value() == "Kim"


@pytest.mark.parametrize(
    ("sent", "form", "box", "sentence"),
    [
        ({"work-period": "2021-2019"}, "work", "period", ""),
        ({"pay-gross": "30000", "pay-per": "month"}, "pay", "currency", "currency"),
        ({"hours-hours_max": "26"}, "hours", "hours_max", "24 hours"),
        ({"hours-days_off": "many"}, "hours", "days_off", "digits"),
        ({"hours-start": "dawn"}, "hours", "start", "time of the day"),
        ({"REC-state": "not_asked"}, "REC", "state", "skip the topic"),
    ],
)
def test_what_cannot_be_so_is_said_at_its_box(
    client: Client, begun: Testimony, sent: dict[str, str], form: str, box: str, sentence: str
) -> None:
    page = send(client, "questions", begun, **{"REC-words": WORDS, **sent})
    assert sentence in said(page, form, box)
    for name, value in {"REC-words": WORDS, **sent}.items():
        prefix, _, field = name.partition("-")
        assert page.context["forms"][prefix][field].value() == value
    assert WORDS in page.content.decode()
    assert not TopicAnswer.objects.exists()


def test_a_range_turned_round_in_the_day_of_the_interview(client: Client, begun: Testimony) -> None:
    page = send(client, "account", begun, account=ACCOUNT, date="2021/2019")
    assert "is not a date" in said(page, "account", "date")
    assert ACCOUNT.split("\n")[0] in page.content.decode()


def test_a_wrong_consent_stores_nothing_and_a_wrong_risk_no_second_consent(client: Client, begun: Testimony) -> None:
    page = send(client, "safety", begun, **{**SAFETY, "given_on": "2999-01-01", "S2_limits": WORDS})
    assert "future" in said(page, "consent", "given_on")
    assert WORDS in page.content.decode()
    assert not Consent.objects.exists()
    page = send(client, "safety", begun, **{**SAFETY, "level": ""})
    assert "how large the risk is" in said(page, "risk", "level")
    assert not Consent.objects.exists()
    send(client, "safety", begun, **SAFETY)
    send(client, "safety", begun, **SAFETY)
    assert (Consent.objects.count(), RiskAssessment.objects.count()) == (1, 1)


def test_a_minor_waits_for_the_officer_and_loses_nothing(client: Client, cast: Cast, begun: Testimony) -> None:
    page = send(client, "safety", begun, **{**SAFETY, "age": "16"})
    assert said(page, "consent", "guardian")
    assert not Consent.objects.exists()
    child = {"age": "16", "guardian": "an aunt", "best_interest": "asked for it", "assents": "on"}
    send(client, "safety", begun, **{**SAFETY, **child})
    page = client.get(at("account", begun))
    assert b"waits for the data-protection officer" in page.content
    page = send(client, "account", begun, account=ACCOUNT)
    assert ACCOUNT.split("\n")[0] in page.content.decode()
    assert b"waits for the data-protection officer" in page.content
    begun.refresh_from_db()
    assert begun.account is None
    assert b"Waits for the data-protection officer" in client.get(at("tasks", begun)).content
    sign_for_minor(by=cast.dpo, consent=Consent.objects.get())
    assert send(client, "account", begun, account=ACCOUNT, language="ko").url == at("questions", begun)


def test_a_submitted_testimony_keeps_what_another_tab_typed(client: Client, submitted: Testimony) -> None:
    page = send(client, "account", submitted, account=WORDS)
    assert WORDS in page.content.decode()
    assert "can no longer be changed" in page.content.decode()
    assert client.post(at("check", submitted)).status_code == 200


def test_an_empty_file_and_words_without_a_file(client: Client, begun: Testimony) -> None:
    page = send(client, "files", begun, file=SimpleUploadedFile("a.txt", b""))
    assert "empty" in said(page, "file", "file")
    page = send(client, "files", begun, description=WORDS)
    assert "Choose the file" in said(page, "file", "file")
    assert WORDS in page.content.decode()
    assert not EvidenceItem.objects.exists()


def test_what_is_missing_is_listed_before_it_is_submitted(client: Client, begun: Testimony) -> None:
    page = client.get(at("check", begun))
    assert [step.name for step, _state in page.context["missing"]] == ["safety", "account"]
    page = client.post(at("check", begun))
    assert "has no consent yet" in page.content.decode()
    begun.refresh_from_db()
    assert begun.status == "draft"


def test_a_person_who_allows_no_record_is_told_of_on_every_page(client: Client, begun: Testimony) -> None:
    send(client, "safety", begun, **{**SAFETY, "S0": "no"})
    assert b"did not allow us to keep the record" in client.get(at("account", begun)).content
    assert b"did not allow us to keep the record" in client.get(at("tasks", begun)).content
