"""When a labour situation may still be changed: what was verified is not rewritten behind the reviewer's back."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from cases.casework.models import VERIFIED_STATES
from cases.core.errors import Refused
from cases.core.revisions import changed_fields
from cases.intake.models import Status, Testimony
from cases.witnesses.models import Stream, Witness

from .models import LabourSituation

STILL_ASKED = ("sector", "channel", "is_main")
"""What clearance asks for (verification, a stage above): while it is empty, it may be filled until then."""


def check_can_describe(witness: Witness | None, values: Mapping[str, Any]) -> None:
    """Raise for a new main situation of a person who is cleared: it would count in place of what was cleared."""
    if witness is None or not values.get("is_main"):
        return
    told = Testimony.objects.filter(witness__person=witness.person, stream=Stream.OWN)
    if cleared := told.filter(status__in=VERIFIED_STATES).exclude(status=Status.VERIFIED).first():
        raise Refused(_reopen(cleared))


def check_can_change(stored: LabourSituation, filled: LabourSituation) -> None:
    """Raise when a testimony that rests on the situation is verified or cleared, unless only gaps are filled.

    Gaps are what clearance still asks for, and only until it is cleared. ``filled`` is not yet stored.
    """
    verified = rests_on(stored)
    if verified is None:
        return
    changed = set(changed_fields(filled))
    if verified.status == Status.VERIFIED:
        changed -= {name for name in STILL_ASKED if not getattr(stored, name)}
    if changed:
        raise Refused(_reopen(verified))


def rests_on(situation: LabourSituation) -> Testimony | None:
    """An own interview, verified or cleared, that has acts in the situation or whose person's main one it is.

    Cleared ones first. A press account has no clearance and is not reopened: its situations stay open.
    """
    told = Q(acts__situation=situation)
    if situation.is_main and situation.witness is not None:
        told |= Q(witness__person=situation.witness.person)
    found = Testimony.objects.filter(told, stream=Stream.OWN, status__in=VERIFIED_STATES).distinct()
    return found.exclude(status=Status.VERIFIED).first() or found.first()


def _reopen(testimony: Testimony) -> str:
    return _("%(code)s is %(status)s and rests on this work: the lead reopens it first, with a reason.") % {
        "code": testimony.code,
        "status": Status(testimony.status).label,
    }
