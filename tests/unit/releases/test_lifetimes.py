"""What all series together may tell about one person, and how long newcomers wait."""

import datetime as dt
from fractions import Fraction

import pytest
import time_machine
from django.utils import timezone

from cases.core import sealing
from cases.core.models import Revision
from cases.desk.actions import erase_person, withdraw
from cases.intake.models import Testimony
from cases.releases import holding_back, ledger, lifetimes
from cases.releases.actions import start_series
from cases.releases.models import HoldBack, LedgerEntry, Series
from cases.witnesses.actions import assess_risk, decide_match, propose_match
from cases.witnesses.models import Witness
from tests.conftest import Cast
from tests.releasing import sign

from .people import another_person
from .world import build, in_week, released, take_back


@pytest.fixture
def longest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chance lets everybody wait as long as it can."""
    monkeypatch.setattr(holding_back.secrets, "randbelow", lambda most: most - 1)  # type: ignore[attr-defined]


def entered(series: Series) -> list[int]:
    return sorted(series.entries.filter(sign=1).values_list("number", flat=True))


def test_a_series_costs_its_mu_and_the_blurred_total(running: Series) -> None:
    assert lifetimes.cost(running) == Fraction(101, 100)
    assert lifetimes.cost(running, records=2) == Fraction(401, 100)


def test_everybody_present_at_the_start_enters_at_once(cast: Cast, running: Series, longest: None) -> None:
    released(cast, running, 1)
    assert entered(running) == [1]
    assert not HoldBack.objects.exists()


def test_a_newcomer_waits_as_drawn_and_then_nothing_is_left_of_it(
    cast: Cast, running: Series, cleared: Testimony, longest: None
) -> None:
    released(cast, running, 1)
    with in_week(running, 2):
        newcomer = another_person(cast, cleared)
    released(cast, running, 2)
    assert entered(running) == [1]
    waiting = HoldBack.objects.get()
    assert sealing.open_text(waiting, "enters") == "04"
    with in_week(running, 3):
        build(cast, running)
    assert entered(running) == [1]
    assert HoldBack.objects.get().pk == waiting.pk  # drawn once
    with in_week(running, 3):
        sign(cast, running.drafts.get(number=3))
    with in_week(running, 4):
        assess_risk(by=cast.interviewer, witness=newcomer, assessed_on=timezone.localdate(), level="low")
        build(cast, running)
    assert entered(running) == [1, 4]
    assert LedgerEntry.objects.get(number=4).witness == newcomer
    assert not HoldBack.objects.exists()
    assert not Revision.objects.filter(subject_uuid=waiting.pk).exists()


def test_waiting_says_neither_when_nor_how_long(cast: Cast, running: Series, cleared: Testimony, longest: None) -> None:
    """The row is of the series' age, whenever the person came, and what is sealed is of one length."""
    released(cast, running, 1)
    with in_week(running, 2):
        another_person(cast, cleared)
    released(cast, running, 2)
    row = HoldBack.objects.get()
    assert row.created_at == running.created_at
    lengths = {
        len(sealing.sealed_token(HoldBack, "enters", row.uuid, owner=row.key_owner(), text=f"{n:02}")) for n in (4, 12)
    }
    assert len(lengths) == 1


def test_waiting_is_drawn_evenly(running: Series) -> None:
    drawn = [holding_back.secrets.randbelow(holding_back.LONGEST + 1) for _one in range(3000)]  # type: ignore[attr-defined]
    assert all(900 < drawn.count(wait) < 1100 for wait in (0, 1, 2))


def test_an_erased_person_no_longer_waits(cast: Cast, running: Series, cleared: Testimony, longest: None) -> None:
    released(cast, running, 1)
    with in_week(running, 2):
        newcomer = another_person(cast, cleared)
    released(cast, running, 2)
    with in_week(running, 3):
        today = timezone.localdate()
        given = withdraw(by=cast.dpo, witness=newcomer, received_on=today, way="phone", whole=True)
        erase_person(by=cast.dpo, withdrawal=given, code=newcomer.code)
        assert not HoldBack.objects.exists()
        build(cast, running)
    assert entered(running) == [1]


def test_who_takes_consent_back_between_cut_off_and_build_does_not_enter(
    cast: Cast, running: Series, cleared: Testimony
) -> None:
    with time_machine.travel(dt.datetime.combine(running.slot(1) + dt.timedelta(days=2), dt.time(12), tzinfo=dt.UTC)):
        take_back(cast, cleared, timezone.localdate())
        build(cast, running)
    assert not LedgerEntry.objects.exists()


def test_two_records_of_one_person_count_double_and_close_the_next_series(
    cast: Cast, running: Series, cleared: Testimony
) -> None:
    """They had entered before it was known: 2μ in one series leaves no room for another one."""
    twin = another_person(cast, cleared)
    released(cast, running, 1)
    assert entered(running) == [1, 1]
    assert cleared.witness is not None
    match = propose_match(by=cast.interviewer, first=cleared.witness, second=twin, answer="same", match_reason="x")
    decide_match(by=cast.lead, match=match, answer="same")
    person = Witness.objects.get(pk=cleared.witness.pk).person
    assert lifetimes.spent()[person] == Fraction(401, 100)
    assert lifetimes.merged_after_entry(running) == 1
    assert lifetimes.most_spent(running) == Fraction(101, 100)
    with time_machine.travel(running.publishes_at(running.horizon) + dt.timedelta(days=40)):
        second = start_series(by=cast.dpo, first_slot=timezone.localdate())
        assert ledger.who_may_enter(second, Witness.objects.filter(pk=person)) == []


def test_who_left_never_returns_in_the_series(cast: Cast, running: Series, cleared: Testimony) -> None:
    released(cast, running, 1)
    with in_week(running, 2):
        take_back(cast, cleared, timezone.localdate())
    released(cast, running, 2)
    assert cleared.witness is not None
    assert ledger.who_may_enter(running, Witness.objects.filter(pk=cleared.witness.pk)) == []
    assert lifetimes.most_events(running) == {"most_entries": 1, "most_exits": 1}
    assert lifetimes.exits_follow_entries(running)
