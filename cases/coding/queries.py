"""The actors of a case as pages read them: by name, as what they are known as, with the acts that the user may see."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from cases.accounts.models import User
from cases.casework.models import Case
from cases.core import sealing

from .models import Act, Actor, ActorName, CommandLink, Involvement


@dataclass(frozen=True)
class NamedActor:
    """An actor with its main name, opened."""

    actor: Actor
    name: str

    def __str__(self) -> str:
        return f"{self.name} ({self.actor.code})"


def actors_of_case(user: User, case: Case) -> list[NamedActor]:
    """The actors of a case that can be chosen, by name; merged ones are not. One logged reading."""
    actors = list(Actor.objects.visible_to(user).filter(case=case, merged_into=None).select_related("case"))
    return sorted(named(user, actors), key=lambda one: (one.name.casefold(), one.actor.code))


def named(user: User, actors: Sequence[Actor]) -> list[NamedActor]:
    """Actors with their main names, in the same order; by its code whom the user does not see. One logged reading."""
    seen = list(Actor.objects.visible_to(user).filter(pk__in=[actor.pk for actor in actors]).select_related("case"))
    names = sealing.open_rows(seen, "name", by=user, reason="names of actors")
    return [NamedActor(actor, names.get(actor.pk) or actor.code) for actor in actors]


def further_names(user: User, actors: Sequence[Actor]) -> list[tuple[ActorName, str]]:
    """The further names of actors and of those merged into them, opened, with their rows. One logged reading."""
    theirs = Q(actor__in=actors) | Q(actor__merged_into__in=actors)
    rows = list(ActorName.objects.visible_to(user).filter(theirs).select_related("actor").order_by("created_at"))
    names = sealing.open_rows(rows, "name", by=user, reason="names of actors")
    return [(row, names[row.pk] or "") for row in rows]


def involvements(user: User, case: Case, *, of: Actor | None = None, restricted: bool = True) -> QuerySet[Involvement]:
    """Who had a part in the acts of a case that count and that are said to have happened, as far as the user sees them.

    Of everybody, or of one actor and those merged into it; without restricted codes where those are not asked for.
    """
    found = Involvement.objects.visible_to(user).filter(
        act__event__case=case, act__stands=True, act__state=Act.State.PRESENT
    )
    if of is not None:
        found = found.filter(Q(actor=of) | Q(actor__merged_into=of))
    return found if restricted else found.filter(act__category__restricted=False)


def acts_by_actor(rows: QuerySet[Involvement]) -> dict[uuid.UUID, set[uuid.UUID]]:
    """The acts of each actor among ``involvements``, by what it is known as. One statement."""
    found: dict[uuid.UUID, set[uuid.UUID]] = {}
    known_as = rows.annotate(known=Coalesce("actor__merged_into", "actor")).order_by()
    for known, act in known_as.values_list("known", "act"):
        found.setdefault(known, set()).add(act)
    return found


def acts_of(user: User, actor: Actor) -> int:
    """In how many acts an actor, with those merged into it, had a part."""
    return involvements(user, actor.case, of=actor).values("act").distinct().count()


def commands(user: User, case: Case) -> QuerySet[CommandLink]:
    """The command links of a case, with both actors and what these are known as."""
    links = CommandLink.objects.visible_to(user).filter(superior__case=case)
    return links.select_related("superior__merged_into", "subordinate__merged_into", "source")
