"""Every field of every model has a privacy class."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from cases.core import privacy


@register
def every_field_has_a_privacy_class(**_kwargs: Any) -> list[CheckMessage]:
    """E001: a field that nobody classified could be shown by accident."""
    return [Error(text, id="cases.E001") for model in privacy.own_models() for text in privacy.problems(model)]
