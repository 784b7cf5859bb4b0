"""What must hold before a testimony is cleared."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.coding.models import Act, LabourSituation
from cases.core.batches import batches
from cases.core.errors import NotAllowed, Refused
from cases.intake.models import Testimony
from cases.witnesses import consent
from cases.witnesses.models import RiskAssessment, Scope, Witness


def check_not_own_coding(user: User, testimony: Testimony) -> None:
    """Raise when the user coded any act of the testimony, whoever declared the coding finished."""
    check_none_own_coding(user, [testimony])


def check_none_own_coding(user: User, testimonies: Sequence[Testimony]) -> None:
    """The same for many testimonies. One statement for every batch."""
    if any(Act.in_every_round.filter(testimony__in=some, coded_by=user).exists() for some in batches(testimonies)):
        raise NotAllowed(_("Nobody verifies their own coding: this step takes somebody else (four eyes)."))


def check_needs_no_second_coder(testimony: Testimony) -> None:
    """Raise while a second coder was chosen, is not finished, and the lead has not waived it."""
    if testimony.waits_for_second_coder:
        raise Refused(
            _("%(code)s waits for its second coder: they finish first, or the lead waives it with a reason.")
            % {"code": testimony.code}
        )


def check_can_clear(testimony: Testimony, *, on: dt.date) -> None:
    """Raise, naming what is missing, unless S2 is in force, the risk in date and the public dimensions filled."""
    check_all_can_clear([testimony], [on])


def check_all_can_clear(testimonies: Sequence[Testimony], days: Sequence[dt.date]) -> None:
    """The same for many testimonies of as many people, each on its day. Four statements for every batch."""
    told = list(zip(testimonies, days, strict=True))
    on = {testimony.witness_id: day for testimony, day in told if testimony.witness_id}
    allowed, in_date, mains = consent.who_allows(Scope.S2, on), _risk_in_date(on), _main_situations(list(on))
    for testimony, _day in told:
        witness = testimony.witness
        if witness is None or witness.pk not in allowed:
            raise Refused(
                _("%(code)s: consent S2 (anonymous public statistics) is not in force.") % {"code": testimony.code}
            )
        if witness.pk not in in_date:
            raise Refused(_("%(code)s: no risk assessment is in date: make a new one.") % {"code": witness.code})
        if missing := missing_dimensions(witness, mains.get(witness.pk)):
            raise Refused(
                _("%(code)s lacks public dimensions: %(missing)s. “Unknown” is an answer too.")
                % {"code": witness.code, "missing": ", ".join(missing)}
            )


def missing_dimensions(witness: Witness, main: LabourSituation | None) -> list[str]:
    """The public dimensions that nobody has filled yet, by their names in the forms."""
    missing = [str(label) for value, label in ((witness.sex, _("sex")), (witness.age_band, _("age band"))) if not value]
    if main is None:
        return [*missing, str(_("a labour situation marked as main"))]
    filled = ((main.sector_id, _("sector")), (main.channel, _("dispatch channel")))
    return missing + [str(label) for value, label in filled if not value]


def _risk_in_date(on: Mapping[uuid.UUID, dt.date]) -> set[uuid.UUID]:
    found = set()
    for some in batches(list(on)):
        risks = RiskAssessment.objects.filter(witness__in=some, product_uuid=None)
        for witness, first, last in risks.values_list("witness", "assessed_on", "valid_until"):
            if first <= on[witness] <= last:
                found.add(witness)
    return found


def _main_situations(witnesses: Sequence[uuid.UUID]) -> dict[uuid.UUID | None, LabourSituation]:
    found = {}
    for some in batches(witnesses):
        for situation in LabourSituation.objects.filter(witness__in=some, is_main=True):
            found[situation.witness_id] = situation
    return found
