"""What the templates of the coding page are told: the whole page, or after a button of its script what changed."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.casework.policies import check_can_work_in
from cases.coding import policies
from cases.coding.models import Actor, CodingRound
from cases.core.errors import Refused
from cases.intake.models import Testimony
from cases.releases.models import LedgerEntry
from cases.witnesses.admin.promises.cards import consent_cards, risk_cards

from . import blocks
from .acts import open_names
from .choices import ActForm, ChoicesForm, InvolvementForm, values_of
from .margin import Margin
from .posting import EDIT, PART
from .state import Desk, Outcome

TYPED = ("group_description", "group_min", "group_max", "actor_name", "actor_kind")
"""Boxes of the panel that no form of ours reads."""


def whole(desk: Desk, outcome: Outcome) -> dict[str, Any]:
    """Everything but the list of codes."""
    why = obstacle(desk)
    drawing = _drawing(desk, outcome, locked=bool(why))
    return {
        **_beside_the_text(desk, outcome, drawing),
        **_panel(desk, outcome),
        "testimony": desk.testimony,
        "opened": desk.opened,
        "texts": [(text, blocks.blocks(text, drawing)) for text in desk.opened.texts],
        "obstacle": why,
        "is_second": desk.round is not None and desk.round.kind == CodingRound.Kind.SECOND,
        "is_in_series": _is_in_series(desk.testimony),
        "exact": outcome.data.get("exact", ""),
    }


def changed(desk: Desk, outcome: Outcome) -> dict[str, Any]:
    """The blocks in which words changed, and what always may have."""
    drawing = _drawing(desk, outcome)
    found = [block for text in desk.opened.texts for block in blocks.blocks(text, drawing, outcome.changed)]
    panel = _panel(desk, outcome) if outcome.panel else {}
    return {
        **_beside_the_text(desk, outcome, drawing),
        **panel,
        "testimony": desk.testimony,
        "opened": desk.opened,
        "blocks": found,
        "obstacle": "",
    }


def obstacle(desk: Desk) -> str:
    """Why this person cannot code this testimony now; empty where they can."""
    try:
        check_can_work_in(desk.user, desk.testimony.case)
        policies.check_waits_for(desk.user, desk.testimony, desk.round)
        policies.check_coding_is_allowed([desk.testimony])
    except Refused as refusal:
        return str(refusal)
    return ""


def cards(request: HttpRequest, testimony: Testimony) -> list[Any]:
    """What the person allowed, and the risk to them."""
    return [*consent_cards(request, None, testimony), *risk_cards(request, None, testimony.witness)]


def _drawing(desk: Desk, outcome: Outcome, *, locked: bool = False) -> blocks.Drawing:
    names = open_names(desk.coded.acts, desk.user)
    ticked = blocks.sentences_in(desk.opened, outcome.ticked)
    return blocks.Drawing(desk.coded, Margin(names, outcome.opened_act, locked), ticked)


def _beside_the_text(desk: Desk, outcome: Outcome, drawing: blocks.Drawing) -> dict[str, Any]:
    return {
        "outcome": outcome,
        "elsewhere": blocks.without_words(drawing, desk.opened),
        "unfit": desk.coded.unfit,
        "moved": desk.coded.moved,
        "progress": _progress(desk),
        "here_above": not drawing.ticked,
        **_opened_act(desk, outcome),
    }


def _panel(desk: Desk, outcome: Outcome) -> dict[str, Any]:
    bound = outcome.data if "state" in outcome.data else None
    return {
        "choices": ChoicesForm(bound, offered=desk.offered),
        "kinds": Actor.Kind.choices,
        "typed": {name: outcome.data.get(name, "") for name in TYPED},
    }


def _opened_act(desk: Desk, outcome: Outcome) -> dict[str, Any]:
    """The forms of the act that is being changed: what was typed, else what is stored."""
    found = desk.coded.find(outcome.opened_act) if outcome.opened_act else None
    if found is None:
        return {}
    typed = (
        outcome.data if f"{EDIT}-state" in outcome.data and outcome.data.get("opened") == outcome.opened_act else None
    )
    initial = values_of(desk.act(outcome.opened_act), desk.offered) if typed is None else {}
    return {
        "act_form": ActForm(typed, initial=initial, offered=desk.offered, prefix=EDIT),
        "part_form": InvolvementForm(offered=desk.offered, prefix=PART),
    }


def _progress(desk: Desk) -> str:
    number, cited = len(desk.coded.acts), blocks.cited(desk.opened, desk.coded)
    acts = ngettext("%(count)s act", "%(count)s acts", number) % {"count": number}
    if not desk.opened.count:
        return acts
    told = _("%(acts)s, %(cited)s of %(all)s sentences cited")
    return told % {"acts": acts, "cited": cited, "all": desk.opened.count}


def _is_in_series(testimony: Testimony) -> bool:
    """Whether figures of a series count the person already: what is coded now changes only later ones."""
    witness = testimony.witness
    return witness is not None and LedgerEntry.objects.filter(witness__person=witness.person).exists()
