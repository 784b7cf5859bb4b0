"""What is read about the work on records: one's own, what is beside a record, and who could do it."""

import uuid
from typing import Any

from django.db.models import Case as Sorted
from django.db.models import F, IntegerField, QuerySet, Value, When

from cases.accounts.models import RoleAssignment, User
from cases.core import permissions
from cases.core.rights import Section

from .models import Assignment, Flag, Notification
from .subjects import seen_beside


def unseen(user: Any) -> int:
    """How many things a person was told and has not seen: for a number beside the link. One statement."""
    if not permissions.may_look(user, Section.NOTIFICATION):
        return 0
    return Notification.objects.visible_to(user).filter(seen_at=None).count()


def told(user: User) -> "QuerySet[Notification]":
    """What a person was told, the unseen first, then the newest."""
    found = Notification.objects.visible_to(user).select_related("by", "case")
    return found.order_by(F("seen_at").asc(nulls_first=True), "-created_at")


def assignments_seen_by(user: User) -> "QuerySet[Assignment]":
    """The pieces of work that a person may see, on records that they see."""
    return seen_beside(Assignment.objects.visible_to(user), user)


def mine_first(user: User) -> tuple[Any, ...]:
    """The order of work: open before over, one's own first, then what is due soonest."""
    is_open = Sorted(When(state__in=Assignment.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    mine = Sorted(When(given_to=user, then=Value(0)), default=Value(1), output_field=IntegerField())
    return (is_open, mine, F("due_on").asc(nulls_last=True), "code")


def own_work(user: User) -> "QuerySet[Assignment]":
    """What a person is asked to do, or does, for their queue."""
    found = assignments_seen_by(user).filter(given_to=user, state__in=Assignment.OPEN)
    return found.order_by(F("due_on").asc(nulls_last=True), "code")


def flags_seen_by(user: User) -> "QuerySet[Flag]":
    """The flags that a person may see, on records that they see."""
    return seen_beside(Flag.objects.visible_to(user), user)


def team_of(case: uuid.UUID) -> list[User]:
    """Who works in a case and holds a role, each with their roles at hand. One statement."""
    held = RoleAssignment.objects.filter(user__memberships__case=case, user__is_active=True).select_related("user")
    people: dict[uuid.UUID, Any] = {}
    roles: dict[uuid.UUID, set[str]] = {}
    for one in held.order_by("user__username"):
        people.setdefault(one.user_id, one.user)
        roles.setdefault(one.user_id, set()).add(one.role)
    for key, person in people.items():
        person.role_set = frozenset(roles[key])
    return list(people.values())
