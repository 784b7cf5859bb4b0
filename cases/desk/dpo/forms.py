"""What the data-protection officer is asked for: a code, what is taken back, how long something is kept."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.accounts.models import User
from cases.core import audit
from cases.core.errors import Refused
from cases.core.staff_forms import text_box
from cases.desk.withdrawal.persons import check_is_own
from cases.witnesses.models import Scope, Withdrawal, Witness

EVERYTHING, SOME = "everything", "some"


class DayInput(forms.DateInput):
    """A day by the browser's own calendar, or typed where it has none."""

    input_type = "date"

    def __init__(self, **attributes: str) -> None:
        super().__init__(attrs=attributes, format="%Y-%m-%d")


class CodeForm(forms.Form):
    """A witness by the code: the person's name is never asked for here."""

    code = forms.CharField(
        label=_("Code of the witness"),
        max_length=20,
        widget=forms.TextInput(attrs={"size": 10, "autocomplete": "off", "placeholder": "W-004"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_code(self) -> Witness:
        """The witness, of those whom the user sees. The search is an event, without its words."""
        code = self.cleaned_data["code"].strip().upper()
        found = Witness.objects.visible_to(self.user).filter(code=code).first()
        audit.searched(self.user, "witness", int(found is not None))
        if found is None:
            raise ValidationError(_("You see no witness with this code: codes look like W-004."))
        try:
            check_is_own(found)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return found


class WithdrawalForm(forms.Form):
    """What a person says: on which day, how, and what they take back."""

    received_on = forms.DateField(label=_("Received on"), widget=DayInput())
    way = forms.ChoiceField(label=_("How the person said it"), choices=Withdrawal.Way.choices, widget=forms.RadioSelect)
    what = forms.ChoiceField(
        label=_("What is taken back"),
        choices=[(EVERYTHING, _("Everything")), (SOME, _("Only the purposes ticked below"))],
        widget=forms.RadioSelect,
        required=False,
    )
    scopes = forms.MultipleChoiceField(
        label=_("Purposes"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    note = text_box(
        _("note"),
        help_text=_("Sealed for this person, and gone when they are erased. What they said, in their own words."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"received_on": timezone.localdate(), "way": Withdrawal.Way.PHONE}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not values.get("what") and not values.get("scopes") and "scopes" not in self.errors:
            self.add_error("what", gettext("Say what is taken back: everything, or tick at least one purpose."))
        return values

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        what = self.cleaned_data["what"]
        return {n: v for n, v in self.cleaned_data.items() if n != "what"} | {"whole": what == EVERYTHING}


class KeepForm(forms.Form):
    """How long a record is kept beyond its period, and why."""

    keep_until = forms.DateField(label=_("Keep until"), widget=DayInput())
    keep_reason = text_box(_("why"), help_text=_("Sealed. Without names of witnesses."), required=True)
