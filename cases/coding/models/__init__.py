"""Who did what to whom, and which words say so."""

from .actors import Actor, ActorName, CommandLink, Involvement
from .acts import Act, Confidence, Event, EvidenceLink, Victimisation
from .passages import Passage
from .reviews import IndicatorOverride, OtherReview, Override
from .rounds import CodingRound
from .situations import LabourSituation

__all__ = [
    "Act",
    "Actor",
    "ActorName",
    "CodingRound",
    "CommandLink",
    "Confidence",
    "Event",
    "EvidenceLink",
    "Involvement",
    "IndicatorOverride",
    "LabourSituation",
    "OtherReview",
    "Override",
    "Passage",
    "Victimisation",
]
