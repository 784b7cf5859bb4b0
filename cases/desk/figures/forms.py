"""Which dimension or indicator, or which two, a table of exact figures has."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class SidesForm(forms.Form):
    """One or two sides of a table; none counts everybody together."""

    first = forms.ChoiceField(label=gettext_lazy("Count by"), required=False)
    second = forms.ChoiceField(label=gettext_lazy("and by"), required=False)

    def __init__(self, *args: Any, sides: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first"].choices = [("", _("nothing: all together")), *sides.items()]  # type: ignore[attr-defined]
        self.fields["second"].choices = [("", _("nothing else")), *sides.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("second") and values.get("first") == values.get("second"):
            raise ValidationError(_("Choose two different sides, or one."))
        return values

    def sides(self) -> tuple[str, ...]:
        """The chosen sides in their order."""
        chosen = (self.cleaned_data["first"], self.cleaned_data["second"])
        return tuple(side for side in chosen if side)
