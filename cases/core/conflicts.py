"""Two people saved the same record: what the one changed stands in the other's form, and where both changed the same
field, both versions stand side by side."""

from dataclasses import dataclass
from typing import Any

from django import forms


@dataclass(frozen=True)
class Both:
    """A field that both changed: what is stored now, and what was typed."""

    label: str
    stored: str
    typed: str


@dataclass(frozen=True)
class Conflict:
    """What to show, and the form's values with the other's changes in every field that this person left alone."""

    both: list[Both]
    taken_over: list[str]
    data: Any


def compare(typed: forms.BaseForm, opened: forms.BaseForm, now: forms.BaseForm) -> Conflict:
    """Compare what was typed (a bound form) with the record as the form was opened on and as it stands now (unbound)."""
    data: Any = typed.data
    both, taken_over, data = [], [], data.copy()
    for name, field in typed.fields.items():
        if field.disabled or isinstance(field, forms.FileField):
            continue
        stored, sent = _sent(now, name), typed[name].data
        if stored == _sent(opened, name) or not field.has_changed(now.get_initial_for_field(field, name), sent):
            continue
        if field.has_changed(opened.get_initial_for_field(field, name), sent):
            both.append(Both(str(field.label), _said(field, stored), _said(field, _as_list(sent))))
        else:
            taken_over.append(str(field.label))
            data.setlist(typed.add_prefix(name), stored)
    return Conflict(both, taken_over, data)


def differences(typed: forms.BaseForm, now: forms.BaseForm) -> list[Both]:
    """Every field in which what was typed (a bound form) differs from what is stored now (an unbound one)."""
    found = []
    for name, field in typed.fields.items():
        sent = None if isinstance(field, forms.FileField) or name not in now.fields else typed[name].data
        if sent is not None and field.has_changed(now.get_initial_for_field(field, name), sent):
            found.append(Both(str(field.label), _said(field, _sent(now, name)), _said(field, _as_list(sent))))
    return found


def _sent(form: forms.BaseForm, name: str) -> list[str]:
    """What a browser sends of a field as an unbound form shows it."""
    field = form.fields[name]
    value = field.prepare_value(form.get_initial_for_field(field, name))
    return _as_list(value)


def _as_list(value: Any) -> list[str]:
    if value in (None, "", False):
        return []
    if value is True:
        return ["on"]
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def _said(field: forms.Field, sent: list[str]) -> str:
    """The values as a person reads them: of a choice its label."""
    choices = dict(_flat(getattr(field, "choices", ())))
    return ", ".join(str(choices.get(one, one)) for one in sent)


def _flat(choices: Any) -> list[tuple[str, Any]]:
    return [(str(value), label) for value, label in choices if not isinstance(label, list | tuple)]
