"""The only gate: whether a person allowed a purpose."""

import datetime as dt

from .models import ConsentScope, Witness


def allows(witness: Witness, scope: str, *, on: dt.date) -> bool:
    """Whether the newest consent given by that day says yes to the purpose and has not expired.

    Default no: without a consent, or with any other answer, nothing is allowed. No purpose implies another.
    """
    newest = witness.consents.filter(given_on__lte=on).order_by("-given_on", "-created_at").first()
    if newest is None:
        return False
    answer = newest.scopes.filter(scope=scope, answer=ConsentScope.Answer.YES).first()
    return answer is not None and (answer.expires_on is None or on <= answer.expires_on)
