"""Boxes of the interview's pages. They are never forced, and they take what people paste."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from cases.core.plain_text import LONGEST, PlainTextField

SPOKEN = (
    ("ko", gettext_lazy("Korean")), ("ru", gettext_lazy("Russian")), ("en", gettext_lazy("English")),
    ("zh", gettext_lazy("Chinese")), ("und", gettext_lazy("another language")),
)  # fmt: skip


class ToldField(PlainTextField):
    """A box for words, long or short. ``rows`` of 1 is one line."""

    def __init__(self, *, rows: int = 3, longest: int = LONGEST, **kwargs: Any) -> None:
        attrs = {"dir": "auto", "autocomplete": "off"}
        if rows == 1:
            widget: forms.Widget = forms.TextInput(attrs=attrs)
        else:
            widget = forms.Textarea(attrs={**attrs, "rows": rows})
        super().__init__(**{"longest": longest, "required": False, "widget": widget, **kwargs})


class StepForm(forms.Form):
    """A part of a page. Nothing is forced by the browser: the server says what is missing, and keeps what was typed."""

    use_required_attribute = False


def line(label: Any, **kwargs: Any) -> ToldField:
    """One line."""
    return ToldField(label=label, rows=1, longest=300, **kwargs)


def language(label: Any, stored: str = "", **kwargs: Any) -> forms.ChoiceField:
    """A language, the stored one among the choices whichever it is."""
    choices = [("", "–"), *SPOKEN]
    if stored and stored not in dict(SPOKEN):
        choices.append((stored, stored))
    return forms.ChoiceField(label=label, choices=choices, required=False, **kwargs)
