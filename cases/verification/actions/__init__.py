"""Writes of verification and clearance: one at a time, and many at once."""

from .many import NewAssessment, assess_testimonies, begin_verifications, clear_testimonies
from .one import assess_testimony, begin_verification, clear_testimony

__all__ = [
    "NewAssessment",
    "assess_testimonies",
    "assess_testimony",
    "begin_verification",
    "begin_verifications",
    "clear_testimonies",
    "clear_testimony",
]
