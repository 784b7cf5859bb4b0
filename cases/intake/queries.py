"""Reads of what came in."""

import uuid

from cases.accounts.models import User
from cases.witnesses.models import Witness

from .models import Testimony


def testimonies_of(witness: Witness) -> list[Testimony]:
    """What the person has told us, under whichever of their records, the oldest first. One statement."""
    told = Testimony.objects.filter(witness__person=witness.person).select_related("interviewer")
    return list(told.order_by("created_at"))


def prior_statements(witness_key: str, user: User) -> list[Testimony]:
    """The same for a witness chosen in a form and visible to the user; empty for anything else."""
    try:
        witness = Witness.objects.visible_to(user).filter(pk=uuid.UUID(witness_key)).first()
    except ValueError:
        return []
    return testimonies_of(witness) if witness else []
