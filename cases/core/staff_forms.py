"""Forms of the staff pages: they gather values for an action, which validates and stores them."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from . import audit, sealing
from .errors import Refused
from .partial_dates import PartialDate, parse
from .plain_text import LONGEST, LONGEST_LINE, PlainTextField
from .translated import LANGUAGES


class EdtfField(forms.CharField):
    """One box for a date as precisely as it is known."""

    def __init__(self, **kwargs: Any) -> None:
        example = _("2019, 2019-05, 2019-05-03, 2019-23 (autumn), 2019/2021, ../2020, 2020/.., 2019~ (about)")
        label = capfirst(kwargs.pop("label", _("date")))
        super().__init__(**{"required": False, "label": label, "help_text": example, **kwargs})

    def to_python(self, value: Any) -> PartialDate:  # type: ignore[override]
        try:
            return parse(super().to_python(value) or "")
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal

    def has_changed(self, initial: Any, data: Any) -> bool:
        """As texts: an unbound form shows a date as one."""
        return str(initial or "").strip() != str(data or "").strip()


class ActionForm(forms.ModelForm):  # type: ignore[type-arg]  # every record has its own
    """A form whose values go to an action.

    ``sealed`` fields are text boxes: their texts are opened, with an audit event, when a stored record is shown.
    ``translated`` fields are texts in three languages, each with a line of its own: ``measure_en``, ``measure_ko``, …
    ``fixed`` fields are chosen once. A refusal of the action comes back as the form's own error, with everything
    typed still there.
    """

    request: ClassVar[HttpRequest]
    """Its ``earlier`` is a state of the record to show in place of the present one (core.history)."""
    may_change: ClassVar[bool]
    sealed: ClassVar[tuple[str, ...]] = ()
    translated: ClassVar[tuple[str, ...]] = ()
    fixed: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        earlier = getattr(self.request, "earlier", None)
        if isinstance(earlier, self._meta.model):
            kwargs["instance"] = earlier
        super().__init__(*args, **kwargs)
        self.stored = not self.instance._state.adding
        self._limit_to_visible()
        if self.stored:
            for name in self.fields if not self.may_change else self.fixed:
                self.fields[name].disabled = True
            if "date" in self.fields:
                self.initial["date"] = self.instance.date.to_edtf()
            for name in self.translated:
                texts = getattr(self.instance, name)
                self.initial.update({f"{name}_{language}": texts.get(language, "") for language in LANGUAGES})
            if self.is_bound:
                pass  # what was typed is shown again, nothing is opened
            elif self.sealed:
                self.initial.update(
                    sealing.open_record(self.instance, self.sealed, by=self.request.user, reason="staff page")  # type: ignore[arg-type]
                )
            elif hasattr(self.instance, "reach"):
                audit.record_shown(by=self.request.user, subject=self.instance)  # type: ignore[arg-type]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if refusal := getattr(self.request, "refusal", None):
            self._show(refusal)
        return values

    def values(self) -> dict[str, Any]:
        """What the action takes: without the fixed fields of a stored record, the date as one value."""
        values = {n: v for n, v in self.cleaned_data.items() if not (self.stored and n in self.fixed)}
        if "date" in values:
            values["date"] = values["date"].said(values.pop("date_as_said", ""))
        for name in self.translated:
            texts = {language: values.pop(f"{name}_{language}").strip() for language in LANGUAGES}
            values[name] = {language: text for language, text in texts.items() if text}
        return values

    def _post_clean(self) -> None:
        """The action validates: an instance filled from half of its fields could not."""

    def _limit_to_visible(self) -> None:
        for field in self.fields.values():
            queryset: Any = getattr(field, "queryset", None)
            if isinstance(field, forms.ModelChoiceField) and hasattr(queryset, "visible_to"):
                field.queryset = queryset.visible_to(self.request.user)

    def _show(self, refusal: Refused | ValidationError) -> None:
        if isinstance(refusal, ValidationError) and hasattr(refusal, "error_dict"):
            for name, errors in refusal.error_dict.items():
                self.add_error(name if name in self.fields else None, errors)
        elif isinstance(refusal, Refused):
            self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))
        else:
            self.add_error(None, refusal)


def bring_back(form: forms.BaseForm, kept: Any) -> None:
    """Show what was typed before and not saved (a QueryDict), in every box that is open."""
    for name, field in form.fields.items():
        if not field.disabled and not isinstance(field, forms.FileField):
            form.initial[name] = field.widget.value_from_datadict(kept, {}, form.add_prefix(name))


def text_box(label: Any, *, rows: int = 3, help_text: Any = "", required: bool = False) -> forms.CharField:
    """A box for a longer text."""
    widget = forms.Textarea(attrs={"rows": rows, "cols": 80})
    return PlainTextField(longest=LONGEST, label=capfirst(label), widget=widget, help_text=help_text, required=required)


def text_line(label: Any, *, help_text: Any = "", required: bool = False) -> forms.CharField:
    """A box for one line."""
    widget = forms.TextInput(attrs={"size": 70})
    return PlainTextField(
        longest=LONGEST_LINE, label=capfirst(label), widget=widget, help_text=help_text, required=required
    )


def check_boxes(queryset: Any, label: Any, help_text: Any = "") -> forms.ModelMultipleChoiceField:  # type: ignore[type-arg]
    """Several records to tick."""
    return forms.ModelMultipleChoiceField(
        queryset, label=capfirst(label), help_text=help_text, required=False, widget=forms.CheckboxSelectMultiple
    )
