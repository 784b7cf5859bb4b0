"""The ILO indicators follow from acts done to the person in their labour situation, and from nothing else."""

from typing import Any

import pytest

from cases.casework.models import Case
from cases.coding import indicators
from cases.coding.actions import code_act, describe_labour_situation, edit_act, mark_passage
from cases.coding.indicators import Answer, Profile
from cases.coding.models import Act, Event, LabourSituation
from cases.intake.models import Testimony
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.actions import register_group
from cases.witnesses.models import Witness
from tests.conftest import Cast
from tests.replay import replayed

WORDS = {
    "WRK-01": "열여덟 시간",
    "CTL-01": "여권은",
    "REC-04": "관리자가",
    "CTL-02": "쉬는 날은",
    "WRK-02": "일했습니다",
}


@pytest.fixture
@replayed
def situation(cast: Cast, case: Case, witness: Witness) -> LabourSituation:
    return describe_labour_situation(by=cast.coder, case=case, witness=witness, channel="unknown", is_main=True)


class Coder:
    """Codes acts of one interview, done to the witness in the witness's situation unless said otherwise."""

    def __init__(self, cast: Cast, testimony: Testimony, event: Event, situation: LabourSituation) -> None:
        self.by, self.testimony, self.event, self.situation = cast.coder, testimony, event, situation

    def code(self, code: str, state: str = "present", **values: Any) -> Act:
        passages = []
        if state != "not_asked":
            passages = [mark_passage(by=self.by, testimony=self.testimony, exact=WORDS[code])]
        victims = [self.testimony.witness] if state == "present" else []
        given = {"situation": self.situation, "victims": victims, **values}
        return code_act(
            by=self.by,
            event=self.event,
            testimony=self.testimony,
            category=AbuseCategory.objects.get(code=code),
            state=state,
            passages=passages,
            **given,
        )

    def profile(self) -> Profile:
        """As derived; and what a release asks for very many people at once says the same."""
        assert self.testimony.witness is not None
        found = indicators.derive(Act.objects.all())[self.testimony.witness.pk]
        in_short = indicators.answers(Act.objects.all())[self.testimony.witness.pk]
        assert {code: in_short.get(code, Answer.NOT_ASKED) for code in found} == {
            code: one.answer for code, one in found.items()
        }
        return found


@pytest.fixture
def coder(
    cast: Cast, vocabulary: VocabularyFiles, submitted: Testimony, event: Event, situation: LabourSituation
) -> Coder:
    return Coder(cast, submitted, event, situation)


def test_there_are_eleven_in_the_ilo_s_order(vocabulary: VocabularyFiles) -> None:
    assert indicators.codes() == [f"ILO-{number:02}" for number in range(1, 12)]


def test_what_was_never_coded_was_not_asked(coder: Coder) -> None:
    coder.code("WRK-01")
    profile = coder.profile()
    assert profile["ILO-11"].answer == Answer.REPORTED
    assert {code for code, found in profile.items() if found.answer == Answer.NOT_ASKED} == set(profile) - {"ILO-11"}


@pytest.mark.parametrize(
    ("state", "answer"),
    [
        ("present", Answer.REPORTED),
        ("unclear", Answer.UNCLEAR),
        ("stated_absent", Answer.STATED_ABSENT),
        ("not_asked", Answer.NOT_ASKED),
    ],
)
def test_each_state_of_an_act_is_an_answer(coder: Coder, state: str, answer: Answer) -> None:
    coder.code("WRK-01", state)
    assert coder.profile()["ILO-11"].answer == answer


def test_the_strongest_answer_counts_and_names_its_acts(coder: Coder) -> None:
    coder.code("WRK-01", "stated_absent")
    coder.code("WRK-02", "unclear")
    assert coder.profile()["ILO-11"].answer == Answer.UNCLEAR
    act = Act.objects.get(category__code="WRK-02")
    edit_act(
        by=coder.by, act=act, category=act.category, state="present", victims=[coder.testimony.witness],  # type: ignore[list-item]
        passages=[link.passage for link in act.links.all() if link.passage], situation=coder.situation,
    )  # fmt: skip
    found = coder.profile()["ILO-11"]
    assert (found.answer, found.acts) == (Answer.REPORTED, [act.pk])


def test_an_act_outside_a_labour_situation_derives_nothing(coder: Coder) -> None:
    coder.code("WRK-01", situation=None)
    assert coder.profile()["ILO-11"].answer == Answer.UNCLEAR


def test_what_was_done_to_co_workers_is_no_report_about_the_witness(cast: Cast, case: Case, coder: Coder) -> None:
    others = register_group(by=cast.coder, case=case, description="co-workers")
    coder.code("WRK-01", victims=[others])
    assert coder.profile()["ILO-11"].answer == Answer.UNCLEAR


def test_somebody_else_s_labour_situation_derives_nothing(cast: Cast, case: Case, coder: Coder) -> None:
    group = register_group(by=cast.coder, case=case, description="co-workers")
    theirs = describe_labour_situation(by=cast.coder, case=case, group=group)
    coder.code("WRK-01", situation=theirs)
    assert coder.profile()["ILO-11"].answer == Answer.UNCLEAR


def test_one_act_can_point_to_several_indicators(coder: Coder) -> None:
    coder.code("REC-04")
    answers = {code: found.answer for code, found in coder.profile().items()}
    assert answers["ILO-01"] == answers["ILO-06"] == Answer.REPORTED


def test_three_statements_however_many_people(coder: Coder, django_assert_num_queries: Any) -> None:
    coder.code("WRK-01")
    coder.code("CTL-01")
    with django_assert_num_queries(3):
        indicators.derive(Act.objects.all())
    with django_assert_num_queries(3):
        indicators.answers(Act.objects.all())
