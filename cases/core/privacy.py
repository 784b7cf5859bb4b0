"""The register of every field's privacy class, read from each model's inner class ``Privacy``."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from .fields import SealedField

CLASSES = ("public", "internal", "confidential", "sealed")


def own_models() -> list[type[models.Model]]:
    """Every model of the project."""
    return list(apps.get_app_config("cases").get_models())


def classes_of(model: type[models.Model]) -> dict[str, list[str]]:
    """The classes given to each field of a model, gathered over its base classes."""
    given: dict[str, list[str]] = {}
    for base in model.__mro__:
        register = vars(base).get("Privacy")
        for name in CLASSES if register else ():
            for field in vars(register).get(name, ()):
                given.setdefault(field, []).append(name)
    return given


def problems(model: type[models.Model]) -> Iterator[str]:
    """One sentence for each field of a model that does not stand in exactly one class."""
    given = classes_of(model)
    fields = {f.name: f for f in [*model._meta.concrete_fields, *model._meta.local_many_to_many]}
    for name in given.keys() - fields.keys():
        yield f"{model.__name__}.Privacy names {name}, which is no field: take it out."
    for name, field in fields.items():
        classes = given.get(name, [])
        if len(classes) != 1:
            yield f"{model.__name__}.{name} stands in {len(classes)} privacy classes: put it into exactly one."
        elif (classes == ["sealed"]) != isinstance(field, SealedField):
            yield f"{model.__name__}.{name}: the class “sealed” and SealedField go together."
