"""Reviewers' words on derived indicators: the newest one on a person and an indicator stands."""

import uuid
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.policies import check_can_work_in
from cases.core import sealing
from cases.core.errors import NotAllowed, Refused
from cases.intake.models import Testimony
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.models import Witness

from .models import Act, IndicatorOverride, Override


@dataclass(frozen=True)
class Standing:
    """The override that stands on one indicator of one person: its code, and the answer that counts."""

    code: str
    answer: str


@dataclass(frozen=True)
class Said:
    """One override as a reader sees it, with its opened reason."""

    override: IndicatorOverride
    reason: str

    @property
    def words(self) -> str:
        """Who said what, in one sentence."""
        who = {"who": self.override.overridden_by, "answer": Override(self.override.answer).label}
        if self.override.answer == Override.DERIVED:
            return _("%(who)s took the override back: the answer is again as the acts say.") % who
        return _("%(who)s set: %(answer)s.") % who


def standing() -> dict[uuid.UUID, dict[str, Standing]]:
    """What stands now, by ``Witness.person`` and the indicator's code. One statement.

    Overrides are rare, so all of them are read: asked for many people, the question would cost more than its answer.
    """
    rows = IndicatorOverride.objects.order_by("created_at", "code")
    found: dict[uuid.UUID, dict[str, Standing]] = {}
    for person, indicator, code, answer in rows.values_list("witness__person", "indicator__code", "code", "answer"):
        if answer == Override.DERIVED:
            found.get(person, {}).pop(indicator, None)
        else:
            found.setdefault(person, {})[indicator] = Standing(code, answer)
    return found


def of_person(user: User, witness: Witness) -> QuerySet[IndicatorOverride]:
    """Every override on this person that the user may read, the newest first."""
    visible = IndicatorOverride.objects.visible_to(user).filter(witness__person=witness.person)
    return visible.select_related("indicator", "overridden_by").order_by("-created_at", "-code")


def history(user: User, witness: Witness) -> dict[str, list[Said]]:
    """The overrides on this person with their reasons, opened under one event, by the indicator's code."""
    rows = list(of_person(user, witness))
    reasons = sealing.open_rows(rows, "reason", by=user, reason="page of a person's indicators")
    found: dict[str, list[Said]] = {}
    for row in rows:
        found.setdefault(row.indicator.code, []).append(Said(row, reasons[row.pk] or ""))
    return found


def check_can_override(user: User, witness: Witness, indicator: AbuseCategory, answer: str, reason: str) -> None:
    """Raise unless it is one of the eleven, the answer is one, a reason is given, and the reviewer took no part."""
    check_can_work_in(user, witness.case)
    _check_took_no_part(user, witness)
    if indicator.facet != AbuseCategory.Facet.INDICATOR or indicator.family_id is None:
        raise Refused(
            _("%(code)s is not one of the eleven indicators: choose one of ILO.") % {"code": indicator.code},
            field="indicator",
        )
    if answer not in Override.values:
        raise Refused(_("Choose the answer that is to count."), field="answer")
    if not reason.strip():
        raise Refused(_("Say why the answer is another one than the acts give."), field="override_reason")
    if answer == Override.DERIVED and indicator.code not in standing().get(witness.person, {}):
        raise Refused(
            _("No override stands on %(code)s: the answer is as the acts say already.") % {"code": indicator.code},
            field="answer",
        )


def can_override(user: User, witness: Witness) -> bool:
    """Whether the reviewer took no part in what they would review; their role is another question."""
    try:
        _check_took_no_part(user, witness)
    except NotAllowed:
        return False
    return True


def _check_took_no_part(user: User, witness: Witness) -> None:
    """Nobody reviews their own work: neither their own interview nor their own coding, in any round of it."""
    told = Testimony.objects.filter(witness__person=witness.person)
    acts = Act.in_every_round.filter(testimony__witness__person=witness.person)
    if told.filter(interviewer=user).exists() or acts.filter(coded_by=user).exists():
        raise NotAllowed(
            _("Nobody overrides what they interviewed or coded themselves: this step takes somebody else (four eyes).")
        )
