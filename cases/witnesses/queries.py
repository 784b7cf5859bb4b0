"""Named readings about people."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from cases.accounts.models import User
from cases.core import audit

from .models import Identity, IdentityRequest, MatchDecision, Witness


@dataclass(frozen=True)
class Opening:
    """Somebody opened an identity: who, when and why."""

    person: str
    at: datetime
    reason: str


def openings_of(identity: Identity) -> list[Opening]:
    """Who has opened an identity before, the newest first, up to 50. Two statements."""
    events = list(audit.events_of(identity.pk).filter(action="witnesses.open_identity")[:50])
    people = User.objects.in_bulk({event.actor_uuid for event in events if event.actor_uuid})
    return [
        Opening(str(people.get(event.actor_uuid, "")), event.at, json.loads(event.body)["reason"]) for event in events
    ]


def own_request(user: User, witness: Witness) -> IdentityRequest | None:
    """What the user asked for last and may still use or waits for."""
    asked = IdentityRequest.objects.filter(witness__person=witness.person, requested_by=user)
    return asked.filter(Q(approved_by=None) | Q(until__gt=timezone.now())).first()


def matches_of(witness: Witness, user: User) -> QuerySet[MatchDecision]:
    """What was said about a record and others that may be the same person."""
    either = Q(first=witness) | Q(second=witness)
    return MatchDecision.objects.visible_to(user).filter(either).select_related("first", "second", "proposed_by")
