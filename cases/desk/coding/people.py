"""Naming on the page whom a code needs: a group that is not told apart, an actor who was not named before."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from cases.coding.actions import find_actors, register_actor
from cases.coding.models import Actor
from cases.core.errors import Refused
from cases.witnesses.actions import register_group
from cases.witnesses.models import Group

from .state import Desk, Outcome, key_of


def add_group(desk: Desk, outcome: Outcome) -> None:
    """A group for the next codes. Both numbers may stay empty: then it is of unknown size."""
    data = outcome.data
    described = data.get("group_description", "").strip()
    if not described:
        raise Refused(_("Say in a few words who the people are: “the other workers of his crew”."))
    low, high = _number(data.get("group_min", "")), _number(data.get("group_max", ""))
    if low is not None and high is not None and low > high:
        raise Refused(_("“At least” is more than “at most”: swap the two numbers."))
    basis = Group.Basis.STATED if low is not None or high is not None else ""
    group = register_group(
        by=desk.user, case=desk.testimony.case, description=described, count_min=low, count_max=high, count_basis=basis
    )
    data.appendlist("victims", str(group.pk))
    for name in ("group_description", "group_min", "group_max"):
        data[name] = ""
    outcome.said = _("%(code)s is added, and chosen for the next codes.") % {"code": group.code}


def find_actor(desk: Desk, outcome: Outcome) -> None:
    """Who of the case may be meant: shown before anybody new is added."""
    outcome.matches = find_actors(by=desk.user, case=desk.testimony.case, name=outcome.data.get("actor_name", ""))
    outcome.said = (
        _("Is it one of these? Choose it, or add the name as somebody new.")
        if outcome.matches
        else _("Nobody of this case has a name like it: you can add it as somebody new.")
    )
    outcome.looked = True


def use_actor(desk: Desk, outcome: Outcome, key: str) -> None:
    """Choose one of those that were found."""
    _choose(outcome, Actor.objects.visible_to(desk.user).filter(case=desk.testimony.case, pk=key_of(key)).first())


def add_actor(desk: Desk, outcome: Outcome) -> None:
    """Somebody new, by the name that was used."""
    name, kind = outcome.data.get("actor_name", "").strip(), outcome.data.get("actor_kind", "")
    if not name:
        raise Refused(_("Type a name, in any of its scripts."))
    kind = kind if kind in Actor.Kind.values else Actor.Kind.UNKNOWN
    _choose(outcome, register_actor(by=desk.user, case=desk.testimony.case, kind=kind, name=name))


STEPS: Mapping[str, Callable[[Desk, Outcome], None]] = {
    "add_group": add_group,
    "find_actor": find_actor,
    "add_actor": add_actor,
}


def _choose(outcome: Outcome, actor: Actor | None) -> None:
    if actor is None:
        raise Refused(_("This actor is not of this case: look for it again."))
    outcome.data["actor"], outcome.data["actor_name"] = str(actor.known_as.pk), ""
    outcome.panel = True
    outcome.said = _("%(code)s is chosen for the next codes.") % {"code": actor.known_as.code}


def _number(text: str) -> int | None:
    text = text.strip()
    if not text:
        return None
    if not text.isdecimal() or len(text) > 7:
        raise Refused(_("Write the number of people in digits, or leave the box empty."))
    return int(text)
