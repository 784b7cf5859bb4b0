"""Writes on witnesses, groups, identities, consents and risks: one at a time, and many at once."""

from .many import NewConsent, NewPerson, NewRisk, record_consents, register_groups, register_people
from .one import (
    ConsentValues,
    GroupValues,
    RiskValues,
    ScopeAnswer,
    WitnessValues,
    assess_risk,
    edit_group,
    edit_witness,
    open_identity,
    record_consent,
    record_identity,
    register_group,
    register_witness,
)

__all__ = [
    "ConsentValues",
    "GroupValues",
    "NewConsent",
    "NewPerson",
    "NewRisk",
    "RiskValues",
    "ScopeAnswer",
    "WitnessValues",
    "assess_risk",
    "edit_group",
    "edit_witness",
    "open_identity",
    "record_consent",
    "record_consents",
    "record_identity",
    "register_group",
    "register_groups",
    "register_people",
    "register_witness",
]
