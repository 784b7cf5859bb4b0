"""Erasure of actors of whom only the erased person spoke, whatever hangs on them; what others said of them stays."""

import pytest
from django.utils import timezone

from cases.coding.actions import (
    GivenName,
    edit_actor,
    involve_actor,
    link_command,
    mark_passage,
    merge_actors,
    register_actor,
)
from cases.coding.models import Act, Actor, ActorName, CommandLink, Passage
from cases.core.models import Revision
from cases.desk.actions import erase_person, withdraw
from cases.intake.actions import register_source
from cases.witnesses.models import Witness
from tests.conftest import Cast


@pytest.fixture
def theirs(cast: Cast, act: Act) -> Actor:
    """An actor in an act of the person, with a further name."""
    actor = register_actor(
        by=cast.coder, case=act.event.case, kind="individual", name="theirs", names=[GivenName("theirs too")]
    )
    involve_actor(by=cast.coder, act=act, actor=actor)
    return actor


@pytest.fixture
def others(cast: Cast, act: Act) -> Actor:
    """An actor that was recorded apart from the person's acts."""
    return register_actor(by=cast.coder, case=act.event.case, kind="state_organ", name="others")


def erase(cast: Cast, witness: Witness) -> None:
    taken = withdraw(by=cast.dpo, witness=witness, received_on=timezone.localdate(), way="phone", whole=True)
    erase_person(by=cast.dpo, withdrawal=taken, code=witness.code)


def their_words(cast: Cast, act: Act) -> Passage:
    assert act.testimony is not None
    return mark_passage(by=cast.coder, testimony=act.testimony, exact="여권은 관리자가 보관했습니다")


def test_further_names_go_with_their_history(cast: Cast, witness: Witness, theirs: Actor, others: Actor) -> None:
    keys = [theirs.pk, *theirs.names.values_list("pk", flat=True)]
    erase(cast, witness)
    assert list(Actor.objects.all()) == [others]
    assert not ActorName.objects.exists()
    assert not Revision.objects.filter(subject_uuid__in=keys).exists()


def test_what_was_merged_into_it_stands_alone_again(cast: Cast, witness: Witness, theirs: Actor, others: Actor) -> None:
    merge_actors(by=cast.coder, actor=others, into=theirs, merge_reason="x")
    erase(cast, witness)
    left = Actor.objects.get()
    assert (left, left.merged_into, left.merged_by, left.merge_reason) == (others, None, None, None)


def test_what_it_was_merged_into_stays(cast: Cast, witness: Witness, theirs: Actor, others: Actor) -> None:
    merge_actors(by=cast.coder, actor=theirs, into=others, merge_reason="x")
    erase(cast, witness)
    assert list(Actor.objects.all()) == [others]


def test_a_part_of_it_is_part_of_nothing_any_more(cast: Cast, witness: Witness, theirs: Actor, others: Actor) -> None:
    edit_actor(by=cast.coder, actor=others, parent=theirs)
    erase(cast, witness)
    left = Actor.objects.get()
    assert (left, left.parent) == (others, None)


def test_two_of_theirs_that_hang_together_go_both(cast: Cast, witness: Witness, act: Act, theirs: Actor) -> None:
    """Part of, merged into and command between two that are erased at once: none of it protects the other."""
    more = [
        register_actor(by=cast.coder, case=act.event.case, kind="unit", name=name, parent=theirs) for name in ("a", "b")
    ]
    for actor in more:
        involve_actor(by=cast.coder, act=act, actor=actor)
    link_command(by=cast.coder, superior=theirs, subordinate=more[0], basis="said", passage=their_words(cast, act))
    merge_actors(by=cast.coder, actor=more[1], into=more[0], merge_reason="x")
    erase(cast, witness)
    assert not Actor.objects.exists()
    assert not CommandLink.objects.exists()


def test_who_stands_only_in_their_words_on_command_goes(cast: Cast, witness: Witness, act: Act, others: Actor) -> None:
    chief = register_actor(by=cast.coder, case=act.event.case, kind="individual", name="chief")
    link_command(by=cast.coder, superior=chief, subordinate=others, basis="said", passage=their_words(cast, act))
    source = register_source(by=cast.coder, case=act.event.case, kind="press", title="T", language="en")
    top = register_actor(by=cast.coder, case=act.event.case, kind="state_organ", name="top")
    law = link_command(by=cast.coder, superior=top, subordinate=others, basis="law", source=source, locator="line 1")
    erase(cast, witness)
    assert set(Actor.objects.all()) == {others, top}
    assert list(CommandLink.objects.all()) == [law]


def test_who_stands_in_a_published_structure_too_stays(
    cast: Cast, witness: Witness, act: Act, theirs: Actor, others: Actor
) -> None:
    source = register_source(by=cast.coder, case=act.event.case, kind="press", title="T", language="en")
    link_command(by=cast.coder, superior=others, subordinate=theirs, basis="law", source=source, locator="line 1")
    erase(cast, witness)
    assert set(Actor.objects.all()) == {theirs, others}
    assert not theirs.involvements.exists()
