"""A long list in a form, written at once: Django renders each option by a template of its own."""

from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.choices import BaseChoiceIterator
from django.utils.safestring import SafeString, mark_safe


class LongList(BaseChoiceIterator):
    """Hundreds of choices as they are, pairs of value and label, read when the list is drawn or checked. A plain list Django
    would copy choice by choice for every form."""

    def __init__(self, read: Callable[[], Iterable[tuple[str, Any]]]) -> None:
        self._read = read

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        return iter(self._read())


class QuickSelect(forms.Select):
    """The same list as Django's, for hundreds of choices. Labels are escaped."""

    def use_required_attribute(self, initial: Any) -> bool:
        """Not said: Django would read the whole list for it, and our forms say themselves what is missing."""
        return False

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        around = flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
        options = _options(self.choices, "" if value is None else str(value))
        return mark_safe(f"<select{around}>{options}</select>")  # noqa: S308  (escaped one by one)


def _options(choices: Iterable[Any], chosen: str) -> str:
    return "".join(
        f'<optgroup label="{escape(str(value))}">{_options(label, chosen)}</optgroup>'
        if isinstance(label, list)
        else f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(str(label))}</option>'
        for value, label in choices
    )
