"""The only gate: whether people allowed a purpose.

Records that two people found to be one human being share their consents: the newest of any of them is in force, so
that somebody who takes their word back on one record has taken it back on all.
"""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from cases.core.batches import batches

from .models import Consent, ConsentScope, Witness

IN_FORCE = Q(age=None) | Q(age__gte=Consent.ADULT_FROM) | Q(minor_signature__isnull=False)
"""A minor's consent allows nothing before the DPO has signed it."""


def allows(witness: Witness, scope: str, *, on: dt.date) -> bool:
    """Whether the newest consent given by that day says yes to the purpose and has not expired.

    Default no: without a consent, or with any other answer, nothing is allowed. No purpose implies another.
    """
    return allowing(scope, on=on).filter(pk=witness.pk).exists()


def in_force(witness: Witness, *, on: dt.date) -> Consent | None:
    """The newest consent that the person gave by that day, whatever it says; None when there is none."""
    given = Consent.objects.filter(witness__person=witness.person, given_on__lte=on)
    return given.order_by("-given_on", "-created_at").first()


def allowing(scope: str, *, on: dt.date) -> QuerySet[Witness]:
    """Everybody who allows the purpose that day, by the same rule."""
    given = Consent.objects.filter(witness__person=OuterRef("person"), given_on__lte=on)
    newest = given.order_by("-given_on", "-created_at").values("pk")[:1]
    yes = ConsentScope.objects.filter(
        Q(expires_on=None) | Q(expires_on__gte=on),
        consent=OuterRef("newest_consent"),
        scope=scope,
        answer=ConsentScope.Answer.YES,
    ).filter(Exists(Consent.objects.filter(IN_FORCE, pk=OuterRef("consent"))))
    return Witness.objects.annotate(newest_consent=Subquery(newest)).filter(Exists(yes))


def who_allows(scope: str, days: Mapping[uuid.UUID, dt.date]) -> set[uuid.UUID]:
    """Those who allow the purpose, each on a day of their own, by the same rule (a test compares them).

    A few statements for every batch, where ``allowing`` would take one for each day.
    """
    found: set[uuid.UUID] = set()
    for some in batches(list(days)):
        persons = dict(Witness.objects.filter(pk__in=some).values_list("pk", "person"))
        given: dict[uuid.UUID, list[tuple[dt.date, uuid.UUID]]] = {}
        people = Consent.objects.filter(witness__person__in=set(persons.values()))
        for person, consent, on in people.order_by("given_on", "created_at").values_list(
            "witness__person", "pk", "given_on"
        ):
            given.setdefault(person, []).append((on, consent))
        yes = ConsentScope.objects.filter(
            consent__in=people.filter(IN_FORCE), scope=scope, answer=ConsentScope.Answer.YES
        )
        expiry = dict(yes.values_list("consent", "expires_on"))
        for witness, person in persons.items():
            newest = [consent for on, consent in given.get(person, []) if on <= days[witness]][-1:]
            last = expiry.get(newest[0], dt.date.min) if newest else dt.date.min
            if last is None or days[witness] <= last:
                found.add(witness)
    return found
