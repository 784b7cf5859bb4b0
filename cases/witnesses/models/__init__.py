"""People we hold a record about, who they are, what they allowed and took back, and what could harm them."""

from .identities import (
    IDENTITIES_AN_HOUR,
    NAME_FIELDS,
    SHOWN_FIELDS,
    ExportedPerson,
    Identity,
    IdentityExport,
    IdentityLock,
    IdentityRequest,
)
from .matches import MatchDecision
from .people import Group, Stream, Witness
from .promises import RISK_VALID_DAYS, Consent, ConsentScope, MinorSignature, RiskAssessment, Scope
from .withdrawals import ErasureCertificate, Withdrawal

__all__ = [
    "IDENTITIES_AN_HOUR",
    "NAME_FIELDS",
    "RISK_VALID_DAYS",
    "SHOWN_FIELDS",
    "Consent",
    "ConsentScope",
    "ErasureCertificate",
    "ExportedPerson",
    "Group",
    "Identity",
    "IdentityExport",
    "IdentityLock",
    "IdentityRequest",
    "MatchDecision",
    "MinorSignature",
    "RiskAssessment",
    "Scope",
    "Stream",
    "Withdrawal",
    "Witness",
]
