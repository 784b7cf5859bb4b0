"""A world in which one person's role alone decides what they may do and read.

One actor is on the team of one case and holds a different role in every test. The records stand in five relations
to them: their own, before and after verification; a colleague's in the same case, before and after; and, of
everything again, those of another team. Whatever another team wrote carries a mark that must never be met.
``may_read`` and ``reaches`` work the answer out anew from the declared table and the relation, below no queryset.
"""

import enum
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils import timezone

from cases.accounts.actions import create_user, edit_user
from cases.accounts.models import User
from cases.casework.actions import break_glass, create_case, set_case_members
from cases.casework.models import Case
from cases.coding.actions import (
    code_act,
    describe_event,
    describe_labour_situation,
    finish_coding,
    involve_actor,
    link_command,
    mark_passage,
    name_actor,
    register_actor,
)
from cases.coding.models import CodingRound
from cases.core.rights import BEHIND_GLASS, READABLE, Holders, Role, Scope, Section
from cases.dossiers.actions import edit_product, make_product_file
from cases.dossiers.models import Product
from cases.evidence.actions import attach_evidence
from cases.intake.actions import (
    TopicValues,
    answer_topics,
    log_testimony,
    record_context_figure,
    register_source,
    submit_testimony,
)
from cases.intake.models import Testimony
from cases.verification.actions import assess_testimony, begin_verification
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.actions import (
    ScopeAnswer,
    assess_risk,
    record_consent,
    record_identity,
    register_group,
    register_witness,
)
from tests.conftest import Cast
from tests.drafting import approve, drafted
from tests.freezing import freeze_as_a_release_would
from tests.integration.records import GRADES, Records, press_case_with_draft
from tests.integration.rights_office import of_the_office
from tests.intervening import recorded
from tests.quoting import proposed, quotable
from tests.rounds import second_coding
from tests.sample_release import sample_release
from tests.talking import talked_about

MARK = {"own": "qxownqx", "team": "qxteamqx", "other": "qxotherqx"}
"""Stands in every text of a record: whose it is."""
ABSENT_KEY = uuid.UUID("0f9a3c52-7d41-4c86-9b0e-5a17c2e84d63")
GLASS = "glass"
ROLES = [*(role.value for role in Role), GLASS, ""]
"""Every role alone, an administrator who broke the glass of the actor's case, and nobody's role."""


_AS_HELD = {GLASS: [Role.ADMINISTRATOR.value], "": []}


class Relation(enum.Enum):
    """What a record is to the actor."""

    OWN = "own, not verified"
    OWN_VERIFIED = "own, verified"
    TEAM = "of the team, not verified"
    VERIFIED = "of the team, verified"
    OTHER = "of another team"
    OFFICE = "of the whole office"
    ABSENT = "not there"

    @property
    def of_case(self) -> bool:
        return self in (Relation.OWN, Relation.OWN_VERIFIED, Relation.TEAM, Relation.VERIFIED)


@dataclass(frozen=True)
class World:
    administrator: User
    actor: User
    records: dict[Relation, Records] = field(default_factory=dict)

    def become(self, role: str) -> User:
        """The actor with this role alone; behind glass, an administrator who is on no team."""
        edit_user(by=self.administrator, user=self.actor, roles=_AS_HELD.get(role, [role]))
        actor = User.objects.get(pk=self.actor.pk)
        case: Any = self.records[Relation.TEAM][Case]
        others = [member.user for member in case.members.exclude(user=actor)]
        set_case_members(by=case.lead, case=case, users=others if role == GLASS else [*others, actor])
        if role == GLASS:
            break_glass(by=actor, case=case, reason="A test of rights")
        return actor

    def relations(self, model: type[models.Model]) -> list[tuple[Relation, uuid.UUID]]:
        """One record of a model in each relation in which the world has one, and one that is not there."""
        stored = [(relation, rows[model].pk) for relation, rows in self.records.items() if model in rows]
        return [*stored, (Relation.ABSENT, ABSENT_KEY)]


