"""What the records of a case name: opened inside the running action, whose event says which columns it read."""

from collections.abc import Iterator

from django.db.models import QuerySet

from cases.casework.models import Case
from cases.coding.models import Actor, ActorName, Event, LabourSituation
from cases.core.models import Row
from cases.core.records import open_column_for_action
from cases.intake.models import Testimony
from cases.vocabulary.models import Place
from cases.witnesses.models import NAME_FIELDS, Group, Identity, Witness

from .people import Names
from .places import Places

HOME, HOST = "KP", "RU"
"""Countries that a quote may name: everybody in these records comes from the one, and nearly all worked in the other."""

AREAS = frozenset({Place.PublicArea.FAR_EAST, Place.PublicArea.SIBERIA})
"""Areas that are one federal district: its name says no more."""


def names_of(case: Case) -> Names:
    """Everybody whom the case's records name: the people in it, duplicates on other cases too, actors, employers,
    groups, relatives, and those who interpreted and translated. For a running action."""
    everybody = Identity.objects.filter(witness__person__in=case.witnesses.values("person"))
    people = [
        *(name for field in NAME_FIELDS for name in _texts(everybody, field)),
        *_texts(Witness.objects.filter(case=case), "press_alias"),
        *(name for field in ("interpreter", "translator") for name in _texts(_testimonies(case), field)),
        *_texts(Actor.objects.filter(case=case, kind=Actor.Kind.INDIVIDUAL), "name"),
        *_texts(ActorName.objects.filter(actor__case=case, actor__kind=Actor.Kind.INDIVIDUAL), "name"),
    ]
    others = [
        *_texts(Actor.objects.filter(case=case).exclude(kind=Actor.Kind.INDIVIDUAL), "name"),
        *_texts(ActorName.objects.filter(actor__case=case).exclude(actor__kind=Actor.Kind.INDIVIDUAL), "name"),
        *_texts(LabourSituation.objects.filter(case=case), "employers"),
        *_texts(Group.objects.filter(case=case), "description"),
        *_texts(everybody, "family"),
    ]
    return Names(people, others)


def place_names_of(case: Case) -> Names:
    """Places in the words of the case's records. For a running action."""
    return Names(
        of_others=[
            *_texts(LabourSituation.objects.filter(case=case), "place_as_said"),
            *_texts(Event.objects.filter(case=case), "place_as_said"),
            *_texts(Identity.objects.filter(witness__case=case), "whereabouts"),
        ]
    )


def finer_places() -> Places:
    """Every place of the vocabulary that is finer than the areas of a release. One statement."""
    return Places(place.labels for place in Place.objects.all() if _is_finer(place))


def _is_finer(place: Place) -> bool:
    if place.kind == Place.Kind.COUNTRY:
        return place.code not in (HOME, HOST)
    return place.kind != Place.Kind.DISTRICT or place.public_area not in AREAS


def _testimonies(case: Case) -> QuerySet[Testimony]:
    return Testimony.objects.filter(case=case)


def _texts(rows: QuerySet[Row], field: str) -> Iterator[str]:
    """One sealed column of the rows that hold it."""
    model = rows.model
    stored = rows.exclude(**{field: None}).order_by().values_list("pk", field)
    yield from open_column_for_action(model, field, list(stored))
