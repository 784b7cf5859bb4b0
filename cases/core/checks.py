"""System checks of our own: they run with every command, so a fault is seen before it is stored."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from . import privacy


@register
def every_field_has_a_privacy_class(**_kwargs: Any) -> list[CheckMessage]:
    """E001: a field that nobody classified could be shown by accident."""
    return [Error(text, id="cases.E001") for model in privacy.own_models() for text in privacy.problems(model)]
