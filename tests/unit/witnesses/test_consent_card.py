"""The card: what a person allowed today, with limits in red, on every page where the record is used."""

from typing import Any

import pytest
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from cases.accounts.models import User
from cases.casework.actions import create_case, set_case_members
from cases.casework.models import Case
from cases.coding.models import Act
from cases.core.models import AuditEvent
from cases.desk.actions import withdraw
from cases.evidence.actions import attach_evidence
from cases.intake.models import Testimony
from cases.witnesses.actions import ScopeAnswer, decide_match, propose_match, register_witness, sign_for_minor
from cases.witnesses.consent_card import ConsentCard, cards_of
from cases.witnesses.models import Consent, Scope, Stream, Witness
from tests.conftest import Cast
from tests.integration.conftest import page, records  # noqa: F401  (a fixture)
from tests.integration.records import Records
from tests.sign_in import signed_in
from tests.unit.witnesses.promising import DAY, NO, YES, child, consented

LIMIT = "not before spring"  # of the fixture's witness


def card(witness: Witness, by: User) -> ConsentCard:
    (found,) = cards_of([witness], by=by)
    return found


def scopes(lines: list[Any]) -> list[str]:
    return [line.scope for line in lines]


def test_every_purpose_has_its_line_in_order(cast: Cast, witness: Witness) -> None:
    shown = card(witness, cast.coder)
    assert scopes(list(shown.lines)) == list(Scope)
    assert scopes(shown.allowed) == ["S0", "S1", "S2"]
    assert [(line.scope, line.limits) for line in shown.limited] == [("S2", LIMIT)]
    assert len(shown.not_asked) == 9


def test_expired_and_refused_are_not_allowed(cast: Cast, witness: Witness) -> None:
    yesterday = timezone.localdate() - DAY
    given = {"S1": ScopeAnswer("yes", expires_on=yesterday), "S2": NO, "S3": ScopeAnswer("no", expires_on=yesterday)}
    other = register_witness(by=cast.interviewer, case=witness.case)
    consented(cast.interviewer, other, days_ago=9, S0=YES, **given)
    shown = card(other, cast.coder)
    assert scopes(shown.allowed) == ["S0"]
    assert [(line.scope, line.state) for line in shown.refused] == [("S1", "expired"), ("S2", "no"), ("S3", "no")]


def test_withdrawn_purpose_says_so(cast: Cast, witness: Witness) -> None:
    withdraw(by=cast.dpo, witness=witness, received_on=timezone.localdate(), way="phone", scopes=["S2"])
    shown = card(witness, cast.coder)
    assert [(line.scope, line.state) for line in shown.refused] == [("S2", "withdrawn")]


def test_no_consent_says_that_nothing_is_allowed(cast: Cast, case: Case) -> None:
    bare = register_witness(by=cast.interviewer, case=case)
    assert card(bare, cast.coder).consent is None
    text = signed_in(cast.coder).get(page(Witness, "change", bare.pk)).content.decode()
    assert "No consent is recorded: nothing is allowed." in text


def test_future_and_older_consents_do_not_count(cast: Cast, witness: Witness) -> None:
    consented(cast.interviewer, witness, days_ago=30, S9=YES)
    assert "S9" not in scopes(card(witness, cast.coder).allowed)


def test_unsigned_minor(cast: Cast, case: Case) -> None:
    consent = child(cast.interviewer, case)
    assert card(consent.witness, cast.coder).is_unsigned
    path = page(Witness, "change", consent.witness.pk)
    sentence = "nothing is in force until the data-protection officer has signed"
    assert sentence in signed_in(cast.coder).get(path).content.decode()
    sign_for_minor(by=cast.dpo, consent=consent, signature_note="seen")
    assert not card(consent.witness, cast.coder).is_unsigned
    assert sentence not in signed_in(cast.coder).get(path).content.decode()


def test_duplicates_share_one_card(cast: Cast, case: Case, witness: Witness) -> None:
    twin = register_witness(by=cast.interviewer, case=case)
    match = propose_match(by=cast.interviewer, first=witness, second=twin, answer="same", match_reason="x")
    decide_match(by=cast.lead, match=match, answer="same")
    twin.refresh_from_db()
    shown = card(twin, cast.coder)
    assert shown.consent == witness.consents.get()
    assert scopes(shown.allowed) == ["S0", "S1", "S2"]


def test_consent_in_a_case_of_others_is_not_opened(cast: Cast, witness: Witness) -> None:
    """The gate heeds it; its limits are for those who work there. The card says whom to ask."""
    elsewhere = create_case(by=cast.lead, title="Other", slug="other")
    set_case_members(by=cast.lead, case=elsewhere, users=[cast.lead, cast.stranger, cast.interviewer, cast.dpo])
    twin = register_witness(by=cast.interviewer, case=elsewhere)
    match = propose_match(by=cast.interviewer, first=witness, second=twin, answer="same", match_reason="x")
    decide_match(by=cast.lead, match=match, answer="same")
    text = signed_in(cast.stranger).get(page(Witness, "change", twin.pk)).content.decode()
    assert "in a case that you do not work in" in text
    assert LIMIT not in text
    assert not AuditEvent.objects.filter(action="sealed.open.refused").exists()


