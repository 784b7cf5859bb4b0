"""Coding words where they stand: one step marks them, codes them, and says to whom and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Unpack

from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.coding import policies
from cases.coding.models import Act, Actor, CodingRound, Event, Involvement, LabourSituation, Passage
from cases.core.errors import Refused
from cases.core.records import action, fill, locked, open_for_action, write
from cases.intake.models import Testimony
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.models import Group, Witness

from .acts import ActValues, check_act, cite, set_victims
from .events import new_event
from .involvements import new_involvement
from .passages import current_version, passage_at


@dataclass(frozen=True)
class Span:
    """A piece of the account or its translation, in code points; ``version`` is that of the text it was chosen in."""

    text: str
    start: int
    end: int
    version: int | None = None


@action
def code_passages(
    *,
    by: User,
    testimony: Testimony,
    spans: Sequence[Span],
    category: AbuseCategory,
    state: str = Act.State.PRESENT,
    event: Event | None = None,
    victims: Sequence[Witness | Group] | None = None,
    actor: Actor | None = None,
    role: str = Involvement.InvolvementRole.CARRIED_OUT,
    degree: str = Involvement.Degree.DIRECT,
    round: CodingRound | None = None,  # noqa: A002
    locator: str = "",
    attribution: str = "",
    **values: Unpack[ActValues],
) -> Act:
    """Code one category on words of a testimony, or on a place (``locator``) in the source that a press account is in.

    What is not given is what it mostly is: the victim is the witness or group who told it, the situation is their main
    or only one, period and place are that situation's, the event is the one of the coder's last act here. ``round``
    is the second coding that the user has open, found by itself.

    Raises Refused for words that do not stand in the text as it is now, and for a code that stands on them already.
    """
    testimony = locked(testimony)
    coded = round or policies.round_of(by, testimony)
    policies.check_can_code(by, testimony, coded)
    wholes: dict[str, str] = {}
    passages = [_passage(by, testimony, coded, span, wholes) for span in dict.fromkeys(spans)]
    source = testimony.source if locator.strip() else None
    _check_is_new(testimony, coded, category, passages, locator)
    act = Act(testimony=testimony, category=category, state=state, coded_by=by, round=coded)
    act.event = event or _usual_event(by, act)
    act.stands = coded is None or coded.kind == CodingRound.Kind.RECONCILED
    done_to = _usual_victims(testimony, state) if victims is None else victims
    filled = _with_usual_values(testimony, values)
    act.situation = filled["situation"]
    check_act(by, act, passages, source, locator, done_to, filled.get("note", ""))
    fill(act, filled)
    if act.event._state.adding:
        write(act.event)
    write(act)
    cite(act, [write(passage) for passage in passages], source, locator, attribution)
    set_victims(act, done_to)
    if actor is not None:
        write(new_involvement(act, actor, {"role": role, "degree": degree}))
    return act


def _passage(by: User, testimony: Testimony, coded: CodingRound | None, span: Span, wholes: dict[str, str]) -> Passage:
    """The passage that this coder has marked there, or a new one, not yet stored. Each text is opened once."""
    version = current_version(testimony, span.text)
    if span.version not in (None, version):
        raise Refused(_("The text was corrected while you worked: load the page anew."))
    place = {"text": span.text, "text_version": version, "start": span.start, "end": span.end}
    marked = Passage.objects.filter(testimony=testimony, round=coded, marked_by=by, **place).first()
    if marked is not None:
        return marked
    if span.text not in wholes:
        wholes[span.text] = open_for_action(testimony, span.text) or ""
    return passage_at(by, testimony, coded, span.text, wholes[span.text], span.start, span.end)


def _check_is_new(
    testimony: Testimony,
    coded: CodingRound | None,
    category: AbuseCategory,
    passages: Sequence[Passage],
    locator: str,
) -> None:
    """Raise when an act of this round has the category and cites all of these words."""
    same = Act.in_every_round.filter(testimony=testimony, round=coded, category=category)
    if not passages and not locator:
        same = same.filter(state=Act.State.NOT_ASKED)
    for passage in passages:
        same = same.filter(links__passage=passage)
    if locator and not passages:
        same = same.filter(links__locator=locator)
    if (act := same.first()) is not None:
        raise Refused(_("That code is already on these words: change %(act)s, or take it back.") % {"act": act.code})


def _usual_event(by: User, act: Act) -> Event:
    """The event of the coder's last act here, else a new one, not yet stored."""
    assert act.testimony is not None
    own = Act.in_every_round.filter(testimony=act.testimony, round=act.round, coded_by=by)
    last = own.select_related("event__case").order_by("-created_at").first()
    return last.event if last is not None else new_event(act.testimony.case, {})


def _usual_victims(testimony: Testimony, state: str) -> list[Witness | Group]:
    told: Witness | Group | None = testimony.witness or testimony.group
    return [told] if state == Act.State.PRESENT and told is not None else []


def _with_usual_values(testimony: Testimony, values: ActValues) -> ActValues:
    situation = values.get("situation") or _usual_situation(testimony)
    filled: ActValues = {**values, "situation": situation}
    if situation is not None:
        filled["date"] = values.get("date") or situation.date
        filled["place"] = values.get("place") or situation.place
    return filled


def _usual_situation(testimony: Testimony) -> LabourSituation | None:
    """The main situation of whoever told it, or their only one."""
    told = {"witness": testimony.witness} if testimony.witness_id else {"group": testimony.group}
    found = list(LabourSituation.objects.filter(case=testimony.case, **told).order_by("-is_main", "code")[:2])
    return found[0] if found and (len(found) == 1 or found[0].is_main) else None
