"""The boxes of a form, written at once: Django renders each by two templates or more."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.utils.safestring import mark_safe


class QuickRenderer(DjangoTemplates):
    """Django's own, but for boxes of one line, boxes for longer texts, and boxes to tick. Values are escaped."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        draw = BOXES.get(template_name)
        if draw is None or context["widget"].get("wrap_label"):
            return super().render(template_name, context, request)
        return mark_safe(draw(context["widget"]))  # noqa: S308  (its values are escaped)


def _input(box: Mapping[str, Any]) -> str:
    value = "" if box["value"] is None else f' value="{escape(str(box["value"]))}"'
    return f'<input type="{box["type"]}" name="{escape(box["name"])}"{value}{flatatt(box["attrs"])}>'


def _textarea(box: Mapping[str, Any]) -> str:
    return f'<textarea name="{escape(box["name"])}"{flatatt(box["attrs"])}>\n{escape(box["value"] or "")}</textarea>'


BOXES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "django/forms/widgets/text.html": _input,
    "django/forms/widgets/checkbox.html": _input,
    "django/forms/widgets/checkbox_option.html": _input,
    "django/forms/widgets/radio_option.html": _input,
    "django/forms/widgets/textarea.html": _textarea,
}
"""What draws a box, by the template that Django would take."""
QUICK = QuickRenderer()
"""For a form's ``default_renderer``: one for all, so that it keeps the templates that it reads."""
