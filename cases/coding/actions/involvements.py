"""Who is said to have had a part in an act."""

from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.coding import policies
from cases.coding.models import Act, Actor, Involvement
from cases.core.errors import Refused
from cases.core.records import action, fill, locked, remove, write


class InvolvementValues(TypedDict, total=False):
    role: str
    degree: str
    identified_by: str
    confidence: str


@action
def involve_actor(*, by: User, act: Act, actor: Actor, **values: Unpack[InvolvementValues]) -> Involvement:
    """Say that somebody had a part in an act; of an actor found to be another, that other had it."""
    policies.check_can_change(by, act)
    return write(new_involvement(act, actor, values))


@action
def remove_involvement(*, by: User, involvement: Involvement) -> None:
    """Take back that somebody had a part in an act."""
    involvement = locked(involvement)
    policies.check_can_change(by, involvement.act)
    drop_involvement(involvement)


def new_involvement(act: Act, actor: Actor, values: InvolvementValues) -> Involvement:
    """An involvement, checked and filled, not yet stored."""
    if actor.case_id != act.event.case_id:
        raise Refused(_("%(code)s belongs to another case.") % {"code": actor.code})
    actor = actor.known_as
    if act.involvements.filter(actor=actor, role=values.get("role", "")).exists():
        raise Refused(_("%(actor)s has this role in %(act)s already.") % {"actor": actor.code, "act": act.code})
    involvement = Involvement(act=act, actor=actor)
    fill(involvement, values)
    return involvement


def drop_involvement(involvement: Involvement) -> None:
    """Delete it with its last revision; the caller has checked the right."""
    remove(involvement, fields=["act", "actor", "role"])