def test_press_witness_has_no_card(cast: Cast, case: Case) -> None:
    press = register_witness(by=cast.coder, case=case, stream=Stream.PRESS, press_alias="x")
    assert cards_of([press], by=cast.coder) == []


@pytest.mark.parametrize("role", ["administrator", "stranger"])
def test_who_may_not_read_consents_sees_no_card(cast: Cast, witness: Witness, role: str) -> None:
    assert cards_of([witness], by=getattr(cast, role)) == []


def test_frozen_person_has_a_card_for_the_dpo_alone(cast: Cast, witness: Witness) -> None:
    withdraw(by=cast.dpo, witness=witness, received_on=timezone.localdate(), way="phone", scopes=list(Scope))
    witness.refresh_from_db()
    assert cards_of([witness], by=cast.coder) == []
    assert card(witness, cast.dpo).allowed == []


def test_opening_limits_is_an_event_that_names_the_reader(cast: Cast, witness: Witness) -> None:
    before = AuditEvent.objects.latest("seq").seq
    card(witness, cast.coder)
    (event,) = AuditEvent.objects.filter(seq__gt=before)
    assert (event.action, event.actor_uuid) == ("sealed.open", cast.coder.pk)
    assert LIMIT not in event.body


def test_statements_do_not_grow_with_the_people(
    cast: Cast, case: Case, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = [register_witness(by=cast.interviewer, case=case) for _number in range(5)]
    for witness in people:
        consented(cast.interviewer, witness, S2=YES)
    cards_of(people[:1], by=cast.coder)  # reads the coder's roles
    for some in (people[:1], people):
        with django_assert_num_queries(2):
            cards_of(some, by=cast.coder)


# --- on the pages ---

HELD = [
    "Witness",
    "Testimony",
    "EvidenceItem",
    "Passage",
    "Act",
    "Event",
    "Involvement",
    "LabourSituation",
    "Assessment",
]


@pytest.mark.slow
@pytest.mark.parametrize("name", HELD)
def test_page_of_a_record_shows_the_limits_in_red(cast: Cast, records: Records, act: Act, name: str) -> None:  # noqa: F811
    model = next(one for one in records if one.__name__ == name)
    record = records[model]
    if name == "EvidenceItem":
        testimony = act.testimony
        assert testimony is not None
        record = attach_evidence(by=cast.coder, case=testimony.case, content=b"x", name="x.txt", testimony=testimony)
    text = signed_in(cast.lead).get(page(model, "change", record.pk)).content.decode()
    assert 'class="consent-limits"' in text, name
    assert f"<bdi>{LIMIT}</bdi>" in text


def test_identity_page_shows_the_card(cast: Cast, records: Records) -> None:  # noqa: F811
    model = next(one for one in records if one.__name__ == "Identity")
    assert LIMIT in signed_in(cast.interviewer).get(page(model, "change", records[model].pk)).content.decode()


@pytest.mark.parametrize(
    ("model", "field"), [(Testimony, "witness"), (Consent, "witness")], ids=["testimony", "consent"]
)
def test_new_record_of_a_chosen_person_shows_the_card(cast: Cast, witness: Witness, model: Any, field: str) -> None:
    answer = signed_in(cast.interviewer).get(page(model, "add"), {field: str(witness.pk)})
    assert LIMIT in answer.content.decode()


def test_new_act_of_a_testimony_shows_the_card(cast: Cast, submitted: Testimony, vocabulary: object) -> None:
    answer = signed_in(cast.coder).get(page(Act, "add"), {"testimony": str(submitted.pk)})
    assert LIMIT in answer.content.decode()


@pytest.mark.parametrize("chosen", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_nothing_chosen_shows_no_card(cast: Cast, witness: Witness, chosen: str) -> None:
    text = signed_in(cast.interviewer).get(page(Testimony, "add"), {"witness": chosen}).content.decode()
    assert "consent-card" not in text


def test_stranger_who_names_the_person_sees_no_card(cast: Cast, witness: Witness) -> None:
    text = signed_in(cast.stranger).get(page(Act, "add"), {"testimony": str(witness.pk)}).content.decode()
    assert "consent-card" not in text


@pytest.mark.parametrize(
    "limit", ["\u202eنهاية\u202c", "ᄒ\u1161ᆫ", "a\u0301\u0323", "<script>x</script>", "a\nb", "…" * 3000]
)
def test_limits_stay_as_they_were_typed_and_disturb_nothing(cast: Cast, case: Case, limit: str) -> None:
    """Right-to-left marks are held inside the text's own element; combining marks are not recomposed."""
    witness = register_witness(by=cast.interviewer, case=case)
    consented(cast.interviewer, witness, S3=ScopeAnswer("yes", limits=limit))
    assert card(witness, cast.coder).limited[0].limits == limit
    text = signed_in(cast.coder).get(page(Witness, "change", witness.pk)).content.decode()
    escaped = limit.replace("<", "&lt;").replace(">", "&gt;")
    assert f"<bdi>{escaped}</bdi>" in text


def test_card_speaks_korean(cast: Cast, witness: Witness) -> None:
    with translation.override("ko"):
        assert card(witness, cast.coder).lines[0].name == "내 이야기를 보관하기"
