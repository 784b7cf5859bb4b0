"""What repeats among "other, describe" becomes a code; what was published does not move; a month is reviewed once."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from cases.accounts.actions import edit_user
from cases.casework.models import Case
from cases.coding import other
from cases.coding.actions import Promoted, Span, code_passages, finish_coding, finish_other_review, promote_other
from cases.coding.models import Act, OtherReview
from cases.core import sealing
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent, Revision
from cases.intake.models import Testimony
from cases.releases import vectors
from cases.releases.actions import start_series
from cases.releases.disclosure.schema import Schema
from cases.releases.models import Series
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.models import Witness
from tests.conftest import Cast

LABELS = {"en": "Night roll-call", "ko": "야간 점호", "ru": "Ночная перекличка"}
NOTE = "roll-call at night qxnoteqx"


def category(code: str) -> AbuseCategory:
    return AbuseCategory.objects.get(code=code)


def describe(
    cast: Cast, testimony: Testimony, place: tuple[int, int] = (0, 17), code: str = "CTL-99", **values: Any
) -> Act:
    chosen, spans = category(code), [Span("account", *place)]
    given: dict[str, Any] = {"note": NOTE} | values
    return code_passages(by=cast.coder, testimony=testimony, spans=spans, category=chosen, **given)


def promote(cast: Cast, acts: list[Act], **values: Any) -> Promoted:
    given: dict[str, Any] = {
        "family": category("CTL"),
        "code": "CTL-10",
        "labels": LABELS,
        "definition": {"en": "Counted at night."},
    }
    return promote_other(by=cast.lead, acts=acts, **(given | values))


@pytest.fixture
def described(cast: Cast, vocabulary: VocabularyFiles, submitted: Testimony) -> Act:
    return describe(cast, submitted)


def test_open_acts_carry_the_new_code_and_keep_their_words(cast: Cast, described: Act, submitted: Testimony) -> None:
    second = describe(cast, submitted, (18, 36), state="unclear")
    done = promote(cast, [described, second], indicators=[category("ILO-03")], ilo_element="C", ilo_strength="S")
    assert ([act.code for act in done.recoded], done.left) == ([described.code, second.code], [])
    described.refresh_from_db()
    assert described.category == done.category == category("CTL-10")
    assert sealing.open_text(described, "note") == NOTE
    assert described.links.count() == 1
    assert Revision.objects.filter(subject_uuid=described.pk).count() == 2
    names = [event.action for event in AuditEvent.objects.order_by("-seq")[:2]]
    assert sorted(names) == ["coding.promote_other", "vocabulary.add_category"]


def test_a_closed_testimony_keeps_its_code(cast: Cast, described: Act, submitted: Testimony) -> None:
    finish_coding(by=cast.coder, testimony=submitted)
    done = promote(cast, [described])
    assert not done.recoded
    assert [act for act, _reason in done.left] == [described]
    assert submitted.code in done.left[0][1]
    described.refresh_from_db()
    assert described.category.code == "CTL-99"
    assert category("CTL-10").selectable


def test_a_legal_finding_is_not_given_by_a_lead(cast: Cast, described: Act) -> None:
    done = promote(cast, [described], legal_review=True)
    assert (done.recoded, [act for act, _reason in done.left]) == ([], [described])
    assert "legal finding" in done.left[0][1]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"acts": []}, "Tick"),
        ({"family": "WRK"}, "other, describe"),
        ({"code": "CTL-01"}, "in use"),
        ({"labels": {}}, "label"),
    ],
)
def test_refused_whole(cast: Cast, described: Act, values: dict[str, Any], message: str) -> None:
    codes = AbuseCategory.objects.count()
    given: dict[str, Any] = {name: category(value) if name == "family" else value for name, value in values.items()}
    with pytest.raises(Refused, match=message):
        promote(cast, **({"acts": [described]} | given))
    described.refresh_from_db()
    assert (described.category.code, AbuseCategory.objects.count()) == ("CTL-99", codes)


def test_an_act_with_a_code_of_its_own_is_not_promoted(cast: Cast, described: Act, act: Act) -> None:
    with pytest.raises(Refused, match="other, describe"):
        promote(cast, [described, act])


def test_only_leads_of_the_team(cast: Cast, described: Act) -> None:
    for user in (cast.coder, cast.legal, cast.dpo, cast.stranger):
        with pytest.raises(NotAllowed):
            promote_other(
                by=user, acts=[described], family=category("CTL"), code="CTL-10", labels=LABELS, definition={"en": "x"}
            )


def test_a_running_series_does_not_move(cast: Cast, described: Act, cleared: Testimony) -> None:
    series = start_series(by=cast.dpo, first_slot=timezone.localdate().replace(day=1))
    terms = (series.schema, series.merged)
    people = Witness.objects.filter(testimonies=cleared)
    schema = Schema.from_json(series.schema)
    before = vectors.of_people(people, Testimony.objects.filter(pk=cleared.pk), schema, {})
    promote(cast, [described], indicators=[category("ILO-01"), category("ILO-05")])
    series = Series.objects.get(pk=series.pk)
    assert (series.schema, series.merged) == terms
    assert vectors.of_people(people, Testimony.objects.filter(pk=cleared.pk), schema, {}) == before
    assert "CTL-10" not in str(terms)


# The month


def test_a_month_is_reviewed_once_and_when_it_is_over(cast: Cast, case: Case, described: Act) -> None:
    month = timezone.localdate().replace(day=1)
    with pytest.raises(Refused, match="not over"):
        finish_other_review(by=cast.lead, case=case, month=month)
    last = other.before(month)
    review = finish_other_review(by=cast.lead, case=case, month=last.replace(day=17), note="nothing repeats")
    assert (review.month, review.reviewed_by) == (last, cast.lead)
    assert sealing.open_text(review, "note") == "nothing repeats"
    with pytest.raises(Refused, match="reviewed already"):
        finish_other_review(by=cast.lead, case=case, month=last)
    with pytest.raises(NotAllowed):
        finish_other_review(by=cast.coder, case=case, month=other.before(last))
    assert OtherReview.objects.count() == 1


def test_last_month_waits_until_it_is_reviewed(cast: Cast, case: Case, described: Act) -> None:
    today = timezone.localdate()
    next_month = other.after(today.replace(day=1))
    assert other.waiting(cast.lead, today) == []
    assert other.waiting(cast.lead, next_month) == [(case, 1)]
    assert other.waiting(cast.stranger, next_month) == []
    assert other.months(cast.lead, case) == {today.replace(day=1): 1}
    with time_machine.travel(dt.datetime.combine(next_month, dt.time(12), tzinfo=dt.UTC)):
        finish_other_review(by=cast.lead, case=case, month=today)
        assert other.waiting(cast.lead, next_month) == []


def test_what_was_not_told_describes_nothing(cast: Cast, submitted: Testimony, vocabulary: VocabularyFiles) -> None:
    describe(cast, submitted, state="stated_absent")
    assert not other.described(cast.lead)


def test_a_coder_who_may_read_it_blind_sees_no_description(cast: Cast, described: Act) -> None:
    """A lead who codes too could be the second coder: they review what others coded after both have finished."""
    edit_user(by=cast.administrator, user=cast.lead, roles=["lead", "coder"])
    lead = type(cast.lead).objects.get(pk=cast.lead.pk)
    assert not other.described(lead)
