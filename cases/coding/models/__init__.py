"""Who did what to whom, and which words say so."""

from .actors import Actor, Involvement
from .acts import Act, Confidence, Event, EvidenceLink, Victimisation
from .passages import Passage
from .situations import LabourSituation

__all__ = [
    "Act",
    "Actor",
    "Confidence",
    "Event",
    "EvidenceLink",
    "Involvement",
    "LabourSituation",
    "Passage",
    "Victimisation",
]
