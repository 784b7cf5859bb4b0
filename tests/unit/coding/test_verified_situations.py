"""What was verified rests on the situation as it was: only what clearance still asks for may be filled in after."""

from decimal import Decimal
from typing import Any

import pytest

from cases.casework.models import Case
from cases.coding.actions import describe_labour_situation, edit_act, edit_labour_situation
from cases.coding.models import Act, LabourSituation
from cases.core.errors import Refused
from cases.intake.models import Status, Testimony
from cases.verification.actions import clear_testimony
from cases.vocabulary.models import Place, Sector
from tests.conftest import Cast


def edit(cast: Cast, situation: LabourSituation, **values: Any) -> LabourSituation:
    return edit_labour_situation(by=cast.coder, situation=situation, **values)


def main_work(cast: Cast, testimony: Testimony, **values: Any) -> LabourSituation:
    return describe_labour_situation(
        by=cast.coder, case=testimony.case, witness=testimony.witness, is_main=True, **values
    )


def test_gaps_are_filled_until_it_is_cleared(cast: Cast, verified: Testimony) -> None:
    work = main_work(cast, verified, task="bricks")
    edit(cast, work, sector=Sector.objects.get(code="construction"))
    edit(cast, work, channel="company")
    assert clear_testimony(by=cast.dpo, testimony=verified).status == Status.CLEARED


@pytest.mark.parametrize(
    "change",
    [
        {"hours_min": Decimal(8), "hours_max": Decimal(8), "hours_basis": "stated"},
        {"task": "painting"},
        {"task": ""},
        {"employers": "somebody"},
        {"is_main": False},
    ],
)
def test_what_was_verified_does_not_change(cast: Cast, verified: Testimony, change: dict[str, Any]) -> None:
    work = main_work(cast, verified, task="bricks")
    with pytest.raises(Refused, match="reopens it first"):
        edit(cast, work, **change)
    work.refresh_from_db()
    assert work.is_main
    assert work.hours_min is None


def test_a_filled_gap_is_no_gap(cast: Cast, verified: Testimony) -> None:
    work = main_work(cast, verified, channel="company")
    with pytest.raises(Refused, match="reopens it first"):
        edit(cast, work, channel="student")


def test_an_unchanged_form_is_not_refused(cast: Cast, cleared: Testimony) -> None:
    assert cleared.witness is not None
    work = cleared.witness.situations.get()
    assert edit(cast, work, channel=work.channel, sector=work.sector, is_main=True, task="").pk == work.pk


def test_cleared_is_closed_whole(cast: Cast, cleared: Testimony) -> None:
    assert cleared.witness is not None
    work = cleared.witness.situations.get()
    with pytest.raises(Refused, match="reopens it first"):
        edit(cast, work, place=Place.objects.get(code="KP"))
    LabourSituation.objects.filter(pk=work.pk).update(is_main=False)
    with pytest.raises(Refused, match="reopens it first"):
        main_work(cast, cleared)


def test_further_work_can_be_described_at_any_time(cast: Cast, case: Case, cleared: Testimony) -> None:
    further = describe_labour_situation(by=cast.coder, case=case, witness=cleared.witness)
    assert edit(cast, further, task="a later job").task


def test_work_with_verified_acts_is_closed_though_it_is_not_the_main_one(
    cast: Cast, case: Case, submitted: Testimony, act: Act
) -> None:
    work = describe_labour_situation(by=cast.coder, case=case, witness=submitted.witness)
    passages = [link.passage for link in act.links.all() if link.passage]
    assert submitted.witness is not None
    edit_act(by=cast.coder, act=act, category=act.category, state="present", passages=passages,
             victims=[submitted.witness], situation=work)  # fmt: skip
    edit(cast, work, task="before")
    Testimony.objects.update(status=Status.VERIFIED)
    with pytest.raises(Refused, match="reopens it first"):
        edit(cast, work, task="after")
    Testimony.objects.update(status=Status.REOPENED)
    assert edit(cast, work, task="after").task
