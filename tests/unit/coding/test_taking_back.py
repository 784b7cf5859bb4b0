"""Taking codes back: what hangs on them goes, what others cite stays, and the history keeps all of it."""

import pytest

from cases.casework.models import Case
from cases.coding.actions import (
    Span,
    code_passages,
    describe_event,
    finish_coding,
    involve_actor,
    mark_passage,
    register_actor,
    remove_act,
    remove_involvement,
    remove_passage,
)
from cases.coding.models import Act, Event, EvidenceLink, Involvement, Passage, Victimisation
from cases.core.errors import NotAllowed, Refused
from cases.core.models import Revision
from cases.intake.models import Testimony
from cases.vocabulary.models import AbuseCategory
from tests.conftest import Cast

SPAN = Span("account", 4, 12)


def code(cast: Cast, testimony: Testimony, category: str = "WRK-01", **values: object) -> Act:
    found = AbuseCategory.objects.get(code=category)
    return code_passages(by=cast.coder, testimony=testimony, spans=[SPAN], category=found, **values)  # type: ignore[arg-type]


@pytest.mark.usefixtures("vocabulary")
def test_undo_leaves_the_database_as_it_was(cast: Cast, submitted: Testimony) -> None:
    actor = register_actor(by=cast.coder, case=submitted.case, kind="unit", name="guards")
    act = code(cast, submitted, actor=actor)
    remove_act(by=cast.coder, act=act)
    for model in (Act.in_every_round, EvidenceLink.objects, Victimisation.objects, Involvement.objects):
        assert not model.exists()
    assert not Passage.objects.exists()
    assert not Event.objects.exists()
    assert Revision.objects.filter(subject_uuid=act.pk).count() == 2


@pytest.mark.usefixtures("vocabulary")
def test_mark_and_event_that_another_act_uses_stay(cast: Cast, submitted: Testimony) -> None:
    first, second = code(cast, submitted, "WRK-01"), code(cast, submitted, "WRK-02")
    remove_act(by=cast.coder, act=first)
    assert [link.passage for link in second.links.all()] == [Passage.objects.get()]
    assert Event.objects.get() == second.event


@pytest.mark.usefixtures("vocabulary")
def test_event_that_somebody_described_stays(cast: Cast, submitted: Testimony) -> None:
    event = describe_event(by=cast.coder, case=submitted.case, summary="the yard")
    remove_act(by=cast.coder, act=code(cast, submitted, event=event))
    assert Event.objects.get() == event


def test_act_of_finished_coding_is_not_taken_back(cast: Cast, submitted: Testimony, act: Act) -> None:
    involved = involve_actor(
        by=cast.coder, act=act, actor=register_actor(by=cast.coder, case=submitted.case, kind="unit", name="x")
    )
    finish_coding(by=cast.coder, testimony=submitted)
    with pytest.raises(Refused, match="only while"):
        remove_act(by=cast.coder, act=act)
    with pytest.raises(Refused, match="only while"):
        remove_involvement(by=cast.coder, involvement=involved)
    with pytest.raises(Refused, match="only while"):
        remove_passage(by=cast.coder, passage=Passage.objects.get())
    assert (Act.objects.count(), Involvement.objects.count(), Passage.objects.count()) == (1, 1, 1)


def test_others_take_nothing_back(cast: Cast, act: Act) -> None:
    for person in (cast.stranger, cast.interviewer, cast.legal, cast.dpo):
        with pytest.raises(NotAllowed):
            remove_act(by=person, act=act)


def test_involvement_is_taken_back_alone(cast: Cast, case: Case, act: Act) -> None:
    actor = register_actor(by=cast.coder, case=case, kind="unit", name="guards")
    involved = involve_actor(by=cast.coder, act=act, actor=actor, role="guarded")
    with pytest.raises(Refused, match="has this role"):
        involve_actor(by=cast.coder, act=act, actor=actor, role="guarded")
    remove_involvement(by=cast.coder, involvement=involved)
    assert not act.involvements.exists()
    assert Act.objects.get() == act


def test_mark_that_is_cited_stays(cast: Cast, submitted: Testimony, act: Act) -> None:
    cited, bare = Passage.objects.get(), mark_passage(by=cast.coder, testimony=submitted, exact="여권은")
    with pytest.raises(Refused, match=f"{cited.code} is cited by {act.code}"):
        remove_passage(by=cast.coder, passage=cited)
    remove_passage(by=cast.coder, passage=bare)
    assert Passage.objects.get() == cited
