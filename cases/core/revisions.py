"""What a revision holds: the row's columns as sealed JSON. It is made here and stored by core.records."""

import base64
import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from . import audit, sealing
from .fields import SealedField
from .models import Revision, Row

_JSON = DjangoJSONEncoder()
_AS_JSON: Mapping[type, Callable[[Any], str]] = {
    type(None): lambda _value: "null",
    uuid.UUID: lambda value: f'"{value}"',
    bytes: lambda value: f'"{base64.b64encode(value).decode()}"',
    memoryview: lambda value: f'"{base64.b64encode(value).decode()}"',
    dt.datetime: lambda value: f'"{_JSON.default(value)}"',
}
"""The commonest values, written as the encoder writes them but without its detours. Sealed tokens are base64."""


def revisions(
    rows: Sequence[Row], numbers: Sequence[int], changed: Sequence[list[str]], *, by: uuid.UUID, action: str
) -> dict[str, list[Any]]:
    """The values of a new revision of each row of one model as it is now, column by column, not yet stored."""
    count, owners, keys = len(rows), [row.key_owner() for row in rows], [uuid.uuid4() for _row in rows]
    with sealing.keys_at_hand(owners):
        snapshots = [
            sealing.sealed_token(Revision, "snapshot", key, owner=owner, text=text)
            for key, owner, text in zip(keys, owners, _snapshots(rows), strict=True)
        ]
    return {
        "uuid": keys,
        "subject_label": [audit.label(rows[0])] * count,
        "subject_uuid": [row.uuid for row in rows],
        "number": list(numbers),
        "at": [timezone.now()] * count,
        "actor_uuid": [by] * count,
        "action": [action] * count,
        "changed_fields": [sorted(names) for names in changed],
        "owner_kind": [owner.kind for owner in owners],
        "owner_uuid": [owner.uuid for owner in owners],
        "snapshot": snapshots,
    }


def changed_fields(row: models.Model) -> list[str]:
    """The columns that differ from the stored row; of a new row, those that are filled."""
    if row._state.adding:
        return filled_fields(row)
    stored = type(row)._base_manager.get(pk=row.pk)
    return [c.name for c in row._meta.concrete_fields if getattr(row, c.attname) != getattr(stored, c.attname)]


def filled_fields(row: models.Model) -> list[str]:
    """The columns that hold something."""
    columns = row._meta.concrete_fields
    return [c.name for c in columns if (value := getattr(row, c.attname)) or (value is not None and value != "")]


def _snapshots(rows: Sequence[Row]) -> list[str]:
    """Every column's value of each row as JSON; sealed columns as their tokens in base64, since they stay sealed.

    Not in hexadecimal: two texts of usual length would then need four times the padding. Built column by column,
    since a bulk action makes them by the hundred thousand.
    """
    kept = [column for column in type(rows[0])._meta.concrete_fields if column.name not in rows[0].revision_excludes]
    by_column = [(column.name, [getattr(row, column.attname) for row in rows]) for column in kept]
    parts = [
        [f'"{name}": {_AS_JSON.get(type(value), _JSON.encode)(value)}' for value in values]
        for name, values in by_column
    ]
    return ["{" + ", ".join(row) + "}" for row in zip(*parts, strict=True)]


def check_columns(rows: Sequence[models.Model]) -> None:
    """What ``full_clean`` asks of each editable column, once for each value that the new rows hold.

    For many rows of one model. Keys and constraints are left to the database. Raises ValidationError.
    """
    for column in rows[0]._meta.concrete_fields if rows else ():
        if column.editable and not column.is_relation and not isinstance(column, SealedField):
            for value in {getattr(row, column.attname) for row in rows}:
                if not (column.blank and value in column.empty_values):
                    _check_value(column, value, rows[0])


def _check_value(column: models.Field[Any, Any], value: object, row: models.Model) -> None:
    try:
        column.clean(value, row)
    except ValidationError as error:
        raise ValidationError({column.name: error.error_list}) from error
