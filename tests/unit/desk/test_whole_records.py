"""A record made in bulk is the record that the single actions make, field by field; only keys, codes and times differ."""

import dataclasses
import datetime as dt

import pytest
from django.utils import timezone

from cases.accounts.models import User
from cases.casework.actions import create_case, set_case_members
from cases.casework.models import Case
from cases.coding.actions import code_act, describe_event, describe_labour_situation, finish_coding, mark_passage
from cases.coding.models import Passage
from cases.core import sealing
from cases.core.models import Revision
from cases.core.permissions import Role
from cases.desk.actions import add_whole_records
from cases.desk.actions.whole_records import WholeRecord
from cases.desk.fictional.content import COWORKERS
from cases.desk.fictional.people import person
from cases.desk.fictional.records import read_terms, whole_record
from cases.intake.actions import log_testimony, submit_testimony
from cases.intake.models import Testimony
from cases.verification.actions import assess_testimony, begin_verification, clear_testimony
from cases.witnesses.actions import assess_risk, record_consent, register_group, register_witness
from cases.witnesses.models import Group, Witness
from tests.unit.desk.records import plain_case

Staff = dict[Role, User]


def records() -> list[WholeRecord]:
    """Of every kind: two situations, co-workers, all four states, a withdrawal; each dated today, as singles are."""
    today, now = timezone.localdate(), timezone.now()
    slots = [today - dt.timedelta(182), today - dt.timedelta(91), today]
    people = [person(3, number, slots) for number in range(400)]
    cleared = [p for p in people if p.fate == "counts_1"]
    wanted = [
        next(p for p in cleared if len(p.works) == 2),
        next(p for p in cleared if any(fact.victim == COWORKERS for fact in p.facts)),
        next(p for p in cleared if any(fact.state == "not_asked" for fact in p.facts)),
        next(p for p in cleared if p.withdrawal),
        next(p for p in people if p.fate == "submitted"),
        next(p for p in people if p.fate == "no_s2"),
    ]
    terms = read_terms()
    return [_today(whole_record(p, terms), today, now) for p in wanted]


def _today(record: WholeRecord, today: dt.date, now: dt.datetime) -> WholeRecord:
    consents = [dataclasses.replace(consent, given_on=today) for consent in record.person.consents]
    risks = [dataclasses.replace(risk, assessed_on=today) for risk in record.person.risks]
    moments = ("submitted_at", "coded_at", "begun_at", "verified_at", "cleared_at")
    return dataclasses.replace(
        record,
        person=dataclasses.replace(record.person, consents=consents, risks=risks),
        withdrawal=dataclasses.replace(record.withdrawal, given_on=today) if record.withdrawal else None,
        **{name: now for name in moments if getattr(record, name)},
    )


def one_by_one(case: Case, staff: Staff, record: WholeRecord) -> None:
    """What staff do on their pages."""
    interviewer = staff[Role.INTERVIEWER]
    witness = register_witness(by=interviewer, case=case, **record.person.values)
    for consent in record.person.consents:
        record_consent(
            by=interviewer, witness=witness, given_on=consent.given_on, scopes=consent.scopes, **consent.values
        )
    for risk in record.person.risks:
        assess_risk(by=interviewer, witness=witness, assessed_on=risk.assessed_on, level=risk.level, **risk.values)
    group = register_group(by=interviewer, case=case, **record.coworkers) if record.coworkers else None
    testimony = log_testimony(by=interviewer, case=case, witness=witness, **record.testimony)
    if record.submitted_at:
        submit_testimony(by=interviewer, testimony=testimony)
    if record.coded_at:
        code(staff[Role.CODER], testimony, witness, group, record)
    if record.begun_at:
        begin_verification(by=staff[Role.LEAD], testimony=testimony)
    if record.verified_at:
        assess_testimony(by=staff[Role.LEAD], testimony=testimony, **dataclasses.asdict(record.grades))
    if record.cleared_at:
        clear_testimony(by=staff[Role.DPO], testimony=testimony)
    if (later := record.withdrawal) is not None:
        record_consent(
            by=staff[Role.DPO], witness=witness, given_on=later.given_on, scopes=later.scopes, **later.values
        )


def code(coder: User, testimony: Testimony, witness: Witness, group: Group | None, record: WholeRecord) -> None:
    case, marked = testimony.case, dict[str, Passage]()
    event = describe_event(by=coder, case=case, **record.event)
    situations = [describe_labour_situation(by=coder, case=case, witness=witness, **v) for v in record.situations]
    for act in record.acts:
        for words in act.words:
            if words not in marked:
                marked[words] = mark_passage(by=coder, testimony=testimony, exact=words)
        code_act(
            by=coder,
            event=event,
            category=act.category,
            state=act.state,
            testimony=testimony,
            passages=[marked[words] for words in act.words],
            victims=[v for meant, v in ((act.of_person, witness), (act.of_coworkers, group)) if meant and v],
            situation=None if act.situation is None else situations[act.situation],
            **act.values,
        )
    finish_coding(by=coder, testimony=testimony)


@pytest.mark.slow
@pytest.mark.usefixtures("whole_vocabulary")
def test_bulk_equals_single(staff: Staff) -> None:
    made = records()
    team = [user for role, user in staff.items() if role != Role.ADMINISTRATOR]
    cases = [create_case(by=staff[Role.LEAD], title=slug, slug=slug) for slug in ("single", "bulk")]
    single, bulk = (set_case_members(by=staff[Role.LEAD], case=case, users=team) for case in cases)
    for record in made:
        one_by_one(single, staff, record)
    add_whole_records(by=staff[Role.LEAD], case=bulk, staff=staff, records=made)
    expected, found = plain_case(single), plain_case(bulk)
    for model, rows in expected.items():
        assert found[model] == rows, model
        assert rows
    for model in (Testimony, Witness):
        assert history(model, bulk) == history(model, single)


def history(model: type[Testimony | Witness], case: Case) -> list[tuple[int, list[str]]]:
    """The numbers of a kind of record's revisions and the fields that each one changed."""
    keys = model.objects.filter(case=case).values("pk")
    found = Revision.objects.filter(subject_uuid__in=keys)
    for revision in found:
        assert sealing.open_text(revision, "snapshot")
    return sorted((revision.number, revision.changed_fields) for revision in found)
