"""Writes on people, identities, consents, risks and duplicates: one at a time, and many at once."""

from .exports import allow_identity_export, ask_for_identity_export, make_identity_export, stop_identity_export
from .finding import Namesake, find_namesakes, find_people
from .identities import (
    allow_identity_request,
    ask_to_open_identity,
    lift_identity_lock,
    open_identity,
    record_identity,
)
from .many import NewConsent, NewPerson, NewRisk, record_consents, register_groups, register_people
from .matches import decide_match, propose_match
from .people import GroupValues, WitnessValues, edit_group, edit_witness, register_group, register_witness
from .promises import ConsentValues, RiskValues, ScopeAnswer, assess_risk, record_consent, sign_for_minor

__all__ = [
    "ConsentValues",
    "GroupValues",
    "NewConsent",
    "Namesake",
    "NewPerson",
    "NewRisk",
    "RiskValues",
    "ScopeAnswer",
    "WitnessValues",
    "allow_identity_export",
    "allow_identity_request",
    "ask_for_identity_export",
    "ask_to_open_identity",
    "assess_risk",
    "decide_match",
    "edit_group",
    "edit_witness",
    "find_namesakes",
    "find_people",
    "lift_identity_lock",
    "make_identity_export",
    "open_identity",
    "propose_match",
    "record_consent",
    "record_consents",
    "record_identity",
    "register_group",
    "register_groups",
    "register_people",
    "register_witness",
    "sign_for_minor",
    "stop_identity_export",
]
