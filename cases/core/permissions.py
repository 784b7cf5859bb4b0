"""What a person may do and read by the declared table (``rights``). Which state of a record is the stage's policy."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.translation import gettext

from .allowed import ALLOWED
from .batches import batches
from .errors import NotAllowed
from .rights import BEHIND_GLASS, ON_FROZEN, READABLE, Holders, Role, Scope, Section

__all__ = [
    "ALLOWED", "READABLE", "Actor", "Role", "Scope", "Section", "check", "check_reach", "check_readable", "may", "may_look",
    "readable", "renew", "scope",
]  # fmt: skip

_WIDTH = {found: width for width, found in enumerate(Scope)}


class Actor(Protocol):
    """Whoever acts: a user of accounts, or the system user, who holds no role."""

    pk: Any

    @property
    def role_set(self) -> frozenset[str]: ...


def renew(actor: Any) -> None:
    """Read the actor's roles anew and keep them as they are until the transaction ends.

    A request has read them when it began; taking a role away waits for this row, and is then seen by the next step.
    """
    user: Any = get_user_model()
    now = user._base_manager.select_for_update(no_key=True).filter(pk=actor.pk).first()
    if now is not None:
        actor.role_set, actor.is_active = now.role_set, now.is_active


def scope(actor: Actor, action: str) -> Scope | None:
    """How far the actor's roles carry an action; None when no role holds it."""
    return _widest(ALLOWED[action], actor.role_set)


def readable(actor: Actor, section: Section) -> Scope | None:
    """How far the actor's roles let them read a section; None when none does."""
    return _widest(READABLE[section], actor.role_set)


def may(actor: Actor, action: str) -> bool:
    """Whether one of the actor's roles holds the action, at whatever scope."""
    return scope(actor, action) is not None


def may_look(actor: Any, section: Section) -> bool:
    """Whether there is anything of a section that the person could see, by a role or behind broken glass."""
    if not getattr(actor, "is_staff", False):
        return False
    return readable(actor, section) is not None or (
        section in BEHIND_GLASS and Role.ADMINISTRATOR in actor.role_set and actor.has_broken_glass
    )


def check(actor: Actor, action: str) -> None:
    """Raise NotAllowed, naming the roles that hold the action."""
    if ALLOWED[action] and not may(actor, action):
        roles = ", ".join(str(Role(role).label) for role in sorted(ALLOWED[action]))
        raise NotAllowed(gettext("Your roles do not allow this step: it takes one of: %(roles)s.") % {"roles": roles})


def check_reach(actor: Actor, action: str, given: Iterable[object]) -> None:
    """Raise NotAllowed when a record among what an action was given lies beyond the scope of the actor's roles."""
    reach = scope(actor, action)
    if reach is None or reach == Scope.ALL:
        return  # held by nobody by role, or everywhere
    for rows in _by_model(given):
        every, frozen = _every(rows[0]._meta.model), action in ON_FROZEN
        if hasattr(every, "within") and not _all_found(every.within(actor, reach, frozen=frozen), rows):
            raise NotAllowed(_sentence(reach))


def check_readable(actor: Actor, rows: Sequence[models.Model]) -> None:
    """Raise NotAllowed unless the actor may read what is sealed in these rows of one model."""
    if not rows:
        return
    model: Any = rows[0]._meta.model
    section: Section = getattr(model, "sealed_section", model.section)
    every = _every(model)
    if hasattr(every, "readable_by"):
        found = _all_found(every.readable_by(actor, section), rows)
    else:
        found = readable(actor, section) == Scope.ALL
    if not found:
        raise NotAllowed(gettext("Your roles do not let you read this."))


def _sentence(reach: Scope) -> str:
    if reach == Scope.OWN:
        return gettext("Only the interviewer of this person or testimony takes this step: ask them, or the lead.")
    return gettext("You are not on this case's team: ask its lead to add you.")


def _by_model(given: Iterable[object]) -> Iterator[list[models.Model]]:
    """The stored rows among an action's arguments, alone or in lists, gathered by model."""
    found: dict[type[models.Model], list[models.Model]] = {}
    for value in given:
        for row in value if isinstance(value, list | tuple | set) else [value]:
            if isinstance(row, models.Model):
                found.setdefault(row._meta.model, []).append(row)
    yield from found.values()


def _every(model: Any) -> Any:
    """All rows of a model, those too that its usual manager leaves out."""
    return type(model._default_manager.all())(model)


def _all_found(reached: Any, rows: Sequence[models.Model]) -> bool:
    return all(
        reached.filter(pk__in=some).count() == len(some) for some in batches(list({row.pk: row.pk for row in rows}))
    )


def _widest(holders: Holders, roles: Iterable[str]) -> Scope | None:
    held = [holders[Role(role)] for role in roles if role in holders]
    return max(held, key=_WIDTH.__getitem__, default=None)
