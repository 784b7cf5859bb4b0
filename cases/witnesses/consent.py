"""The only gate: whether people allowed a purpose."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from cases.core.batches import batches

from .models import Consent, ConsentScope, Witness


def allows(witness: Witness, scope: str, *, on: dt.date) -> bool:
    """Whether the newest consent given by that day says yes to the purpose and has not expired.

    Default no: without a consent, or with any other answer, nothing is allowed. No purpose implies another.
    """
    return allowing(scope, on=on).filter(pk=witness.pk).exists()


def allowing(scope: str, *, on: dt.date) -> QuerySet[Witness]:
    """Everybody who allows the purpose that day, by the same rule."""
    given = Consent.objects.filter(witness=OuterRef("pk"), given_on__lte=on)
    newest = given.order_by("-given_on", "-created_at").values("pk")[:1]
    yes = ConsentScope.objects.filter(
        Q(expires_on=None) | Q(expires_on__gte=on),
        consent=OuterRef("newest_consent"),
        scope=scope,
        answer=ConsentScope.Answer.YES,
    )
    return Witness.objects.annotate(newest_consent=Subquery(newest)).filter(Exists(yes))


def who_allows(scope: str, days: Mapping[uuid.UUID, dt.date]) -> set[uuid.UUID]:
    """Those who allow the purpose, each on a day of their own, by the same rule (a test compares them).

    Two statements for every batch, where ``allowing`` would take one for each day.
    """
    found: set[uuid.UUID] = set()
    for some in batches(list(days)):
        newest: dict[uuid.UUID, uuid.UUID] = {}
        given = Consent.objects.filter(witness__in=some).order_by("given_on", "created_at")
        for witness, consent, on in given.values_list("witness", "pk", "given_on"):
            if on <= days[witness]:
                newest[witness] = consent
        yes = ConsentScope.objects.filter(consent__witness__in=some, scope=scope, answer=ConsentScope.Answer.YES)
        expiry = dict(yes.values_list("consent", "expires_on"))
        for witness, consent in newest.items():
            last = expiry.get(consent, dt.date.min)
            if last is None or days[witness] <= last:
                found.add(witness)
    return found
