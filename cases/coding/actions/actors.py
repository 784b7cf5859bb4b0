"""Writes on actors: their names, which of them are one, who stands over whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.models import Case
from cases.casework.policies import check_can_work_in
from cases.coding import actor_names, structure
from cases.coding.models import Actor, ActorName
from cases.core.errors import Refused
from cases.core.records import (
    action,
    fill,
    found_by_search,
    locked,
    open_column_for_action,
    open_for_action,
    remove,
    write,
)


class ActorValues(TypedDict, total=False):
    kind: str
    name: str
    registrations: str
    parent: Actor | None


@dataclass(frozen=True)
class GivenName:
    """A further name as a form gives it: a new one, or ``stored`` with what it becomes. An empty name takes that away."""

    name: str
    kind: str = ActorName.Kind.SPELLING
    stored: str = ""


@dataclass(frozen=True)
class ActorMatch:
    """An actor with a name like the one asked for: that name, and how alike, up to 1."""

    actor: Actor
    name: str
    score: float


@action
def register_actor(*, by: User, case: Case, names: Sequence[GivenName] = (), **values: Unpack[ActorValues]) -> Actor:
    """Record somebody who is said to have done something."""
    check_can_work_in(by, case)
    actor = Actor(case=case)
    _fill(actor, values)
    write(actor)
    _give_names(by, actor, names)
    return actor


@action
def edit_actor(*, by: User, actor: Actor, names: Sequence[GivenName] = (), **values: Unpack[ActorValues]) -> Actor:
    """Change an actor; of further names, those that are given."""
    work_on_structure(by, actor.case)
    actor = locked(actor)
    _fill(actor, values)
    write(actor)
    _give_names(by, actor, names)
    if actor.parent is not None:
        structure.check_no_circle(structure.of_case(actor.case), structure.places(actor.case), actor.pk)
    return actor


@action
def name_actor(*, by: User, actor: Actor, name: str, kind: str = ActorName.Kind.SPELLING) -> ActorName:
    """Give an actor a further name."""
    check_can_work_in(by, actor.case)
    known = [open_for_action(row, "name") for row in [actor, *actor.names.all()]]
    if name.strip() in known:
        raise Refused(_("%(code)s has this name already.") % {"code": actor.code}, field="names")
    return write(_named(ActorName(actor=actor), name, kind))


@action
def remove_actor_name(*, by: User, actor_name: ActorName) -> None:
    """Take a further name away."""
    actor_name = locked(actor_name)
    check_can_work_in(by, actor_name.actor.case)
    remove(actor_name, fields=["actor", "kind"])


@action
def find_actors(*, by: User, case: Case, name: str) -> list[ActorMatch]:
    """The actors of a case with the likeliest names, the likest first; of merged ones, what they are known as.

    Raises Refused for no letters. The words are never kept.
    """
    if not actor_names.sound(name).joined:
        raise Refused(_("Type a name, in any of its scripts."), field="name")
    actors = {actor.pk: actor for actor in Actor.objects.visible_to(by).filter(case=case).select_related("merged_into")}
    named = list(actors.values())
    further = list(ActorName.objects.visible_to(by).filter(actor__case=case))
    known = [
        *zip([actor.known_as.pk for actor in named], _names(Actor, named), strict=True),
        *zip([actors[row.actor_id].known_as.pk for row in further], _names(ActorName, further), strict=True),
    ]
    found = actor_names.likest(name, known)
    found_by_search(len(found))
    return [ActorMatch(actors[like.who], like.name, like.score) for like in found]


@action
def merge_actors(*, by: User, actor: Actor, into: Actor, merge_reason: str) -> Actor:
    """Say that an actor is one with another. It keeps its rows, and is read as the other until somebody parts them.

    What was merged into it before goes along.
    """
    case = work_on_structure(by, actor.case)
    actor, into = locked(actor), locked(into).known_as
    _check_can_merge(actor, into, merge_reason)
    along = list(actor.merged.all())
    at = {place: into.pk if standing == actor.pk else standing for place, standing in structure.places(case).items()}
    structure.check_no_circle(structure.of_case(case), at, into.pk)
    for row in map(locked, along):
        row.merged_into = into
        write(row)
    actor.merged_into, actor.merged_by = into, by
    fill(actor, {"merge_reason": merge_reason.strip()})
    return write(actor)


@action
def part_actors(*, by: User, actor: Actor) -> Actor:
    """Undo a merge: the actor stands by itself again. What went along with it stays where it is."""
    work_on_structure(by, actor.case)
    actor = locked(actor)
    if actor.merged_into is None:
        raise Refused(_("%(code)s is not merged: there is nothing to part.") % {"code": actor.code})
    actor.merged_into = actor.merged_by = None
    fill(actor, {"merge_reason": None})
    return write(actor)


def work_on_structure(by: User, case: Case) -> Case:
    """The case, locked: two people at once could otherwise close a circle between them, one half each."""
    check_can_work_in(by, case)
    return locked(case)


def _fill(actor: Actor, values: ActorValues) -> None:
    if "name" in values and not values["name"].strip():
        raise Refused(_("Say what the actor is called, in the words that were used."), field="name")
    parent = values.get("parent")
    if parent is not None and parent.case_id != actor.case_id:
        raise Refused(_("%(code)s belongs to another case.") % {"code": parent.code}, field="parent")
    if parent is not None and parent.pk == actor.pk:
        raise Refused(_("An actor is not part of itself: choose another one, or none."), field="parent")
    fill(actor, values)


def _give_names(by: User, actor: Actor, names: Sequence[GivenName]) -> None:
    for given in names:
        stored = actor.names.filter(pk=given.stored).first() if given.stored else None
        if given.stored and stored is None:
            continue  # somebody else took it away meanwhile
        if stored is None:
            name_actor(by=by, actor=actor, name=given.name, kind=given.kind)
        elif given.name.strip():
            write(_named(locked(stored), given.name, given.kind))
        else:
            remove_actor_name(by=by, actor_name=stored)


def _named(row: ActorName, name: str, kind: str) -> ActorName:
    if not name.strip():
        raise Refused(_("Type the further name."), field="names")
    fill(row, {"name": name.strip(), "kind": kind})
    return row


def _names(model: type[Actor] | type[ActorName], rows: Sequence[Actor] | Sequence[ActorName]) -> list[str]:
    """The names of many rows of one model, opened together."""
    sealed = [(row.pk, row.name) for row in rows if row.name is not None]
    opened = dict(zip((key for key, _token in sealed), open_column_for_action(model, "name", sealed), strict=True))
    return [opened.get(row.pk, "") for row in rows]


def _check_can_merge(actor: Actor, into: Actor, merge_reason: str) -> None:
    named = {"actor": actor.code, "into": into.code}
    if into.case_id != actor.case_id:
        raise Refused(_("%(into)s belongs to another case: only actors of one case are merged.") % named, field="into")
    if actor.merged_into is not None:
        known = {"actor": actor.code, "into": actor.merged_into.code}
        raise Refused(_("%(actor)s is merged into %(into)s already: part it first.") % known)
    if into.pk == actor.pk:
        raise Refused(_("%(actor)s and the chosen one are one already: choose another actor.") % named, field="into")
    if not merge_reason.strip():
        raise Refused(_("Say why they are one: what is alike, and who says so."), field="merge_reason")
