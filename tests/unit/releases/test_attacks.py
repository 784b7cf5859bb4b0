"""Attacks on who counts and with which values, on the noise, and on what a refusal says."""

import datetime as dt
import json
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from cases.coding.actions import code_act, edit_labour_situation, finish_coding, mark_passage, override_indicator
from cases.coding.models import Event
from cases.core import sealing
from cases.core.errors import Refused
from cases.intake.actions import log_testimony, submit_testimony
from cases.intake.models import Testimony
from cases.published.data import File
from cases.releases import engine, ledger, noise, vectors, who_counts
from cases.releases.actions import attach_files, freeze_slot, set_site, start_series
from cases.releases.disclosure.schema import DEFAULT_SCHEMA
from cases.releases.models import LedgerEntry, NoiseRow, ReleaseDraft, Series
from cases.verification.actions import assess_testimony, begin_verification, clear_testimony
from cases.vocabulary.models import AbuseCategory, Place, Sector
from cases.witnesses.actions import ScopeAnswer, edit_witness, record_consent
from tests.conftest import ACCOUNT, Cast
from tests.releasing import sign
from tests.replay import replayed

PERSON = {
    "area": "far_east", "period": "2017_2019", "sector": "forestry", "age_band": "30_44", "sex": "male",
    "channel": "company", "hours": "15_16", "pay_withheld": "90_100", "indicator_count": "unknown", "indicators": [],
}  # fmt: skip


@pytest.fixture
@replayed
def series(cast: Cast, cleared: Testimony) -> Series:
    """One person counts, from today on."""
    set_site(by=cast.administrator, organisation="Casetracker tests")
    return start_series(by=cast.dpo, first_slot=timezone.localdate())


@pytest.fixture
@replayed
def told_again(cast: Cast, cleared: Testimony, event: Event) -> Testimony:
    """A second interview of the same person, verified: it reports an indicator that the first one does not."""
    assert cleared.witness is not None
    again = log_testimony(
        by=cast.interviewer,
        case=cleared.case,
        witness=cleared.witness,
        language="ko",
        account=ACCOUNT,
        reinterview_need="pay",
    )
    submit_testimony(by=cast.interviewer, testimony=again)
    code_act(
        by=cast.coder, event=event, testimony=again, category=reporting_another(cleared), victims=[cleared.witness],
        passages=[mark_passage(by=cast.coder, testimony=again, exact="여권은 관리자가 보관했습니다")],
        situation=cleared.witness.situations.get(),
    )  # fmt: skip
    finish_coding(by=cast.coder, testimony=again)
    begin_verification(by=cast.lead, testimony=again)
    grades = {"reliability": "F", "credibility": "3", "level": "V1"}
    assess_testimony(by=cast.lead, testimony=again, **grades, contrary_information="none")
    again.refresh_from_db()
    return again


def reporting_another(testimony: Testimony) -> AbuseCategory:
    """An act whose indicators are none of those that the testimony's acts point to."""
    known = AbuseCategory.objects.filter(act__testimony=testimony).values("indicators")
    acts = AbuseCategory.objects.filter(facet="act", selectable=True, indicators__isnull=False, describe=False)
    found = acts.exclude(indicators__in=known).exclude(legal_review=True).first()
    assert found is not None
    return found


def vector_of(testimony: Testimony) -> vectors.Vector:
    assert testimony.witness is not None
    people = type(testimony.witness).objects.filter(pk=testimony.witness.pk)
    told = who_counts.testimonies(timezone.localdate())
    return vectors.of_people(people, told, DEFAULT_SCHEMA, {})[testimony.witness.pk]


def freeze_and_publish(cast: Cast, series: Series, number: int = 1) -> ReleaseDraft:
    """A release with one file of no content: what is made of the cells is not asked here."""
    with time_machine.travel(dt.datetime.combine(series.slot(number), dt.time(12)), tick=False):
        draft = freeze_slot(by=cast.advocacy, series=series)
        attach_files(by=cast.advocacy, draft=draft, files=[File("release.json", "application/json", b"{}")])
        return sign(cast, draft)


def counted(series: Series) -> list[vectors.Vector]:
    """The sealed vectors of those present: what the next build sees."""
    return [json.loads(text) for text in sealing.open_texts(list(ledger.present(series)), "vector")]


def answer_s2(cast: Cast, testimony: Testimony, answer: str, *, days_ago: int = 0) -> None:
    assert testimony.witness is not None
    record_consent(
        by=cast.interviewer, witness=testimony.witness, given_on=timezone.localdate() - dt.timedelta(days=days_ago),
        scopes={"S2": ScopeAnswer(answer)}, form_version="2", language="ko", way="oral",
    )  # fmt: skip


# --- who counts, and with which values ---


def test_acts_of_an_interview_that_is_not_cleared_stay_out(
    cast: Cast, cleared: Testimony, told_again: Testimony
) -> None:
    before = vector_of(cleared)
    clear_testimony(by=cast.dpo, testimony=told_again)
    after = vector_of(cleared)
    assert set(before["indicators"]) < set(after["indicators"])


