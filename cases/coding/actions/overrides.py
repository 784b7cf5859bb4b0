"""A reviewer's word on a derived indicator of one person."""

from cases.accounts.models import User
from cases.coding import overrides
from cases.coding.models import IndicatorOverride
from cases.core.records import action, fill, write
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.models import Witness


@action
def override_indicator(
    *, by: User, witness: Witness, indicator: AbuseCategory, answer: str, override_reason: str
) -> IndicatorOverride:
    """Say another answer than the acts give, with the reason. "derived" takes an earlier override back.

    Every override is kept and the newest stands. Frozen vectors of a running series do not move by it.
    """
    overrides.check_can_override(by, witness, indicator, answer, override_reason)
    override = IndicatorOverride(witness=witness, overridden_by=by)
    fill(override, {"indicator": indicator, "answer": answer, "reason": override_reason.strip()})
    return write(override)
