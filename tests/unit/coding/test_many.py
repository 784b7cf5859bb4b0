"""Testimonies coded many at a time are held to the same rules, in a demonstration only."""

from typing import Any

import pytest
from django.utils import timezone

from cases.casework.actions import create_case
from cases.coding.actions import Coding, NewAct, code_testimonies, finish_codings
from cases.coding.models import Act, Event, LabourSituation, Passage
from cases.core.errors import NotAllowed, Refused
from cases.core.models import Installation
from cases.intake.actions import Step
from cases.intake.models import Testimony
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.actions import register_witness
from tests.conftest import Cast

WORDS = "하루에 열여덟 시간 일했습니다"

pytestmark = pytest.mark.usefixtures("vocabulary")


def coding(testimony: Testimony, code: str = "WRK-01", state: str = "present", **values: Any) -> Coding:
    category = AbuseCategory.objects.get(code=code)
    act = NewAct(category, state, values.pop("words", [WORDS]), 0, values.pop("victims", [testimony.witness]), values)
    return Coding(
        testimony,
        {"summary": "work"},
        [{"is_main": True, "hours_min": 18, "hours_max": 18, "hours_basis": "stated"}],
        [act],
    )


def test_coded_with_passage_victim_and_derived_hours(cast: Cast, submitted: Testimony) -> None:
    code_testimonies(by=cast.coder, codings=[coding(submitted)])
    finish_codings(by=cast.coder, steps=[Step(submitted, timezone.now())])
    act = Act.objects.get()
    assert (act.coded_by, act.situation, act.event) == (cast.coder, LabourSituation.objects.get(), Event.objects.get())
    assert act.victims.get().witness == submitted.witness
    assert act.links.get().passage == Passage.objects.get()
    assert LabourSituation.objects.get().public_hours == "17_over"
    submitted.refresh_from_db()
    assert (submitted.status, submitted.coded_by) == ("coded", cast.coder)


def test_words_cited_twice_are_one_passage(cast: Cast, submitted: Testimony) -> None:
    one = coding(submitted)
    code_testimonies(by=cast.coder, codings=[Coding(submitted, one.event, one.situations, [*one.acts, *one.acts])])
    assert (Passage.objects.count(), Act.objects.count()) == (1, 2)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"words": ["not there"]}, "do not stand"),
        ({"words": ["습니다"]}, "more than once"),
        ({"words": []}, "cites its words"),
        ({"state": "not_asked", "victims": []}, "cites nothing"),
        ({"state": "unclear"}, "Only an act that is present"),
        ({"code": "PHY-01"}, "legal finding"),
        ({"code": "FLT-OVS"}, "not an act"),
        ({"code": "WRK-99"}, "note"),
    ],
)
def test_what_a_single_coding_refuses_is_refused(
    cast: Cast, submitted: Testimony, values: dict[str, Any], message: str
) -> None:
    with pytest.raises(Refused, match=message):
        code_testimonies(by=cast.coder, codings=[coding(submitted, **values)])
    assert not Act.objects.exists()
    assert not Event.objects.exists()


def test_victim_of_another_case_is_refused(cast: Cast, submitted: Testimony) -> None:
    other = create_case(by=cast.coder, title="Other", slug="other")
    stranger = register_witness(by=cast.coder, case=other)
    with pytest.raises(Refused, match="another case"):
        code_testimonies(by=cast.coder, codings=[coding(submitted, victims=[stranger])])


def test_state_rights_and_empty_codings(cast: Cast, testimony: Testimony, submitted: Testimony) -> None:
    """Not before it is submitted or after it is coded, not by others, never finished without an act."""
    with pytest.raises(NotAllowed):
        code_testimonies(by=cast.interviewer, codings=[coding(submitted)])
    with pytest.raises(NotAllowed, match="team"):
        code_testimonies(by=cast.stranger, codings=[coding(submitted)])
    step = Step(submitted, timezone.now())
    with pytest.raises(Refused, match="no coded act"):
        finish_codings(by=cast.coder, steps=[step])
    code_testimonies(by=cast.coder, codings=[coding(submitted)])
    finish_codings(by=cast.coder, steps=[step])
    with pytest.raises(Refused, match="only while"):
        code_testimonies(by=cast.coder, codings=[coding(submitted)])


def test_office_is_refused(cast: Cast, submitted: Testimony) -> None:
    Installation.objects.update(kind=Installation.Kind.OFFICE)
    with pytest.raises(Refused, match="demonstration database only"):
        code_testimonies(by=cast.coder, codings=[])
    with pytest.raises(Refused, match="demonstration database only"):
        finish_codings(by=cast.coder, steps=[])