def test_a_second_interview_makes_no_second_person(
    cast: Cast, series: Series, cleared: Testimony, told_again: Testimony
) -> None:
    freeze_and_publish(cast, series)
    before = counted(series)
    clear_testimony(by=cast.dpo, testimony=told_again)
    assert who_counts.people(timezone.localdate()).count() == 1
    freeze_and_publish(cast, series, 2)
    assert counted(series) == before
    assert LedgerEntry.objects.count() == 1


def test_corrections_after_the_entry_move_nothing(cast: Cast, series: Series, cleared: Testimony) -> None:
    freeze_and_publish(cast, series)
    before = counted(series)
    assert cleared.witness is not None
    edit_witness(by=cast.coder, witness=cleared.witness, sex="female", age_band="under_30")
    work = {"sector": Sector.objects.get(code="forestry"), "place": Place.objects.get(code="KP"), "channel": "student"}
    with pytest.raises(Refused, match="reopens it first"):
        edit_labour_situation(by=cast.coder, situation=cleared.witness.situations.get(), **work)  # type: ignore[arg-type]
    cleared.witness.situations.update(**work)
    freeze_and_publish(cast, series, 2)
    assert counted(series) == before


def test_an_override_moves_the_next_series_and_nothing_of_this_one(
    cast: Cast, series: Series, cleared: Testimony
) -> None:
    freeze_and_publish(cast, series)
    before = counted(series)
    assert cleared.witness is not None
    override_indicator(
        by=cast.legal, witness=cleared.witness, indicator=AbuseCategory.objects.get(code="ILO-07"), answer="reported",
        override_reason="a document",
    )  # fmt: skip
    freeze_and_publish(cast, series, 2)
    assert counted(series) == before
    assert "ILO-07" not in before[0]["indicators"]
    assert "ILO-07" in vector_of(cleared)["indicators"]


@pytest.mark.parametrize(("first", "then", "stays"), [("withdrawn", "yes", 1), ("yes", "withdrawn", 0)])
def test_of_two_answers_on_one_day_the_later_one_counts(
    cast: Cast, series: Series, cleared: Testimony, first: str, then: str, stays: int
) -> None:
    freeze_and_publish(cast, series)
    answer_s2(cast, cleared, first)
    answer_s2(cast, cleared, then)
    freeze_and_publish(cast, series, 2)
    assert len(counted(series)) == stays


def test_when_everybody_withdrew_a_release_is_made_all_the_same(cast: Cast, series: Series, cleared: Testimony) -> None:
    freeze_and_publish(cast, series)
    answer_s2(cast, cleared, "withdrawn")
    freeze_and_publish(cast, series, 2)
    assert counted(series) == []
    assert set(series.cells.values_list("number", flat=True)) == {1, 2}


def test_a_later_form_that_leaves_the_statistics_out_is_no_yes(cast: Cast, series: Series, cleared: Testimony) -> None:
    """The newest form decides: what it did not ask is not allowed, so the person leaves at the next slot."""
    freeze_and_publish(cast, series)
    assert cleared.witness is not None
    record_consent(
        by=cast.interviewer, witness=cleared.witness, given_on=timezone.localdate(), scopes={"S10": ScopeAnswer("yes")},
        form_version="2", language="ko", way="oral",
    )  # fmt: skip
    freeze_and_publish(cast, series, 2)
    assert counted(series) == []


# --- noise, and what a refusal says ---


def test_noise_that_is_missing_in_the_middle_is_not_drawn_again(cast: Cast, series: Series) -> None:
    for number in (1, 2):
        freeze_and_publish(cast, series, number)
    NoiseRow.objects.filter(number=1).delete()
    with pytest.raises(Refused, match="missing"):
        noise.rows(series, 3)
    assert NoiseRow.objects.count() == 1


def test_after_the_noise_is_lost_for_good_another_series_can_start(cast: Cast, series: Series) -> None:
    freeze_and_publish(cast, series)
    NoiseRow.objects.all().delete()
    with time_machine.travel(dt.datetime.combine(series.slot(2), dt.time(12)), tick=False):
        with pytest.raises(Refused, match="ended"):
            freeze_slot(by=cast.advocacy, series=series)
        assert start_series(by=cast.dpo, first_slot=timezone.localdate()).number == 2


@pytest.mark.parametrize("wrong", [{"sector": "mining"}, {"indicators": ["ILO-12"]}, {"sex": None}])
def test_a_refusal_never_counts_people(series: Series, wrong: dict[str, Any]) -> None:
    """The place of one person among all, told anew at each attempt, soon tells how many there are."""
    people = [PERSON] * 36 + [{**PERSON, **wrong}]
    with pytest.raises(Refused) as refusal:
        list(engine.noisy_cells(series, 1, engine.matrix(series, people), {1: engine.draw(series)}))
    assert "37" not in str(refusal.value)
