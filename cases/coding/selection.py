"""Which interviews a second coder reads blind (domain brief 3.4): the first of each case, then some at random, and all
with a restricted code.

Decided when the first coding is finished, so that nobody knows while coding whether somebody will check it.
"""

import secrets

from cases.intake.models import Testimony
from cases.witnesses.models import Stream

from .models import Act

FIRST = 20
"""So many interviews of each case are always coded twice: "double-code blind the first 20" (domain brief 3.4)."""
SHARE = 0.15
"""The share of all later ones that is drawn: "then 15% at random" (domain brief 3.4)."""
RESTRICTED = True
"""Whether each use of a restricted code is read twice."""

Choice = Testimony.DoubleCoding
_chance = secrets.SystemRandom()


def choose(testimony: Testimony) -> Choice:
    """Whether a second coder reads a testimony whose first coding is being finished, and why.

    Press accounts are not, and what was reopened is not chosen again.
    """
    if testimony.stream != Stream.OWN or testimony.reopened_at is not None:
        return Choice.NOT_CHOSEN
    if decided_in_case(testimony) < FIRST:
        return Choice.FIRST
    if RESTRICTED and has_restricted_code(testimony):
        return Choice.RESTRICTED
    return Choice.RANDOM if _chance.random() < SHARE else Choice.NOT_CHOSEN


def decided_in_case(testimony: Testimony) -> int:
    """Of how many other interviews of the case this was decided before."""
    others = Testimony.objects.filter(case=testimony.case_id, stream=Stream.OWN).exclude(pk=testimony.pk)
    return others.exclude(double_coding=Choice.UNDECIDED).count()


def has_restricted_code(testimony: Testimony) -> bool:
    """Whether the first coding says that an act of a restricted category was done."""
    return Act.objects.filter(testimony=testimony, state=Act.State.PRESENT, category__restricted=True).exists()
