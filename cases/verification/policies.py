"""What must hold before a testimony is cleared."""

import datetime as dt

from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.coding.models import LabourSituation
from cases.core.errors import NotAllowed, Refused
from cases.intake.models import Testimony
from cases.witnesses import consent
from cases.witnesses.models import Scope, Witness


def check_not_own_coding(user: User, testimony: Testimony) -> None:
    """Raise when the user coded any act of the testimony, whoever declared the coding finished."""
    if testimony.acts.filter(coded_by=user).exists():
        raise NotAllowed(_("Nobody verifies their own coding: this step takes somebody else (four eyes)."))


def check_can_clear(testimony: Testimony, *, on: dt.date) -> None:
    """Raise, naming what is missing, unless S2 is in force, the risk in date and the public dimensions filled."""
    witness = testimony.witness
    if witness is None or not consent.allows(witness, Scope.S2, on=on):
        raise Refused(
            _("%(code)s: consent S2 (anonymous public statistics) is not in force.") % {"code": testimony.code}
        )
    if not witness.risks.filter(assessed_on__lte=on, valid_until__gte=on).exists():
        raise Refused(_("%(code)s: no risk assessment is in date: make a new one.") % {"code": witness.code})
    if missing := missing_dimensions(witness):
        raise Refused(
            _("%(code)s lacks public dimensions: %(missing)s. “Unknown” is an answer too.")
            % {"code": witness.code, "missing": ", ".join(missing)}
        )


def missing_dimensions(witness: Witness) -> list[str]:
    """The public dimensions that nobody has filled yet, by their names in the forms."""
    main = LabourSituation.objects.filter(witness=witness, is_main=True).first()
    missing = [str(label) for value, label in ((witness.sex, _("sex")), (witness.age_band, _("age band"))) if not value]
    if main is None:
        return [*missing, str(_("a labour situation marked as main"))]
    filled = ((main.sector_id, _("sector")), (main.channel, _("dispatch channel")))
    return missing + [str(label) for value, label in filled if not value]
