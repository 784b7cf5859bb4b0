"""What is on its way to the public: press cases, series of releases, drafts and approvals."""

from .drafts import ReleaseApproval, ReleaseDraft, ReleaseFile
from .press_cases import Approval, PressCaseDraft, Signature
from .series import MONTHS_BETWEEN, LedgerEntry, LedgerVector, NoiseRow, NoisyCell, Series

__all__ = [
    "MONTHS_BETWEEN",
    "Approval",
    "LedgerEntry",
    "LedgerVector",
    "NoiseRow",
    "NoisyCell",
    "PressCaseDraft",
    "ReleaseApproval",
    "ReleaseDraft",
    "ReleaseFile",
    "Series",
    "Signature",
]
