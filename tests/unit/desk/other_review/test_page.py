"""The monthly review on its page: notes are opened once and logged, similar ones stand together, codes are made."""

import datetime as dt

import pytest
from django.utils import timezone

from cases.casework.models import Case
from cases.coding import other
from cases.coding.actions import Span, code_passages
from cases.coding.models import Act, OtherReview
from cases.core.models import AuditEvent
from cases.desk.other_review.similar import together
from cases.intake.models import Testimony
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import AbuseCategory
from tests.conftest import Cast
from tests.sign_in import signed_in

PAGE = "/staff/other-review/"
NOTES = ("counted at night in the yard", "papers burnt", "Counted at night, in the yard!")
FILLED = {
    "family": "CTL", "CTL-code": "CTL-10", "CTL-labels_en": "Night roll-call", "CTL-labels_ko": "야간 점호",
    "CTL-labels_ru": "Ночная перекличка", "CTL-definition_en": "Counted at night.", "CTL-ilo_dimension": ["WL", "IL"],
    "CTL-ilo_element": "C", "CTL-ilo_strength": "S",
}  # fmt: skip


@pytest.fixture
def acts(cast: Cast, vocabulary: VocabularyFiles, submitted: Testimony) -> list[Act]:
    chosen = AbuseCategory.objects.get(code="CTL-99")
    places = ((0, 17), (18, 36), (37, 48))
    return [
        code_passages(by=cast.coder, testimony=submitted, spans=[Span("account", *place)], category=chosen, note=note)
        for place, note in zip(places, NOTES, strict=True)
    ]


def this_month() -> str:
    return f"{timezone.localdate():%Y-%m}"


def address(case: Case) -> str:
    return f"{PAGE}?case={case.pk}&month={this_month()}"


def test_similar_descriptions_stand_together() -> None:
    assert together(NOTES, str) == [[NOTES[0], NOTES[2]], [NOTES[1]]]
    assert together(["밤마다 점호했다", "여권", "밤마다 점호하였다"], str)[0] == [
        "밤마다 점호했다",
        "밤마다 점호하였다",
    ]
    assert together([], str) == []


def test_notes_are_opened_by_one_logged_reading(cast: Cast, case: Case, acts: list[Act]) -> None:
    html = signed_in(cast.lead).get(address(case)).content.decode()
    assert html.index(NOTES[0]) < html.index(NOTES[2]) < html.index(NOTES[1])
    assert "2 alike" in html
    assert 'value="CTL-08"' in html, "the next number after the highest that the tests' vocabulary has"
    opened = AuditEvent.objects.filter(action="sealed.open")
    assert opened.count() == 1
    assert not [note for note in NOTES if note in str(list(AuditEvent.objects.values_list("body", flat=True)))]


def test_ticked_acts_become_a_code(cast: Cast, case: Case, acts: list[Act]) -> None:
    client = signed_in(cast.lead)
    ticked = [str(acts[0].pk), str(acts[2].pk)]
    answer = client.post(address(case), FILLED | {"CTL-acts": ticked}, follow=True)
    assert f"CTL-10 is a code now. Recoded: {acts[0].code}, {acts[2].code}." in answer.content.decode()
    made = AbuseCategory.objects.get(code="CTL-10")
    assert (made.ilo_dimension, made.labels["ru"]) == ("WL/IL", "Ночная перекличка")
    assert set(Act.objects.filter(category=made)) == {acts[0], acts[2]}
    assert NOTES[0] not in answer.content.decode()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"CTL-acts": []}, "Tick the acts that are the same thing."),
        ({"CTL-code": "CTL-01"}, "CTL-01 is or was in use"),
        ({"CTL-labels_ko": ""}, "This field is required"),
    ],
)
def test_what_was_typed_and_ticked_stays(
    cast: Cast, case: Case, acts: list[Act], changed: dict[str, object], sentence: str
) -> None:
    sent = FILLED | {"CTL-acts": [str(acts[1].pk)]} | changed
    html = signed_in(cast.lead).post(address(case), sent).content.decode()
    assert "nothing was stored yet" in html
    assert sentence in html
    assert "Ночная перекличка" in html
    assert html.count(" checked>") >= (1 if sent["CTL-acts"] else 0)
    assert f'value="{acts[1].pk}" checked' in html or not sent["CTL-acts"]
    assert not AbuseCategory.objects.filter(code="CTL-10").exists()


def test_another_cases_acts_are_not_taken(cast: Cast, case: Case, acts: list[Act], act: Act) -> None:
    html = signed_in(cast.lead).post(address(case), FILLED | {"CTL-acts": [str(act.pk)]}).content.decode()
    assert "nothing was stored yet" in html
    act.refresh_from_db()
    assert act.category.code == "WRK-01"


def test_only_leads_and_only_their_cases(cast: Cast, case: Case, acts: list[Act]) -> None:
    for name in ("coder", "dpo", "legal", "advocacy", "interviewer", "administrator", "stranger"):
        client = signed_in(getattr(cast, name))
        assert client.get(address(case)).status_code == 404, name
        assert client.post(address(case), FILLED).status_code == 404, name
    lead = signed_in(cast.lead)
    for wrong in ("?case=x", "?month=2026-13", "?month=x", f"?case={acts[0].pk}"):
        assert lead.get(PAGE + wrong).status_code == 404, wrong


def test_the_review_of_a_month_ends_once(cast: Cast, case: Case, acts: list[Act]) -> None:
    client = signed_in(cast.lead)
    assert "This month is not over" in client.get(address(case)).content.decode()
    last = other.before(timezone.localdate())
    url = f"{PAGE}?case={case.pk}&month={last:%Y-%m}"
    answer = client.post(url, {"finish": "1", "note": "nothing repeats qxq"}, follow=True).content.decode()
    assert OtherReview.objects.get().month == last
    assert "Reviewed by" in answer
    assert "qxq" not in answer
    again = client.post(url, {"finish": "1", "note": "x"}).content.decode()
    assert "reviewed already" not in again or OtherReview.objects.count() == 1
    assert OtherReview.objects.count() == 1


def test_the_first_page_says_that_last_month_waits(cast: Cast, case: Case, acts: list[Act]) -> None:
    lead = signed_in(cast.lead)
    assert "last month to review" not in lead.get("/staff/").content.decode()
    last = other.before(timezone.localdate())
    moment = timezone.make_aware(dt.datetime.combine(last, dt.time(12)))
    Act.objects.filter(pk__in=[act.pk for act in acts]).update(created_at=moment)
    html = lead.get("/staff/").content.decode()
    assert f"3 acts in {last:%Y-%m}" in html
    assert f"{PAGE}?case={case.pk}&amp;month={last:%Y-%m}" in html
    assert "last month to review" not in signed_in(cast.coder).get("/staff/").content.decode()
