"""Recording a consent by the form: everything typed arrives, and what is wrong is said at its box, nothing lost."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cases.casework.models import Case
from cases.core import sealing
from cases.core.fields import sealed_columns
from cases.core.models import AuditEvent
from cases.witnesses import consent as gate
from cases.witnesses.actions import record_identity, register_witness
from cases.witnesses.consent_form import VERSION, texts_in
from cases.witnesses.models import Consent, ConsentScope, Scope, Witness
from tests.conftest import Cast
from tests.integration.conftest import page
from tests.sign_in import signed_in
from tests.unit.core.threads import at_once
from tests.unit.witnesses.promising import DAY, NO, YES, consented

SHA = "ab" * 32
Values = dict[str, Any]


@pytest.fixture
def silent(cast: Cast, case: Case) -> Witness:
    """Somebody of our own interviews who was not asked anything yet, born in 1990."""
    witness = register_witness(by=cast.interviewer, case=case)
    record_identity(by=cast.interviewer, witness=witness, birth_date="1990-05")
    return witness


@pytest.fixture
def interviewer(cast: Cast) -> Client:
    return signed_in(cast.interviewer)


def form(witness: Witness, **given: Any) -> Values:
    """What a browser sends of a form filled in with the least."""
    answers = {scope.value: "not_asked" for scope in Scope}
    return {
        "witness": witness.pk, "given_on": timezone.localdate().isoformat(), "form_version": VERSION,
        "language": "ko", "way": "oral", **answers, **given,
    }  # fmt: skip


def refused(client: Client, values: Values) -> Any:
    """The form that came back, with everything typed in it."""
    answer = client.post(page(Consent, "add"), values)
    assert answer.status_code == 200
    back = answer.context["adminform"].form
    assert {name: str(back[name].value()) for name in values} == {name: str(value) for name, value in values.items()}
    return back


# --- what arrives ---

WHOLE: Values = {
    "purposes_explained": "on", "risks_explained": "on", "understood": "on", "able_to_decide": "on",
    "how_to_withdraw_told": "on", "interpreter": "INTERPRETER", "place_kind": "shelter", "named_as": "“the older man”",
    "reimbursement": "8,000 won", "form_sha256": SHA, "note": "NOTE",
}  # fmt: skip


def test_every_value_is_stored(interviewer: Client, cast: Cast, silent: Witness) -> None:
    last, review = timezone.localdate() + 90 * DAY, timezone.localdate() + 30 * DAY
    answers = {"S2": "yes", "S2_limits": "not while my brother is at home", "S2_expires": last.isoformat(), "S5": "no"}
    values = form(silent, **WHOLE, **answers, review_on=review.isoformat(), way="signed", language="ru")
    assert interviewer.post(page(Consent, "add"), values).status_code == 302
    stored = Consent.objects.get()
    assert (stored.way, stored.language, stored.form_version, stored.place_kind) == ("signed", "ru", "1", "shelter")
    assert stored.explained_by == cast.interviewer
    assert stored.review_on == review
    assert all(getattr(stored, name) for name in list(WHOLE)[:5])
    texts = sealing.open_record(stored, sealed_columns(Consent), by=cast.interviewer, reason="test")
    for name in ("interpreter", "named_as", "reimbursement", "form_sha256", "note"):
        assert texts[name] == WHOLE[name]
    s2 = stored.scopes.get(scope="S2")
    assert (s2.answer, s2.expires_on) == ("yes", last)
    assert sealing.open_sealed(s2, "limits", by=cast.interviewer, reason="test") == "not while my brother is at home"
    assert stored.scopes.filter(answer="not_asked").count() == 10


def test_minor_s_part_is_stored(interviewer: Client, cast: Cast, case: Case) -> None:
    witness = register_witness(by=cast.interviewer, case=case)
    part = {"age": 15, "guardian": "aunt", "assents": "on", "best_interest": "school", "support_person": "pastor"}
    assert interviewer.post(page(Consent, "add"), form(witness, **part)).status_code == 302
    stored = Consent.objects.get()
    assert (stored.age, stored.assents) == (15, True)
    texts = sealing.open_record(stored, ["guardian", "best_interest", "support_person"], by=cast.dpo, reason="test")
    assert list(texts.values()) == ["aunt", "school", "pastor"]


def test_stored_page_shows_answers_as_text_and_what_the_talk_lacked(
    interviewer: Client, cast: Cast, silent: Witness
) -> None:
    first = consented(cast.interviewer, silent, days_ago=2, S2=YES, S3=NO, understood=True)
    text = interviewer.get(page(Consent, "change", first.pk)).content.decode()
    assert 'class="consent-answer is-yes"' in text
    assert 'name="S2"' not in text
    assert "It is the newest of this person: it says what is allowed." in text
    assert "Not ticked in the talk: purposes and recipients were explained; risks were explained" in text
    newer = consented(cast.interviewer, silent)
    text = interviewer.get(page(Consent, "change", first.pk)).content.decode()
    assert f"{newer.code} of {newer.given_on.isoformat()} replaces it" in text


def test_empty_form_asks_nothing_beforehand(interviewer: Client, silent: Witness) -> None:
    answer = interviewer.get(page(Consent, "add"), {"witness": silent.pk}, headers={"accept-language": "ko"})
    text = answer.content.decode()
    shown = answer.context["adminform"].form
    assert [shown[scope].value() for scope in Scope] == ["not_asked"] * 12
    assert (shown["form_version"].value(), shown["language"].value()) == (VERSION, "ko")
    assert shown["given_on"].value() == timezone.localdate()
    for purpose in texts_in("ko").purposes:
        assert purpose.name in text
        assert purpose.means in text
        assert purpose.means_not in text
        assert purpose.warning in text
    assert "%" not in text.split("consent-questions")[1].split("</section>")[0]
    assert "style=" not in text


def test_replacing_a_consent_is_said_before(interviewer: Client, witness: Witness) -> None:
    text = interviewer.get(page(Consent, "add"), {"witness": witness.pk}).content.decode()
    assert "replaces the old one whole" in text


# --- what is wrong ---


@pytest.mark.parametrize(
    ("wrong", "box", "sentence"),
    [
        ({"given_on": "FUTURE"}, "given_on", "The date lies in the future"),
        ({"given_on": "1985-01-01", "age": 40}, "given_on", "before the person was born"),
        ({"given_on": ""}, "given_on", "required"),
        ({"given_on": "yesterday"}, "given_on", "Enter a valid date"),
        ({"S2": "yes", "S2_expires": "PAST"}, "S2_expires", "S2 ends before the day of the consent"),
        ({"S11_expires": "31.12."}, "S11_expires", "Enter a valid date"),
        ({"age": 20}, "age", "The age does not fit the date of birth"),
        ({"age": 15, "guardian": "x", "best_interest": "x"}, "age", "The age does not fit the date of birth"),
        ({"age": 15}, "guardian", "Under 18, a guardian consents"),
        ({"age": 15, "guardian": "aunt"}, "best_interest", "Under 18, a guardian consents"),
        ({"age": 200}, "age", "120"),
        ({"age": -1}, "age", "0"),
        ({"form_sha256": "ab"}, "form_sha256", "64 digits"),
        ({"form_sha256": "g" * 64}, "form_sha256", "64 digits"),
        ({"S2": "maybe"}, "S2", "Select a valid choice"),
        ({"S2": "withdrawn"}, "S2", "Select a valid choice"),
        ({"way": ""}, "way", "required"),
        ({"language": "xx"}, "language", "Select a valid choice"),
    ],
)
def test_error_stands_at_its_box_and_nothing_is_lost(
    interviewer: Client, silent: Witness, wrong: Values, box: str, sentence: str
) -> None:
    today = timezone.localdate()
    days = {"FUTURE": (today + DAY).isoformat(), "PAST": (today - DAY).isoformat()}
    wrong = {name: days.get(value, value) for name, value in wrong.items()}
    kept = {"S3_limits": "not my village", "note": "NOTE", "named_as": "x"}
    back = refused(interviewer, form(silent, **{**kept, **wrong}))
    assert list(back.errors) == [box]
    assert sentence in back.errors[box][0]
    assert len(back.errors[box]) == 1
    assert not Consent.objects.exists()
    assert not ConsentScope.objects.exists()


def test_everything_wrong_is_said_at_once_with_a_way_to_each_box(interviewer: Client, silent: Witness) -> None:
    today = timezone.localdate()
    wrong = {
        "way": "", "given_on": (today + DAY).isoformat(), "form_sha256": "x", "age": 15, "S2_expires": today.isoformat(),
    }  # fmt: skip
    answer = interviewer.post(page(Consent, "add"), form(silent, **wrong))
    assert set(answer.context["adminform"].form.errors) == {"way", "given_on", "form_sha256", "guardian", "S2_expires"}
    text = answer.content.decode()
    for name in ("way", "given_on", "form_sha256", "guardian", "S2_expires"):
        assert f'<a href="#id_{name}">' in text
        assert f'id="id_{name}"' in text


def test_child_of_a_known_birth_date_cannot_be_forgotten(interviewer: Client, cast: Cast, case: Case) -> None:
    born = timezone.localdate() - dt.timedelta(days=15 * 366)
    witness = register_witness(by=cast.interviewer, case=case)
    record_identity(by=cast.interviewer, witness=witness, birth_date=born.isoformat())
    back = refused(interviewer, form(witness, S2="yes"))
    assert "under 18 that day" in back.errors["age"][0]


def test_refusal_by_the_form_is_an_event_and_opens_nothing_more(interviewer: Client, silent: Witness) -> None:
    before = AuditEvent.objects.latest("seq").seq
    refused(interviewer, form(silent, age=15))
    actions = list(AuditEvent.objects.filter(seq__gt=before).values_list("action", flat=True))
    assert actions == ["witnesses.record_consent.refused"]


def test_foreign_witness_is_no_choice(cast: Cast, silent: Witness) -> None:
    client = signed_in(cast.stranger)
    assert client.post(page(Consent, "add"), form(silent, S2="yes")).status_code == 404
    assert not Consent.objects.exists()


@pytest.mark.parametrize("limit", ["\u202eنهاية\u202c", "ᄒ\u1161ᆫ", "가\u0301\u0323", "A\u200bB", "𝕏 \u2067x\u2069"])
def test_limits_arrive_as_they_were_typed(interviewer: Client, cast: Cast, silent: Witness, limit: str) -> None:
    assert interviewer.post(page(Consent, "add"), form(silent, S3="yes", S3_limits=limit)).status_code == 302
    stored = ConsentScope.objects.get(scope="S3")
    assert sealing.open_sealed(stored, "limits", by=cast.interviewer, reason="test") == limit


def test_null_character_in_limits_is_refused(interviewer: Client, silent: Witness) -> None:
    answer = interviewer.post(page(Consent, "add"), form(silent, S3="yes", S3_limits="a\0b"))
    assert list(answer.context["adminform"].form.errors) == ["S3_limits"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_consents_at_once_are_both_kept_and_one_is_in_force(cast: Cast, case: Case) -> None:
    """A double click, or two interviewers: append-only, and the last of the day decides for every purpose."""
    witness = register_witness(by=cast.interviewer, case=case)
    for _round in range(5):
        at_once(
            lambda: consented(cast.interviewer, witness, S2=YES, S3=NO),
            lambda: consented(cast.dpo, witness, S2=NO, S3=YES),
        )
    assert Consent.objects.count() == 10
    assert ConsentScope.objects.count() == 120
    newest = gate.in_force(witness, on=timezone.localdate())
    assert newest is not None
    allowed = [scope for scope in Scope if gate.allows(witness, scope, on=timezone.localdate())]
    assert allowed == [newest.scopes.get(answer="yes").scope]
