"""What stands beside the text: the person's work in plain words, forms to fill it in, and what follows from the acts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from cases.accounts.models import User
from cases.coding import rounds
from cases.coding.models import Act, LabourSituation
from cases.coding.screen import Profile, profile
from cases.coding.situations import rests_on
from cases.core import edits, permissions, sealing
from cases.intake.models import Status, Testimony
from cases.verification.policies import missing_dimensions
from cases.witnesses.models import Stream

from .forms import Choices, SituationForm, initial_of
from .words import SEALED, rows

DESCRIBE, EDIT = "coding.describe_labour_situation", "coding.edit_labour_situation"
NEW = "new"


@dataclass(frozen=True)
class Shown:
    """One situation: what is known of it, and its form for those who may change it."""

    situation: LabourSituation
    rows: Sequence[tuple[str, str]]
    form: SituationForm | None
    note: str
    """The signed note of the form, so that a save on top of somebody else's is refused."""

    @property
    def prefix(self) -> str:
        return str(self.situation.pk)


@dataclass(frozen=True)
class Panel:
    """The panel of one testimony. ``profile`` is None for a group; ``missing`` is what clearance would ask for."""

    testimony: Testimony
    back: str
    situations: Sequence[Shown]
    new: SituationForm | None
    profile: Profile | None
    is_blind: bool
    missing: Sequence[str]


def panel(
    user: User, testimony: Testimony, back: str, *, derived: bool = True, choices: Choices | None = None
) -> Panel:
    """Read the panel for a testimony that the user sees; its forms lead back to the address ``back``.

    ``derived``: with what follows from the acts, as they are at this moment. ``choices``: what its lists offer, where
    the page has read it already.
    """
    found, choices = list(situations_of(user, testimony)), choices or Choices()
    may_edit = permissions.may(user, EDIT)
    main = next((one for one in found if one.is_main), None)
    witness = testimony.witness
    blind = rounds.is_blind(user, testimony)
    return Panel(
        testimony=testimony,
        back=back,
        situations=[_shown(user, one, choices if may_edit else None) for one in found],
        new=new_form(found, choices) if permissions.may(user, DESCRIBE) else None,
        profile=profile(acts_of(user, testimony), witness.person, overridden=not blind)
        if witness and derived
        else None,
        is_blind=blind,
        missing=missing_dimensions(witness, main) if witness and testimony.stream == Stream.OWN else [],
    )


def situations_of(user: User, testimony: Testimony) -> QuerySet[LabourSituation]:
    """The work of whoever told it, the main one first."""
    visible = LabourSituation.objects.visible_to(user).filter(case=testimony.case_id)
    if testimony.witness is not None:
        visible = visible.filter(witness__person=testimony.witness.person)
    else:
        visible = visible.filter(group=testimony.group_id)
    return visible.select_related("sector", "place", "witness", "group", "case").order_by("-is_main", "code")


def acts_of(user: User, testimony: Testimony) -> QuerySet[Act]:
    """The acts that the indicators beside the text rest on: for a blind coder, their own of this testimony alone."""
    if rounds.is_blind(user, testimony):
        own = rounds.round_for(user, testimony)
        return Act.in_every_round.visible_to(user).filter(testimony=testimony, round=own, coded_by=user)
    return Act.objects.visible_to(user)


def new_form(found: Sequence[LabourSituation], choices: Choices) -> SituationForm:
    """An empty form; the first situation of somebody is proposed as the main one."""
    first = {"is_main": not any(one.is_main for one in found)}
    return SituationForm(prefix=NEW, initial=first, choices=choices)


def note_of(user: User, situation: LabourSituation) -> edits.Note:
    """Whose form it is, and which state of the situation it was opened on."""
    form = f"situation/{situation.pk}"
    return edits.Note(str(user.pk), form, situation.key_owner(), edits.newest(situation.pk))


def _shown(user: User, situation: LabourSituation, choices: Choices | None) -> Shown:
    """Without choices it is shown only. A form that could only be refused is not offered: once cleared, there is none."""
    texts = sealing.open_record(situation, SEALED, by=user, reason="labour situation beside the text")
    told = rows(situation, texts)
    rested = rests_on(situation) if choices else None
    if choices is None or (rested is not None and rested.status != Status.VERIFIED):
        return Shown(situation, told, None, "")
    initial = initial_of(situation, texts)
    form = SituationForm(prefix=str(situation.pk), initial=initial, stored=situation, choices=choices)
    return Shown(situation, told, form, note_of(user, situation).signed())
