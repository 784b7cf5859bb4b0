"""The table of states against the brief's table (6.4): every pair of states, for both streams."""

import pytest

from cases.core.errors import Refused
from cases.core.permissions import Role
from cases.intake import states
from cases.intake.models import Status
from cases.management.commands import draw_states

S = Status
CODERS = {Role.CODER, Role.LEAD}

# (source, target): who may, and whose doer may not. Written from the brief, not from the code.
OWN: dict[tuple[Status, Status], tuple[set[Role], set[str]]] = {
    (S.DRAFT, S.SUBMITTED): ({Role.INTERVIEWER}, set()),
    (S.RETURNED, S.SUBMITTED): ({Role.INTERVIEWER}, set()),
    (S.SUBMITTED, S.RETURNED): (CODERS, {"interviewer"}),
    (S.SUBMITTED, S.CODED): (CODERS, {"interviewer"}),
    (S.CODED, S.IN_VERIFICATION): ({Role.LEAD}, {"interviewer", "coded_by"}),
    (S.IN_VERIFICATION, S.VERIFIED): ({Role.LEAD}, {"interviewer", "coded_by"}),
    (S.VERIFIED, S.CLEARED): ({Role.DPO}, {"verified_by"}),
    (S.CODED, S.DOUBLE_CODED): ({Role.CODER}, {"interviewer", "coded_by"}),
    (S.DOUBLE_CODED, S.RECONCILED): (CODERS, {"interviewer"}),
    (S.RECONCILED, S.IN_VERIFICATION): ({Role.LEAD}, {"interviewer", "coded_by"}),
    (S.VERIFIED, S.REOPENED): ({Role.LEAD}, set()),
    (S.CLEARED, S.REOPENED): ({Role.LEAD}, set()),
    (S.REOPENED, S.RETURNED): (CODERS, {"interviewer"}),
    (S.REOPENED, S.CODED): (CODERS, {"interviewer"}),
} | {(source, S.WITHDRAWN): ({Role.DPO}, set()) for source in Status if source != S.WITHDRAWN}
PRESS: dict[tuple[Status, Status], tuple[set[Role], set[str]]] = {
    (S.DRAFT, S.CODED): (CODERS, set()),
    (S.CODED, S.VERIFIED): ({Role.LEAD}, {"coded_by"}),
}
ALLOWED = {"own": OWN, "press": PRESS}


@pytest.mark.parametrize("stream", ["own", "press"])
@pytest.mark.parametrize("source", list(Status))
def test_every_pair_is_allowed_or_refused_as_the_brief_says(source: Status, stream: str) -> None:
    for target in Status:
        expected = ALLOWED[stream].get((source, target))
        if expected is None:
            with pytest.raises(Refused, match=r"cannot become .*\.$"):
                states.transition(source, target, stream)
        else:
            step = states.transition(source, target, stream)
            assert (set(step.roles), set(step.not_by)) == expected, (source, target)


def test_refusal_names_what_is_possible_instead() -> None:
    with pytest.raises(Refused) as refusal:
        states.transition(Status.SUBMITTED, Status.VERIFIED, "own")
    assert "returned, coded, withdrawn" in str(refusal.value)


@pytest.mark.parametrize("status", list(Status))
def test_no_state_leads_to_itself(status: Status) -> None:
    for stream in ("own", "press"):
        with pytest.raises(Refused):
            states.transition(status, status, stream)


def test_every_state_stands_in_the_table() -> None:
    """A state that no arrow reaches or leaves was forgotten."""
    reached = {step.target for step in states.TRANSITIONS} | {Status.DRAFT}
    assert reached == set(Status)


@pytest.mark.parametrize("source", list(Status))
def test_at_most_one_arrow_between_two_states(source: Status) -> None:
    """Otherwise ``find`` would answer with one of two rules."""
    for target in Status:
        for stream in ("own", "press"):
            fits = [
                step
                for step in states.TRANSITIONS
                if source in step.sources and step.target == target and stream in step.streams
            ]
            assert len(fits) <= 1, (source, target, stream)


def test_press_account_never_gets_cleared() -> None:
    for source in Status:
        assert states.find(source, Status.CLEARED, "press") is None
        assert states.find(source, Status.IN_RELEASE, "press") is None


def test_page_of_states_is_the_drawn_table() -> None:
    page = draw_states.PAGE.read_text(encoding="utf-8")
    assert page.split("```mermaid\n")[1].split("```")[0] == states.diagram()


def test_diagram_has_every_arrow_that_works() -> None:
    drawn = {line.strip().split(":")[0] for line in states.diagram().splitlines() if "later" not in line}
    steps = {pair for pair in OWN | PRESS if pair[1] != S.WITHDRAWN}
    wanted = {f"{source.value} --> {target.value}" for source, target in steps} | {"any --> withdrawn"}
    assert wanted | {"stateDiagram-v2", "[*] --> draft"} == drawn
