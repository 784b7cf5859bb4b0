"""Cases and their teams, how far rights reach into their records, and what is still to be done."""

from .cases import VERIFIED_STATES, Case, CaseMember, CaseRecordQuerySet, GlassBreaking, Reach
from .follow_ups import FollowUp, RetentionReview

__all__ = [
    "VERIFIED_STATES",
    "Case",
    "CaseMember",
    "CaseRecordQuerySet",
    "FollowUp",
    "GlassBreaking",
    "Reach",
    "RetentionReview",
]
