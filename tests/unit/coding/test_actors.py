"""Actors: many names for one, who is part of whom, and which are one."""

import pytest

from cases.casework.actions import create_case
from cases.casework.models import Case
from cases.coding.actions import (
    GivenName,
    edit_actor,
    involve_actor,
    link_command,
    merge_actors,
    name_actor,
    part_actors,
    register_actor,
    remove_actor_name,
)
from cases.coding.models import Act, Actor, ActorName
from cases.core import sealing
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent, Revision
from tests.conftest import Cast


@pytest.fixture
def one(cast: Cast, case: Case) -> Actor:
    return register_actor(by=cast.coder, case=case, kind="state_organ", name="보위부")


@pytest.fixture
def other(cast: Cast, case: Case) -> Actor:
    return register_actor(by=cast.coder, case=case, kind="unknown", name="the agents")


def names_of(actor: Actor) -> list[tuple[str, str]]:
    return [(row.kind, sealing.open_text(row, "name") or "") for row in actor.names.order_by("created_at")]


def test_an_actor_is_called_something(cast: Cast, case: Case, one: Actor) -> None:
    with pytest.raises(Refused, match="what the actor is called") as refusal:
        register_actor(by=cast.coder, case=case, kind="unknown", name="  ")
    assert refusal.value.field == "name"
    with pytest.raises(Refused, match="what the actor is called"):
        edit_actor(by=cast.coder, actor=one, name="")
    assert Actor.objects.count() == 1


def test_further_names_come_with_the_record_and_change_with_it(cast: Cast, case: Case) -> None:
    given = [GivenName("bowibu"), GivenName("MSS", "official")]
    actor = register_actor(by=cast.coder, case=case, kind="state_organ", name="보위부", names=given)
    assert names_of(actor) == [("spelling", "bowibu"), ("official", "MSS")]
    first, second = actor.names.order_by("created_at")
    changed = [GivenName("powibu", "alias", str(first.pk)), GivenName("", "official", str(second.pk)), GivenName("МГБ")]
    edit_actor(by=cast.coder, actor=actor, names=changed)
    assert names_of(actor) == [("alias", "powibu"), ("spelling", "МГБ")]


def test_a_name_that_the_form_did_not_know_stays(cast: Cast, one: Actor) -> None:
    """Somebody else added it after the form was opened; and a name that is gone does not come back."""
    gone = name_actor(by=cast.coder, actor=one, name="bowibu")
    key = str(gone.pk)
    name_actor(by=cast.lead, actor=one, name="MSS")
    remove_actor_name(by=cast.lead, actor_name=gone)
    edit_actor(by=cast.coder, actor=one, names=[GivenName("bowibu 2", "alias", key), GivenName("МГБ")])
    assert names_of(one) == [("spelling", "MSS"), ("spelling", "МГБ")]


def test_nobody_changes_the_names_of_another_actor_by_a_typed_key(cast: Cast, one: Actor, other: Actor) -> None:
    theirs = name_actor(by=cast.coder, actor=other, name="bowibu")
    edit_actor(by=cast.coder, actor=one, names=[GivenName("", "alias", str(theirs.pk))])
    assert names_of(other) == [("spelling", "bowibu")]


def test_a_name_stands_once(cast: Cast, one: Actor) -> None:
    name_actor(by=cast.coder, actor=one, name="bowibu")
    for name in ("보위부", " bowibu "):
        with pytest.raises(Refused, match="has this name already"):
            name_actor(by=cast.coder, actor=one, name=name)
    with pytest.raises(Refused, match="Type the further name"):
        name_actor(by=cast.coder, actor=one, name=" ")
    assert ActorName.objects.count() == 1


def test_names_and_reasons_stay_out_of_the_audit_chain(cast: Cast, one: Actor, other: Actor) -> None:
    name_actor(by=cast.coder, actor=one, name="CANARYNAME")
    merge_actors(by=cast.coder, actor=other, into=one, merge_reason="CANARYREASON")
    assert not [event for event in AuditEvent.objects.all() if "CANARY" in event.body]


def test_what_an_actor_is_part_of_is_of_its_case_and_no_circle(cast: Cast, one: Actor, other: Actor) -> None:
    elsewhere = create_case(by=cast.coder, title="Another", slug="another")
    foreign = register_actor(by=cast.coder, case=elsewhere, kind="unknown", name="x")
    with pytest.raises(Refused, match="belongs to another case"):
        edit_actor(by=cast.coder, actor=one, parent=foreign)
    with pytest.raises(Refused, match="not part of itself"):
        edit_actor(by=cast.coder, actor=one, parent=one)
    edit_actor(by=cast.coder, actor=one, parent=other)
    third = register_actor(by=cast.coder, case=one.case, kind="unit", name="unit 3", parent=one)
    with pytest.raises(Refused, match="stand over itself"):
        edit_actor(by=cast.coder, actor=other, parent=third)
    other.refresh_from_db()
    assert other.parent is None


