"""Writes on what a person allowed and on what could harm them. Nothing here is ever changed: a change is a new row."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.policies import check_can_work_in
from cases.core import audit
from cases.core.errors import NotAllowed, Refused
from cases.core.records import action, fill, open_for_action, write
from cases.witnesses import consent as gate
from cases.witnesses import policies
from cases.witnesses.models import (
    Consent,
    ConsentScope,
    Identity,
    IdentityExport,
    MinorSignature,
    RiskAssessment,
    Scope,
    Witness,
)


class ConsentValues(TypedDict, total=False):
    form_version: str
    language: str
    way: str
    interpreter: str
    place_kind: str
    purposes_explained: bool
    risks_explained: bool
    understood: bool
    able_to_decide: bool
    how_to_withdraw_told: bool
    age: int | None
    guardian: str
    assents: bool
    best_interest: str
    support_person: str
    named_as: str
    reimbursement: str
    review_on: dt.date | None
    form_sha256: str
    note: str


class RiskValues(TypedDict, total=False):
    threats: str
    family_inside: str
    others_exposed: str
    digital_traces: str
    mitigation: str


@dataclass(frozen=True)
class ScopeAnswer:
    """The answer for one purpose, with the limits the person set and the day it ends."""

    answer: str
    limits: str = ""
    expires_on: dt.date | None = None


@action
def record_consent(
    *,
    by: User,
    witness: Witness,
    given_on: dt.date,
    scopes: Mapping[str, ScopeAnswer],
    **values: Unpack[ConsentValues],
) -> Consent:
    """Add what the witness allowed on a day. Purposes that are left out were not asked.

    Raises Refused for a day in the future or before the person's birth, and for a minor without a guardian. A minor's
    consent allows nothing before the DPO has signed it (``sign_for_minor``).
    """
    check_can_work_in(by, witness.case)
    policies.check_not_in_future(given_on, field="given_on")
    policies.check_sha256(values.get("form_sha256", ""))
    policies.check_is_minors_form_whole(values.get("age"), values.get("guardian", ""), values.get("best_interest", ""))
    policies.check_fits_birth(_birth_date(witness), given_on, values.get("age"))
    consent, answers = new_consent(by, witness, given_on, scopes, values)
    consent.supersedes = gate.in_force(witness, on=given_on)
    write(consent)
    for row in answers:
        write(row)
    return consent


def _birth_date(witness: Witness) -> str | None:
    identity = Identity.objects.filter(witness=witness).first()
    return open_for_action(identity, "birth_date") if identity and identity.birth_date is not None else None


@action
def sign_for_minor(*, by: User, consent: Consent, signature_note: str = "") -> MinorSignature:
    """Sign a minor's consent as DPO, not as whoever took it: from then on it is in force. The note is sealed."""
    if not consent.is_of_a_minor:
        raise Refused(_("%(code)s is an adult's consent: it needs no second signature.") % {"code": consent.code})
    if consent.explained_by_id == by.pk:
        raise NotAllowed(_("Nobody signs a consent that they took: this step takes somebody else (four eyes)."))
    if MinorSignature.objects.filter(consent=consent).exists():
        raise Refused(_("%(code)s is signed already.") % {"code": consent.code})
    signature = MinorSignature(consent=consent, signed_by=by, explained_by=consent.explained_by)
    fill(signature, {"note": signature_note})
    return write(signature)


@action
def assess_risk(
    *,
    by: User,
    witness: Witness,
    assessed_on: dt.date,
    level: str,
    export: IdentityExport | None = None,
    **values: Unpack[RiskValues],
) -> RiskAssessment:
    """Add a risk assessment, of the person in general or of giving their identity away in one export.

    It expires after six months.
    """
    check_can_work_in(by, witness.case)
    assessment = new_risk(witness, assessed_on, level, values)
    if export is not None:
        if not export.people.filter(witness__person=witness.person).exists():
            raise Refused(_("%(code)s does not hold this person.") % {"code": export.code}, field="export")
        assessment.product_label, assessment.product_uuid = audit.label(export), export.pk
    return write(assessment)


def new_consent(
    by: User, witness: Witness, given_on: dt.date, scopes: Mapping[str, ScopeAnswer], values: ConsentValues
) -> tuple[Consent, list[ConsentScope]]:
    """A consent and its answers for every purpose, checked and filled, not yet stored."""
    policies.check_is_own(witness)
    policies.check_not_in_future(given_on)
    consent = Consent(witness=witness, given_on=given_on, explained_by=by)
    fill(consent, values)
    answers = []
    for scope in Scope:
        given = scopes.get(scope, ScopeAnswer(ConsentScope.Answer.NOT_ASKED))
        policies.check_expiry(scope, given_on, given.expires_on)
        row = ConsentScope(consent=consent, scope=scope, answer=given.answer, expires_on=given.expires_on)
        if given.limits:
            fill(row, {"limits": given.limits})
        answers.append(row)
    return consent, answers


def new_risk(witness: Witness, assessed_on: dt.date, level: str, values: RiskValues) -> RiskAssessment:
    """A risk assessment with its end of validity, checked and filled, not yet stored."""
    policies.check_is_own(witness)
    policies.check_not_in_future(assessed_on, field="assessed_on")
    risk = RiskAssessment(witness=witness, assessed_on=assessed_on, level=level)
    risk.valid_until = RiskAssessment.end_of_validity(assessed_on)
    fill(risk, values)
    return risk
