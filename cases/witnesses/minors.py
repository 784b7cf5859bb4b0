"""Consents of people under 18: which wait for the data-protection officer. Until then nothing of them is in force."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.accounts.models import User
from cases.core.fields import sealed_columns

from .models import Consent, Witness


def waits(consent: Consent) -> bool:
    """Whether it is a minor's and nobody has signed it. No statement when ``minor_signature`` was selected with it."""
    return consent.is_of_a_minor and not hasattr(consent, "minor_signature")


def newest_of_people(
    persons: Iterable[uuid.UUID], *, on: dt.date | None = None, shown_to: User | None = None
) -> dict[uuid.UUID, Consent]:
    """The newest consent of each person (by ``Witness.person``), given by that day where one is said. One statement.

    With a user, each says whether that user sees it (``is_shown``).
    """
    given = Consent.objects.filter(witness__person__in=set(persons)).select_related("witness", "minor_signature")
    given = given.defer(*sealed_columns(Consent), *(f"witness__{name}" for name in sealed_columns(Witness)))
    if on is not None:
        given = given.filter(given_on__lte=on)
    if shown_to is not None:
        given = given.annotate(is_shown=Exists(Consent.objects.visible_to(shown_to).filter(pk=OuterRef("pk"))))
    return {consent.witness.person: consent for consent in given.order_by("given_on", "created_at")}


def waiting(user: User) -> QuerySet[Consent]:
    """What the user sees of minors' consents that nobody has signed, and that no later one of the person replaced."""
    person = Consent.objects.filter(witness__person=OuterRef("witness__person"))
    later = Q(given_on__gt=OuterRef("given_on")) | Q(
        given_on=OuterRef("given_on"), created_at__gt=OuterRef("created_at")
    )
    # Said in these words so that the index of the few consents of minors is used (``IN_FORCE`` is its opposite).
    of_minors = Consent.objects.visible_to(user).filter(age__lt=Consent.ADULT_FROM, minor_signature=None)
    unsigned = of_minors.filter(witness__frozen_at=None)
    return unsigned.filter(~Exists(person.filter(later)))
