"""How the risk to a person stands, on the person's page: in red when nothing of theirs may leave the office."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils import timezone

from cases.accounts.models import User
from cases.core import permissions
from cases.core.rights import Section

from . import risk
from .models import RiskAssessment, Stream, Witness


@dataclass(frozen=True)
class RiskCard:
    """The newest assessment of the person in general, and whether it counts today.

    ``is_elsewhere``: it lies in another record of the same person, which the user does not see.
    """

    template: ClassVar[str] = "admin/cases/risk_card.html"

    witness: Witness
    assessment: RiskAssessment | None
    is_in_date: bool
    is_elsewhere: bool = False


def card_of(witness: Witness, *, by: User) -> RiskCard | None:
    """The card of a person of our own interviews whose risk the user may read; None for others. Three statements."""
    if witness.stream != Stream.OWN or witness.erased_at is not None or not permissions.may_look(by, Section.RISK):
        return None
    if not Witness.objects.readable_by(by, Section.RISK).filter(pk=witness.pk).exists():
        return None
    newest = risk.newest(witness)
    if newest is None:
        return RiskCard(witness, None, is_in_date=False)
    elsewhere = not RiskAssessment.objects.visible_to(by).filter(pk=newest.pk).exists()
    return RiskCard(witness, newest, newest.valid_until >= timezone.localdate(), is_elsewhere=elsewhere)
