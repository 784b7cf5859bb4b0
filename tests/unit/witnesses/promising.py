"""Short ways to record consents in tests."""

import datetime as dt
from typing import Any

from django.utils import timezone

from cases.accounts.models import User
from cases.casework.models import Case
from cases.witnesses.actions import ScopeAnswer, record_consent, register_witness
from cases.witnesses.models import Consent, Witness

DAY = dt.timedelta(days=1)
YES, NO = ScopeAnswer("yes"), ScopeAnswer("no")


def consented(by: User, witness: Witness, *, days_ago: int = 0, **given: Any) -> Consent:
    """A consent with answers by purpose (``S2=YES``) and further values (``age=15``)."""
    scopes = {name: given.pop(name) for name in list(given) if name[0] == "S" and name[1:].isdigit()}
    values = {"form_version": "1", "language": "ko", "way": "oral", **given}
    return record_consent(
        by=by, witness=witness, given_on=timezone.localdate() - days_ago * DAY, scopes=scopes, **values
    )


def child(by: User, case: Case, **given: Any) -> Consent:
    """The consent of somebody of 15, which nobody has signed."""
    witness = register_witness(by=by, case=case)
    return consented(by, witness, age=15, guardian="GUARDIANTEXT", best_interest="x", **{"S0": YES, **given})
