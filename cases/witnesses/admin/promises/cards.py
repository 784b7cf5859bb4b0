"""The cards on other records' pages: what the person allowed, and the risk to them."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

from django import forms
from django.db import models
from django.http import HttpRequest

from cases.accounts.models import User
from cases.core.admin import ActionAdmin
from cases.witnesses import consent_card, risk_card
from cases.witnesses.models import Consent, MatchDecision, Witness

WITHOUT = (Consent, MatchDecision)
"""A consent's page shows its own answers; a decision whether two records are one person uses nothing of either."""

PEOPLE: dict[type[models.Model], Callable[[Any], Iterable[Witness]]] = {}
"""For records that lead to several people, set by the stage that they belong to."""


def consent_cards(request: HttpRequest, form: Any, record: Any) -> list[Any]:
    """The consent of whoever a stored record is about, or a new one would be about."""
    if isinstance(record, WITHOUT):
        return []
    people = _people_of(record) if record is not None else _chosen(form)
    return consent_card.cards_of(list(dict.fromkeys(people)), by=cast(User, request.user))


def risk_cards(request: HttpRequest, form: Any, record: Any) -> list[Any]:
    """The risk, on the person's own page."""
    if not isinstance(record, Witness):
        return []
    card = risk_card.card_of(record, by=cast(User, request.user))
    return [card] if card is not None else []


def _people_of(record: Any) -> Iterator[Witness]:
    """The witness at the end of the record's path, by which a withdrawal freezes it too."""
    if type(record) in PEOPLE:
        yield from PEOPLE[type(record)](record)
        return
    path = getattr(getattr(type(record), "reach", None), "person", "")
    found = record if path else None
    for step in path.split("__") if path != "pk" else ():
        found = getattr(found, step, None)
    if isinstance(found, Witness):
        yield found


def _chosen(form: Any) -> Iterator[Witness]:
    """Whoever is chosen in a new record's form, among what the user sees."""
    for name, field in form.fields.items():
        if not isinstance(field, forms.ModelChoiceField) or isinstance(field, forms.ModelMultipleChoiceField):
            continue
        queryset: Any = field.queryset
        model = queryset.model
        if not getattr(getattr(model, "reach", None), "person", "") or issubclass(model, WITHOUT):
            continue
        try:
            key = uuid.UUID(str(form[name].value()))
        except ValueError:  # nothing chosen, or an address typed by hand
            continue
        for chosen in queryset.filter(pk=key):
            yield from _people_of(chosen)


ActionAdmin.cards += [consent_cards, risk_cards]
