"""A reviewer's word on an indicator: with a reason, never on one's own work, kept, and the newest one stands."""

from typing import Any

import pytest

from cases.accounts.actions import edit_user
from cases.casework.models import Case
from cases.coding import indicators, screen
from cases.coding.actions import describe_labour_situation, edit_act, override_indicator
from cases.coding.indicators import Answer
from cases.coding.models import Act, IndicatorOverride, LabourSituation
from cases.core import sealing
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent
from cases.intake.models import Testimony
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.actions import register_witness
from cases.witnesses.models import Witness
from tests.conftest import Cast
from tests.replay import replayed

SECRET = "The contract he showed says ten hours."


@pytest.fixture
@replayed
def situation(cast: Cast, case: Case, act: Act) -> LabourSituation:
    """The act of hours, done to the person in their main work."""
    assert act.testimony is not None
    witness = act.testimony.witness
    assert witness is not None
    stored = describe_labour_situation(by=cast.coder, case=case, witness=witness, is_main=True)
    passages = [link.passage for link in act.links.all() if link.passage]
    edit_act(by=cast.coder, act=act, category=act.category, state="present", passages=passages,
             victims=[witness], situation=stored)  # fmt: skip
    return stored


def override(cast: Cast, witness: Witness, answer: str, **changes: Any) -> IndicatorOverride:
    given = {"by": cast.lead, "indicator": indicator("ILO-11"), "override_reason": SECRET, **changes}
    return override_indicator(witness=witness, answer=answer, **given)


def indicator(code: str) -> AbuseCategory:
    return AbuseCategory.objects.get(code=code)


def answers(witness: Witness) -> tuple[str, str]:
    """The answer on hours of everybody's derivation and of the short one: they must agree."""
    acts = Act.objects.all()
    return (
        indicators.derive(acts)[witness.person]["ILO-11"].answer,
        indicators.answers(acts)[witness.person].get("ILO-11", Answer.NOT_ASKED),
    )


@pytest.mark.parametrize("answer", ["unclear", "stated_absent", "not_asked"])
def test_it_stands_above_what_the_acts_say(
    cast: Cast, situation: LabourSituation, witness: Witness, answer: str
) -> None:
    assert answers(witness) == ("reported", "reported")
    given = override(cast, witness, answer)
    assert answers(witness) == (answer, answer)
    found = indicators.derive(Act.objects.all())[witness.person]["ILO-11"]
    assert found.derived == Answer.REPORTED
    assert found.overridden == f"overridden by review {given.code}, was: reported"
    (line,) = [one for one in screen.profile(Act.objects.all(), witness.person).lines if one.category.code == "ILO-11"]
    assert (line.indicator.answer, [reason.act.category.code for reason in line.giving]) == (answer, ["WRK-01"])


def test_it_can_report_what_no_act_says(cast: Cast, situation: LabourSituation, witness: Witness) -> None:
    override(cast, witness, "reported", indicator=indicator("ILO-07"))
    assert indicators.answers(Act.objects.all())[witness.person]["ILO-07"] == Answer.REPORTED
    assert indicators.derive(Act.objects.all())[witness.person]["ILO-07"].acts == []


def test_the_newest_stands_and_can_be_taken_back(cast: Cast, situation: LabourSituation, witness: Witness) -> None:
    override(cast, witness, "unclear")
    override(cast, witness, "stated_absent", by=cast.legal)
    assert answers(witness) == ("stated_absent", "stated_absent")
    override(cast, witness, "derived")
    assert answers(witness) == ("reported", "reported")
    assert IndicatorOverride.objects.count() == 3
    with pytest.raises(Refused, match="No override stands"):
        override(cast, witness, "derived")


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_it_takes_a_reason(cast: Cast, witness: Witness, act: Act, reason: str) -> None:
    with pytest.raises(Refused, match="Say why"):
        override(cast, witness, "unclear", override_reason=reason)


@pytest.mark.parametrize("code", ["WRK-01", "ILO", "FLT-OVS"])
def test_only_the_eleven_are_overridden(cast: Cast, witness: Witness, act: Act, code: str) -> None:
    with pytest.raises(Refused, match="not one of the eleven"):
        override(cast, witness, "unclear", indicator=indicator(code))


def test_an_answer_that_is_none_is_refused(cast: Cast, witness: Witness, act: Act) -> None:
    with pytest.raises(Refused, match="Choose the answer"):
        override(cast, witness, "proved")


@pytest.mark.parametrize("who", ["interviewer", "coder", "advocacy", "dpo", "administrator", "stranger"])
def test_it_is_for_leads_and_legal_reviewers(cast: Cast, witness: Witness, act: Act, who: str) -> None:
    with pytest.raises(NotAllowed):
        override(cast, witness, "unclear", by=getattr(cast, who))
    assert not IndicatorOverride.objects.exists()


@pytest.mark.parametrize("who", ["coder", "interviewer"])
def test_nobody_overrides_their_own_work(cast: Cast, witness: Witness, act: Act, who: str) -> None:
    """By the person, not by the role: one who coded or interviewed and is also a lead."""
    person = getattr(cast, who)
    edit_user(by=cast.administrator, user=person, roles=[who, "lead"])
    with pytest.raises(NotAllowed, match="four eyes"):
        override(cast, witness, "unclear", by=person)


def test_neither_does_a_coder_whose_acts_do_not_count(cast: Cast, witness: Witness, act: Act) -> None:
    Act.in_every_round.update(stands=False)
    edit_user(by=cast.administrator, user=cast.coder, roles=["coder", "lead"])
    with pytest.raises(NotAllowed, match="four eyes"):
        override(cast, witness, "unclear", by=cast.coder)


def test_records_of_one_human_being_answer_together(
    cast: Cast, case: Case, situation: LabourSituation, witness: Witness
) -> None:
    """An override on the one record counts for the other, as the acts do."""
    Witness.objects.filter(pk=witness.pk).update(person=case.pk)
    witness.refresh_from_db()
    override(cast, witness, "unclear")
    assert answers(witness) == ("unclear", "unclear")


def test_the_reason_is_sealed_and_in_no_event(cast: Cast, witness: Witness, act: Act) -> None:
    given = override(cast, witness, "unclear")
    assert SECRET.encode() not in bytes(given.reason or b"")
    assert sealing.open_sealed(given, "reason", by=cast.coder, reason="test") == SECRET
    assert not [event for event in AuditEvent.objects.all() if "ten hours" in event.body]


def test_somebody_else_s_person_is_not_moved(cast: Cast, situation: LabourSituation, submitted: Testimony) -> None:
    other = register_witness(by=cast.interviewer, case=submitted.case)
    override(cast, other, "unclear")
    assert submitted.witness is not None
    assert answers(submitted.witness) == ("reported", "reported")
