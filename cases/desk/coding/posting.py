"""What each button of the coding page does. Whatever is refused, what was chosen and typed stays."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from cases.coding import actions
from cases.coding.actions import Span
from cases.coding.models import Act, CodingRound, Involvement, Passage
from cases.core.errors import Refused
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.models import Stream

from . import people, spots
from .choices import ActForm, ChoicesForm, InvolvementForm
from .state import Desk, Outcome, key_of

EDIT, PART = "edit", "part"


def carry_out(desk: Desk, posted: QueryDict) -> Outcome:
    """Do what the pressed button says, as one step of an action."""
    outcome = Outcome(posted.copy(), opened_act=posted.get("opened", ""))
    try:
        outcome.ticked = spots.chosen(posted.getlist("s"))
        name = next((name for name in BUTTONS if name in posted), None)
        if name is not None:
            BUTTONS[name](desk, outcome, str(posted[name]))
    except (Refused, ValidationError) as refusal:
        outcome.problem = str(refusal) if isinstance(refusal, Refused) else " ".join(refusal.messages)
    return outcome


def _code(desk: Desk, outcome: Outcome, code: str) -> None:
    category = AbuseCategory.objects.filter(code=code).first()
    if category is None:
        raise Refused(_("This code is not known: choose one of the list."))
    form = ChoicesForm(outcome.data, offered=desk.offered)
    _check(form, outcome)
    state, press = form.cleaned_data["state"], desk.testimony.stream == Stream.PRESS
    chosen = (
        []
        if state == Act.State.NOT_ASKED
        else spots.narrowed(outcome.ticked, desk.opened, outcome.data.get("exact", ""))
    )
    locator = (spots.locator(chosen) or form.cleaned_data["locator"]) if press and state != Act.State.NOT_ASKED else ""
    act = actions.code_passages(
        by=desk.user,
        testimony=desk.testimony,
        spans=[] if press else [Span(s.text, s.start, s.end, _version(outcome.data, s.text)) for s in chosen],
        category=category,
        state=state,
        victims=form.victims_chosen(),
        actor=form.actor_chosen(),
        role=form.cleaned_data["role"],
        degree=form.cleaned_data["degree"],
        round=desk.round,
        locator=locator,
        attribution=form.cleaned_data["attribution"] if locator else "",
        **form.act_values(),
    )
    outcome.said, outcome.undo, outcome.changed = _("%(code)s is coded.") % {"code": category}, str(act.pk), chosen
    outcome.data["note"] = ""


def _take_back(desk: Desk, outcome: Outcome, key: str) -> None:
    act = desk.act(key)
    outcome.changed = desk.spots_of(key)
    actions.remove_act(by=desk.user, act=act)
    outcome.said = _("%(code)s is taken back.") % {"code": act.category}


def _open(desk: Desk, outcome: Outcome, key: str) -> None:
    desk.act(key)
    outcome.changed = desk.spots_of(key) + desk.spots_of(outcome.opened_act)
    outcome.opened_act = key


def _close(desk: Desk, outcome: Outcome, key: str) -> None:
    outcome.changed, outcome.opened_act = desk.spots_of(key), ""


def _save(desk: Desk, outcome: Outcome, key: str) -> None:
    act = desk.act(key)
    outcome.changed = desk.spots_of(key)
    form = ActForm(outcome.data, offered=desk.offered, prefix=EDIT)
    _check(form, outcome)
    links = list(act.links.all())
    located = next((link for link in links if link.source_id), None)
    actions.edit_act(
        by=desk.user,
        act=act,
        category=act.category,
        state=form.cleaned_data["state"],
        passages=[link.passage for link in links if link.passage is not None],
        source=located.source if located else None,
        locator=located.locator if located else "",
        attribution=links[0].attribution if links else "",
        victims=form.victims_chosen(),
        **form.act_values(),
    )
    outcome.said, outcome.opened_act = _("%(code)s is saved.") % {"code": act.category}, ""


def _involve(desk: Desk, outcome: Outcome, key: str) -> None:
    act = desk.act(key)
    outcome.changed = desk.spots_of(key)
    form = InvolvementForm(outcome.data, offered=desk.offered, prefix=PART)
    _check(form, outcome)
    values = dict(form.cleaned_data)
    actor, _name = desk.offered.actors[values.pop("actor")]
    actions.involve_actor(by=desk.user, act=act, actor=actor, **values)
    outcome.said = _("Saved.")


def _uninvolve(desk: Desk, outcome: Outcome, key: str) -> None:
    involvement = (
        Involvement.objects.visible_to(desk.user).filter(pk=key_of(key), act__testimony=desk.testimony).first()
    )
    if involvement is None:
        raise Refused(_("This act is not there any more: load the page anew."))
    outcome.changed = desk.spots_of(str(involvement.act_id))
    actions.remove_involvement(by=desk.user, involvement=involvement)
    outcome.said = _("Taken away.")


def _move(desk: Desk, outcome: Outcome, key: str) -> None:
    passage = _passage(desk, key)
    chosen = spots.narrowed(outcome.ticked, desk.opened, outcome.data.get("exact", ""))
    if len(chosen) != 1:
        raise Refused(_("Choose the one place where these words stand now, then press “mark here”."))
    spot = chosen[0]
    text = desk.opened.text(spot.text)
    if text is None or text.version != _version(outcome.data, spot.text):
        raise Refused(_("The text was corrected while you worked: load the page anew."))
    actions.move_passage(by=desk.user, passage=passage, text=spot.text, start=spot.start, end=spot.end)
    outcome.said, outcome.changed = _("The passage is marked anew."), chosen


def _take_away(desk: Desk, outcome: Outcome, key: str) -> None:
    actions.remove_passage(by=desk.user, passage=_passage(desk, key))
    outcome.said = _("Taken away.")


def _do(desk: Desk, outcome: Outcome, what: str) -> None:
    if what == "fit":
        fitted = actions.fit_passages(by=desk.user, testimony=desk.testimony)
        outcome.said = _("%(moved)s passages have their new place.") % {"moved": fitted.moved}
    elif what == "finish":
        finish(desk)
        outcome.left = True
    elif what in people.STEPS:
        outcome.panel = True
        people.STEPS[what](desk, outcome)


def finish(desk: Desk) -> None:
    """Say that this coding is finished: the second one where the coder has one open, else the first."""
    if desk.round is not None and desk.round.kind == CodingRound.Kind.SECOND:
        actions.finish_second_coding(by=desk.user, round=desk.round)
    else:
        actions.finish_coding(by=desk.user, testimony=desk.testimony)


BUTTONS: Mapping[str, Callable[[Desk, Outcome, str], None]] = {
    "code": _code,
    "undo": _take_back,
    "take_back": _take_back,
    "open": _open,
    "close": _close,
    "save": _save,
    "involve": _involve,
    "uninvolve": _uninvolve,
    "move": _move,
    "take_away": _take_away,
    "use_actor": people.use_actor,
    "do": _do,
}
"""The buttons by their names; what a button's value means, its function says."""


def _check(form: Any, outcome: Outcome) -> None:
    """Raise Refused with the first box that is wrong; all are said again beside their boxes."""
    if form.is_valid():
        return
    outcome.panel = True
    name, sentences = next(iter(form.errors.items()))
    raise Refused(f"{form.fields[name].label}: {sentences[0]}")


def _version(data: QueryDict, text: str) -> int:
    """The version of the text in which the words were chosen."""
    said = data.get(f"{text}_version", "")
    return int(said) if said.isdecimal() and len(said) < 9 else 0


def _passage(desk: Desk, key: str) -> Passage:
    passage = Passage.objects.visible_to(desk.user).filter(pk=key_of(key), testimony=desk.testimony).first()
    if passage is None:
        raise Refused(_("This passage is not there any more: load the page anew."))
    return passage
