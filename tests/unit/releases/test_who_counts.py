"""Who counts: each condition alone keeps a person out, whichever way the rule is asked."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.utils import timezone

from cases.casework.models import Case
from cases.intake.models import Testimony
from cases.releases import who_counts
from cases.verification.actions import assess_testimony
from cases.witnesses.actions import ScopeAnswer, record_consent
from cases.witnesses.models import Witness
from tests.conftest import Cast


def counted(on: dt.date | None = None) -> set[object]:
    return set(who_counts.people(on or timezone.localdate()).values_list("pk", flat=True))


def missing(testimony: Testimony, on: dt.date | None = None) -> list[str]:
    testimony.refresh_from_db()
    return list(who_counts.missing_conditions(testimony, on=on or timezone.localdate()))


def answer_s2(cast: Cast, witness: Witness, answer: ScopeAnswer, on: dt.date | None = None) -> None:
    record_consent(
        by=cast.interviewer, witness=witness, given_on=on or timezone.localdate(), scopes={"S2": answer},
        form_version="2", language="ko", way="oral",
    )  # fmt: skip


def test_who_meets_every_condition_counts(cleared: Testimony) -> None:
    assert counted() == {cleared.witness_id}
    assert missing(cleared) == []


@pytest.mark.parametrize("answer", ["no", "not_asked", "withdrawn"])
def test_only_yes_to_s2_counts(cast: Cast, cleared: Testimony, answer: str) -> None:
    assert cleared.witness is not None
    answer_s2(cast, cleared.witness, ScopeAnswer(answer))
    assert counted() == set()
    assert "S2" in missing(cleared)[0]


def test_consent_counts_to_its_last_day(cast: Cast, cleared: Testimony) -> None:
    assert cleared.witness is not None
    today = timezone.localdate()
    answer_s2(cast, cleared.witness, ScopeAnswer("yes", expires_on=today + dt.timedelta(days=3)))
    assert counted(today + dt.timedelta(days=3)) == {cleared.witness_id}
    assert counted(today + dt.timedelta(days=4)) == set()


def test_an_older_yes_does_not_outlive_a_newer_answer(cast: Cast, cleared: Testimony) -> None:
    assert cleared.witness is not None
    answer_s2(cast, cleared.witness, ScopeAnswer("yes"), on=timezone.localdate() - dt.timedelta(days=400))
    answer_s2(cast, cleared.witness, ScopeAnswer("withdrawn"))
    assert counted() == set()


def test_a_risk_assessment_counts_for_its_six_months(cleared: Testimony) -> None:
    assert cleared.witness is not None
    last = cleared.witness.risks.get().valid_until
    assert counted(last) == {cleared.witness_id}
    assert counted(last + dt.timedelta(days=1)) == set()
    assert "risk" in missing(cleared, last + dt.timedelta(days=1))[0]


def test_before_it_was_cleared_nobody_counts(verified: Testimony) -> None:
    assert counted() == set()
    assert any("not cleared" in sentence for sentence in missing(verified))


def test_a_testimony_counts_from_the_day_it_was_cleared(cleared: Testimony) -> None:
    assert cleared.cleared_at is not None
    day = timezone.localtime(cleared.cleared_at).date()
    assert counted(day) == {cleared.witness_id}
    assert counted(day - dt.timedelta(days=1)) == set()


def test_v0_does_not_count(cast: Cast, cleared: Testimony) -> None:
    """A later assessment can take the level back without touching the state."""
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=5), tick=False):
        cleared.assessments.model(
            testimony=cleared, reliability="F", credibility="6", level="V0", assessed_by=cast.lead, code="ASM-900",
            contrary_information=cleared.assessments.get().contrary_information,
        ).save()  # fmt: skip
    assert counted() == set()
    assert any("V1" in sentence for sentence in missing(cleared))


def test_a_press_account_never_counts(cast: Cast, first_case: Case) -> None:
    for testimony in first_case.testimonies.all():
        assess_testimony(
            by=cast.lead, testimony=testimony, reliability="F", credibility="6", level="V1", contrary_information="x"
        )
    assert counted() == set()
    assert missing(first_case.testimonies.all()[0]) == [
        "It is no own interview with one person: accounts in public sources are never counted."
    ]


def test_asking_for_everybody_takes_one_statement(
    cleared: Testimony, django_assert_num_queries: Callable[[int], object]
) -> None:
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        list(who_counts.people(timezone.localdate()))


def test_the_page_never_says_whether_a_person_is_in(cleared: Testimony) -> None:
    assert who_counts.said(cleared) == [
        "It meets every condition to count in public statistics.",
        "Whether and since when it is counted is shown to nobody.",
    ]
