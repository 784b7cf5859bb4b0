"""A mark in every confidential and sealed field that can hold words, by the register of privacy classes.

A new field is planted by itself. What holds no words is left: choices, dates, numbers, yes and no, references, hashes and
keys; and the tables of the release engine, which are read as numbers.
"""

from collections import Counter
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from django.db.models import F

from cases.core import privacy, sealing, triggers
from cases.core.fields import SealedField
from tests import canaries

KEYS = {"password", "token_sha256", "wrapped", "evidence_identity"}
ENGINE = {"LedgerEntry", "LedgerVector", "HoldBack", "NoiseRow"}


def wordy_fields(model: type[models.Model]) -> list[str]:
    """The confidential and sealed fields of a model that can hold a mark."""
    classes = privacy.classes_of(model)
    secret = [name for name, given in classes.items() if set(given) & {"confidential", "sealed"}]
    return [name for name in secret if _holds_words(model._meta.get_field(name))]


def _holds_words(field: Any) -> bool:
    if field.name in KEYS or field.model.__name__ in ENGINE:
        return False
    if isinstance(field, SealedField):
        return True
    room = (field.max_length or 0) >= len(canaries.mark(0)) or isinstance(field, models.TextField)
    return isinstance(field, models.CharField | models.TextField) and room and not field.choices


def plant(most: int = 20) -> Counter[str]:
    """Put marks into each field of every model, in ``most`` rows at most; how many rows each field has them in.

    The append-only tables are altered too: for a test alone, whose database is thrown away.
    """
    planted: Counter[str] = Counter()
    triggers.remove(connection)
    for model in privacy.own_models():
        for name in wordy_fields(model):
            # Rows that hold something there come first: a rule can want the field to be empty in others.
            rows = model._base_manager.order_by(F(name).desc(nulls_last=True), "pk")[:most]
            planted.update(f"{model.__name__}.{name}" for row in rows if _planted(row, name, len(planted)))
    triggers.install(connection)
    return planted


def _planted(row: Any, name: str, number: int) -> bool:
    """Whether the field took a mark: a rule of the database can keep it empty in some rows, as an alias of no press case."""
    changed = {name: _value(row, name, canaries.mark(number))}
    try:
        with transaction.atomic():
            return bool(type(row)._base_manager.filter(pk=row.pk).update(**changed))
    except IntegrityError:
        return False


def _value(row: Any, name: str, mark: str) -> str | bytes:
    if not isinstance(row._meta.get_field(name), SealedField):
        return mark
    return sealing.sealed_token(type(row), name, row.uuid, owner=row.key_owner(), text=mark)