def make_world(cast: Cast) -> World:
    """The vocabulary is loaded before."""
    actor = create_user(by=cast.administrator, username="actor", name="", roles=["interviewer"])
    colleague = create_user(by=cast.administrator, username="colleague", name="", roles=["interviewer"])
    staff = [cast.coder, cast.stranger, cast.lead, cast.advocacy, cast.dpo, colleague]
    cases = {}
    for name, team in (("team", [*staff, actor]), ("other", staff)):
        slug = {"team": "our-work", "other": f"{MARK['other']}-work"}[name]
        cases[name] = create_case(by=cast.coder, title=f"Work {MARK[name]}", slug=slug)
        set_case_members(by=cast.coder, case=cases[name], users=team)
    world = World(cast.administrator, actor)
    freeze_as_a_release_would(sample_release())
    made = world.records
    made[Relation.OWN] = _chain(cast, cases["team"], actor, MARK["own"], verified=False)
    made[Relation.OWN_VERIFIED] = _chain(cast, cases["team"], actor, MARK["own"], verified=True)
    made[Relation.TEAM] = _chain(cast, cases["team"], colleague, MARK["team"], verified=False)
    made[Relation.VERIFIED] = _chain(cast, cases["team"], colleague, MARK["team"], verified=True)
    made[Relation.OTHER] = _chain(cast, cases["other"], colleague, MARK["other"], verified=True)
    made[Relation.TEAM][Case], made[Relation.OTHER][Case] = cases["team"], cases["other"]
    for relation, team in ((Relation.TEAM, [*staff, actor]), (Relation.OTHER, staff)):
        press = create_case(by=cast.coder, title=f"Press {relation.name}", slug=f"press-{relation.name.lower()}")
        set_case_members(by=cast.coder, case=press, users=team)
        draft = press_case_with_draft(cast, press)
        made[relation][type(draft)] = draft
    for relation, name in ((Relation.TEAM, "team"), (Relation.OTHER, "other")):
        told = quotable(cast, cases[name], interviewer=colleague, mark=MARK[name])
        quote = proposed(cast, told, original=MARK[name])
        made[relation][type(quote)] = quote
        intervention = recorded(cast, cases[name], addressee=MARK[name], note=MARK[name])
        made[relation][type(intervention)] = intervention
        product = approve(cast.lead, drafted(cast, cases[name]))
        make_product_file(by=cast.advocacy, product=product, language="en", form="html", recipient="an office")
        words = {"en": f"Words {MARK[name]}."}
        made[relation][Product] = edit_product(by=cast.advocacy, product=product, summary=words)
        made[relation][CodingRound] = second_coding(cast, cases[name], cast.stranger, colleague, MARK[name])
    made[Relation.OFFICE] = of_the_office(cast)
    return world


def _chain(cast: Cast, case: Case, interviewer: User, mark: str, *, verified: bool) -> Records:
    """One record of each kind, from the witness to the assessment; without the last step, before verification."""
    today = timezone.localdate()
    witness = register_witness(by=interviewer, case=case, sex="male", age_band="30_44", note=f"note {mark}")
    identity = record_identity(by=interviewer, witness=witness, name_latin=f"name {mark}")
    consent = record_consent(
        by=interviewer, witness=witness, given_on=today, scopes={"S0": ScopeAnswer("yes", limits=f"limit {mark}"), "S1": ScopeAnswer("yes")},
        form_version="1", language="ko", way="oral", note=f"note {mark}",
    )  # fmt: skip
    risk = assess_risk(by=interviewer, witness=witness, assessed_on=today, level="high", threats=f"threat {mark}")
    account = f"They held my papers, {mark} said."
    testimony = log_testimony(by=interviewer, case=case, witness=witness, language="en", account=account)
    evidence = attach_evidence(
        by=interviewer,
        case=case,
        testimony=testimony,
        content=f"bytes {mark} {testimony.pk}".encode(),
        name=f"{mark}.txt",
    )
    (answer,) = answer_topics(
        by=interviewer, testimony=testimony, answers={"work": TopicValues("told", text=f"worked {mark}")}
    )
    testimony = submit_testimony(by=interviewer, testimony=testimony)
    found: list[models.Model] = [witness, identity, consent, risk, evidence, answer]
    found += [*_coded(cast, case, testimony, mark), *talked_about(cast, testimony, mark)]
    testimony.refresh_from_db()
    if verified:
        finish_coding(by=cast.coder, testimony=testimony)
        begin_verification(by=cast.lead, testimony=testimony)
        assessment = assess_testimony(
            by=cast.lead, testimony=testimony, **{**GRADES, "contrary_information": f"nothing {mark}"}
        )
        found += [assessment, assessment.testimony]
    return {type(record): record for record in [testimony, *found]}


def interview_in_verification(cast: Cast, case: Case, interviewer: User) -> Testimony:
    """An own interview that the lead has begun to verify; lead and coder are on the case's team."""
    testimony = _chain(cast, case, interviewer, MARK["team"], verified=False)[Testimony]
    finish_coding(by=cast.coder, testimony=testimony)  # type: ignore[arg-type]
    return begin_verification(by=cast.lead, testimony=testimony)  # type: ignore[arg-type]


