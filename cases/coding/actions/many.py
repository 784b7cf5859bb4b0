"""The same writes for many testimonies at once, dated in the past: for demonstration databases only."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cases.accounts.models import User
from cases.casework.policies import check_can_work_in
from cases.coding import policies
from cases.coding.models import Act, Event, EvidenceLink, LabourSituation, Passage, Victimisation
from cases.core.batches import locked_all
from cases.core.demonstration import check_is_demonstration
from cases.core.records import action, add_all, change_all, fill, open_all_for_action
from cases.core.revisions import check_columns
from cases.core.sealing import keys_at_hand
from cases.intake.actions import Step, begin_steps
from cases.intake.models import Status, Testimony
from cases.intake.policies import check_step
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.models import Group, Witness

from .acts import ActValues, check_act, new_victimisation
from .events import EventValues, SituationValues, new_event, new_situation
from .passages import new_passage


@dataclass(frozen=True)
class NewAct:
    """One category in one state: the words of the account that support it, and its victims.

    ``situation`` is the place of one of the coding's labour situations; None leaves the act outside of them.
    """

    category: AbuseCategory
    state: str
    words: Sequence[str] = ()
    situation: int | None = None
    victims: Sequence[Witness | Group] = ()
    values: ActValues = field(default_factory=ActValues)


@dataclass(frozen=True)
class Coding:
    """What a coder finds in one own interview."""

    testimony: Testimony
    event: EventValues
    situations: Sequence[SituationValues]
    acts: Sequence[NewAct]


@dataclass
class _Rows:
    """The rows of many codings by kind, in the order in which they are stored."""

    events: list[Event] = field(default_factory=list)
    situations: list[LabourSituation] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    links: list[EvidenceLink] = field(default_factory=list)
    victims: list[Victimisation] = field(default_factory=list)


@action
def code_testimonies(*, by: User, codings: Sequence[Coding]) -> None:
    """Code many own interviews: event, labour situations, passages, acts with their links and victims."""
    check_is_demonstration()
    testimonies = locked_all([coding.testimony for coding in codings], "case", "witness")
    for case in {testimony.case_id: testimony.case for testimony in testimonies}.values():
        check_can_work_in(by, case)
    for testimony in testimonies:
        policies.check_waits_for(by, testimony)
    policies.check_coding_is_allowed(testimonies)
    accounts = open_all_for_action(Testimony, testimonies, "account")
    rows = _Rows()
    owners = [owner for t in testimonies for owner in (t.key_owner(), t.case.key_owner())]
    with keys_at_hand(owners):
        for coding, testimony, account in zip(codings, testimonies, accounts, strict=True):
            _code(by, rows, coding, testimony, account)
        for new in (rows.events, rows.situations, rows.passages, rows.acts, rows.links, rows.victims):
            check_columns(new)
            add_all(new)


@action
def finish_codings(*, by: User, steps: Sequence[Step]) -> None:
    """Say that many testimonies are coded, each at its moment."""
    testimonies = begin_steps(by, steps)
    for testimony in testimonies:
        check_step(by, testimony, Status.CODED)
    policies.check_all_coded(testimonies)
    for testimony, step in zip(testimonies, steps, strict=True):
        testimony.coded_by, testimony.coded_at, testimony.status = by, step.at, Status.CODED
        testimony.double_coding = Testimony.DoubleCoding.NOT_CHOSEN
    change_all(testimonies, ["coded_by", "coded_at", "status", "double_coding"])


def _code(by: User, rows: _Rows, coding: Coding, testimony: Testimony, account: str) -> None:
    event = new_event(testimony.case, coding.event)
    situations = [new_situation(testimony.case, testimony.witness, None, values) for values in coding.situations]
    rows.events.append(event)
    rows.situations += situations
    passages: dict[str, Passage] = {}
    for new in coding.acts:
        for words in new.words:
            if words not in passages:
                passages[words] = new_passage(by, testimony, Passage.TextVersion.ACCOUNT, account, words)
        act = Act(event=event, testimony=testimony, category=new.category, state=new.state, coded_by=by)
        act.situation = situations[new.situation] if new.situation is not None else None
        cited = [passages[words] for words in dict.fromkeys(new.words)]
        check_act(by, act, cited, None, "", new.victims, new.values.get("note", ""))
        fill(act, new.values)
        rows.acts.append(act)
        rows.links += [EvidenceLink(act=act, passage=passage) for passage in cited]
        rows.victims += [new_victimisation(act, victim) for victim in new.victims]
    rows.passages += passages.values()
