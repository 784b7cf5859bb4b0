"""Writes on witnesses, groups, identities, consents and risks."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.models import Case
from cases.casework.policies import check_can_work_in
from cases.core.errors import Refused
from cases.core.records import action, fill, locked, open_for_action, write
from cases.witnesses import policies
from cases.witnesses.models import Consent, ConsentScope, Group, Identity, RiskAssessment, Scope, Witness


class WitnessValues(TypedDict, total=False):
    stream: str
    sex: str
    sex_basis: str
    age_band: str
    press_alias: str
    alias_status: str
    note: str


class GroupValues(TypedDict, total=False):
    count_min: int | None
    count_max: int | None
    count_basis: str
    description: str


class IdentityValues(TypedDict, total=False):
    name_hangul: str
    name_latin: str
    name_cyrillic: str
    name_hanja: str
    birth_date: str
    contacts: str
    family: str
    whereabouts: str
    safe_contact: str


class ConsentValues(TypedDict, total=False):
    form_version: str
    language: str
    way: str
    understood: bool
    how_to_withdraw_told: bool
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
def register_witness(*, by: User, case: Case, **values: Unpack[WitnessValues]) -> Witness:
    """Open the record of a person, under a new internal code."""
    check_can_work_in(by, case)
    return write(new_witness(Witness(case=case), values))


@action
def edit_witness(*, by: User, witness: Witness, **values: Unpack[WitnessValues]) -> Witness:
    """Change what is known about a person; the stream stays, since it decides whose key seals the record."""
    witness = locked(witness)
    check_can_work_in(by, witness.case)
    fill(witness, {name: value for name, value in values.items() if name != "stream"})
    return write(witness)


@action
def register_group(*, by: User, case: Case, **values: Unpack[GroupValues]) -> Group:
    """Open the record of people who are not told apart."""
    check_can_work_in(by, case)
    group = Group(case=case)
    fill(group, values)
    return write(group)


@action
def edit_group(*, by: User, group: Group, **values: Unpack[GroupValues]) -> Group:
    """Change a group's number or description."""
    group = locked(group)
    check_can_work_in(by, group.case)
    fill(group, values)
    return write(group)


@action
def record_identity(*, by: User, witness: Witness, **values: Unpack[IdentityValues]) -> Identity:
    """Seal who a witness is, or replace what was sealed. What is not given stays as it was."""
    policies.check_can_promise(by, witness)
    identity = Identity.objects.select_for_update().filter(witness=witness).first() or Identity(witness=witness)
    fill(identity, {name: value for name, value in values.items() if value})
    return write(identity)


@action
def open_identity(*, by: User, identity: Identity, reason: str) -> dict[str, str | None]:
    """Who a witness is, by field. The event that names the reason is stored before anything is shown."""
    policies.check_can_open_identity(by, identity.witness)
    if not reason.strip():
        raise Refused(_("Say why you open this identity."))
    return {name: open_for_action(identity, name) for name in sorted(Identity.Privacy.sealed)}


@action
def record_consent(
    *,
    by: User,
    witness: Witness,
    given_on: dt.date,
    scopes: Mapping[str, ScopeAnswer],
    **values: Unpack[ConsentValues],
) -> Consent:
    """Add what the witness allowed on a day. Purposes that are left out were not asked."""
    check_can_work_in(by, witness.case)
    consent, answers = new_consent(by, witness, given_on, scopes, values)
    write(consent)
    for row in answers:
        write(row)
    return consent


@action
def assess_risk(
    *, by: User, witness: Witness, assessed_on: dt.date, level: str, **values: Unpack[RiskValues]
) -> RiskAssessment:
    """Add a risk assessment; it expires after six months."""
    check_can_work_in(by, witness.case)
    return write(new_risk(witness, assessed_on, level, values))


def new_witness(witness: Witness, values: WitnessValues) -> Witness:
    """A person's row, filled, not yet stored."""
    witness.stream = values.get("stream", witness.stream)
    fill(witness, values)
    return witness


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
        row = ConsentScope(consent=consent, scope=scope, answer=given.answer, expires_on=given.expires_on)
        if given.limits:
            fill(row, {"limits": given.limits})
        answers.append(row)
    return consent, answers


def new_risk(witness: Witness, assessed_on: dt.date, level: str, values: RiskValues) -> RiskAssessment:
    """A risk assessment with its end of validity, checked and filled, not yet stored."""
    policies.check_is_own(witness)
    policies.check_not_in_future(assessed_on)
    risk = RiskAssessment(witness=witness, assessed_on=assessed_on, level=level)
    risk.valid_until = RiskAssessment.end_of_validity(assessed_on)
    fill(risk, values)
    return risk