def _coded(cast: Cast, case: Case, testimony: Testimony, mark: str) -> list[models.Model]:
    """What a coder makes of a testimony, and what stands beside it in the case."""
    coder = cast.coder
    source = register_source(by=coder, case=case, kind="report", title=f"Report {mark}", language="en")
    figure = record_context_figure(
        by=coder, source=source, kind="statement", measure={"en": f"growing {mark}"}, locator="page 3"
    )
    event = describe_event(by=coder, case=case, summary=f"work {mark}")
    passage = mark_passage(by=coder, testimony=testimony, exact=f"my papers, {mark}")
    witness = testimony.witness
    assert witness is not None
    act = code_act(
        by=coder, event=event, testimony=testimony, category=AbuseCategory.objects.get(code="WRK-01"),
        passages=[passage], victims=[witness], note=f"note {mark}",
    )  # fmt: skip
    actor = register_actor(by=coder, case=case, kind="unknown", name=f"actor {mark}")
    above = register_actor(by=coder, case=case, kind="unit", name=f"unit {mark}")
    return [
        source, figure, event, passage, act, above, actor,
        name_actor(by=coder, actor=actor, name=f"alias {mark}", kind="alias"),
        involve_actor(by=coder, act=act, actor=above, role="ordered"),
        link_command(by=coder, superior=above, subordinate=actor, basis="inferred", note=f"why {mark}"),
        involve_actor(by=coder, act=act, actor=actor, role="guarded"),
        register_group(by=coder, case=case, description=f"group {mark}"),
        describe_labour_situation(by=coder, case=case, witness=witness, task=f"task {mark}"),
    ]  # fmt: skip


# --- the oracle: the declared table and the relation, nothing else ---

WITH_AN_OWNER = {
    "Witness", "Identity", "Consent", "RiskAssessment", "Testimony", "Passage", "EvidenceItem", "Assessment",
    "TopicAnswer", "Assignment", "Flag", "Comment",
}  # fmt: skip
"""The records that are somebody's own: they hang on one interview. All others are the team's."""
NEVER_VERIFIED = {
    "Case",
    "Group",
    "Source",
    "ContextFigure",
    "PressCaseDraft",
    "Quote",
    "Intervention",
    "Assignment",
    "Flag",
    "Comment",
}
"""The records of the world that hang on no testimony, so that none of them counts as verified."""


READ_BLIND = {"Act", "Passage", "Involvement", "Event", "Flag", "Comment"}
"""What another coder made of an interview that may still go to a second one, and what coders say beside it."""


def works_blind(role: str, relation: Relation) -> bool:
    """Whether the actor codes, and the interview of this relation may still go to a second coder."""
    return role == Role.CODER and relation in (Relation.OWN, Relation.TEAM)


def reaches(role: str, scope: Scope | None, model: type[models.Model], relation: Relation) -> bool:
    """Whether a scope carries the actor to a record of a model that stands in this relation."""
    if relation is Relation.ABSENT or scope is None:
        return False
    if works_blind(role, relation) and model.__name__ in READ_BLIND:
        return False
    if scope == Scope.ALL or relation is Relation.OFFICE:
        return scope == Scope.ALL
    if scope == Scope.TEAM:
        return relation.of_case
    if scope == Scope.OWN:
        return relation in (Relation.OWN, Relation.OWN_VERIFIED) and model.__name__ in WITH_AN_OWNER
    verified = relation in (Relation.OWN_VERIFIED, Relation.VERIFIED)
    return verified and model.__name__ not in NEVER_VERIFIED


def scope_of(holders: Holders, role: str) -> Scope | None:
    """How far a role by itself carries."""
    wanted = Role.ADMINISTRATOR.value if role == GLASS else role
    return next((scope for holder, scope in holders.items() if holder.value == wanted), None)


def may_read(role: str, section: Section, model: type[models.Model], relation: Relation) -> bool:
    """Whether the table lets the actor read this section of a record of a model in this relation."""
    behind_glass = role == GLASS and section in BEHIND_GLASS and relation.of_case
    # The glass was broken of one case: the press case is another.
    behind_glass = behind_glass and model.__name__ != "PressCaseDraft"
    return behind_glass or reaches(role, scope_of(READABLE[section], role), model, relation)


def may_read_some(role: str, section: Section) -> bool:
    """Whether there is a list of this section at all."""
    return scope_of(READABLE[section], role) is not None or (role == GLASS and section in BEHIND_GLASS)


def section_of(model: Any) -> Section:
    """The section whose readers find the record."""
    found: Section = model.section
    return found
