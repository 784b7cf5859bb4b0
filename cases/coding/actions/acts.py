"""Coding acts: which category, in which state, supported by which words, done to whom."""

from collections.abc import Sequence
from typing import Any, TypedDict, Unpack

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.actions import finish_work
from cases.casework.models import Assignment
from cases.coding import policies, selection
from cases.coding.models import Act, CodingRound, Event, EvidenceLink, LabourSituation, Passage, Victimisation
from cases.core.errors import Refused
from cases.core.partial_dates import PartialDate
from cases.core.records import action, fill, locked, remove, write
from cases.intake.actions import move
from cases.intake.models import Source, Status, Testimony
from cases.intake.policies import check_can_move
from cases.vocabulary.models import AbuseCategory, Place
from cases.witnesses.models import Group, Witness

from .events import drop_if_bare
from .involvements import drop_involvement
from .passages import check_all_fit, drop_passage


class ActValues(TypedDict, total=False):
    situation: LabourSituation | None
    reference: str
    date: PartialDate
    method: str
    place: Place | None
    confidence: str
    note: str


@action
def code_act(
    *,
    by: User,
    event: Event,
    category: AbuseCategory,
    state: str = Act.State.PRESENT,
    testimony: Testimony | None = None,
    passages: Sequence[Passage] = (),
    source: Source | None = None,
    locator: str = "",
    attribution: str = "",
    victims: Sequence[Witness | Group] = (),
    **values: Unpack[ActValues],
) -> Act:
    """Code one category in one of four states, with the words that support it and its victims."""
    testimony = locked(testimony) if testimony is not None else None
    coded = policies.round_of(by, testimony) if testimony is not None else None
    act = Act(event=event, testimony=testimony, category=category, state=state, coded_by=by, round=coded)
    act.stands = coded is None or coded.kind == CodingRound.Kind.RECONCILED
    act.situation = values.get("situation")
    _check(by, act, passages, source, locator, victims, values.get("note", ""))
    fill(act, values)
    write(act)
    cite(act, passages, source, locator, attribution)
    set_victims(act, victims)
    return act


@action
def edit_act(
    *,
    by: User,
    act: Act,
    category: AbuseCategory,
    state: str,
    passages: Sequence[Passage] = (),
    source: Source | None = None,
    locator: str = "",
    attribution: str = "",
    victims: Sequence[Witness | Group] = (),
    **values: Unpack[ActValues],
) -> Act:
    """Change an act, what supports it and its victims."""
    act = locked(act)
    policies.check_stays_raised(act, category, state)
    act.category, act.state = category, state
    act.situation = values.get("situation", act.situation)
    _check(by, act, passages, source, locator, victims, values.get("note", ""))
    fill(act, values)
    write(act)
    cite(act, passages, source, locator, attribution)
    set_victims(act, victims)
    return act


@action
def remove_act(*, by: User, act: Act) -> None:
    """Take an act back, with its victims, involvements and marks; a mark that something else cites stays."""
    act = locked(act)
    policies.check_can_change(by, act)
    policies.check_stays_raised(act, act.category, "")
    passages = list(Passage.objects.filter(links__act=act))
    for involvement in act.involvements.all():
        drop_involvement(involvement)
    set_victims(act, ())
    cite(act, (), None, "", "")
    event = act.event
    remove(act, fields=["event", "testimony", "category", "state"])
    for passage in passages:
        if not passage.links.exists() and not passage.command_links.exists():
            drop_passage(passage)
    drop_if_bare(event)


@action
def finish_coding(*, by: User, testimony: Testimony) -> Testimony:
    """Say that a testimony is coded: it has acts, each cites words that still stand, and none speaks against another."""
    testimony = locked(testimony)
    check_can_move(by, testimony, Status.CODED)
    check_all_fit(testimony, None)
    policies.check_all_coded([testimony])
    policies.check_no_contradiction(testimony)
    testimony.coded_by, testimony.coded_at = by, timezone.now()
    testimony.double_coding = selection.choose(testimony)
    finish_work(subject=testimony, task=Assignment.Task.CODE)
    return move(testimony, Status.CODED)


def _check(
    by: User,
    act: Act,
    passages: Sequence[Passage],
    source: Source | None,
    locator: str,
    victims: Sequence[Witness | Group],
    note: str,
) -> None:
    policies.check_can_change(by, act)
    check_act(by, act, passages, source, locator, victims, note)


def check_act(
    by: User,
    act: Act,
    passages: Sequence[Passage],
    source: Source | None,
    locator: str,
    victims: Sequence[Witness | Group],
    note: str,
) -> None:
    """Raise unless all parts are of one case, the category may be coded, and the words and victims fit the state."""
    case = act.event.case
    if any(record is not None and record.case_id != case.pk for record in (act.testimony, source, act.situation)):
        raise Refused(_("The testimony, source or situation belongs to another case than the event."))
    policies.check_category(by, act.raised_from or act.category, act.state, note)
    policies.check_support(act.state, act.testimony, passages, source, locator)
    policies.check_victims(case, act.state, victims)


def cite(act: Act, passages: Sequence[Passage], source: Source | None, locator: str, attribution: str) -> None:
    """Make the act's links exactly these; a link that is there already stays."""
    wanted: dict[tuple[object, ...], dict[str, Any]] = {
        (passage.pk, None, "", attribution): {"passage": passage} for passage in passages
    }
    if source is not None:
        wanted[None, source.pk, locator, attribution] = {"source": source, "locator": locator}
    for link in act.links.all():
        if wanted.pop((link.passage_id, link.source_id, link.locator, link.attribution), None) is None:
            remove(link, fields=["act", "passage", "source"])
    for cited in wanted.values():
        write(EvidenceLink(act=act, attribution=attribution, **cited))


def set_victims(act: Act, victims: Sequence[Witness | Group]) -> None:
    """Make the act's victims exactly these; one that is there already stays."""
    wanted = {victim.pk: victim for victim in victims}
    for row in act.victims.all():
        if wanted.pop(row.victim_uuid, None) is None:
            remove(row, fields=["act", "witness", "group"])
    for victim in wanted.values():
        write(new_victimisation(act, victim))


def new_victimisation(act: Act, victim: Witness | Group) -> Victimisation:
    """The row that says that an act was done to somebody, not yet stored."""
    return (
        Victimisation(act=act, witness=victim) if isinstance(victim, Witness) else Victimisation(act=act, group=victim)
    )
