"""The network of a case's actors: who stands over whom, and who had a part in the same acts, as far as the user sees it."""

import uuid
from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations

from cases.accounts.models import User
from cases.casework.models import Case
from cases.coding import queries
from cases.coding.models import CommandLink
from cases.coding.queries import NamedActor


@dataclass(frozen=True)
class Chosen:
    """What is shown: a year of command, one kind of actor, one role in acts; restricted codes by choice only."""

    on: int | None = None
    kind: str = ""
    role: str = ""
    restricted: bool = False

    def holds(self, link: CommandLink) -> bool:
        """Whether a command link was in force in the year; one without a known end or start may have been."""
        if self.on is None:
            return True
        since, until = link.date_earliest, link.date_latest
        return (since is None or since.year <= self.on) and (until is None or until.year >= self.on)


@dataclass(frozen=True)
class Other:
    """Another actor beside one: with how many acts together, or by which links."""

    actor: NamedActor
    acts: int = 0
    links: tuple[CommandLink, ...] = ()

    @property
    def periods(self) -> list[str]:
        """The dates of the links, as they are known."""
        return [link.date.to_edtf() for link in self.links if link.date.to_edtf()]


@dataclass
class Node:
    """An actor with the acts in which it had a part, those over and under it, and those it acted together with."""

    actor: NamedActor
    acts: int
    over: list[Other] = field(default_factory=list)
    under: list[Other] = field(default_factory=list)
    together: list[Other] = field(default_factory=list)

    @property
    def key(self) -> uuid.UUID:
        return self.actor.actor.pk


def read(user: User, case: Case, chosen: Chosen) -> list[Node]:
    """The actors with what ties them, those with the most acts first."""
    rows = queries.involvements(user, case, restricted=chosen.restricted)
    if chosen.role:
        rows = rows.filter(role=chosen.role)
    acts = queries.acts_by_actor(rows)
    shown = [one for one in queries.actors_of_case(user, case) if _is_shown(one, chosen, acts)]
    nodes = {one.actor.pk: Node(one, len(acts.get(one.actor.pk, ()))) for one in shown}
    _put_commands(nodes, [link for link in queries.commands(user, case) if chosen.holds(link)])
    _put_together(nodes, acts)
    return sorted(nodes.values(), key=lambda node: -node.acts)


def _is_shown(one: NamedActor, chosen: Chosen, acts: dict[uuid.UUID, set[uuid.UUID]]) -> bool:
    return chosen.kind in ("", one.actor.kind) and (not chosen.role or one.actor.pk in acts)


def _put_commands(nodes: dict[uuid.UUID, Node], links: list[CommandLink]) -> None:
    pairs: dict[tuple[uuid.UUID, uuid.UUID], list[CommandLink]] = {}
    for link in links:
        pair = (link.superior.known_as.pk, link.subordinate.known_as.pk)
        if pair[0] in nodes and pair[1] in nodes:
            pairs.setdefault(pair, []).append(link)
    for (superior, subordinate), some in pairs.items():
        above, below = nodes[superior], nodes[subordinate]
        above.over.append(Other(below.actor, links=tuple(some)))
        below.under.append(Other(above.actor, links=tuple(some)))


def _put_together(nodes: dict[uuid.UUID, Node], acts: dict[uuid.UUID, set[uuid.UUID]]) -> None:
    by_act: dict[uuid.UUID, list[uuid.UUID]] = {}
    for key in nodes:
        for act in acts.get(key, ()):
            by_act.setdefault(act, []).append(key)
    shared = Counter(pair for some in by_act.values() for pair in combinations(some, 2))
    for (one, other), count in shared.most_common():
        nodes[one].together.append(Other(nodes[other].actor, count))
        nodes[other].together.append(Other(nodes[one].actor, count))
