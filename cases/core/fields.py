"""Model fields of our own."""

from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from . import tokens


class SealedField(models.BinaryField):  # type: ignore[type-arg]  # generic in the stubs only
    """A column that holds sealed tokens only (see ``tokens``) and refuses anything else.

    A field cannot see its row, so it neither seals nor opens: actions call ``sealing.seal`` and
    ``sealing.open_sealed``. NULL means that nothing was recorded.
    """

    description = _("Sealed text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(null=True, blank=True, editable=True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("null", "blank", "editable"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs

    def formfield(self, **_kwargs: Any) -> None:
        """No box of its own: a form declares a text box of the same name, and its action seals the text."""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is not None and not tokens.is_token(bytes(value)):
            raise ValidationError(_("A sealed column takes sealed values only: use sealing.seal()."))
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, *_args: Any) -> bytes | None:
        return None if value is None else bytes(value)


@cache
def sealed_columns(model: type[models.Model]) -> frozenset[str]:
    """The names of a model's sealed columns."""
    return frozenset(column.name for column in model._meta.concrete_fields if isinstance(column, SealedField))
