"""Lockdown: from its start until two people lift it, no session lives, no key is opened and no staff page answers.

It stands below accounts, since the key ring asks for it; who lifted it is in accounts.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Lockdown(models.Model):
    """One lockdown. It stands as long as ``lifted_at`` is empty; there is never more than one such row.

    No ``Row``: its revisions would need the keys that a lockdown takes away.
    """

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    started_at = models.DateTimeField(default=timezone.now)
    started_by_uuid = models.UUIDField()
    reason = models.CharField(max_length=300, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(models.Value(1), name="one_lockdown_at_a_time", condition=Q(lifted_at=None)),
            models.CheckConstraint(
                name="a_lockdown_ends_after_it_started", condition=Q(lifted_at=None) | Q(lifted_at__gte=F("started_at"))
            ),
        ]

    class Privacy:
        internal = frozenset({"uuid", "started_at", "started_by_uuid", "reason", "lifted_at"})

    def __str__(self) -> str:
        return f"lockdown {self.started_at:%Y-%m-%d %H:%M}"


def standing() -> bool:
    """Whether a lockdown stands now."""
    return Lockdown.objects.filter(lifted_at=None).exists()
