"""Who did it and when are set together or not at all: in every model, by a constraint of the database."""

from typing import Any

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from cases.core import privacy


def pairs() -> list[tuple[type[models.Model], str]]:
    """Every model with a person X_by and a moment X_at."""
    found = []
    for model in privacy.own_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.name.endswith("_by") and partner(model, field.name):
                found.append((model, field.name.removesuffix("_by")))
    return found


def partner(model: type[models.Model], name: str) -> models.Field[Any, Any] | None:
    try:
        field = model._meta.get_field(f"{name.removesuffix('_by')}_at")
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, models.DateTimeField) else None


def pair_id(value: object) -> str:
    return value.__name__ if isinstance(value, type) else str(value)


def test_pairs_are_found() -> None:
    """The search below is not empty: a testimony has four pairs."""
    names = [f"{model.__name__}.{name}" for model, name in pairs()]
    assert {"Testimony.submitted", "Testimony.coded", "Testimony.verified", "Testimony.cleared"} <= set(names)


@pytest.mark.parametrize(("model", "name"), pairs(), ids=pair_id)
def test_pair_is_set_together_or_not_at_all(model: type[models.Model], name: str) -> None:
    by, at = model._meta.get_field(f"{name}_by"), model._meta.get_field(f"{name}_at")
    assert by.null == at.null
    if by.null:
        checked = [
            {leaf.split("__")[0] for leaf in leaves(constraint.condition)}
            for constraint in model._meta.constraints
            if isinstance(constraint, models.CheckConstraint)
        ]
        assert {by.name, at.name} in checked


def leaves(condition: Any) -> list[str]:
    """The names of the fields that a condition asks about."""
    if isinstance(condition, models.Q):
        return [name for child in condition.children for name in leaves(child)]
    return [condition[0]] if isinstance(condition, tuple) else []
