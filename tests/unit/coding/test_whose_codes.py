"""Who may change which codes: one's own open second coding, and after a reopening what was settled on."""

import pytest
from django.utils import timezone

from cases.accounts.actions import create_user
from cases.accounts.models import User
from cases.casework.actions import set_case_members
from cases.coding.actions import (
    Span,
    code_act,
    code_passages,
    describe_event,
    edit_act,
    finish_coding,
    involve_actor,
    mark_passage,
    register_actor,
    remove_act,
    take_second_coding,
)
from cases.coding.models import Act, CodingRound, Passage
from cases.core.errors import NotAllowed, Refused
from cases.intake.models import Testimony
from cases.vocabulary.models import AbuseCategory
from tests.conftest import Cast, enrolled
from tests.replay import replayed


@pytest.fixture
@replayed
def second(cast: Cast, submitted: Testimony, act: Act, everything_is_chosen: None) -> User:
    """Another coder on the team, who has taken the second coding of the interview."""
    person = enrolled(
        create_user(by=cast.administrator, username="second", name="", roles=["coder"]), by=cast.administrator
    )
    members = [member.user for member in submitted.case.members.all()]
    set_case_members(by=cast.coder, case=submitted.case, users=[*members, person])
    finish_coding(by=cast.coder, testimony=submitted)
    take_second_coding(by=person, testimony=submitted)
    return person


def code(by: User, testimony: Testimony, category: str = "WRK-02") -> Act:
    found = AbuseCategory.objects.get(code=category)
    return code_passages(by=by, testimony=testimony, spans=[Span("account", 0, 9)], category=found)


def test_second_coding_does_not_count(second: User, submitted: Testimony, act: Act) -> None:
    own = code(second, submitted)
    assert (own.round, own.stands, own.coded_by) == (CodingRound.objects.get(), False, second)
    assert own.event != act.event
    passage = own.links.get().passage
    assert passage is not None
    assert (passage.round, passage.marked_by) == (own.round, second)
    assert list(Act.objects.all()) == [act]


def test_second_coder_may_find_the_same(second: User, submitted: Testimony, act: Act) -> None:
    """The same code on the same words as the first coder: nothing tells them that it is there."""
    first = Passage.objects.get()
    found = AbuseCategory.objects.get(code="WRK-01")
    span = Span("account", first.start, first.end)
    own = code_passages(by=second, testimony=submitted, spans=[span], category=found)
    assert own.links.get().passage != first


def test_second_coder_changes_and_takes_back_their_own(cast: Cast, second: User, submitted: Testimony) -> None:
    own = code(second, submitted)
    passages = [link.passage for link in own.links.all() if link.passage]
    edit_act(by=second, act=own, category=own.category, state="unclear", passages=passages, confidence="low")
    involve_actor(by=second, act=own, actor=register_actor(by=second, case=submitted.case, kind="unit", name="x"))
    own.refresh_from_db()
    assert (own.state, own.stands, own.involvements.count()) == ("unclear", False, 1)
    remove_act(by=second, act=own)
    assert not Act.in_every_round.filter(coded_by=second).exists()


def test_plain_form_codes_in_the_second_round_too(second: User, submitted: Testimony) -> None:
    passage = mark_passage(by=second, testimony=submitted, exact="여권은")
    event = describe_event(by=second, case=submitted.case)
    category = AbuseCategory.objects.get(code="WRK-02")
    own = code_act(by=second, event=event, testimony=submitted, category=category, passages=[passage])
    assert (own.round, own.stands, passage.round) == (CodingRound.objects.get(), False, own.round)


def test_neither_coder_touches_the_others_codes(cast: Cast, second: User, submitted: Testimony, act: Act) -> None:
    own = code(second, submitted)
    with pytest.raises(NotAllowed):
        edit_act(by=second, act=act, category=act.category, state="not_asked")
    with pytest.raises(NotAllowed):
        remove_act(by=second, act=act)
    for person in (cast.coder, cast.lead):
        with pytest.raises(NotAllowed):
            remove_act(by=person, act=own)
        with pytest.raises((NotAllowed, Refused)):
            code_passages(
                by=person, testimony=submitted, spans=[Span("account", 0, 4)], category=own.category, round=own.round
            )
    assert Act.in_every_round.count() == 2


def test_finished_second_coding_stays(second: User, submitted: Testimony) -> None:
    own = code(second, submitted)
    CodingRound.objects.update(finished_at=timezone.now())
    own.refresh_from_db()
    with pytest.raises(Refused, match="kept as it was coded"):
        remove_act(by=second, act=own)
    with pytest.raises(Refused, match="finished"):
        code_passages(
            by=second, testimony=submitted, spans=[Span("account", 0, 4)], category=own.category, round=own.round
        )
    with pytest.raises(Refused, match="only while"):
        code(second, submitted, "WRK-01")


def test_after_a_reconciliation_new_codes_count(cast: Cast, second: User, submitted: Testimony, act: Act) -> None:
    """Opened again, it is the settled record that goes on; both first codings stay as they were."""
    own = code(second, submitted)
    CodingRound.objects.update(finished_at=timezone.now())
    third = CodingRound.objects.create(
        code="RND-9", testimony=submitted, kind="reconciled", coder=cast.lead, finished_at=timezone.now()
    )
    Act.in_every_round.filter(pk=act.pk).update(stands=False)
    Testimony.objects.filter(pk=submitted.pk).update(status="reopened", double_coding="not_chosen")
    submitted.refresh_from_db()
    new = code(cast.coder, submitted, "WRK-03")
    assert (new.round, new.stands) == (third, True)
    for kept in (Act.in_every_round.get(pk=act.pk), Act.in_every_round.get(pk=own.pk)):
        with pytest.raises(Refused, match="kept as it was coded"):
            remove_act(by=cast.coder, act=kept)
