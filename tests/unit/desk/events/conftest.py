"""A case with acts of several kinds: done to a person and a group, by a named actor, restricted, absent, undated."""

from dataclasses import dataclass
from typing import Any

import pytest

from cases.casework.models import Case
from cases.coding.actions import code_act, describe_event, involve_actor, mark_passage, register_actor
from cases.coding.models import Act, Event
from cases.core.partial_dates import parse
from cases.intake.models import Testimony
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import AbuseCategory, Place
from cases.witnesses.actions import register_group
from cases.witnesses.models import Group
from tests.conftest import Cast
from tests.replay import replayed

NAME = "Site office seven"
CODES = {"hours": "WRK-01", "rest": "WRK-02", "papers": "CTL-01", "restricted": "SGB-01"}


@dataclass(frozen=True)
class Told:
    case: Case
    testimony: Testimony
    event: Event
    later: Event
    group: Group
    acts: dict[str, Act]


@pytest.fixture
@replayed
def told(cast: Cast, case: Case, vocabulary: VocabularyFiles, submitted: Testimony) -> Told:
    """Acts in two events; the lead sees all of them."""
    event = describe_event(by=cast.coder, case=case, date=parse("2019/2021"), place=Place.objects.get(code="RU"))
    later = describe_event(by=cast.coder, case=case)
    group = register_group(by=cast.coder, case=case, count_min=3, count_basis="listed", description="crew")
    passage = mark_passage(by=cast.coder, testimony=submitted, exact="여권은")
    acts, witness = {}, submitted.witness
    assert witness is not None
    coded: list[tuple[str, str, str, Event, list[Any]]] = [
        ("rest", "stated_absent", "", later, []),
        ("hours", "present", "2019-23~", event, [witness, group]),
        ("papers", "present", "", event, [group]),
        ("restricted", "present", "2020-05", event, [witness]),
    ]
    for name, state, date, where, victims in coded:
        acts[name] = code_act(
            by=cast.coder, event=where, testimony=submitted, passages=[passage], state=state, date=parse(date),
            category=AbuseCategory.objects.get(code=CODES[name]), victims=victims,
        )  # fmt: skip
    actor = register_actor(by=cast.coder, case=case, kind="company", name=NAME)
    involve_actor(by=cast.coder, act=acts["hours"], actor=actor, role="ordered", degree="command")
    return Told(case, submitted, event, later, group, acts)
