"""One coder at one testimony, and what comes of a button."""

import uuid
from dataclasses import dataclass, field
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.coding.actions import ActorMatch
from cases.coding.models import Act, CodingRound
from cases.core.errors import Refused
from cases.intake.models import Testimony

from .acts import Coded, coded_by_round
from .choices import Offer, offer
from .spots import Spot
from .texts import Opened


@dataclass
class Outcome:
    """What came of a button: a sentence, or what was wrong; the act that can be undone; which words changed.

    ``data`` is what the boxes show afterwards; ``panel`` whether what stands beside the codes changed.
    """

    data: QueryDict
    said: str = ""
    problem: str = ""
    undo: str = ""
    opened_act: str = ""
    changed: list[Spot] = field(default_factory=list)
    ticked: list[Spot] = field(default_factory=list)
    matches: list[ActorMatch] = field(default_factory=list)
    looked: bool = False
    panel: bool = False
    left: bool = False


@dataclass
class Desk:
    """One coder at one testimony: what a button acts on. What is coded and offered is read when it is first asked for.

    ``named``: whether actors and groups are offered by their names, which opens them.
    """

    user: User
    testimony: Testimony
    round: CodingRound | None
    opened: Opened
    named: bool = True

    @cached_property
    def coded(self) -> Coded:
        return coded_by_round(self.testimony, self.user, self.round, self.opened)

    @cached_property
    def offered(self) -> Offer:
        return offer(self.testimony, self.user, named=self.named)

    def act(self, key: str) -> Act:
        """An act that the coder sees, whole. Raises Refused for one that somebody took back meanwhile."""
        shown = self.coded.find(key)
        act = Act.in_every_round.select_related("category", "place").filter(pk=shown.pk).first() if shown else None
        if act is None:
            raise Refused(_("This act is not there any more: load the page anew."))
        act.testimony = self.testimony
        return act

    def spots_of(self, key: str) -> list[Spot]:
        shown = self.coded.find(key)
        return list(shown.spots) if shown else []


def key_of(text: str) -> uuid.UUID:
    """The key that a button carries. Raises Refused for anything else."""
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Refused(_("This button was changed on its way: load the page anew.")) from None
