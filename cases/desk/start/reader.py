"""Whoever reads their queue, with what several groups ask of them: read once for all."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from cases.accounts.models import User
from cases.casework.models import Assignment
from cases.core import permissions


@dataclass
class Reader:
    """The person, today, and the work that they have accepted."""

    user: User
    today: dt.date = field(default_factory=timezone.localdate)

    def may(self, action: str) -> bool:
        """Whether one of their roles holds an action."""
        return permissions.may(self.user, action)

    @cached_property
    def accepted(self) -> list[Assignment]:
        """What they accepted and have not finished. One statement."""
        found = Assignment.objects.visible_to(self.user).filter(given_to=self.user, state=Assignment.State.ACCEPTED)
        return list(found.select_related("case").order_by("due_on", "code"))

    def given(self, task: str) -> frozenset[uuid.UUID]:
        """The records on which they accepted one kind of task."""
        return frozenset(assignment.subject_uuid for assignment in self.accepted if assignment.task == task)


def with_others(user: User, task: str) -> QuerySet[Assignment, Any]:
    """The keys of records on which somebody else does a task."""
    accepted = Assignment.objects.filter(task=task, state=Assignment.State.ACCEPTED)
    return accepted.exclude(given_to=user).values("subject_uuid")
