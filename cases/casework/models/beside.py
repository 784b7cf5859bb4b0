"""What stands beside a record that a second coder must read blind."""

from collections.abc import Sequence
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from cases.accounts.models import RoleAssignment, User
from cases.core.rights import Role, Scope, Section

from .cases import UNSETTLED_STATES, Case, CaseRecordQuerySet, open_to_a_second

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class BesideQuerySet(CaseRecordQuerySet[M_co]):
    """Work and talk beside records, without what could tell a coder who else codes a testimony, or what they found.

    The model says what is harmless whatever happens (``harmless``). Until the first coding is finished, what was said by
    somebody who is no coder is harmless too (``said_by``); afterwards nothing else is, until the second is finished.
    """

    def readable_by(self, user: User, section: Section) -> Self:
        return super().readable_by(user, section).filter(self._tells_nothing(user))

    def within(self, user: User, scope: Scope | None, *, frozen: bool = False) -> Self:
        return super().within(user, scope, frozen=frozen).filter(self._tells_nothing(user))

    def _tells_nothing(self, user: User) -> Q:
        if Role.CODER not in user.role_set:
            return Q()
        model: Any = self.model
        harmless: Q = model.harmless(user)
        if not model.said_by:
            return ~_about(UNSETTLED_STATES) | harmless
        coders = RoleAssignment.objects.filter(role=Role.CODER).values("user")
        said_by_others = ~Q(**{f"{model.said_by}__in": coders})
        coded = ("coded",)
        before = tuple(state for state in UNSETTLED_STATES if state not in coded)
        return (~_about(coded) | harmless) & (~_about(before) | harmless | said_by_others)


def _about(states: Sequence[str]) -> Q:
    """Whether a row stands beside a testimony that is open to a second coder, its witness, or their work."""
    found = Q(pk__in=[])
    # Asked one by one: each has an index of its own.
    for path in ("testimonies", "testimonies__witness", "testimonies__witness__situations"):
        found |= Q(
            Exists(Case.objects.filter(open_to_a_second("testimonies", states), **{path: OuterRef("subject_uuid")}))
        )
    return found
