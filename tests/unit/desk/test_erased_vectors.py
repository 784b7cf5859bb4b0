"""Erasure and the ledger: figures lose a person at a calendar date only, also when nothing else of them is left."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from cases.casework.models import Case
from cases.core import sealing
from cases.desk.actions import erase_person, withdraw
from cases.desk.build import build_release
from cases.intake.models import Testimony
from cases.releases import engine, ledger
from cases.releases.actions import freeze_slot, set_site, start_series
from cases.releases.models import LedgerEntry, LedgerVector, Series
from cases.releases.vectors import Vector
from cases.witnesses.actions import decide_match, propose_match, register_witness
from cases.witnesses.models import Witness
from tests.conftest import Cast
from tests.releasing import sign


@pytest.fixture
def series(cast: Cast, cleared: Testimony) -> Series:
    """One person counts; the first release is public."""
    set_site(by=cast.administrator, organisation="Casetracker tests")
    series = start_series(by=cast.dpo, first_slot=timezone.localdate())
    sign(cast, build_release(by=cast.advocacy, series=series))
    return series


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many people each frozen release was computed from."""
    seen: list[int] = []
    whole = engine.noisy_cells

    def counting(series: Series, number: int, people: list[Vector], noise: object) -> object:
        seen.append(len(people))
        return whole(series, number, people, noise)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "noisy_cells", counting)
    return seen


def erase(cast: Cast, witness: Witness, on: dt.date) -> None:
    given = withdraw(by=cast.dpo, witness=witness, received_on=on, way="phone", whole=True)
    erase_person(by=cast.dpo, withdrawal=given, code=witness.code)


def at(day: dt.date) -> time_machine.travel:
    return time_machine.travel(dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC), tick=False)


def test_a_slot_frozen_late_still_counts_who_withdrew_after_its_hour(
    cast: Cast, series: Series, witness: Witness, counted: list[int]
) -> None:
    """In a demonstration that catches up."""
    late = series.publishes_at(2).date() + dt.timedelta(days=1)
    with at(late):
        erase(cast, witness, late)
        assert LedgerVector.objects.count() == 1
        sign(cast, build_release(by=cast.advocacy, series=series))
    assert counted == [1]
    assert LedgerVector.objects.count() == 1
    with at(series.slot(3)):
        freeze_slot(by=cast.advocacy, series=series)
    assert counted == [1, 0]
    assert not LedgerVector.objects.exists()
    owner = LedgerVector(entry=LedgerEntry.objects.get(sign=1)).key_owner()
    assert sealing.is_shredded(owner)


def test_who_withdrew_before_the_build_is_not_in_it(
    cast: Cast, series: Series, witness: Witness, counted: list[int]
) -> None:
    withdrew = series.slot(2) + dt.timedelta(days=3)  # after the cut-off, and before the build
    with at(withdrew):
        erase(cast, witness, withdrew)
        freeze_slot(by=cast.advocacy, series=series)
    assert counted == [0]
    assert not LedgerVector.objects.exists()


def test_the_certificate_says_the_same_date_to_everybody(cast: Cast, series: Series, case: Case) -> None:
    never_counted = register_witness(by=cast.interviewer, case=case)
    counted = LedgerEntry.objects.get().witness
    dates = set()
    for witness in (never_counted, counted):
        given = withdraw(by=cast.dpo, witness=witness, received_on=timezone.localdate(), way="phone", whole=True)
        dates.add(erase_person(by=cast.dpo, withdrawal=given, code=witness.code).figures_until)
    assert dates == {series.publishes_at(2).date()}


def test_a_person_with_two_records_enters_once(cast: Cast, cleared: Testimony, counted: list[int]) -> None:
    """A duplicate found before the series starts is merged before any count."""
    witness = cleared.witness
    assert witness is not None
    twin = register_witness(by=cast.interviewer, case=witness.case)
    match = propose_match(by=cast.interviewer, first=witness, second=twin, answer="same", match_reason="alike")
    decide_match(by=cast.lead, match=match, answer="same")
    set_site(by=cast.administrator, organisation="Casetracker tests")
    series = start_series(by=cast.dpo, first_slot=timezone.localdate())
    freeze_slot(by=cast.advocacy, series=series)
    assert counted == [1]
    assert LedgerEntry.objects.get().witness == witness
    assert list(ledger.present(series)) == list(LedgerEntry.objects.all())
