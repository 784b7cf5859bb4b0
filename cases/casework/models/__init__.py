"""Cases and their teams, how far rights reach into their records, and the work on them."""

from .cases import UNSETTLED_STATES, VERIFIED_STATES, Case, CaseMember, CaseRecordQuerySet, GlassBreaking, Reach
from .follow_ups import FollowUp, RetentionReview
from .work import Assignment, Comment, Flag, Mention, Notification

__all__ = [
    "UNSETTLED_STATES",
    "VERIFIED_STATES",
    "Assignment",
    "Case",
    "CaseMember",
    "CaseRecordQuerySet",
    "Comment",
    "Flag",
    "FollowUp",
    "GlassBreaking",
    "Mention",
    "Notification",
    "Reach",
    "RetentionReview",
]
