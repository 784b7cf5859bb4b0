"""Second codings and their reconciliations of many testimonies at once, dated in the past: for demonstrations only."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from cases.accounts.models import User
from cases.coding import policies
from cases.coding.models import Act, CodingRound, EvidenceLink, Passage, Victimisation
from cases.core.records import action, add_all, change_all, fill, open_all_for_action
from cases.core.revisions import check_columns
from cases.core.sealing import keys_at_hand
from cases.intake.actions import Step, begin_steps
from cases.intake.models import Status, Testimony
from cases.intake.policies import check_step

from .acts import check_act, new_victimisation
from .copies import copy_all
from .events import EventValues, new_event
from .many import NewAct
from .passages import new_passage


@dataclass(frozen=True)
class SecondCoding:
    """What a second coder found in one interview that somebody else had coded, and when they finished."""

    testimony: Testimony
    event: EventValues
    acts: Sequence[NewAct]
    at: dt.datetime


@action
def code_again(*, by: User, codings: Sequence[SecondCoding]) -> None:
    """Code many interviews for the second time, and finish it. That they were chosen for it is said here too."""
    testimonies = begin_steps(by, [Step(coding.testimony, coding.at) for coding in codings])
    for testimony in testimonies:
        check_step(by, testimony, Status.DOUBLE_CODED)
    policies.check_coding_is_allowed(testimonies)
    accounts = open_all_for_action(Testimony, testimonies, "account")
    with keys_at_hand([owner for t in testimonies for owner in (t.key_owner(), t.case.key_owner())]):
        for coding, testimony, account in zip(codings, testimonies, accounts, strict=True):
            _code_again(by, coding, testimony, account)
    for testimony in testimonies:
        testimony.double_coding, testimony.status = Testimony.DoubleCoding.FIRST, Status.DOUBLE_CODED
    change_all(testimonies, ["double_coding", "status"])


@action
def settle_codings(*, by: User, steps: Sequence[Step]) -> None:
    """Settle many pairs of codings in favour of the first coder, who proposes it; the second one is taken to agree."""
    testimonies = begin_steps(by, steps)
    for testimony in testimonies:
        check_step(by, testimony, Status.RECONCILED)
    seconds = CodingRound.objects.filter(testimony__in=testimonies, kind=CodingRound.Kind.SECOND)
    second_coders = dict(seconds.values_list("testimony", "coder"))
    with keys_at_hand([owner for t in testimonies for owner in (t.key_owner(), t.case.key_owner())]):
        for testimony, step in zip(testimonies, steps, strict=True):
            third = CodingRound(testimony=testimony, kind=CodingRound.Kind.RECONCILED, coder=by, finished_at=step.at)
            third.confirmed_by_id = second_coders[testimony.pk]
            add_all([third])
            _settle(by, third)
    for testimony in testimonies:
        testimony.status = Status.RECONCILED
    change_all(testimonies, ["status"])


def _code_again(by: User, coding: SecondCoding, testimony: Testimony, account: str) -> None:
    second = CodingRound(testimony=testimony, kind=CodingRound.Kind.SECOND, coder=by, finished_at=coding.at)
    event = new_event(testimony.case, coding.event)
    passages: dict[str, Passage] = {}
    acts: list[Act] = []
    links: list[EvidenceLink] = []
    victims: list[Victimisation] = []
    for new in coding.acts:
        for words in new.words:
            if words not in passages:
                passages[words] = new_passage(by, testimony, Passage.TextVersion.ACCOUNT, account, words, second)
        act = Act(event=event, testimony=testimony, category=new.category, state=new.state, coded_by=by, round=second)
        act.stands = False
        cited = [passages[words] for words in dict.fromkeys(new.words)]
        check_act(by, act, cited, None, "", new.victims, new.values.get("note", ""))
        fill(act, new.values)
        acts.append(act)
        links += [EvidenceLink(act=act, passage=passage) for passage in cited]
        victims += [new_victimisation(act, victim) for victim in new.victims]
    for rows in ([second], [event], list(passages.values()), acts, links, victims):
        check_columns(rows)
        add_all(rows)


def _settle(by: User, third: CodingRound) -> None:
    first = _with_all_that_is_copied(Act.objects.filter(testimony=third.testimony, round=None))
    copy_all(by, third, [[act] for act in first], None)
    copies = list(Act.in_every_round.filter(round=third))
    for acts, stands in ((first, False), (copies, True)):
        for act in acts:
            act.stands = stands
        change_all(acts, ["stands"])


def _with_all_that_is_copied(acts: QuerySet[Act]) -> list[Act]:
    """Read together with what ``copy_all`` asks of each."""
    rows = acts.select_related("event__case", "testimony__case", "testimony__witness", "situation", "category", "place")
    hanging = ("links__passage", "links__source", "victims__witness", "victims__group", "involvements__actor")
    return list(rows.prefetch_related(*hanging))
