"""Whole records of many people at once: each stage's own bulk actions, one after the other, in one transaction."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.actions import create_case, set_case_members
from cases.casework.models import Case
from cases.coding.actions import (
    ActValues,
    Coding,
    EventValues,
    NewAct,
    SecondCoding,
    SituationValues,
    code_again,
    code_testimonies,
    finish_codings,
    settle_codings,
)
from cases.core.demonstration import check_is_demonstration
from cases.core.errors import Refused
from cases.core.permissions import Role
from cases.core.records import action
from cases.intake.actions import NewTestimony, Step, TestimonyValues, log_testimonies, submit_testimonies
from cases.intake.models import Testimony
from cases.verification.actions import NewAssessment, assess_testimonies, begin_verifications, clear_testimonies
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.actions import (
    GroupValues,
    NewConsent,
    NewPerson,
    record_consents,
    register_groups,
    register_people,
)
from cases.witnesses.models import Group, Witness

Staff = Mapping[Role, User]


@dataclass(frozen=True)
class PlannedAct:
    """An act to be coded; its victim is the person, the co-workers or nobody."""

    category: AbuseCategory
    state: str
    words: Sequence[str]
    situation: int | None
    of_person: bool
    of_coworkers: bool
    values: ActValues


@dataclass(frozen=True)
class Grades:
    """What the lead finds."""

    reliability: str
    credibility: str
    level: str
    contrary_information: str


@dataclass(frozen=True)
class PlannedSecond:
    """What a second coder finds, and when they finish; and when both codings are settled, in the first coder's favour."""

    acts: Sequence[PlannedAct]
    coded_at: dt.datetime
    settled_at: dt.datetime


@dataclass(frozen=True)
class WholeRecord:
    """One person's record with every step that was taken, each at its moment; None: not that far."""

    person: NewPerson
    coworkers: GroupValues | None
    testimony: TestimonyValues
    event: EventValues
    situations: Sequence[SituationValues]
    acts: Sequence[PlannedAct]
    grades: Grades
    withdrawal: NewConsent | None
    submitted_at: dt.datetime | None
    coded_at: dt.datetime | None
    begun_at: dt.datetime | None
    verified_at: dt.datetime | None
    cleared_at: dt.datetime | None
    second: PlannedSecond | None = None


@action
def open_fictional_case(*, by: User, title: str, slug: str, users: Sequence[User]) -> Case:
    """Open the folder for fictional people, with its team."""
    check_is_demonstration()
    case = create_case(by=by, title=title, slug=slug, family="fictional", risk=Case.Risk.LOW)
    return set_case_members(by=by, case=case, users=users)


@action
def add_whole_records(
    *, by: User, case: Case, staff: Staff, records: Sequence[WholeRecord], second_coder: User | None = None
) -> None:
    """Store the whole records of many people; each step is taken by the one of the staff whose role it is.

    Records with a second coding take a second coder.

    Raises Refused in an office, or when one person holds two of the roles (four eyes).
    """
    check_is_demonstration()
    interviewer, dpo = holder(staff, Role.INTERVIEWER), holder(staff, Role.DPO)
    witnesses = register_people(by=interviewer, case=case, people=[record.person for record in records])
    groups = _register_groups(interviewer, case, records)
    interviews = [NewTestimony(witness, record.testimony) for witness, record in zip(witnesses, records, strict=True)]
    testimonies = log_testimonies(by=interviewer, case=case, testimonies=interviews)
    told = list(zip(testimonies, records, strict=True))
    submit_testimonies(by=interviewer, steps=[Step(t, r.submitted_at) for t, r in told if r.submitted_at])
    _code(holder(staff, Role.CODER), told, groups)
    if second_coder is not None:
        _code_again(second_coder, holder(staff, Role.CODER), told, groups)
    _verify(holder(staff, Role.LEAD), told)
    clear_testimonies(by=dpo, steps=[Step(t, r.cleared_at) for t, r in told if r.cleared_at])
    withdrawn = [(w, r.withdrawal) for w, r in zip(witnesses, records, strict=True) if r.withdrawal]
    record_consents(by=dpo, consents=withdrawn)


def holder(staff: Staff, role: Role) -> User:
    """Who acts in a role. Raises Refused when nobody does."""
    if role not in staff:
        raise Refused(
            _("Nobody holds the role “%(role)s”: an administrator gives it to an active user.") % {"role": role.label}
        )
    return staff[role]


def _register_groups(by: User, case: Case, records: Sequence[WholeRecord]) -> dict[int, Group]:
    """The co-workers of each record that speaks of them, by the record's place."""
    wanted = {place: record.coworkers for place, record in enumerate(records) if record.coworkers is not None}
    return dict(zip(wanted, register_groups(by=by, case=case, groups=list(wanted.values())), strict=True))


def _code(by: User, told: Sequence[tuple[Testimony, WholeRecord]], groups: Mapping[int, Group]) -> None:
    codings = [
        Coding(
            testimony,
            record.event,
            record.situations,
            [_act(act, testimony.witness, groups.get(place)) for act in record.acts],
        )
        for place, (testimony, record) in enumerate(told)
        if record.coded_at
    ]
    code_testimonies(by=by, codings=codings)
    finish_codings(by=by, steps=[Step(t, r.coded_at) for t, r in told if r.coded_at])


def _code_again(
    by: User, first_coder: User, told: Sequence[tuple[Testimony, WholeRecord]], groups: Mapping[int, Group]
) -> None:
    codings, steps = [], []
    for place, (testimony, record) in enumerate(told):
        if record.second is not None:
            acts = [_act(act, testimony.witness, groups.get(place)) for act in record.second.acts]
            codings.append(SecondCoding(testimony, record.event, acts, record.second.coded_at))
            steps.append(Step(testimony, record.second.settled_at))
    code_again(by=by, codings=codings)
    settle_codings(by=first_coder, steps=steps)


def _act(act: PlannedAct, witness: Witness | None, coworkers: Group | None) -> NewAct:
    named = ((act.of_person, witness), (act.of_coworkers, coworkers))
    victims = [victim for meant, victim in named if meant and victim is not None]
    return NewAct(act.category, act.state, act.words, act.situation, victims, act.values)


def _verify(by: User, told: Sequence[tuple[Testimony, WholeRecord]]) -> None:
    begin_verifications(by=by, steps=[Step(t, r.begun_at) for t, r in told if r.begun_at])
    assessments = [
        NewAssessment(
            t, r.verified_at, r.grades.reliability, r.grades.credibility, r.grades.level, r.grades.contrary_information
        )
        for t, r in told
        if r.verified_at
    ]
    assess_testimonies(by=by, assessments=assessments)
