"""Who codes a testimony for which time, who must not yet see what the other coder made of it, and both beside each
other."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.models import UNSETTLED_STATES
from cases.core.rights import Role
from cases.intake.models import Status, Testimony
from cases.witnesses.models import Stream, Witness

from .comparison import Coded, Line, compare
from .models import Act, Actor, CodingRound, Event

MAY_STILL_GO = (Testimony.DoubleCoding.UNDECIDED, *Testimony.CHOSEN)
"""Not decided yet, or chosen: a second coder reads it, or may have to."""


def second_round(testimony: Testimony) -> CodingRound | None:
    """The second coding of a testimony, begun or finished."""
    return _round(testimony, CodingRound.Kind.SECOND)


def reconciliation(testimony: Testimony) -> CodingRound | None:
    """The third record of a testimony, proposed or settled."""
    return _round(testimony, CodingRound.Kind.RECONCILED)


def version_of(proposed: CodingRound) -> str:
    """Which proposal of a reconciliation it is: each makes new copies, and this is the key of one of them."""
    copies = Act.in_every_round.filter(round=proposed).order_by("pk")
    return str(copies.values_list("pk", flat=True).first() or "")


def round_for(user: User, testimony: Testimony) -> CodingRound | None:
    """The open second coding that is this user's; None where they could only code it for the first time."""
    found = CodingRound.objects.filter(testimony=testimony, kind=CodingRound.Kind.SECOND, coder=user, finished_at=None)
    return found.first()


def is_open_to_a_second(testimony: Testimony) -> bool:
    """Whether a second coder reads it blind, or may still have to."""
    return (
        testimony.stream == Stream.OWN
        and testimony.status in UNSETTLED_STATES
        and testimony.double_coding in MAY_STILL_GO
    )


def is_blind(user: User, testimony: Testimony) -> bool:
    """Whether the user is, or may still become, the coder who must not know what the first one found, nor who it is."""
    return Role.CODER in user.role_set and is_open_to_a_second(testimony) and user.pk not in first_coders(testimony)


def first_coders(testimony: Testimony) -> set[uuid.UUID]:
    """Keys of whoever finished the first coding or coded any act of it."""
    coded = Act.in_every_round.filter(testimony=testimony, round=None).order_by()
    found = set(coded.values_list("coded_by", flat=True).distinct())
    return found | ({testimony.coded_by_id} if testimony.coded_by_id else set())


def lines_of(acts: "QuerySet[Act]", testimony: Testimony) -> tuple[list[Line], dict[uuid.UUID, Act]]:
    """Both codings of a testimony beside each other, and the acts in them by key. A few statements for any number."""
    found = acts.filter(testimony=testimony).exclude(round__kind=CodingRound.Kind.RECONCILED)
    by_key = {act.pk: act for act in _whole(found)}
    first = [_coded(act) for act in by_key.values() if act.round_id is None]
    second = [_coded(act) for act in by_key.values() if act.round_id is not None]
    return compare(first, second), by_key


def copies_in(proposed: CodingRound) -> dict[uuid.UUID, Coded]:
    """The acts of a third record, by the key of the act that each was made of. A few statements for any number."""
    found = _whole(Act.in_every_round.filter(round=proposed, taken_from__isnull=False))
    return {act.taken_from_id: _coded(act) for act in found if act.taken_from_id}


def _whole(acts: "QuerySet[Act]") -> "QuerySet[Act]":
    return acts.select_related("category", "place", "round").prefetch_related(
        "links__passage", "victims__witness", "victims__group", "involvements__actor__merged_into"
    )


def _round(testimony: Testimony, kind: str) -> CodingRound | None:
    return CodingRound.objects.filter(testimony=testimony, kind=kind).select_related("coder", "confirmed_by").first()


def _coded(act: Act) -> Coded:
    cited = [link.passage for link in act.links.all() if link.passage is not None]
    facts = {
        "victims": _sorted(row.witness or row.group for row in act.victims.all()),
        "actors": _sorted(f"{row.actor.known_as.code} ({row.get_role_display()})" for row in act.involvements.all()),
        "period": act.date.to_edtf() or act.date.as_said,
        "place": str(act.place or ""),
    }
    spots = frozenset((passage.text, passage.start, passage.end) for passage in cited)
    return Coded(act.pk, act.category.code, act.state, spots, facts)


def _sorted(named: Any) -> str:
    return ", ".join(sorted(str(one) for one in named))


def why_nobody_is_named(record: Any, user: User) -> str:
    """Why the user does not see who wrote and read a record: it would tell who codes a testimony that is read blind.

    Empty where nothing speaks against it.
    """
    if Role.CODER not in user.role_set:
        return ""
    for testimony in _told_in(record):
        if is_open_to_a_second(testimony) and (testimony.status == Status.CODED or is_blind(user, testimony)):
            return _("Who worked on this is shown when both codings are finished: coders read it blind until then.")
    return ""


def _told_in(record: Any) -> "QuerySet[Testimony]":
    """The testimonies whose coding a record's history could give away."""
    told = Testimony.objects.filter(stream=Stream.OWN)
    if isinstance(record, Testimony):
        return told.filter(pk=record.pk)
    if isinstance(record, Event):
        return told.filter(acts__event=record).distinct()
    if isinstance(record, Actor):
        return told.filter(acts__involvements__actor=record).distinct()
    if isinstance(record, Witness):
        return told.filter(witness=record)
    witness = getattr(record, "witness", None) or getattr(getattr(record, "testimony", None), "witness", None)
    # What has an author of its own is seen by that author alone.
    return told.filter(witness=witness) if witness is not None and not hasattr(record, "author") else told.none()


def of_round(testimony: Testimony, kind: str) -> "QuerySet[Act]":
    """The acts of a further round, whether they count or not."""
    return Act.in_every_round.filter(testimony=testimony, round__kind=kind)
