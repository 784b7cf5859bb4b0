"""Who may change what came in, and in which state."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.policies import check_can_work_in
from cases.core.batches import batches
from cases.core.errors import NotAllowed, Refused
from cases.witnesses import minors
from cases.witnesses.models import Consent, RiskAssessment, Stream, Witness

from . import states
from .models import Status, Testimony

EDITABLE = (Status.DRAFT, Status.RETURNED)


def check_can_edit(user: User, testimony: Testimony) -> None:
    """Raise unless it is the user's own interview (or a press account of their case), still in draft or returned."""
    check_can_work_in(user, testimony.case)
    check_is_editable(user, testimony)


def check_is_editable(user: User, testimony: Testimony) -> None:
    """The part of ``check_can_edit`` that asks the testimony alone."""
    if testimony.stream == Stream.OWN and testimony.interviewer_id != user.pk:
        raise NotAllowed(_("Only the interviewer changes %(code)s.") % {"code": testimony.code})
    if testimony.status not in EDITABLE:
        raise Refused(
            _("%(code)s is %(status)s and can no longer be changed: ask a coder or the lead to return it.")
            % {"code": testimony.code, "status": Status(testimony.status).label}
        )


def check_can_move(user: User, testimony: Testimony, target: Status) -> None:
    """Raise unless the table of states has the step and it is not the user's own earlier work (four eyes)."""
    check_can_work_in(user, testimony.case)
    check_step(user, testimony, target)


def check_step(user: User, testimony: Testimony, target: Status) -> None:
    """The part of ``check_can_move`` that asks the testimony alone."""
    step = states.transition(testimony.status, target, testimony.stream)
    if not any(role in user.role_set for role in step.roles):
        roles = ", ".join(str(role.label) for role in step.roles)
        raise NotAllowed(_("This step takes one of: %(roles)s.") % {"roles": roles})
    for earlier in step.not_by:
        if getattr(testimony, f"{earlier}_id") == user.pk:
            raise NotAllowed(_("Nobody checks their own work: this step takes somebody else (four eyes)."))


def check_reinterview(witness: Witness, earlier: Sequence[Testimony], need: str) -> None:
    """Raise when the person has told us before and nobody says why they were asked again (domain brief 4.4)."""
    if earlier and not need.strip():
        raise Refused(
            _("%(code)s has told us before (%(earlier)s): read that first, then say why a new interview is needed.")
            % {"code": witness.code, "earlier": ", ".join(testimony.code for testimony in earlier)}
        )


def check_can_submit(testimony: Testimony, *, on: dt.date | None = None) -> None:
    """Raise unless consent and risk are recorded, a minor's consent is signed, and the account is there."""
    day = on or timezone.localdate()
    witness = testimony.witness
    consent = None if witness is None else minors.newest_of_people([witness.person]).get(witness.person)
    in_date = (
        consent is not None
        and witness is not None
        and witness.risks.filter(product_uuid=None, valid_until__gte=day).exists()
    )
    _check_ready(testimony, consent, in_date=in_date)


def check_all_can_submit(testimonies: Sequence[Testimony], days: Sequence[dt.date]) -> None:
    """The same for many testimonies, each on a day. Two statements for every batch."""
    consents: dict[uuid.UUID, Consent] = {}
    ends: dict[uuid.UUID | None, dt.date] = {}
    for some in batches([testimony.witness for testimony in testimonies if testimony.witness is not None]):
        consents |= minors.newest_of_people(witness.person for witness in some)
        risks = RiskAssessment.objects.filter(witness__in=some, product_uuid=None).order_by("valid_until")
        ends.update(risks.values_list("witness", "valid_until"))
    for testimony, day in zip(testimonies, days, strict=True):
        witness = testimony.witness
        in_date = testimony.witness_id in ends and ends[testimony.witness_id] >= day
        _check_ready(testimony, consents.get(witness.person) if witness is not None else None, in_date=in_date)


def _check_ready(testimony: Testimony, consent: Consent | None, *, in_date: bool) -> None:
    witness = testimony.witness
    if witness is None:
        raise Refused(_("Consent is given by each person: log the account of each member of the group."))
    if consent is None:
        raise Refused(_("%(code)s has no consent yet: record it first.") % {"code": witness.code})
    if minors.waits(consent):
        raise Refused(
            _(
                "%(code)s is under 18, and %(consent)s waits for the data-protection officer: nothing is in force before."
            )
            % {"code": witness.code, "consent": consent.code}
        )
    if not in_date:
        raise Refused(_("%(code)s has no risk assessment in date: add one first.") % {"code": witness.code})
    if testimony.account is None:
        raise Refused(_("%(code)s has no account yet: write down what the person told.") % {"code": testimony.code})
