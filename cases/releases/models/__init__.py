"""What is on its way to the public: press cases, series of releases, drafts and approvals."""

from .drafts import ReleaseApproval, ReleaseDraft, ReleaseFile
from .press_cases import Approval, PressCaseDraft, Signature
from .series import MONTHS_BETWEEN, LedgerEntry, NoiseRow, NoisyCell, Series

__all__ = [
    "MONTHS_BETWEEN",
    "Approval",
    "LedgerEntry",
    "NoiseRow",
    "NoisyCell",
    "PressCaseDraft",
    "ReleaseApproval",
    "ReleaseDraft",
    "ReleaseFile",
    "Series",
    "Signature",
]
