"""The same writes for many people at once, dated in the past: for demonstration databases only."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cases.accounts.models import User
from cases.casework.models import Case
from cases.casework.policies import check_can_work_in
from cases.core.batches import batches
from cases.core.demonstration import check_is_demonstration
from cases.core.records import action, add_all, fill
from cases.core.revisions import check_columns
from cases.core.sealing import keys_at_hand
from cases.witnesses.minors import newest_of_people
from cases.witnesses.models import Consent, Group, Witness

from .people import GroupValues, WitnessValues, new_witness
from .promises import ConsentValues, RiskValues, ScopeAnswer, new_consent, new_risk


@dataclass(frozen=True)
class NewConsent:
    """What a person allowed on a day, as ``record_consent`` takes it."""

    given_on: dt.date
    scopes: Mapping[str, ScopeAnswer]
    values: ConsentValues = field(default_factory=ConsentValues)


@dataclass(frozen=True)
class NewRisk:
    """A risk assessment, as ``assess_risk`` takes it."""

    assessed_on: dt.date
    level: str
    values: RiskValues = field(default_factory=RiskValues)


@dataclass(frozen=True)
class NewPerson:
    """A person of our own interviews, with what they allowed and what could harm them."""

    values: WitnessValues = field(default_factory=WitnessValues)
    consents: Sequence[NewConsent] = ()
    risks: Sequence[NewRisk] = ()


@action
def register_people(*, by: User, case: Case, people: Sequence[NewPerson]) -> list[Witness]:
    """Open the records of many people, each with consents and risk assessments."""
    check_is_demonstration()
    check_can_work_in(by, case)
    witnesses = [Witness(case=case, registered_by=by) for _person in people]
    with keys_at_hand(witness.key_owner() for witness in witnesses):
        for witness, person in zip(witnesses, people, strict=True):
            new_witness(witness, person.values)
        check_columns(witnesses)
        add_all(witnesses)
        pairs = list(zip(witnesses, people, strict=True))
        _add_consents(by, [(witness, consent) for witness, person in pairs for consent in person.consents])
        risks = [
            new_risk(witness, risk.assessed_on, risk.level, risk.values)
            for witness, person in pairs
            for risk in person.risks
        ]
        check_columns(risks)
        add_all(risks)
    return witnesses


@action
def register_groups(*, by: User, case: Case, groups: Sequence[GroupValues]) -> list[Group]:
    """Open the records of many groups."""
    check_is_demonstration()
    check_can_work_in(by, case)
    rows = [Group(case=case) for _values in groups]
    with keys_at_hand([case.key_owner()]):
        for row, values in zip(rows, groups, strict=True):
            fill(row, values)
        check_columns(rows)
        return add_all(rows)


@action
def record_consents(*, by: User, consents: Sequence[tuple[Witness, NewConsent]]) -> list[Consent]:
    """Add what many people allowed or withdrew, each on a day."""
    check_is_demonstration()
    for case in {witness.case_id: witness.case for witness, _consent in consents}.values():
        check_can_work_in(by, case)
    with keys_at_hand(witness.key_owner() for witness, _consent in consents):
        return _add_consents(by, consents)


def _add_consents(by: User, consents: Sequence[tuple[Witness, NewConsent]]) -> list[Consent]:
    rows, scopes = [], []
    last = {
        person: newest.pk
        for some in batches([witness.person for witness, _consent in consents])
        for person, newest in newest_of_people(some).items()
    }
    for witness, given in consents:
        consent, answers = new_consent(by, witness, given.given_on, given.scopes, given.values)
        consent.supersedes_id, last[witness.person] = last.get(witness.person), consent.pk
        rows.append(consent)
        scopes += answers
    for new in (rows, scopes):
        check_columns(new)
        add_all(new)
    return rows