def test_a_part_does_not_command_what_it_is_part_of(cast: Cast, one: Actor, other: Actor) -> None:
    link_command(by=cast.coder, superior=one, subordinate=other, basis="inferred", note="x")
    with pytest.raises(Refused, match=r"over itself at the same time by CMD-\d+"):
        edit_actor(by=cast.coder, actor=one, parent=other)


def test_a_merge_keeps_every_row_and_says_why(cast: Cast, act: Act, one: Actor, other: Actor) -> None:
    involve_actor(by=cast.coder, act=act, actor=other, role="guarded")
    merge_actors(by=cast.coder, actor=other, into=one, merge_reason="same building, same chief")
    other.refresh_from_db()
    assert (other.known_as, other.merged_by, one.known_as) == (one, cast.coder, one)
    assert other.involvements.count() == 1
    assert sealing.open_text(other, "merge_reason") == "same building, same chief"
    last = Revision.objects.filter(subject_uuid=other.pk).order_by("-number")[0]
    assert (last.action, set(last.changed_fields)) == (
        "coding.merge_actors",
        {"merged_into", "merged_by", "merge_reason"},
    )
    part_actors(by=cast.lead, actor=other)
    other.refresh_from_db()
    assert (other.known_as, other.merged_by, other.merge_reason) == (other, None, None)
    with pytest.raises(Refused, match="nothing to part"):
        part_actors(by=cast.lead, actor=other)


def test_what_was_merged_before_goes_along(cast: Cast, case: Case, one: Actor, other: Actor) -> None:
    third = register_actor(by=cast.coder, case=case, kind="unknown", name="third")
    merge_actors(by=cast.coder, actor=third, into=other, merge_reason="x")
    merge_actors(by=cast.lead, actor=other, into=one, merge_reason="y")
    third.refresh_from_db()
    assert (third.known_as, third.merged_by) == (one, cast.coder)
    fourth = register_actor(by=cast.coder, case=case, kind="unknown", name="fourth")
    merge_actors(by=cast.coder, actor=fourth, into=third, merge_reason="z")
    assert Actor.objects.get(pk=fourth.pk).known_as == one


def test_two_who_merge_the_same_actors_both_ways(cast: Cast, one: Actor, other: Actor) -> None:
    """Each page was opened before the other was sent: the second is told, and no circle stands."""
    merge_actors(by=cast.coder, actor=one, into=other, merge_reason="x")
    with pytest.raises(Refused, match="are one already"):
        merge_actors(by=cast.lead, actor=other, into=one, merge_reason="y")
    with pytest.raises(Refused, match="is merged into .* already: part it first"):
        merge_actors(by=cast.lead, actor=one, into=other, merge_reason="y")
    assert {actor.known_as for actor in Actor.objects.all()} == {other}


def test_a_merge_needs_a_reason_and_one_case(cast: Cast, one: Actor, other: Actor) -> None:
    with pytest.raises(Refused, match="Say why they are one"):
        merge_actors(by=cast.coder, actor=one, into=other, merge_reason=" ")
    elsewhere = create_case(by=cast.coder, title="Another", slug="another")
    foreign = register_actor(by=cast.coder, case=elsewhere, kind="unknown", name="x")
    with pytest.raises(Refused, match="only actors of one case"):
        merge_actors(by=cast.coder, actor=one, into=foreign, merge_reason="x")
    with pytest.raises(NotAllowed):
        merge_actors(by=cast.stranger, actor=one, into=other, merge_reason="x")
    with pytest.raises(NotAllowed):
        merge_actors(by=cast.legal, actor=one, into=other, merge_reason="x")


def test_a_merge_closes_no_circle(cast: Cast, case: Case, one: Actor, other: Actor) -> None:
    between = register_actor(by=cast.coder, case=case, kind="unit", name="between")
    link_command(by=cast.coder, superior=one, subordinate=between, basis="inferred", note="x")
    link_command(by=cast.coder, superior=between, subordinate=other, basis="inferred", note="x")
    with pytest.raises(Refused, match=r"by CMD-\d+, CMD-\d+"):
        merge_actors(by=cast.coder, actor=other, into=one, merge_reason="x")
    edit_actor(by=cast.coder, actor=other, parent=between)
    with pytest.raises(Refused, match="stand over itself"):
        merge_actors(by=cast.coder, actor=other, into=between, merge_reason="x")
    other.refresh_from_db()
    assert other.merged_into is None
