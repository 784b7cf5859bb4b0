"""What stands about actors on the pages of cases, actors and command links."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from cases.casework.models import Case
from cases.coding import queries
from cases.coding.models import Actor, CommandLink

from .merging import may_merge
from .page import may_look


def card(request: HttpRequest, _form: Any, record: Any) -> list[Any]:
    """On a case's page the way to its actors; on an actor's what ties it to others; on a link's the way to both."""
    if not may_look(request.user):
        return []
    if isinstance(record, Case):
        return [{"template": "admin/cases/actors/case_card.html", "case": record}]
    if isinstance(record, Actor):
        return [_of_actor(request, record)]
    if isinstance(record, CommandLink):
        return [{"template": "admin/cases/actors/link_card.html", "link": record}]
    return []


def _of_actor(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    user: Any = request.user
    links = list(queries.commands(user, actor.case).order_by("date_earliest", "code"))
    merged = list(Actor.objects.visible_to(user).filter(merged_into=actor))
    beside = [(link, link.subordinate) for link in links if link.superior.known_as.pk == actor.pk]
    above = [(link, link.superior) for link in links if link.subordinate.known_as.pk == actor.pk]
    others = {other.known_as.pk: other.known_as for _link, other in [*beside, *above]}
    others |= {row.pk: row for row in [*merged, *([actor.merged_into] if actor.merged_into else [])]}
    names = {one.actor.pk: one for one in queries.named(user, list(others.values()))} if others else {}
    return {
        "template": "admin/cases/actors/actor_card.html",
        "actor": actor,
        "known_as": names[actor.merged_into.pk] if actor.merged_into else None,
        "merged": [names[row.pk] for row in merged],
        "over": [(link, names[other.known_as.pk]) for link, other in beside],
        "under": [(link, names[other.known_as.pk]) for link, other in above],
        "acts": queries.acts_of(user, actor),
        "merge": reverse("admin:actor_merge", args=[actor.pk]) if may_merge(user) and not actor.merged_into_id else "",
    }
