"""What is on its way to the public: press cases, series of releases, drafts, quotes, and what was decided on them."""

from .checks import AuditReport, NoiseCertificate, ReleaseRejection, ReleaseWithdrawal
from .drafts import ReleaseApproval, ReleaseDraft, ReleaseFile
from .outgoing import OutgoingFigure
from .press_cases import Approval, PressCaseDraft, Signature
from .quotes import Quote, QuoteClearance, ReleaseQuote
from .series import (
    MONTHS_BETWEEN,
    PREPARATION_DAYS,
    PUBLICATION_HOUR,
    HoldBack,
    LedgerEntry,
    LedgerVector,
    NoiseRow,
    NoisyCell,
    Series,
)

__all__ = [
    "MONTHS_BETWEEN",
    "PREPARATION_DAYS",
    "PUBLICATION_HOUR",
    "Approval",
    "AuditReport",
    "HoldBack",
    "LedgerEntry",
    "LedgerVector",
    "NoiseCertificate",
    "NoiseRow",
    "NoisyCell",
    "OutgoingFigure",
    "PressCaseDraft",
    "Quote",
    "QuoteClearance",
    "ReleaseApproval",
    "ReleaseDraft",
    "ReleaseFile",
    "ReleaseQuote",
    "ReleaseRejection",
    "ReleaseWithdrawal",
    "Series",
    "Signature",
]
